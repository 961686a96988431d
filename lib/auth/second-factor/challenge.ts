import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';
import { deviceMark, type SignedIn } from '../commands';
import { giveBack, spend, take, tooMany, type LimitName } from '../limits';
import { createSession, unseal } from '../session';
import type { Visitor } from '../visitor';
import { readCode, useCode } from './commands';

/** Whose password was right; null when it was too long ago or nobody's. */
export async function challenged(challenge: string | undefined, now: Date) {
  const opened = await unseal('challenge', challenge);
  if (typeof opened?.who !== 'number' || typeof opened.until !== 'number') return null;
  if (opened.until <= now.getTime()) return null;
  const [account] = await db()
    .select({
      id: accounts.id,
      email: accounts.email,
      locale: accounts.locale,
      staffRole: accounts.staffRole,
      sessionVersion: accounts.sessionVersion,
      passwordMustChange: accounts.passwordMustChange,
    })
    .from(accounts)
    .where(and(eq(accounts.id, opened.who), isNull(accounts.disabledAt)));
  return account?.sessionVersion === opened.ver ? account : null;
}

/** One of the account's tries: from everybody's allowance or from the one of devices known to the account. */
async function takeTry(email: string, device: string | undefined, now: Date): Promise<LimitName> {
  const wait = await take(db(), 'factorOfAccount', email, now);
  if (wait === 0) return 'factorOfAccount';
  if ((await unseal('device', device))?.who !== sha256(email)) throw tooMany(wait);
  await spend(db(), 'factorOfKnownDevice', email, now);
  return 'factorOfKnownDevice';
}

/**
 * The second step of signing in: a code of the app, or a recovery code.
 * @returns null when there is no challenge any more: the password is asked for again
 * @throws Refusal `factorCodeInvalid`, `factorCodeWrong`, `tooMany`
 */
export async function signInWithCode(
  from: Visitor,
  input: { challenge: string | undefined; code: string; device?: string },
  now: Date,
): Promise<SignedIn | null> {
  const account = await challenged(input.challenge, now);
  if (!account) return null;
  const given = readCode(input.code);
  await spend(db(), 'codeOfNetwork', from.prefix, now);
  const taken = await takeTry(account.email, input.device, now);
  const event = { entity: 'sign-in', accountId: account.id, ip: from.ip };
  const session = await db().transaction(async tx => {
    if (!(await useCode(tx, account.id, given, now))) {
      await writeAudit(tx, { ...event, action: 'session.code_failed', details: { with: given.kind } }, now);
      return null;
    }
    await giveBack(tx, taken, account.email);
    await giveBack(tx, 'codeOfNetwork', from.prefix);
    await writeAudit(tx, { ...event, action: 'session.signed_in', details: { with: given.kind } }, now);
    return createSession(tx, account, from, now);
  });
  // Not thrown inside: throwing would undo the line in the log.
  if (session === null) throw new Refusal('factorCodeWrong', 'code');
  return {
    session,
    device: await deviceMark(account.email),
    locale: account.locale,
    isStaff: account.staffRole !== null,
    mustChangePassword: account.passwordMustChange,
  };
}
