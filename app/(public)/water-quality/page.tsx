import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { PhoneLink } from '@/components/ui/phone-link';
import { QueryField, QueryForm } from '@/components/ui/query-form';
import { dayOf } from '@/lib/kernel/dates';
import { listWaterZones } from '@/lib/water-quality/queries';
import { findPlaces } from '@/lib/water-quality/rules';
import { currentUtility } from '@/lib/settings/queries';
import { ZoneSheet } from './zone-sheet';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('waterQuality'))('title') };
}

/** Longer than any street: more is not looked at. */
const LONGEST = 100;
/** So many streets are named when a question fits several. */
const MOST_NAMED = 8;

export default async function WaterQualityPage({ searchParams }: PageProps<'/water-quality'>) {
  const t = await getTranslations('waterQuality');
  const tLayout = await getTranslations('layout');
  const locale = await getLocale();
  const { contact } = await currentUtility();
  const zones = await listWaterZones(dayOf(new Date()));
  const phone = () => <PhoneLink phone={contact.phone} />;
  if (zones.length === 0) {
    return (
      <div className="grid max-w-prose gap-8">
        <PageTitle>{t('title')}</PageTitle>
        <Notice>
          <p className="font-semibold">{t('none.title')}</p>
          <p>{t.rich('none.text', { hours: contact.officeHours[locale], phone })}</p>
        </Notice>
      </div>
    );
  }
  const { q } = await searchParams;
  const typed = typeof q === 'string' ? q.trim().slice(0, LONGEST) : '';
  const places = zones.flatMap(zone => zone.places);
  const found = findPlaces(places, typed);
  const own = zones.filter(zone => found.some(place => place.zone === zone.zone));
  const others = zones.filter(zone => !own.includes(zone));
  const nameOf = (place: (typeof places)[number]) =>
    place.street === null ? place.city : `${place.street}, ${place.city}`;
  const names = found.map(nameOf);
  const examples = zones.some(zone => zone.example || zone.test?.example);
  return (
    <div className="grid grid-cols-1 gap-10">
      <div className="grid gap-5">
        <PageTitle>{t('title')}</PageTitle>
        <p className="max-w-prose text-lead text-soft">{t('lead')}</p>
        {examples ? (
          <Notice tone="warn">
            <p>{t.rich('examples', { b: text => <b>{text}</b> })}</p>
          </Notice>
        ) : null}
      </div>

      <div className="max-w-prose">
        <QueryForm
          action={'/water-quality#result' as Route}
          name="place"
          errorTitle={tLayout('form.errorTitle')}
        >
          <QueryField
            form="place"
            name="q"
            label={t('search.label')}
            hint={t('search.hint')}
            value={typed}
            list="places"
          />
          <datalist id="places">
            {[...new Set(places.map(nameOf))].map(name => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <div>
            <Button>{t('search.submit')}</Button>
          </div>
        </QueryForm>
      </div>

      {typed === '' ? null : (
        <section id="result" aria-labelledby="result-title" className="grid scroll-mt-6 grid-cols-1 gap-5">
          <h2 id="result-title" className="text-title">
            {found.length > 0 ? t('search.found', { typed }) : t('search.notFound', { typed })}
          </h2>
          {found.length === 0 ? (
            <p className="max-w-prose">{t.rich('search.notFoundText', { phone })}</p>
          ) : (
            <p className="max-w-prose text-soft">
              {names.slice(0, MOST_NAMED).join('; ')}
              {names.length > MOST_NAMED ? ` ${t('search.more', { count: names.length - MOST_NAMED })}` : ''}
              {own.length > 1 ? ` – ${t('search.several')}` : ''}
            </p>
          )}
          {own.map(zone => (
            <ZoneSheet key={zone.zone} zone={zone} open={own.length === 1} />
          ))}
        </section>
      )}

      {others.length > 0 ? (
        <section aria-labelledby="zones" className="grid grid-cols-1 gap-5">
          <h2 id="zones" className="text-title">
            {own.length > 0 ? t('otherZones') : t('allZones')}
          </h2>
          {others.map(zone => (
            <ZoneSheet key={zone.zone} zone={zone} />
          ))}
        </section>
      ) : null}

      <p className="max-w-prose text-soft">{t.rich('questions', { phone })}</p>
    </div>
  );
}
