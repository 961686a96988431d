import 'server-only';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import {
  accessInvitations,
  accountCustomers,
  accounts,
  customers,
  terms,
  termsAcceptances,
} from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { held } from '@/lib/auth/held';
import { spend } from '@/lib/auth/limits';
import { hashPassword } from '@/lib/auth/passwords';
import { demand, type AccessScope } from '@/lib/auth/scopes';
import { createSession } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay, type Day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { currentTerms } from '@/lib/terms/queries';
import { INVITATION_DAYS } from './rules';

export interface Share {
  readonly scope: AccessScope;
  /** the last day; null without an end */
  readonly endsOn: Day | null;
}

/** @throws Refusal `shareEnd` for an end that is over */
function checkEnd({ endsOn }: Share, now: Date): void {
  if (endsOn !== null && endsOn < dayOf(now)) throw new Refusal('shareEnd', 'endsOn');
}

/**
 * Asks somebody by mail to look after the current customer; an earlier invitation to the same address stops working.
 * @throws Refusal `accessScope` for whoever is no owner, `shareSelf`, `shareAlready`, `shareEnd`, `tooMany`
 */
export async function invite(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  input: Share & { readonly email: string },
  now: Date,
): Promise<void> {
  const customerId = demand(actor, 'owner');
  const { email, scope, endsOn } = input;
  if (email === actor.email) throw new Refusal('shareSelf', 'email');
  checkEnd(input, now);
  await spend(db(), 'invitationOfAccount', String(actor.accountId), now);
  await spend(db(), 'mailToAddress', email, now);
  const token = newToken();
  const { locale, accountId } = actor;
  const { customerNumber } = actor.current;
  const expiresAt = new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
  await db().transaction(async tx => {
    await lockCustomer(tx, customerId);
    const [managing] = await tx
      .select({ id: accounts.id })
      .from(accountCustomers)
      .innerJoin(accounts, eq(accounts.id, accountCustomers.accountId))
      .where(
        and(
          eq(accountCustomers.customerId, customerId),
          eq(accounts.email, email),
          held('account_customers'),
        ),
      );
    if (managing) throw new Refusal('shareAlready', 'email');
    await tx
      .update(accessInvitations)
      .set({ withdrawnAt: now })
      .where(
        and(
          eq(accessInvitations.customerId, customerId),
          eq(accessInvitations.email, email),
          isNull(accessInvitations.acceptedAt),
          isNull(accessInvitations.withdrawnAt),
        ),
      );
    const [made] = await tx
      .insert(accessInvitations)
      .values({
        tokenHash: sha256(token),
        customerId,
        invitedBy: accountId,
        email,
        scope,
        endsOn,
        locale,
        createdAt: now,
        expiresAt,
      })
      .returning({ ref: accessInvitations.ref });
    const until = endsOn && formatDay(endsOn, locale);
    const props = { customerNumber, owner: actor.email, variant: scope, until, token, days: INVITATION_DAYS };
    const content = await renderMail('access_invitation', props, locale);
    const about = { entity: `invitation:${made!.ref}`, occurrence: '1', customerId };
    await enqueueMails(
      tx,
      [{ ...about, kind: 'access_invitation', recipient: email, locale, content, expiresAt }],
      now,
    );
    await audit(tx, actor, from, 'sharing.invited', { scope, until: endsOn ?? '' }, now);
  });
}

const audit = (
  tx: Transaction,
  actor: Pick<CustomerActor, 'accountId' | 'current'>,
  { ip }: Pick<Visitor, 'ip'>,
  action: AuditAction,
  details: Record<string, string>,
  now: Date,
) =>
  writeAudit(
    tx,
    { action, entity: `customer:${actor.current.customerNumber}`, accountId: actor.accountId, details, ip },
    now,
  );

const lockCustomer = (tx: Transaction, customerId: number) =>
  tx.execute(sql`select 1 from customers where id = ${customerId} for no key update`);

/** An invitation of the current customer's that has not been withdrawn, locked. @throws Refusal `shareGone` */
async function ownShare(tx: Transaction, customerId: number, ref: string) {
  await lockCustomer(tx, customerId);
  const [row] = await tx
    .select({
      id: accessInvitations.id,
      email: accessInvitations.email,
      locale: accessInvitations.locale,
      acceptedBy: accessInvitations.acceptedBy,
    })
    .from(accessInvitations)
    .where(
      and(
        eq(accessInvitations.ref, ref),
        eq(accessInvitations.customerId, customerId),
        isNull(accessInvitations.withdrawnAt),
      ),
    )
    .for('update');
  if (!row) throw new Refusal('shareGone');
  return row;
}

/** The shared row of one account; an owner's is never among them. */
const sharedRow = (accountId: number, customerId: number) =>
  and(
    eq(accountCustomers.accountId, accountId),
    eq(accountCustomers.customerId, customerId),
    isNotNull(accountCustomers.sharedBy),
  );

/** Another scope or end, from the next request on. @throws Refusal `accessScope`, `shareGone`, `shareEnd` */
export async function changeShare(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  { ref, scope, endsOn }: Share & { readonly ref: string },
  now: Date,
): Promise<void> {
  const customerId = demand(actor, 'owner');
  checkEnd({ scope, endsOn }, now);
  await db().transaction(async tx => {
    const row = await ownShare(tx, customerId, ref);
    await tx.update(accessInvitations).set({ scope, endsOn }).where(eq(accessInvitations.id, row.id));
    if (row.acceptedBy !== null)
      await tx.update(accountCustomers).set({ scope, endsOn }).where(sharedRow(row.acceptedBy, customerId));
    await audit(tx, actor, from, 'sharing.changed', { scope, until: endsOn ?? '' }, now);
  });
}

/**
 * Ends shared access, from the next request on, or takes an invitation back. Whoever had access is told.
 * @throws Refusal `accessScope`, `shareGone`
 */
export async function revokeShare(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  ref: string,
  now: Date,
): Promise<void> {
  const customerId = demand(actor, 'owner');
  await db().transaction(async tx => {
    const row = await ownShare(tx, customerId, ref);
    await tx.update(accessInvitations).set({ withdrawnAt: now }).where(eq(accessInvitations.id, row.id));
    await audit(tx, actor, from, 'sharing.revoked', {}, now);
    if (row.acceptedBy === null) return;
    await tx.delete(accountCustomers).where(sharedRow(row.acceptedBy, customerId));
    const [told] = await tx
      .select({ email: accounts.email, locale: accounts.locale })
      .from(accounts)
      .where(and(eq(accounts.id, row.acceptedBy), isNull(accounts.disabledAt)));
    if (!told) return;
    const { email: recipient, locale } = told;
    const props = { customerNumber: actor.current.customerNumber, day: formatDay(dayOf(now), locale) };
    const content = await renderMail('access_ended', props, locale);
    const about = { entity: `invitation:${ref}`, occurrence: 'ended', kind: 'access_ended' as const };
    await enqueueMails(tx, [{ ...about, recipient, locale, content }], now);
  });
}

/** An invitation that can be accepted now, locked. @throws Refusal `invitationGone` */
async function openInvitation(tx: Transaction, token: string, now: Date) {
  const [row] = await tx
    .select({
      id: accessInvitations.id,
      ref: accessInvitations.ref,
      customerId: accessInvitations.customerId,
      invitedBy: accessInvitations.invitedBy,
      email: accessInvitations.email,
      scope: accessInvitations.scope,
      endsOn: accessInvitations.endsOn,
      locale: accessInvitations.locale,
      expiresAt: accessInvitations.expiresAt,
    })
    .from(accessInvitations)
    .where(
      and(
        eq(accessInvitations.tokenHash, sha256(token)),
        isNull(accessInvitations.acceptedAt),
        isNull(accessInvitations.withdrawnAt),
      ),
    )
    .for('update');
  if (!row || row.expiresAt <= now || (row.endsOn !== null && row.endsOn < dayOf(now)))
    throw new Refusal('invitationGone');
  // Only while whoever invited is an owner still.
  const [owner] = await tx
    .select({ email: accounts.email, locale: accounts.locale, customerNumber: customers.customerNumber })
    .from(accountCustomers)
    .innerJoin(accounts, eq(accounts.id, accountCustomers.accountId))
    .innerJoin(customers, eq(customers.id, accountCustomers.customerId))
    .where(
      and(
        eq(accountCustomers.accountId, row.invitedBy),
        eq(accountCustomers.customerId, row.customerId),
        isNull(accountCustomers.sharedBy),
        isNull(accounts.disabledAt),
      ),
    );
  if (!owner) throw new Refusal('invitationGone');
  return { ...row, owner };
}

/** The row itself, the owner's mail and the log. Whoever owns the customer already stays an owner. */
async function take(
  tx: Transaction,
  invitation: Awaited<ReturnType<typeof openInvitation>>,
  accountId: number,
  { ip }: Pick<Visitor, 'ip'>,
  now: Date,
): Promise<void> {
  const { id, ref, customerId, invitedBy, email, scope, endsOn, owner } = invitation;
  await tx
    .update(accessInvitations)
    .set({ acceptedAt: now, acceptedBy: accountId })
    .where(eq(accessInvitations.id, id));
  const share = { scope, endsOn, sharedBy: invitedBy, createdAt: now };
  await tx
    .insert(accountCustomers)
    .values({ accountId, customerId, source: 'shared', ...share })
    .onConflictDoUpdate({
      target: [accountCustomers.accountId, accountCustomers.customerId],
      set: share,
      setWhere: isNotNull(accountCustomers.sharedBy),
    });
  const { customerNumber, locale, email: recipient } = owner;
  const props = { customerNumber, email, day: formatDay(dayOf(now), locale) };
  const content = await renderMail('access_accepted', props, locale);
  const about = { entity: `invitation:${ref}`, occurrence: 'accepted', kind: 'access_accepted' as const };
  await enqueueMails(tx, [{ ...about, recipient, accountId: invitedBy, customerId, locale, content }], now);
  const event = { action: 'sharing.accepted', entity: `customer:${customerNumber}` } as const;
  await writeAudit(tx, { ...event, accountId, details: { scope }, ip }, now);
}

/**
 * Accepts with the account that is signed in; it has to be that of the invitation's address.
 * @throws Refusal `invitationGone`, `invitationOther`
 */
export async function acceptInvitation(
  from: Pick<Visitor, 'ip'>,
  session: { readonly accountId: number; readonly email: string },
  token: string,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const invitation = await openInvitation(tx, token, now);
    if (invitation.email !== session.email) throw new Refusal('invitationOther');
    await take(tx, invitation, session.accountId, from, now);
  });
}

/**
 * Accepts with a new account: the link proved the address, so that no code is asked for.
 * @param input.password judged already
 * @returns the session's cookie and the address
 * @throws Refusal `invitationGone`, `invitationAccount` when there is an account by now, `termsChanged`
 */
export async function registerByInvitation(
  from: Visitor,
  input: { token: string; password: string; termsVersion: string | undefined },
  now: Date,
): Promise<{ session: string; email: string }> {
  await spend(db(), 'registrationOfNetwork', from.prefix, now);
  const accepted = await currentTerms('portal', dayOf(now));
  if (input.termsVersion !== accepted.version) throw new Refusal('termsChanged', 'acceptTerms');
  const passwordHash = await hashPassword(input.password);
  return db().transaction(async tx => {
    const invitation = await openInvitation(tx, input.token, now);
    const { email } = invitation;
    const [account] = await tx
      .insert(accounts)
      .values({ email, passwordHash, locale: from.locale, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: accounts.id, sessionVersion: accounts.sessionVersion });
    if (!account) throw new Refusal('invitationAccount');
    const [version] = await tx
      .select({ textHash: terms.textHash })
      .from(terms)
      .where(eq(terms.id, accepted.id));
    await tx.insert(termsAcceptances).values({
      accountId: account.id,
      termsId: accepted.id,
      textHash: version!.textHash,
      acceptedAt: now,
      ip: from.ip,
    });
    await take(tx, invitation, account.id, from, now);
    return { session: await createSession(tx, account, from, now), email };
  });
}
