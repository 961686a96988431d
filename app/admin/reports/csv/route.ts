import { requireStaff } from '@/lib/auth/guards';
import { getTranslations } from '@/lib/i18n/server';
import { csvNumber, csvText } from '@/lib/kernel/csv';
import { report } from '@/lib/reports/queries';
import { readPeriod, REPORT_NAMES, reportRule } from '@/lib/reports/rules';

/** One report for a Polish spreadsheet; the first of them where the address names none. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireStaff('reports.see');
  const { searchParams } = new URL(request.url);
  const text = (name: string) => searchParams.get(name) ?? undefined;
  const name = REPORT_NAMES.find(each => each === text('report')) ?? REPORT_NAMES[0];
  const now = new Date();
  const period = readPeriod(name, text('from'), text('to'), now);
  const rows = await report(actor, name, period, now);
  const t = await getTranslations('office-reports');
  const { columns } = reportRule(name);
  const head = [t('month'), ...columns.map(column => t(`columns.${column}` as never))];
  const body = rows.map(({ month, values }) => [
    month.slice(0, 7),
    ...columns.map(column => {
      const value = values[column];
      return value === null || value === undefined ? null : csvNumber(String(value));
    }),
  ]);
  return new Response(csvText(head, body, 'pl'), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="raport_${name}_${period.from.slice(0, 7)}_${period.to.slice(0, 7)}.csv"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
