import type { Metadata, Route } from 'next';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { opens } from '@/lib/auth/scopes';
import { placeLine } from '@/lib/customers/address';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { listMeters } from '@/lib/meters/queries';
import { replacements, urgentFirst, worstOwnDuty } from '@/lib/meters/rules';
import { MeterHistory } from './history';
import { MeterCard } from './meter';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('meters'))('title') };
}

export default async function MetersPage() {
  const actor = await requireCustomer('see');
  const now = new Date();
  const today = dayOf(now);
  const [points, t, locale] = [
    await listMeters(actor, now),
    await getTranslations('meters'),
    await getLocale(),
  ];
  const title = (
    <PageTitle note={actor.customers.length > 1 ? actor.current.name : undefined}>{t('title')}</PageTitle>
  );

  if (points.length === 0) {
    return (
      <div className="grid grid-cols-1 gap-7">
        {title}
        <Sheet title={t('none')} id="none">
          <p>{t('noneText')}</p>
        </Sheet>
      </div>
    );
  }

  const present = points.filter(point => point.endedOn === null).flatMap(point => point.meters);
  return (
    <div className="grid grid-cols-1 gap-7">
      <div className="grid gap-1">
        {title}
        {present.length > 0 ? <p>{t(`summary.${worstOwnDuty(present, today)}`)}</p> : null}
        <p className="no-print flex flex-wrap gap-3 pt-2">
          {present.length > 0 && opens(actor.current, 'readings') ? (
            <ButtonLink href={'/readings/new' as Route}>{t('give')}</ButtonLink>
          ) : null}
          <ButtonLink href={'/readings' as Route} look="quiet">
            {t('readings')}
          </ButtonLink>
        </p>
      </div>

      {points.map((point, index) => {
        const replaced = replacements(point.removed, point.meters);
        return (
          <Sheet key={point.number} title={placeLine(point.address)} id={`point-${index}`}>
            <p className="-mt-3 text-small text-soft">{t('pointNumber', { number: point.number })}</p>
            {point.endedOn !== null ? (
              <Notice>
                <p>{t('ended', { day: formatDay(point.endedOn, locale) })}</p>
              </Notice>
            ) : null}
            {point.meters.length === 0 && replaced.length === 0 ? <p>{t('none')}</p> : null}
            <div className="grid grid-cols-1">
              {(point.endedOn === null ? urgentFirst(point.meters, today) : point.meters).map(meter => (
                <MeterCard key={meter.serial} meter={meter} point={point} today={today} locale={locale} />
              ))}
            </div>
            {replaced.length > 0 ? <MeterHistory replaced={replaced} locale={locale} /> : null}
          </Sheet>
        );
      })}

      {present.some(meter => meter.validUntil !== null) ? (
        <div className="no-print">
          <Sheet title={t('calendar.title')} id="calendar">
            <p>{t('calendar.text')}</p>
            <div>
              <a href="/meters/legalisation.ics" className={buttonClass('quiet')}>
                <Icon name="calendar" className="size-5" />
                {t('calendar.link')}
              </a>
            </div>
          </Sheet>
        </div>
      ) : null}
    </div>
  );
}
