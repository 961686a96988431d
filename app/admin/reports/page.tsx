import type { Metadata, Route } from 'next';
import { Columns } from '@/components/charts/columns';
import { ButtonLink } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { PageTitle } from '@/components/ui/page-title';
import { QueryField } from '@/components/ui/query-form';
import { Table } from '@/components/ui/table';
import { requireStaff } from '@/lib/auth/guards';
import { getLocale, getTranslations } from '@/lib/i18n/server';
import { report } from '@/lib/reports/queries';
import { readPeriod, REPORT_NAMES, reportRule } from '@/lib/reports/rules';
import { ListFilter } from '../list-filter';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('office-reports'))('title') };
}

const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);
/** `11.2026`: as months are typed and named. */
const short = (month: string) => `${month.slice(5, 7)}.${month.slice(0, 4)}`;

/** Figures of the office, a month a row; report and period stand in the address. */
export default async function ReportsPage({ searchParams }: Props) {
  const actor = await requireStaff('reports.see');
  const [params, now] = [await searchParams, new Date()];
  const name = REPORT_NAMES.find(each => each === params.report) ?? REPORT_NAMES[0];
  const period = readPeriod(name, text(params.from), text(params.to), now);
  const rows = await report(actor, name, period, now);
  const [t, locale] = [await getTranslations('office-reports'), await getLocale()];
  const { columns, drawn, unit } = reportRule(name);
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const title = (column: string) => t(`columns.${column}` as never);
  const link = (path: string, query: Record<string, string>) =>
    `${path}?${new URLSearchParams(query).toString()}` as Route;
  const asked = { report: name, from: period.from.slice(0, 7), to: period.to.slice(0, 7) };
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{t('title')}</PageTitle>
      <Choices
        label={t('choice')}
        choices={REPORT_NAMES.map(each => ({
          label: t(`names.${each}`),
          href: link('/admin/reports', { report: each }),
          chosen: each === name,
        }))}
      />
      <ListFilter
        list={'/admin/reports' as Route}
        name="period"
        label={t('period')}
        also={
          <ButtonLink href={link('/admin/reports/csv', asked)} look="quiet">
            {t('csv')}
          </ButtonLink>
        }
      >
        <input type="hidden" name="report" value={name} />
        <QueryField form="period" name="from" label={t('from')} hint={t('hint')} value={short(period.from)} />
        <QueryField form="period" name="to" label={t('to')} hint={t('hint')} value={short(period.to)} />
      </ListFilter>
      <section aria-labelledby="report" className="grid grid-cols-1 gap-4">
        <div className="grid gap-1">
          <h2 id="report">{t(`names.${name}`)}</h2>
          <p className="text-soft">{t(`notes.${name}`)}</p>
        </div>
        <Columns
          label={`${t(`names.${name}`)}: ${title(drawn)}`}
          unit={unit === 'percent' ? '%' : title(drawn)}
          tick={value => number.format(value)}
          columns={rows.map(({ month, values }) => ({
            label: short(month),
            value: values[drawn] ?? null,
            before: null,
            guess: false,
          }))}
        />
        <Table
          caption={t(`names.${name}`)}
          rows={rows}
          rowKey={({ month }) => month}
          columns={[
            { key: 'month', head: t('month'), main: true, cell: ({ month }) => short(month) },
            ...columns.map(column => ({
              key: column,
              head: title(column),
              align: 'end' as const,
              cell: ({ values }: (typeof rows)[number]) => {
                const value = values[column];
                return value === null || value === undefined
                  ? '–'
                  : (unit === 'percent' && column === drawn ? share : number).format(value);
              },
            })),
          ]}
        />
      </section>
    </div>
  );
}
