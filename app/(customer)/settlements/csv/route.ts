import { requireCustomer } from '@/lib/auth/guards';
import { settlements } from '@/lib/settlements/queries';
import { statementOf } from '@/lib/settlements/rules';
import { statementCsv } from '@/lib/settlements/statement-csv';
import { askedPeriod } from '../period';

/**
 * The current customer's account as CSV: `from` and `to` (both inclusive, each may be left out), `dialect=pl` for
 * Polish spreadsheets. 400 for days that are none.
 */
export async function GET(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const actor = await requireCustomer('invoices');
  const asked = askedPeriod(params, null);
  if (asked.errors.length > 0) {
    return new Response('from, to: YYYY-MM-DD, from <= to\n', {
      status: 400,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
  const { entries } = await settlements(actor, new Date());
  const name = ['rozliczenia', actor.current.customerNumber, asked.from, asked.to].filter(Boolean).join('_');
  return new Response(
    statementCsv(statementOf(entries, asked), params.dialect === 'pl' ? 'pl' : 'standard'),
    {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name.replace(/[^0-9A-Za-z._-]+/g, '_')}.csv"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}
