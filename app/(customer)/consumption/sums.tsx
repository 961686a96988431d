import type { ReactNode } from 'react';
import type { Analysis } from '@/lib/consumption/rules/analysis';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { addDays, formatDay } from '@/lib/kernel/dates';
import { formatMoney } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import type { Asked } from './asked';

/** What the contracts of what is looked at charge for. */
export interface Charged {
  readonly water: boolean;
  readonly sewage: boolean;
}

/** The figures of the whole period, and what has to be said of them. */
export async function Sums({
  asked,
  analysis,
  charged,
}: {
  asked: Asked;
  analysis: Analysis;
  charged: Charged;
}) {
  const t = await getTranslations('consumption.sum');
  const locale = await getLocale();
  const { used, days, comparison, garden, cost, subscription, guessed } = analysis;
  const volume = (value: Litres) => formatCubicMetres(value, locale);
  const period = asked.period!;
  const cut =
    analysis.from !== period.from ? 'known' : analysis.to !== period.to ? ('knownTo' as const) : null;
  const parts = cost && {
    water: formatMoney(cost.water, locale),
    sewage: formatMoney(cost.sewage, locale),
  };
  return (
    <>
      <dl className="grid grid-cols-1 gap-2">
        <Line name={t('used')}>
          <strong>{volume(used)}</strong>
        </Line>
        <Line name={t('perDay')}>{formatCubicMetres(litres(Math.round(used / days)), locale, 3)}</Line>
        {comparison?.whole ? <Line name={t('before')}>{volume(comparison.yearBefore)}</Line> : null}
        {asked.option.targets.some(({ point, chain }) => chain === null && hasGarden(point)) ? (
          <Line name={t('garden')}>
            {garden === null
              ? t('gardenNone')
              : garden.deducted === garden.used && charged.sewage
                ? t('gardenAll', { used: volume(garden.used) })
                : charged.sewage
                  ? t('gardenPart', { used: volume(garden.used), deducted: volume(garden.deducted) })
                  : volume(garden.used)}
          </Line>
        ) : null}
        {charged.water || charged.sewage ? (
          <Line name={t('cost')}>
            {parts ? (
              <>
                <strong>{formatMoney(cost.total, locale)}</strong>
                {charged.water && charged.sewage ? (
                  <span className="block text-small text-soft">{t('costBoth', parts)}</span>
                ) : null}
              </>
            ) : (
              t('costUnknown')
            )}
          </Line>
        ) : null}
        {subscription !== null && subscription > 0 ? (
          <Line name={t('subscription')}>{formatMoney(subscription, locale)}</Line>
        ) : null}
      </dl>
      <div className="grid max-w-prose gap-2 text-small text-soft empty:hidden">
        {cut ? (
          <p>
            {t(cut, {
              from: formatDay(analysis.from, locale),
              to: formatDay(addDays(analysis.to, -1), locale),
            })}
          </p>
        ) : null}
        {comparison && !comparison.whole ? (
          <p>{t('beforePart', { used: volume(comparison.used), before: volume(comparison.yearBefore) })}</p>
        ) : null}
        {analysis.gaps ? <p>{t('gaps')}</p> : null}
        {guessed > 0 ? (
          <p>{guessed === used ? t('guessedAll') : t('guessed', { guessed: volume(guessed) })}</p>
        ) : null}
      </div>
    </>
  );
}

const hasGarden = (point: Asked['option']['targets'][number]['point']): boolean =>
  point.meters.some(meter => meter.role === 'additional');

const Line = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-wrap justify-between gap-x-6 border-t border-line pt-2 first:border-t-0 first:pt-0">
    <dt className="text-soft">{name}</dt>
    <dd className="ml-auto text-right">{children}</dd>
  </div>
);
