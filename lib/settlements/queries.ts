import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Address } from '@/lib/customers/address';
import { documentsJson, paymentsJson, type DocumentRow, type History } from '@/lib/invoices/history';
import { settle, type SettlementTotals } from '@/lib/invoices/rules';
import { dayOf, type Day } from '@/lib/kernel/dates';
import type { Grosze } from '@/lib/kernel/money';
import { ledger, type LateAmount, type LedgerEntry } from './rules';

export interface Settlements {
  readonly customer: SettledCustomer;
  /** the whole account, oldest first */
  readonly entries: readonly LedgerEntry<DocumentRow>[];
  readonly totals: SettlementTotals;
  /** what is overdue, document by document */
  readonly late: readonly LateAmount[];
  readonly lastPayment: { readonly on: Day; readonly amount: Grosze } | null;
  /** when billing data came last; null before the first import */
  readonly importedAt: Date | null;
  /** the address that each document is for, by its id; empty for customers with a single one */
  readonly places: ReadonlyMap<number, Address>;
}

export interface SettledCustomer extends Address {
  readonly customerNumber: string;
  readonly kind: 'person' | 'business';
  readonly name: string;
}

interface Row extends History {
  readonly customer: SettledCustomer;
  readonly importedAt: string | null;
  readonly places: Readonly<Record<string, Address>> | null;
}

/**
 * The current customer's account with the utility, all of it: what a line's balance is depends on every line
 * before it. One round trip. Documents and payments are the customer's own whatever became of the contract, so a
 * former customer goes on reading them.
 */
export async function settlements(actor: CustomerActor, now: Date): Promise<Settlements> {
  const sql = rawSql();
  const id = sql`${currentId(actor, 'invoices')}::bigint`;
  const [row] = await sql<[Row]>`
    select ${documentsJson(sql, id)} as documents, ${paymentsJson(sql, id)} as payments,
      (select json_build_object('customerNumber', c.customer_number, 'kind', c.kind, 'name', c.name,
          'street', c.street, 'building', c.building, 'unit', c.unit, 'postalCode', c.postal_code, 'city', c.city)
        from customers c where c.id = ${actor.current.id}::bigint) as customer,
      (select json_object_agg(i.id, json_build_object('street', s.street, 'building', s.building,
          'unit', s.unit, 'postalCode', s.postal_code, 'city', s.city))
        from invoices i join contracts k on k.id = i.contract_id
          join service_points s on s.id = k.service_point_id
        where i.customer_id = ${id}
          and (select count(distinct o.service_point_id) from contracts o where o.customer_id = ${id}) > 1
      ) as places,
      (select max(f.finished_at) from imports f) as "importedAt"`;
  const { documents, payments } = row;
  const settled = settle(documents, payments, dayOf(now));
  const entries = ledger(documents, payments, settled);
  const lastPayment = entries.findLast(({ kind }) => kind === 'payment');
  return {
    customer: row.customer,
    entries,
    totals: settled.totals,
    late: documents
      .map(({ id: key, dueOn }) => ({ ...settled.invoices.get(key)!, dueOn }))
      .filter(({ state }) => state === 'overdue' || state === 'partly_overdue')
      .map(({ open, dueOn }) => ({ open, dueOn })),
    lastPayment: lastPayment ? { on: lastPayment.on, amount: lastPayment.amount } : null,
    importedAt: row.importedAt === null ? null : new Date(row.importedAt),
    places: new Map(Object.entries(row.places ?? {}).map(([key, place]) => [Number(key), place])),
  };
}
