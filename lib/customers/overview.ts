import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { documentsJson, paymentsJson, type History } from '@/lib/invoices/history';
import { settle, type SettlementTotals } from '@/lib/invoices/rules';
import type { Day } from '@/lib/kernel/dates';
import { sum, type Grosze } from '@/lib/kernel/money';
import type { Address } from './address';
import { contractsJson, type PlacedContract } from './managed';
import { supplying } from './rules';

/** One customer of the account, with what it owes. */
export interface CustomerTotal {
  readonly customerNumber: string;
  readonly name: string;
  readonly nickname: string | null;
  readonly addresses: readonly Address[];
  readonly totals: SettlementTotals;
}

export interface Overview {
  readonly customers: readonly CustomerTotal[];
  /** of all of them; what one has overpaid pays no debt of another, who may be somebody else */
  readonly due: Grosze;
  readonly overdue: Grosze;
  readonly overpayment: Grosze;
}

interface Row extends History {
  readonly customerNumber: string;
  readonly name: string;
  readonly nickname: string | null;
  readonly contracts: readonly PlacedContract[];
}

/** What all customers of the account owe, in one round trip however many they are; by customer number. */
export async function overview(actor: CustomerActor, today: Day): Promise<Overview> {
  const sql = rawSql();
  const id = sql`c.id`;
  const rows = await sql<Row[]>`
    select c.customer_number as "customerNumber", c.name, ac.nickname,
      ${documentsJson(sql, id)} as documents, ${paymentsJson(sql, id)} as payments,
      ${contractsJson(sql, id)} as contracts
    from account_customers ac join customers c on c.id = ac.customer_id
    where ac.account_id = ${actor.accountId}::bigint
    order by c.customer_number`;
  const customers = rows.map(({ customerNumber, name, nickname, contracts, documents, payments }) => ({
    customerNumber,
    name,
    nickname,
    addresses: supplying(contracts, today).map(({ address }) => address),
    totals: settle(documents, payments, today).totals,
  }));
  return {
    customers,
    due: sum(customers.map(({ totals }) => totals.amountDue)),
    overdue: sum(customers.map(({ totals }) => totals.overdue)),
    overpayment: sum(customers.map(({ totals }) => totals.overpayment)),
  };
}
