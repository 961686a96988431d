import type { Route } from 'next';
import { getTranslations } from '@/lib/i18n/server';
import { BarPairs, BarPairsKey } from '@/components/charts/bar-pairs';
import { TextLink } from '@/components/ui/link';
import { Sheet } from '@/components/ui/sheet';
import type { YearOnYear } from '@/lib/consumption/rules/year-on-year';
import { formatDayOfYear, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';

const shortNames: Record<Locale, Intl.DateTimeFormat> = {
  pl: new Intl.DateTimeFormat('pl', { month: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }),
};
const shortMonth = (month: Day, locale: Locale): string => shortNames[locale].format(new Date(month));

/** The month's name as it stands after «od» and «do». */
const monthInRange = (month: Day, locale: Locale): string =>
  formatDayOfYear(month, locale).split('\u00a0')[1]!;

/** Months are exact to about a tenth of a m³ at best, longer times to a m³. */
const rounded = (volume: Litres, step: number): Litres => litres(Math.round(volume / step) * step);

/** This year against last: the headline says it, the bars show it, the table has the figures. */
export async function Consumption({ data, locale }: { data: YearOnYear; locale: Locale }) {
  const t = await getTranslations('dashboard.consumption');
  const whole = (volume: Litres) => formatCubicMetres(rounded(volume, volume < 10_000 ? 100 : 1000), locale);
  const tenth = (volume: Litres) => formatCubicMetres(rounded(volume, 100), locale);
  return (
    <Sheet title={t(data.verdict)} id="consumption">
      <p>
        {t.rich('sum', {
          from: monthInRange(data.months[0]!.month, locale),
          to: monthInRange(data.months.at(-1)!.month, locale),
          used: whole(data.used),
          before: whole(data.yearBefore),
          strong: text => <strong>{text}</strong>,
        })}
      </p>
      <BarPairs
        label={t('chart')}
        pairs={data.months.map(({ month, used, yearBefore }) => ({
          label: shortMonth(month, locale),
          now: used,
          before: yearBefore,
        }))}
      />
      <BarPairsKey now={t('now')} before={t('before')} />
      <details>
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
          {t('table')}
        </summary>
        <table className="w-full text-small">
          <thead>
            <tr className="text-left text-soft">
              <th scope="col" className="py-2 font-normal">
                {t('month')}
              </th>
              <th scope="col" className="py-2 text-right font-normal">
                {t('before')}
              </th>
              <th scope="col" className="py-2 text-right font-normal">
                {t('now')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.months.map(({ month, used, yearBefore }) => (
              <tr key={month} className="border-t border-line">
                <th scope="row" className="py-2 text-left font-normal">
                  {shortMonth(month, locale)} {month.slice(0, 4)}
                </th>
                <td className="py-2 text-right">{tenth(yearBefore)}</td>
                <td className="py-2 text-right font-semibold">{tenth(used)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="pt-2 text-small text-soft">{t('note')}</p>
      </details>
      <p>
        <TextLink href={'/consumption' as Route}>{t('otherPeriods')}</TextLink>
      </p>
    </Sheet>
  );
}
