import { getTranslations } from '@/lib/i18n/server';
import { Badge, type Tone } from '@/components/ui/badge';
import { DefinitionList } from '@/components/ui/definition-list';
import { formatDay, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres } from '@/lib/kernel/volume';
import type { MeterPoint } from '@/lib/meters/queries';
import { legalisationOn, type LegalisationState, type OwnMeter } from '@/lib/meters/rules';
import { LegalisationAdvice } from './advice';
import { Register } from './register';

/** Only an additional meter is the customer's to worry about: the main one's dates are never alarming. */
const TONES: Record<OwnMeter['role'], Record<LegalisationState, Tone>> = {
  main: { valid: 'good', ending: 'plain', expired: 'plain', unknown: 'plain' },
  additional: { valid: 'good', ending: 'warn', expired: 'bad', unknown: 'warn' },
};

/** One meter: its last state, what is written on it, until when its legalisation holds and what follows from that. */
export async function MeterCard({
  meter,
  point,
  today,
  locale,
}: {
  meter: OwnMeter;
  point: MeterPoint;
  today: Day;
  locale: Locale;
}) {
  const t = await getTranslations('meters');
  const { serial, role, digits, first, last } = meter;
  const ended = point.endedOn !== null;
  const legalisation = legalisationOn(meter.validUntil, today);
  const { state, daysLeft } = legalisation;
  const fitted =
    meter.installedOn === null
      ? t('installedBefore', { day: formatDay(point.since, locale) })
      : first?.kind === 'install'
        ? t('installedWith', {
            day: formatDay(meter.installedOn, locale),
            state: formatCubicMetres(first.value, locale),
          })
        : formatDay(meter.installedOn, locale);
  const heading = `meter-${serial}`;
  // What has to be done stands before the details, what is only good to know after them.
  const calm = role === 'main' || state === 'valid';
  const advice = ended ? null : (
    <LegalisationAdvice role={role} legalisation={legalisation} sewage={point.sewage} locale={locale} />
  );

  return (
    <section
      aria-labelledby={heading}
      className="grid grid-cols-1 gap-4 border-t border-line py-6 first:border-t-0 first:pt-0 last:pb-0"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 id={heading}>{t(`role.${role}`)}</h3>
        {ended ? null : (
          <Badge tone={TONES[role][state]}>{t(`state.${state}`, { count: Math.abs(daysLeft ?? 0) })}</Badge>
        )}
      </div>
      {calm ? null : advice}
      <div className="grid grid-cols-1 items-start gap-x-12 gap-y-5 md:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
        <div className="grid grid-cols-1 gap-2">
          {last ? (
            <>
              <Register value={last.value} digits={digits} locale={locale} />
              <p className="text-small">
                {t(ended ? 'lastStateThen' : 'lastState', { day: formatDay(last.on, locale) })}
                <span className="block text-soft">{t(`kind.${last.kind}`)}</span>
              </p>
            </>
          ) : (
            <p>{t(ended ? 'noStateThen' : 'noState')}</p>
          )}
        </div>
        <DefinitionList
          rows={[
            [t('serial'), <strong key="s">{serial}</strong>],
            [
              t('validUntil'),
              ended
                ? null
                : meter.validUntil === null
                  ? t('validUnknown')
                  : formatDay(meter.validUntil, locale),
            ],
            [t('owner'), ended ? null : t(role === 'main' ? 'ownerUs' : 'ownerYou')],
            [t('installed'), fitted],
            [t('digits'), digits],
          ]}
        />
      </div>
      {calm ? advice : null}
    </section>
  );
}
