import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { heldText } from '@/lib/auth/held';
import { scopesOpening } from '@/lib/auth/scopes';
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
  /** null where the access shows no amounts */
  readonly totals: SettlementTotals | null;
}

export interface Overview {
  readonly customers: readonly CustomerTotal[];
  /** whether of any of them amounts are shown */
  readonly amounts: boolean;
  /** of all of them; what one has overpaid pays no debt of another, who may be somebody else */
  readonly due: Grosze;
  readonly overdue: Grosze;
  readonly overpayment: Grosze;
}

interface Row extends History {
  readonly customerNumber: string;
  readonly name: string;
  readonly nickname: string | null;
  readonly amounts: boolean;
  readonly contracts: readonly PlacedContract[];
}

/** What all customers of the account owe, in one round trip however many they are; by customer number. */
export async function overview(actor: CustomerActor, today: Day): Promise<Overview> {
  const sql = rawSql();
  const id = sql`c.id`;
  const open = scopesOpening('invoices');
  const paying = sql`case when ac.scope = any(${open}::text[]) then c.id end`;
  const rows = await sql<Row[]>`
    select c.customer_number as "customerNumber", c.name, ac.nickname,
      ac.scope = any(${open}::text[]) as amounts,
      ${documentsJson(sql, paying)} as documents, ${paymentsJson(sql, paying)} as payments,
      ${contractsJson(sql, id)} as contracts
    from account_customers ac join customers c on c.id = ac.customer_id
    where ac.account_id = ${actor.accountId}::bigint and ${sql.unsafe(heldText('ac'))}
    order by c.customer_number`;
  const customers = rows.map(
    ({ customerNumber, name, nickname, amounts, contracts, documents, payments }) => ({
      customerNumber,
      name,
      nickname,
      addresses: supplying(contracts, today).map(({ address }) => address),
      totals: amounts ? settle(documents, payments, today).totals : null,
    }),
  );
  const shown = customers.flatMap(({ totals }) => totals ?? []);
  return {
    customers,
    amounts: shown.length > 0,
    due: sum(shown.map(({ amountDue }) => amountDue)),
    overdue: sum(shown.map(({ overdue }) => overdue)),
    overpayment: sum(shown.map(({ overpayment }) => overpayment)),
  };
}
