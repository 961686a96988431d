import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Day } from '@/lib/kernel/dates';
import type { Grosze } from '@/lib/kernel/money';

/** A document as the list in an archive has it. */
export interface ArchivedInvoice {
  readonly ref: string;
  readonly number: string;
  readonly isCorrection: boolean;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly saleFrom: Day | null;
  readonly saleTo: Day | null;
  readonly net: Grosze;
  readonly vat: Grosze;
  readonly gross: Grosze;
  readonly currency: string;
  readonly ksefNumber: string | null;
}

/**
 * The current customer's documents issued in a year, oldest first.
 * @param year null: the newest one with any
 */
export async function listYear(actor: CustomerActor, year: number | null): Promise<ArchivedInvoice[]> {
  const sql = rawSql();
  const id = sql`${currentId(actor, 'invoices')}::bigint`;
  const [row] = await sql<[{ invoices: ArchivedInvoice[] }]>`
    select coalesce(json_agg(json_build_object('ref', i.ref, 'number', i.invoice_number,
        'isCorrection', i.is_correction, 'issuedOn', i.issued_on, 'dueOn', i.due_on, 'saleFrom', i.sale_from,
        'saleTo', i.sale_to, 'net', i.net_gr, 'vat', i.vat_gr, 'gross', i.gross_gr, 'currency', i.currency,
        'ksefNumber', i.ksef_number) order by i.issued_on, i.invoice_number), '[]') as invoices
    from invoices i
    where i.customer_id = ${id} and extract(year from i.issued_on) = coalesce(${year}::int,
      (select max(extract(year from n.issued_on)) from invoices n where n.customer_id = ${id}))`;
  return row.invoices;
}
