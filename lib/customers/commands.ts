import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { accountCustomers, customers, sessions } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';

/**
 * Makes another customer of the account the one that this session looks at.
 * @returns false when the account does not manage it or there is none of that number: the two look alike
 */
export async function switchCustomer(actor: CustomerActor, customerNumber: string): Promise<boolean> {
  return db().transaction(async tx => {
    const [managed] = await tx
      .select({ id: customers.id })
      .from(accountCustomers)
      .innerJoin(customers, eq(customers.id, accountCustomers.customerId))
      .where(
        and(eq(accountCustomers.accountId, actor.accountId), eq(customers.customerNumber, customerNumber)),
      );
    if (!managed) return false;
    await tx
      .update(sessions)
      .set({ currentCustomerId: managed.id })
      .where(and(eq(sessions.id, actor.sessionId), eq(sessions.accountId, actor.accountId)));
    return true;
  });
}
