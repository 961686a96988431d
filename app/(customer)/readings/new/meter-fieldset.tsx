import type { Route } from 'next';
import { ReadingField, type ReadingTexts } from '@/components/meter-reading/reading-field';
import { TextLink } from '@/components/ui/link';
import { getTranslations } from '@/lib/i18n/server';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres } from '@/lib/kernel/volume';
import type { FormMeter } from '@/lib/readings/form/queries';

/** One meter of the form: which it is, what it showed before and what is usual, and the field. */
export async function MeterFieldset({
  meter,
  part,
  mayBeEmpty,
  texts,
  locale,
}: {
  meter: FormMeter;
  part: string;
  mayBeEmpty: boolean;
  texts: ReadingTexts;
  locale: Locale;
}) {
  const t = await getTranslations('readings.form');
  const { serial, role, previous, estimate, expected, given } = meter;
  const whole = (value: number) => formatCubicMetres(litres(value - (value % 1000)), locale);
  const hint = (
    <>
      {previous
        ? t('previous', { state: whole(previous.value), day: formatDay(previous.on, locale) })
        : t('noPrevious')}{' '}
      {estimate ? t('estimate', { state: whole(estimate.value), day: formatDay(estimate.on, locale) }) : null}{' '}
      {expected
        ? t(expected.basis === 'season' ? 'usualSeason' : 'usualYear', {
            from: expected.from / 1000,
            to: expected.to / 1000,
          })
        : null}{' '}
      {mayBeEmpty ? t('mayBeEmpty') : null}
    </>
  );
  return (
    <fieldset className="surface grid grid-cols-1 min-w-0 gap-4 rounded-lg border border-line bg-sheet p-5 sm:p-7">
      <legend className="float-left w-full text-lead font-semibold">
        {t(`role.${role}`)}{' '}
        <span className="block wrap-anywhere font-normal text-soft sm:inline">{t('serial', { serial })}</span>
      </legend>
      <div className="clear-both grid gap-4">
        {given ? (
          <p>
            {t('given', { state: whole(given.value) })}{' '}
            <TextLink href={`/readings/${given.ref}` as Route}>{t('givenLink')}</TextLink>
          </p>
        ) : null}
        <input type="hidden" name="meterSerial" value={serial} />
        <ReadingField part={part} label={t('value')} hint={hint} texts={texts} />
      </div>
    </fieldset>
  );
}
