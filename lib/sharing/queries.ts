import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, accounts } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { held } from '@/lib/auth/held';

/** Who shares the current customer with the actor; null for an owner. */
export async function sharerOf(actor: CustomerActor, connection: Connection = db()): Promise<string | null> {
  const [row] = await connection
    .select({ email: accounts.email })
    .from(accountCustomers)
    .innerJoin(accounts, eq(accounts.id, accountCustomers.sharedBy))
    .where(
      and(
        eq(accountCustomers.accountId, actor.accountId),
        eq(accountCustomers.customerId, actor.current.id),
        held('account_customers'),
      ),
    );
  return row?.email ?? null;
}
