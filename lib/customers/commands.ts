import 'server-only';
import { and, count, eq } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, customers, sessions } from '@/db/schema';
import { lockAccount } from '@/lib/accounts/code-steps';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { held } from '@/lib/auth/held';
import type { Visitor } from '@/lib/auth/visitor';
import { Refusal } from '@/lib/kernel/refusal';

/** The id of a customer that the account manages; null when it does not, or there is none of that number. */
async function managedId(
  tx: Connection,
  actor: CustomerActor,
  customerNumber: string,
): Promise<number | null> {
  const [managed] = await tx
    .select({ id: customers.id })
    .from(accountCustomers)
    .innerJoin(customers, eq(customers.id, accountCustomers.customerId))
    .where(
      and(
        eq(accountCustomers.accountId, actor.accountId),
        eq(customers.customerNumber, customerNumber),
        held('account_customers'),
      ),
    );
  return managed?.id ?? null;
}

/** Row of one customer of an account. */
const rowOf = ({ accountId }: CustomerActor, customerId: number) =>
  and(eq(accountCustomers.accountId, accountId), eq(accountCustomers.customerId, customerId));

/**
 * Makes another customer of the account the one that this session looks at.
 * @returns false when the account does not manage it or there is none of that number: the two look alike
 */
export async function switchCustomer(actor: CustomerActor, customerNumber: string): Promise<boolean> {
  return db().transaction(async tx => {
    const id = await managedId(tx, actor, customerNumber);
    if (id === null) return false;
    await tx
      .update(sessions)
      .set({ currentCustomerId: id })
      .where(and(eq(sessions.id, actor.sessionId), eq(sessions.accountId, actor.accountId)));
    return true;
  });
}

/**
 * What the account calls a customer, for itself alone: `Mama`. Nothing takes the name away.
 * @returns false as {@link switchCustomer}
 */
export async function nameCustomer(
  actor: CustomerActor,
  input: { customerNumber: string; nickname: string | null },
): Promise<boolean> {
  return db().transaction(async tx => {
    const id = await managedId(tx, actor, input.customerNumber);
    if (id === null) return false;
    await tx.update(accountCustomers).set({ nickname: input.nickname }).where(rowOf(actor, id));
    return true;
  });
}

/**
 * Takes a customer out of the account: its pages are gone with the next request, in every session. The customer
 * itself and other accounts stay as they are.
 * @returns false as {@link switchCustomer}
 * @throws Refusal `lastCustomer`: an account without any would open nothing
 */
export async function removeCustomer(
  actor: CustomerActor,
  from: Visitor,
  customerNumber: string,
  now: Date,
): Promise<boolean> {
  const { accountId } = actor;
  return db().transaction(async tx => {
    await lockAccount(tx, accountId);
    const id = await managedId(tx, actor, customerNumber);
    if (id === null) return false;
    const [managed] = await tx
      .select({ count: count() })
      .from(accountCustomers)
      .where(and(eq(accountCustomers.accountId, accountId), held('account_customers')));
    if (managed!.count < 2) throw new Refusal('lastCustomer');
    await tx.delete(accountCustomers).where(rowOf(actor, id));
    const entity = `customer:${customerNumber}`;
    await writeAudit(tx, { action: 'account.customer_removed', entity, accountId, ip: from.ip }, now);
    return true;
  });
}
