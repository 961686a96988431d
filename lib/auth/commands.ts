import 'server-only';
import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, secondFactors } from '@/db/schema';
import { endTokens, tellPasswordChanged } from '@/lib/accounts/links/commands';
import { deviceName } from '@/lib/accounts/rules';
import { writeAudit } from '@/lib/audit/commands';
import { sha256 } from '@/lib/kernel/hash';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import type { Locale } from '@/lib/kernel/money';
import { Refusal } from '@/lib/kernel/refusal';
import { giveBack, spend, take, tooMany, type LimitName } from './limits';
import { hashPassword, verifyPassword } from './passwords';
import { challengeFor } from './second-factor/secrets';
import { createSession, endAllSessions, endSession, seal, unseal, type Session } from './session';
import type { Visitor } from './visitor';

/** How long a device that has signed in keeps its own allowance of tries. */
export const DEVICE_SECONDS = 365 * 24 * 3600;

export interface SignedIn {
  /** value of the session's cookie; absent while the second factor is still to be given */
  readonly session?: string;
  /** then: value of the cookie with which its code is asked for */
  readonly challenge?: string;
  /** value of the cookie that marks the device; only with a session */
  readonly device?: string;
  readonly locale: Locale;
  readonly isStaff: boolean;
  readonly mustChangePassword: boolean;
}

/** Marks a device as one that has signed in to an account (S6). It proves nothing else. */
export const deviceMark = (email: string): Promise<string> =>
  seal('device', { who: sha256(email) }, DEVICE_SECONDS);

/**
 * Takes one of the account's password checks: from everybody's allowance or, when others used that up, from
 * the one of devices known to the account. Unknown addresses are counted just the same.
 */
async function takeCheck(email: string, device: string | undefined, now: Date): Promise<LimitName> {
  const wait = await take(db(), 'passwordOfAccount', email, now);
  if (wait === 0) return 'passwordOfAccount';
  if ((await unseal('device', device))?.who !== sha256(email)) throw tooMany(wait);
  await spend(db(), 'passwordOfKnownDevice', email, now);
  return 'passwordOfKnownDevice';
}

/**
 * Signs in; where a second factor is on, as far as the question for its code. One answer, in content and time,
 * for an unknown address and a wrong password, with a second factor or without.
 * @throws Refusal `signInFailed`, `tooMany`
 */
export async function signIn(
  from: Visitor,
  input: { email: string; password: string; device?: string },
  now: Date,
): Promise<SignedIn> {
  const email = canonicalEmail(input.email);
  await spend(db(), 'passwordOfNetwork', from.prefix, now);
  const taken = await takeCheck(email, input.device, now);

  const [account] = await db()
    .select({
      id: accounts.id,
      passwordHash: accounts.passwordHash,
      passwordExpiresAt: accounts.passwordExpiresAt,
      passwordMustChange: accounts.passwordMustChange,
      sessionVersion: accounts.sessionVersion,
      staffRole: accounts.staffRole,
      locale: accounts.locale,
      disabledAt: accounts.disabledAt,
      secondFactorAt: secondFactors.confirmedAt,
    })
    .from(accounts)
    .leftJoin(secondFactors, eq(secondFactors.accountId, accounts.id))
    .where(eq(accounts.email, email));
  const right = await verifyPassword(account?.passwordHash ?? null, input.password);
  const expired = account?.passwordExpiresAt != null && account.passwordExpiresAt.getTime() <= now.getTime();
  if (!account || !right || expired || account.disabledAt) {
    const details = { device: deviceName(from.userAgent) ?? '' };
    const event = { action: 'session.failed' as const, entity: 'sign-in', ip: from.ip, details };
    await writeAudit(db(), { ...event, ...(account ? { accountId: account.id } : {}) }, now);
    throw new Refusal('signInFailed');
  }

  const halfway = account.secondFactorAt !== null;
  const session = await db().transaction(async tx => {
    await giveBack(tx, taken, email);
    await giveBack(tx, 'passwordOfNetwork', from.prefix);
    const action = halfway ? 'session.code_asked' : 'session.signed_in';
    await writeAudit(tx, { action, entity: 'sign-in', accountId: account.id, ip: from.ip }, now);
    return halfway ? null : createSession(tx, account, from, now);
  });
  return {
    ...(session === null
      ? { challenge: await challengeFor(account, now) }
      : { session, device: await deviceMark(email) }),
    locale: account.locale,
    isStaff: account.staffRole !== null,
    mustChangePassword: account.passwordMustChange,
  };
}

/** Signs out: ends the session in the database, so that a kept cookie is worth nothing. */
export async function signOut(from: Visitor, session: Session, now: Date): Promise<void> {
  await db().transaction(async tx => {
    await endSession(tx, session.sessionId, now);
    await writeAudit(
      tx,
      { action: 'session.signed_out', entity: 'sign-in', accountId: session.accountId, ip: from.ip },
      now,
    );
  });
}

/**
 * Changes the password of whoever is signed in. All sessions end, this one is replaced by a new one.
 * @param input.newPassword already judged by `judgePassword`
 * @returns the new session's cookie
 * @throws Refusal `currentPasswordWrong`, `passwordSame`, `tooMany`
 */
export async function changePassword(
  from: Visitor,
  session: Session,
  input: { password: string; newPassword: string },
  now: Date,
): Promise<string> {
  // The same allowance as signing in: a stolen session must not become a way to guess.
  await spend(db(), 'passwordOfAccount', session.email, now);
  const [account] = await db()
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, session.accountId));
  if (!(await verifyPassword(account?.passwordHash ?? null, input.password)))
    throw new Refusal('currentPasswordWrong', 'password');
  if (input.password === input.newPassword) throw new Refusal('passwordSame', 'newPassword');
  const passwordHash = await hashPassword(input.newPassword);
  return db().transaction(async tx => {
    await giveBack(tx, 'passwordOfAccount', session.email);
    const [changed] = await tx
      .update(accounts)
      .set({ passwordHash, passwordMustChange: false, passwordExpiresAt: null })
      .where(eq(accounts.id, session.accountId))
      .returning({ id: accounts.id, email: accounts.email, locale: accounts.locale });
    const sessionVersion = await endAllSessions(tx, changed!.id);
    await endTokens(tx, changed!.id, now);
    await tellPasswordChanged(tx, { ...changed!, sessionVersion }, now);
    const event = { action: 'account.password_changed', entity: 'sign-in' } as const;
    await writeAudit(tx, { ...event, accountId: session.accountId, ip: from.ip }, now);
    return createSession(tx, { id: changed!.id, sessionVersion }, from, now);
  });
}

/** Keeps the language that somebody signed in has chosen: mails are written in it. */
export async function chooseLocale(session: Session, locale: Locale): Promise<void> {
  await db().update(accounts).set({ locale }).where(eq(accounts.id, session.accountId));
}
