import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { settle, type Settled, type SettlementItem, type SettlementPayment } from '@/lib/invoices/rules';
import type { Day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { idsParam } from './subjects/subject';

/** Map.groupBy, which Node 20 does not have. */
function grouped<Row, Key>(rows: Iterable<Row>, keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/**
 * What many customers owe, by the same rule that their own pages go by (`settle`). Three statements for all of them,
 * in the caller's transaction: lib/invoices/history asks for one customer at a time.
 */
export async function openAmounts(
  connection: Connection,
  customerIds: readonly number[],
  today: Day,
): Promise<Map<number, Settled>> {
  const ids = idsParam([...new Set(customerIds)]);
  const corrections = await connection.execute<{ id: string; corrected: string }>(sql`
    select x.invoice_id::text as id, x.corrected_id::text as corrected
    from invoice_corrections x join invoices i on i.id = x.invoice_id
    where i.customer_id = any(${ids}) and x.corrected_id is not null`);
  const corrects = grouped(corrections, ({ id }) => Number(id));
  const documents = await connection.execute<{
    customer: string;
    id: string;
    number: string;
    issued: Day;
    due: Day;
    gross: string;
    to_pay: string | null;
    currency: string;
    correction: boolean;
  }>(sql`
    select customer_id::text as customer, id::text, invoice_number as number, issued_on::text as issued,
      due_on::text as due, gross_gr::text as gross, to_pay_gr::text as to_pay, currency,
      is_correction as correction
    from invoices where customer_id = any(${ids})`);
  const payments = await connection.execute<{
    customer: string;
    payment: string;
    booked: Day;
    amount: string;
    invoice: string | null;
  }>(sql`
    select customer_id::text as customer, payment_id as payment, booked_on::text as booked,
      amount_gr::text as amount, invoice_number as invoice
    from payments where customer_id = any(${ids})`);
  const paid = grouped(payments, ({ customer }) => customer);
  const settled = new Map<number, Settled>();
  for (const [customer, own] of grouped(documents, row => row.customer)) {
    const items = own.map((row): SettlementItem => ({
      id: Number(row.id),
      number: row.number,
      issuedOn: row.issued,
      dueOn: row.due,
      gross: grosze(Number(row.gross)),
      toPay: row.to_pay === null ? null : grosze(Number(row.to_pay)),
      currency: row.currency,
      isCorrection: row.correction,
      corrects: row.correction
        ? (corrects.get(Number(row.id)) ?? []).map(({ corrected }) => Number(corrected))
        : [],
    }));
    const money = (paid.get(customer) ?? []).map((row): SettlementPayment => ({
      paymentId: row.payment,
      bookedOn: row.booked,
      amount: grosze(Number(row.amount)),
      invoiceNumber: row.invoice,
    }));
    settled.set(Number(customer), settle(items, money, today));
  }
  return settled;
}
