import 'server-only';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, accounts, customers, sessions } from '@/db/schema';
import { plainNumber } from '@/lib/accounts/rules';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Session } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { Refusal } from '@/lib/kernel/refusal';

/** Accounts through which a customer can be looked at: those of its owners, the oldest first. */
const owners = (connection: Connection, customerId: number) =>
  connection
    .select({ id: accounts.id, email: accounts.email })
    .from(accountCustomers)
    .innerJoin(accounts, eq(accounts.id, accountCustomers.accountId))
    .where(
      and(
        eq(accountCustomers.customerId, customerId),
        isNull(accountCustomers.sharedBy),
        isNull(accounts.staffRole),
        isNull(accounts.disabledAt),
      ),
    )
    .orderBy(asc(accountCustomers.createdAt), asc(accounts.id));

/** Whom staff are about to look at, and through which accounts that can be; null when there is no such customer. */
export async function viewable(_actor: StaffActor, number: string, connection: Connection = db()) {
  const [customer] = await connection
    .select({ id: customers.id, customerNumber: customers.customerNumber, name: customers.name })
    .from(customers)
    .where(sql`upper(translate(${customers.customerNumber}, '- ', '')) = ${plainNumber(number)}`);
  if (!customer) return null;
  const { id, ...shown } = customer;
  return { ...shown, accounts: (await owners(connection, id)).map(({ email }) => email) };
}

/**
 * Begins to look at a customer's portal through the customer's eyes, in this session alone and for an hour at most.
 * Nothing can be written from there (`customerAction` refuses). Why is kept in the audit log.
 * @param input.email through whose account; left out: the oldest one, or none where there is none
 * @throws Refusal `customerUnknown`, `reasonMissing`
 */
export async function startView(
  actor: StaffActor,
  from: Visitor,
  input: { customerNumber: string; email?: string; reason: string },
  now: Date,
): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('reasonMissing', 'reason');
  await db().transaction(async tx => {
    const [customer] = await tx
      .select({ id: customers.id, customerNumber: customers.customerNumber })
      .from(customers)
      .where(eq(customers.customerNumber, input.customerNumber));
    if (!customer) throw new Refusal('customerUnknown');
    const found = await owners(tx, customer.id);
    const account = found.find(({ email }) => email === input.email) ?? found[0];
    await tx
      .update(sessions)
      .set({
        viewingCustomerId: customer.id,
        viewingAccountId: account?.id ?? null,
        viewingSince: now,
      })
      .where(and(eq(sessions.id, actor.sessionId), eq(sessions.accountId, actor.accountId)));
    const { accountId } = actor;
    const entity = `customer:${customer.customerNumber}`;
    await writeAudit(
      tx,
      { action: 'customer.viewed_as', entity, accountId, details: { reason }, ip: from.ip },
      now,
    );
  });
}

/** Ends it. @returns the customer's number; null when nobody was looked at */
export async function endView(
  actor: StaffActor,
  from: Visitor,
  viewing: Session['viewing'],
  now: Date,
): Promise<string | null> {
  if (!viewing) return null;
  const { customerNumber } = viewing.customer;
  await db().transaction(async tx => {
    await tx
      .update(sessions)
      .set({ viewingCustomerId: null, viewingAccountId: null, viewingSince: null })
      .where(and(eq(sessions.id, actor.sessionId), eq(sessions.accountId, actor.accountId)));
    const { accountId } = actor;
    const entity = `customer:${customerNumber}`;
    await writeAudit(tx, { action: 'customer.view_ended', entity, accountId, ip: from.ip }, now);
  });
  return customerNumber;
}
