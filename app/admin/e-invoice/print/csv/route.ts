import { requireStaff } from '@/lib/auth/guards';
import { invoicesToPrint } from '@/lib/e-invoice/staff/queries';
import { PRINT_COLUMNS } from '@/lib/exports/invoices-to-print';
import { csvText } from '@/lib/kernel/csv';

/** What is to be printed as CSV, in the columns of the export; `dialect=pl` for Polish spreadsheets. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireStaff('e_invoice.see');
  const dialect = new URL(request.url).searchParams.get('dialect') === 'pl' ? 'pl' : 'standard';
  const rows = (await invoicesToPrint(actor, new Date())).map(
    ({ number, customerNumber, issuedOn, reason }) => [number, customerNumber, issuedOn, reason],
  );
  return new Response(csvText(PRINT_COLUMNS, rows, dialect), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="faktury-do-druku.csv"',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
