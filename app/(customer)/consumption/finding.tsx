import { Columns, ColumnsKey } from '@/components/charts/columns';
import { Choices } from '@/components/ui/choices';
import { Sheet } from '@/components/ui/sheet';
import type { Analysis } from '@/lib/consumption/rules/analysis';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { formatMoney } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';
import type { Asked } from './asked';
import { columnName, periodName } from './period-name';
import { Sums, type Charged } from './sums';

/** More columns than so many leave no room for a second one beside each. */
const MOST_PAIRS = 13;

/** Exact to what a reader can use: a tenth of a m³ below ten, a m³ above. */
export const roughly = (volume: Litres): Litres => {
  const step = volume < 10_000 ? 100 : 1000;
  return volume < 100 ? volume : litres(Math.round(volume / step) * step);
};

/** What the period says: the finding as a title, the figures, and the drawing. */
export async function Finding({
  asked,
  analysis,
  charged,
}: {
  asked: Asked;
  analysis: Analysis;
  charged: Charged;
}) {
  const t = await getTranslations('consumption');
  const locale = await getLocale();
  const { parts, comparison, used, cost } = analysis;
  const money = asked.unit === 'zl' && cost !== null;
  const volume = (value: Litres) => formatCubicMetres(roughly(value), locale);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

  const title = (): string => {
    if (money) {
      const amount = { cost: formatMoney(cost.total, locale) };
      return t(`finding.${charged.water ? (charged.sewage ? 'cost' : 'costWater') : 'costSewage'}`, amount);
    }
    if (used === 0) return t('finding.nothing');
    if (comparison?.verdict === 'same') return t('finding.same');
    if (!comparison || comparison.yearBefore === 0) return t('finding.used', { used: volume(used) });
    const percent = Math.round(
      (Math.abs(comparison.used - comparison.yearBefore) / comparison.yearBefore) * 100,
    );
    return t(`finding.${comparison.verdict}`, { percent });
  };

  const pairs = !money && parts.length <= MOST_PAIRS && parts.some(part => part.yearBefore !== null);
  const columns = parts.map(part => ({
    label: columnName(part.from, asked.step, locale),
    value: money
      ? part.cost === null
        ? null
        : part.cost / 100
      : part.used === null
        ? null
        : part.used / 1000,
    before: pairs && part.yearBefore !== null ? part.yearBefore / 1000 : null,
    guess: part.guess,
  }));
  const marks = [
    ...(parts.some(part => part.used !== null && !part.guess)
      ? [{ mark: 'now' as const, text: t('chart.now') }]
      : []),
    ...(parts.some(part => part.guess) ? [{ mark: 'guess' as const, text: t('chart.guess') }] : []),
    ...(pairs ? [{ mark: 'before' as const, text: t('chart.before') }] : []),
    ...(columns.some(column => column.value === null)
      ? [{ mark: 'unknown' as const, text: t('chart.unknown') }]
      : []),
  ];

  return (
    <Sheet title={title()} id="finding">
      <p className="-mt-3 text-soft">{periodName(analysis.from, analysis.to, locale)}</p>
      <div
        className={`grid grid-cols-1 items-start gap-6 ${parts.length > 1 ? 'lg:grid-cols-[3fr_2fr] lg:gap-10' : 'max-w-[40rem]'}`}
      >
        {parts.length > 1 ? (
          <div className="grid min-w-0 grid-cols-1 gap-3">
            <Columns
              columns={columns}
              label={t(`chart.${money ? 'zl' : pairs ? 'm3Before' : 'm3'}`)}
              tick={value => number.format(value)}
              unit={t(money ? 'chart.unitZl' : 'chart.unitM3')}
            />
            {marks.length > 1 || marks[0]?.mark === 'guess' ? <ColumnsKey marks={marks} /> : null}
            {cost !== null ? (
              <div className="no-print">
                <Choices
                  label={t('chart.unit')}
                  choices={[
                    { label: t('chart.unitM3'), href: asked.href({ unit: null }), chosen: !money },
                    { label: t('chart.unitZl'), href: asked.href({ unit: 'zl' }), chosen: money },
                  ]}
                />
              </div>
            ) : null}
          </div>
        ) : null}
        <div className="grid min-w-0 grid-cols-1 gap-4">
          <Sums asked={asked} analysis={analysis} charged={charged} />
        </div>
      </div>
      {asked.coarser ? (
        <p className="text-small text-soft">{t('chart.short', { step: t(`choose.steps.${asked.step}`) })}</p>
      ) : null}
    </Sheet>
  );
}
