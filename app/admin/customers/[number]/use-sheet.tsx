import { BarPairs, BarPairsKey } from '@/components/charts/bar-pairs';
import { Disclosure } from '@/components/ui/disclosure';
import { Sheet } from '@/components/ui/sheet';
import { Table } from '@/components/ui/table';
import type { YearOnYear } from '@/lib/consumption/rules/year-on-year';
import { getTranslations } from '@/lib/i18n/server';
import type { Locale } from '@/lib/kernel/money';
import { formatCubicMetres, litres, type Litres } from '@/lib/kernel/volume';

/** What was used month by month, beside the year before. */
export async function UseSheet({ use, locale }: { use: YearOnYear | null; locale: Locale }) {
  const [t, words] = [
    await getTranslations('office-customers.use'),
    await getTranslations('dashboard.consumption'),
  ];
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
  const tenth = (volume: Litres) => formatCubicMetres(litres(Math.round(volume / 100) * 100), locale);
  const name = (day: string) => month.format(new Date(day));
  return (
    <Sheet title={t('title')} id="use">
      {use === null ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <p>
            {t('sum', { months: use.months.length, used: tenth(use.used), before: tenth(use.yearBefore) })}
          </p>
          <BarPairs
            label={words('chart')}
            pairs={use.months.map(each => ({
              label: name(each.month),
              now: each.used,
              before: each.yearBefore,
            }))}
          />
          <BarPairsKey now={words('now')} before={words('before')} />
          <Disclosure title={words('table')}>
            <Table
              caption={t('title')}
              rows={use.months}
              rowKey={each => each.month}
              columns={[
                {
                  key: 'month',
                  head: words('month'),
                  main: true,
                  cell: each => `${name(each.month)} ${each.month.slice(0, 4)}`,
                },
                {
                  key: 'before',
                  head: words('before'),
                  align: 'end',
                  cell: each => tenth(each.yearBefore),
                },
                { key: 'now', head: words('now'), align: 'end', cell: each => tenth(each.used) },
              ]}
            />
          </Disclosure>
        </>
      )}
    </Sheet>
  );
}
