import 'server-only';
import type postgres from 'postgres';
import type { SettlementItem, SettlementPayment } from './rules';

/**
 * Pieces of SQL that bring a customer's whole history of documents and payments as JSON, for one statement
 * that also brings what its page shows. The settling itself is a rule and not SQL; it needs every row, of which
 * there are a few dozen in three years.
 *
 * They go through the driver's own templates, which prepare a statement once a connection; Drizzle's `execute`
 * has the server parse and plan it anew with each request.
 */
export type Sql = postgres.Sql;
type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** @param customerId an expression of the surrounding statement, or a parameter */
export const documentsJson = (sql: Sql, customerId: Fragment): Fragment => sql`
  (select coalesce(json_agg(json_build_object(
     'id', h.id, 'ref', h.ref, 'number', h.invoice_number, 'issuedOn', h.issued_on, 'dueOn', h.due_on,
     'saleFrom', h.sale_from, 'saleTo', h.sale_to, 'gross', h.gross_gr, 'toPay', h.to_pay_gr,
     'currency', h.currency, 'ksefNumber', h.ksef_number, 'isCorrection', h.is_correction,
     'corrects', case when h.is_correction then
       (select coalesce(json_agg(x.corrected_id), '[]') from invoice_corrections x
        where x.invoice_id = h.id and x.corrected_id is not null) else '[]' end)), '[]')
   from invoices h where h.customer_id = ${customerId})`;

/** @param customerId as above */
export const paymentsJson = (sql: Sql, customerId: Fragment): Fragment => sql`
  (select coalesce(json_agg(json_build_object(
     'paymentId', p.payment_id, 'bookedOn', p.booked_on, 'amount', p.amount_gr,
     'invoiceNumber', p.invoice_number)), '[]')
   from payments p where p.customer_id = ${customerId})`;

/** A document with what a list shows of it. */
export interface DocumentRow extends SettlementItem {
  readonly ref: string;
  readonly saleFrom: SettlementItem['issuedOn'] | null;
  readonly saleTo: SettlementItem['issuedOn'] | null;
  readonly ksefNumber: string | null;
}

export interface History {
  readonly documents: readonly DocumentRow[];
  readonly payments: readonly SettlementPayment[];
}
