import { requireCustomer } from '@/lib/auth/guards';
import { readingsCsv } from '@/lib/readings/history/csv';
import { readingHistory } from '@/lib/readings/history/queries';

/**
 * All states of the current customer's meters as CSV, telemetry too: of one `year`, or of all; `dialect=pl` for
 * Polish spreadsheets.
 */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams;
  const actor = await requireCustomer('see');
  const asked = params.get('year');
  const year = asked !== null && /^\d{4}$/.test(asked) ? Number(asked) : undefined;
  const { entries } = await readingHistory(actor, new Date(), { year, whole: true });
  const name = ['odczyty', actor.current.customerNumber, year].filter(Boolean).join('_');
  return new Response(readingsCsv(entries, params.get('dialect') === 'pl' ? 'pl' : 'standard'), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name.replace(/[^0-9A-Za-z._-]+/g, '_')}.csv"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
