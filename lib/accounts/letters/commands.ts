import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { accountCustomers, accounts, customers } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import { resetSecondFactor } from '@/lib/auth/second-factor/commands';
import { endAllSessions } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import { Refusal } from '@/lib/kernel/refusal';
import { assigned } from '../assigned/commands';
import { endTokens } from '../links/commands';
import { contactsOf } from '../queries';
import { maskEmail } from '../rules';

/** Which account of which customer: accounts have no other name that may leave the server. */
export interface Named {
  readonly customerNumber: string;
  readonly email: string;
}

/** What a letter tells besides what is on file. */
export interface Assigned extends Named {
  readonly password: string;
  readonly expiresAt: Date;
}

async function customerId(tx: Transaction, customerNumber: string): Promise<number> {
  const [row] = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.customerNumber, customerNumber));
  if (!row) throw new Refusal('customerUnknown');
  return row.id;
}

/** The account, locked, if it manages the customer and is no account of staff. @throws Refusal `accountGone` */
async function managedAccount(tx: Transaction, { customerNumber, email }: Named) {
  const [row] = await tx
    .select({ id: accounts.id, disabledAt: accounts.disabledAt, closedAt: accounts.closedAt })
    .from(accounts)
    .innerJoin(accountCustomers, eq(accountCustomers.accountId, accounts.id))
    .innerJoin(customers, eq(customers.id, accountCustomers.customerId))
    .where(
      and(
        eq(accounts.email, canonicalEmail(email)),
        eq(customers.customerNumber, customerNumber),
        isNull(accounts.staffRole),
      ),
    )
    .for('update', { of: accounts });
  if (!row || row.closedAt) throw new Refusal('accountGone');
  return row;
}

const line = (actor: StaffActor, from: Visitor, action: AuditAction, { customerNumber }: Named) => ({
  action,
  entity: `customer:${customerNumber}`,
  accountId: actor.accountId,
  ip: from.ip,
});

/** Why, in the words of whoever does it. @throws Refusal `reasonMissing` */
function checkedReason(reason: string): string {
  const text = reason.trim();
  if (text === '') throw new Refusal('reasonMissing', 'reason');
  return text;
}

/**
 * Makes an account for a customer, with a one-time password for the letter; an account that the address has already
 * gets the customer as well and keeps its password. Everybody on file for the customer is told.
 * @returns null where there was an account already: there is nothing to write in a letter
 * @throws Refusal `customerUnknown`, `accountOfStaff`, `accountManages`, `accountGone` (closed or locked)
 */
export async function makeAccount(
  actor: StaffActor,
  from: Visitor,
  given: Named,
  now: Date,
): Promise<Assigned | null> {
  const named = { ...given, email: canonicalEmail(given.email) };
  const { password, columns } = await assigned(now);
  return db().transaction(async tx => {
    const customer = await customerId(tx, named.customerNumber);
    const [made] = await tx
      .insert(accounts)
      .values({ email: named.email, createdAt: now, ...columns })
      .onConflictDoNothing()
      .returning({ id: accounts.id });
    const [account] = made
      ? [{ ...made, staffRole: null, disabledAt: null }]
      : await tx
          .select({ id: accounts.id, staffRole: accounts.staffRole, disabledAt: accounts.disabledAt })
          .from(accounts)
          .where(eq(accounts.email, named.email));
    if (account!.staffRole) throw new Refusal('accountOfStaff', 'email');
    if (account!.disabledAt) throw new Refusal('accountGone', 'email');
    const added = await tx
      .insert(accountCustomers)
      .values({ accountId: account!.id, customerId: customer, source: 'staff', createdAt: now })
      .onConflictDoNothing()
      .returning({ accountId: accountCustomers.accountId });
    if (added.length === 0) throw new Refusal('accountManages', 'email');
    const action = made ? 'account.created' : 'account.customer_added';
    await writeAudit(tx, { ...line(actor, from, action, named), details: { account: account!.id } }, now);
    await tellOthers(tx, named, customer, account!.id, now);
    return made ? { ...named, password, expiresAt: columns.passwordExpiresAt } : null;
  });
}

/** Whoever is on file for the customer hears of the new access: it may be one that nobody asked for. */
async function tellOthers(
  tx: Transaction,
  { customerNumber, email }: Named,
  customer: number,
  account: number,
  now: Date,
): Promise<void> {
  const { contacts } = await contactsOf(tx, customer);
  const mails = contacts
    .filter(contact => contact.email !== email)
    .map(async ({ email: recipient, locale }) => {
      const props = { customerNumber, maskedEmail: maskEmail(email), day: formatDay(dayOf(now), locale) };
      const content = await renderMail('account_added', props, locale);
      const about = { entity: `account:${account}:${customer}`, occurrence: 'staff', customerId: customer };
      return { ...about, kind: 'account_added' as const, recipient, locale, content };
    });
  await enqueueMails(tx, await Promise.all(mails), now);
}

/**
 * Gives an account a new one-time password for a letter; all its sessions and links end.
 * @param input.reason how staff know whom they speak to
 * @throws Refusal `reasonMissing`, `accountGone` (also when it is locked)
 */
export async function assignPassword(
  actor: StaffActor,
  from: Visitor,
  input: Named & { reason: string },
  now: Date,
): Promise<Assigned> {
  const reason = checkedReason(input.reason);
  const { password, columns } = await assigned(now);
  const named = { customerNumber: input.customerNumber, email: canonicalEmail(input.email) };
  await db().transaction(async tx => {
    const account = await managedAccount(tx, named);
    if (account.disabledAt) throw new Refusal('accountGone');
    await tx.update(accounts).set(columns).where(eq(accounts.id, account.id));
    await endAllSessions(tx, account.id);
    await endTokens(tx, account.id, now);
    const details = { account: account.id, reason };
    await writeAudit(tx, { ...line(actor, from, 'account.password_assigned', named), details }, now);
  });
  return { ...named, password, expiresAt: columns.passwordExpiresAt };
}

/**
 * Locks an account (all its sessions end, nothing opens) or opens it again. A second time it changes nothing.
 * @throws Refusal `reasonMissing`, `accountGone` (also when its owner has closed it)
 */
export async function lockAccount(
  actor: StaffActor,
  from: Visitor,
  input: Named & { locked: boolean; reason: string },
  now: Date,
): Promise<void> {
  const reason = checkedReason(input.reason);
  await db().transaction(async tx => {
    const account = await managedAccount(tx, input);
    if ((account.disabledAt !== null) === input.locked) return;
    await tx
      .update(accounts)
      .set({ disabledAt: input.locked ? now : null })
      .where(eq(accounts.id, account.id));
    if (input.locked) {
      await endAllSessions(tx, account.id);
      await endTokens(tx, account.id, now);
    }
    const action = input.locked ? 'account.locked' : 'account.unlocked';
    const details = { account: account.id, reason };
    await writeAudit(tx, { ...line(actor, from, action, input), details }, now);
  });
}

/**
 * Takes the second factor off an account whose owner lost the device; all sessions end and the owner is told.
 * @param input.reason how staff know whom they speak to
 * @throws Refusal `reasonMissing`, `accountGone`, `factorGone`
 */
export async function resetFactorOf(
  actor: StaffActor,
  from: Visitor,
  input: Named & { reason: string },
  now: Date,
): Promise<void> {
  const reason = checkedReason(input.reason);
  await db().transaction(tx => managedAccount(tx, input));
  const by = {
    accountId: actor.accountId,
    entity: `customer:${input.customerNumber}`,
    reason,
    ip: from.ip,
  };
  if (!(await resetSecondFactor(canonicalEmail(input.email), 'customer', now, by)))
    throw new Refusal('factorGone');
}

/** Who the letter goes to, and that it was made: logged with it. */
export async function addressee(actor: StaffActor, from: Visitor, customerNumber: string, now: Date) {
  return db().transaction(async tx => {
    const [row] = await tx
      .select({
        name: customers.name,
        street: customers.street,
        building: customers.building,
        unit: customers.unit,
        postalCode: customers.postalCode,
        city: customers.city,
      })
      .from(customers)
      .where(sql`${customers.customerNumber} = ${customerNumber}`);
    if (!row) return null;
    await writeAudit(tx, line(actor, from, 'customer.letter_made', { customerNumber, email: '' }), now);
    return row;
  });
}
