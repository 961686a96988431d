import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { ReadOnField, readingTexts, RegisterFigure } from '@/app/_forms/reading-fields';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/form';
import { TextLink } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { Sheet } from '@/components/ui/sheet';
import { requireCustomer } from '@/lib/auth/guards';
import { placeLine } from '@/lib/customers/address';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { dayOf, formatDay, formatDayShort } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { toCubicMetres } from '@/lib/kernel/volume';
import { correctable, readingForm, type FormPoint } from '@/lib/readings/form/queries';
import { inWindow, nextWindow } from '@/lib/readings/rules/window';
import { currentUtility } from '@/lib/settings/queries';
import { KeptForm } from '../../kept-form';
import { submitReadingsAction } from './actions';
import { MeterFieldset } from './meter-fieldset';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('readings.form'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Fields' ids are made of it. */
const formName = (of: string): string => `reading-${of.replace(/[^0-9A-Za-z]+/g, '-').slice(0, 40)}`;

export default async function NewReadingPage({ searchParams }: Props) {
  const actor = await requireCustomer('readings');
  const { point: askedPoint, correct } = await searchParams;
  const now = new Date();
  const today = dayOf(now);
  const [t, locale] = [await getTranslations('readings.form'), await getLocale()];
  const correcting = typeof correct === 'string' ? await correctable(actor, correct) : null;
  if (correct !== undefined && !correcting) notFound();
  const points = await readingForm(actor, now, correcting);
  const title = (
    <PageTitle
      back={{ href: '/readings' as Route, label: t('back') }}
      note={actor.customers.length > 1 ? actor.current.name : undefined}
    >
      {t(correcting ? 'correctTitle' : 'title')}
    </PageTitle>
  );
  const withMeters = points.filter(({ meters }) => meters.length > 0);
  if (withMeters.length === 0)
    return (
      <div className="grid grid-cols-1 gap-7">
        {title}
        <Sheet title={t('none')} id="none">
          <p>{t('noneText')}</p>
        </Sheet>
      </div>
    );

  const point =
    withMeters.length === 1 ? withMeters[0] : withMeters.find(({ number }) => number === askedPoint);
  if (!point)
    return (
      <div className="grid max-w-136 grid-cols-1 gap-6">
        {title}
        <ChoosePoint points={withMeters} />
      </div>
    );

  const { meters } = point;
  const several = meters.length > 1;
  const { readingWindows: windows } = await currentUtility();
  const opens = inWindow(windows, today) ? null : nextWindow(windows, today);
  const initial: Record<string, string> = {
    readOn: formatDayShort(correcting?.readOn ?? today),
    ...(correcting ? { value: toCubicMetres(correcting.value) } : {}),
  };
  const texts = await readingTexts();
  return (
    <div className="grid max-w-136 grid-cols-1 gap-6">
      {title}
      <p>
        {placeLine(point.address)}
        {withMeters.length > 1 ? (
          <>
            {' '}
            <TextLink href={'/readings/new' as Route}>{t('otherPoint')}</TextLink>
          </>
        ) : null}
      </p>
      {opens ? (
        <Notice>
          <p>{t('outside', { day: formatDay(opens, locale) })}</p>
        </Notice>
      ) : null}
      <RegisterFigure digits={meters[0]!.digits} />
      <KeptForm
        action={submitReadingsAction}
        name={formName(correcting?.ref ?? point.number)}
        initial={initial}
      >
        <input type="hidden" name="attempt" value={newToken()} />
        {correcting ? <input type="hidden" name="corrects" value={correcting.ref} /> : null}
        {meters.map((meter, index) => (
          <MeterFieldset
            key={meter.serial}
            meter={meter}
            part={several ? `-${index}` : ''}
            mayBeEmpty={several}
            texts={texts}
            locale={locale}
          />
        ))}
        <ReadOnField />
        <SubmitButton wide>{t('submit')}</SubmitButton>
      </KeptForm>
    </div>
  );
}

/** Several properties: one at a time, so that the form stays short. */
async function ChoosePoint({ points }: { points: readonly FormPoint[] }) {
  const t = await getTranslations('readings.form');
  return (
    <section aria-labelledby="choose-point" className="grid grid-cols-1 gap-4">
      <h2 id="choose-point">{t('choosePoint')}</h2>
      <ul className="grid grid-cols-1 gap-3">
        {points.map(({ number, address }) => (
          <li key={number}>
            <ButtonLink href={`/readings/new?point=${encodeURIComponent(number)}` as Route} look="quiet" wide>
              {placeLine(address)}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
