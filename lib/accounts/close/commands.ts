import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import {
  accessInvitations,
  accountCustomers,
  accounts,
  accountTokens,
  contactChanges,
  keptForms,
  notificationChoices,
  recoveryCodes,
  registrations,
  secondFactors,
  sessions,
} from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { checkOwnPassword } from '@/lib/auth/own-password';
import { endAllSessions } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { move } from '@/lib/delivery/statements';
import { lockCustomer, recordDecision } from '@/lib/e-invoice/record';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { newRef } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { leftCustomers } from './queries';

/**
 * Closes the actor's account for good. Nothing in it names a person afterwards; its sessions end, what it shared
 * ends, its open requests are taken back. Customers, their invoices, readings and consents stay: they belong to the
 * contract. Where nobody else is left to read e-invoices they are withdrawn, so that invoices reach somebody.
 * @throws Refusal `currentPasswordWrong`, `tooMany`, `closeStaff`
 */
export async function closeAccount(
  actor: CustomerActor,
  from: Visitor,
  input: { password: string },
  now: Date,
): Promise<void> {
  await checkOwnPassword(actor, input.password, now);
  const { accountId } = actor;
  await db().transaction(async tx => {
    const [account] = await tx
      .select({ email: accounts.email, locale: accounts.locale })
      .from(accounts)
      .where(and(eq(accounts.id, accountId), isNull(accounts.staffRole), isNull(accounts.closedAt)))
      .for('update');
    if (!account) throw new Refusal('closeStaff');
    const paper = await withdrawLeft(tx, accountId, from, now);
    await cancelWaiting(tx, accountId);
    await forget(tx, accountId, account.email, now);
    await tellClosed(tx, accountId, account, paper, now);
    await writeAudit(tx, { action: 'account.closed', entity: 'sign-in', accountId, ip: from.ip }, now);
  });
}

/** Paper again where nobody else is left. @returns whether there was such a customer */
async function withdrawLeft(tx: Transaction, accountId: number, from: Visitor, now: Date): Promise<boolean> {
  const today = dayOf(now);
  // In the order of their keys, so that two who manage the same customers do not wait for each other.
  for (const { id } of await leftCustomers(accountId, today, tx)) await lockCustomer(tx, id);
  const left = (await leftCustomers(accountId, today, tx)).filter(({ paperAgain }) => paperAgain);
  for (const { id } of left) {
    const how = { channel: 'portal', source: 'portal', accountId, ip: from.ip } as const;
    const what = { action: 'withdrawn', effectiveOn: today, delivery: null, email: null } as const;
    await recordDecision(tx, await lockCustomer(tx, id), { ...what, ...how }, now);
  }
  return left.length > 0;
}

/** What waits for this account is for nobody; only confirmations of what it has just decided still leave. */
const cancelWaiting = (tx: Transaction, accountId: number) =>
  move(
    tx,
    sql`state = 'cancelled', reason = 'account_closed', settled_at = clock_timestamp()`,
    sql`where o.account_id = ${accountId} and o.state in ('queued', 'temporarily_failed')
      and o.batch_id is null and o.provider_id is null and o.kind <> 'e_invoice_withdrawn'`,
  );

async function forget(tx: Transaction, accountId: number, email: string, now: Date): Promise<void> {
  // `.invalid` never is anybody's (RFC 2606); random, so that the address cannot be tried out against it.
  const nobody = `closed-${newRef(16).toLowerCase()}@closed.invalid`;
  await endAllSessions(tx, accountId);
  await tx
    .update(sessions)
    .set({ ipPrefix: null, userAgent: null, currentCustomerId: null })
    .where(eq(sessions.accountId, accountId));
  await tx
    .update(contactChanges)
    .set({ state: 'withdrawn', decidedAt: now })
    .where(and(eq(contactChanges.accountId, accountId), eq(contactChanges.state, 'requested')));
  await tx
    .update(accessInvitations)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(accessInvitations.invitedBy, accountId),
        isNull(accessInvitations.acceptedAt),
        isNull(accessInvitations.withdrawnAt),
      ),
    );
  await tx.update(accessInvitations).set({ email: nobody }).where(eq(accessInvitations.email, email));
  await tx.delete(registrations).where(eq(registrations.email, email));
  await tx.delete(keptForms).where(eq(keptForms.accountId, accountId));
  await tx.delete(accountTokens).where(eq(accountTokens.accountId, accountId));
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId));
  await tx.delete(notificationChoices).where(eq(notificationChoices.accountId, accountId));
  await tx.delete(accountCustomers).where(eq(accountCustomers.accountId, accountId));
  await tx
    .update(accounts)
    .set({
      email: nobody,
      phone: null,
      phoneVerifiedAt: null,
      passwordHash: null,
      passwordMustChange: false,
      passwordExpiresAt: null,
      disabledAt: now,
      closedAt: now,
    })
    .where(eq(accounts.id, accountId));
}

/** To the address that the account had; the row does not say whose it was. */
async function tellClosed(
  tx: Transaction,
  accountId: number,
  { email: recipient, locale }: { email: string; locale: Locale },
  paper: boolean,
  now: Date,
): Promise<void> {
  const props = { day: formatDay(dayOf(now), locale), time: formatTime(now), paper };
  const content = await renderMail('account_closed', props, locale);
  const mail = { kind: 'account_closed', entity: `account:${accountId}`, occurrence: 'closed' } as const;
  await enqueueMails(tx, [{ ...mail, recipient, locale, content }], now);
}
