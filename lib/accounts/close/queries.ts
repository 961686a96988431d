import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { ledgersOf } from '@/lib/e-invoice/ledger';
import { consentOn } from '@/lib/e-invoice/rules';
import type { Day } from '@/lib/kernel/dates';

/** A customer of an account that is to be closed. */
export interface LeftCustomer {
  readonly id: number;
  readonly customerNumber: string;
  readonly name: string;
  /** its e-invoice is on, and nobody else would be left to read it: paper again */
  readonly paperAgain: boolean;
}

/**
 * What closing an account means for the customers that it owns, by key. Where the account only shares somebody
 * else's access, nothing changes for the customer.
 */
export async function leftCustomers(
  accountId: number,
  today: Day,
  connection: Connection = db(),
): Promise<LeftCustomer[]> {
  const rows = await connection.execute<{
    id: string;
    customerNumber: string;
    name: string;
    alone: boolean;
  }>(sql`
    select c.id, c.customer_number as "customerNumber", c.name,
      not exists (select from account_customers x join accounts a on a.id = x.account_id
        where x.customer_id = c.id and x.account_id <> m.account_id and x.shared_by is null
          and a.disabled_at is null) as alone
    from account_customers m join customers c on c.id = m.customer_id
    where m.account_id = ${accountId} and m.shared_by is null
    order by c.id`);
  const ledgers = await ledgersOf(
    connection,
    rows.map(({ id }) => Number(id)),
  );
  return rows.map(({ id, customerNumber, name, alone }) => ({
    id: Number(id),
    customerNumber,
    name,
    paperAgain: alone && consentOn(ledgers.get(Number(id)) ?? [], today).active,
  }));
}
