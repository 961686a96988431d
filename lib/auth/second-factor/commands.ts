import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { generateSecret } from 'otplib';
import { db, type Connection } from '@/db/client';
import { accounts, recoveryCodes, secondFactors } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { Refusal } from '@/lib/kernel/refusal';
import { giveBack, spend } from '../limits';
import { checkOwnPassword } from '../own-password';
import { createSession, endAllSessions } from '../session';
import type { Visitor } from '../visitor';
import { setUpSince } from './queries';
import { givenCode, stepOfCode, type GivenCode } from './rules';
import { newRecoveryCodes, openSecret, recoveryHash, sealSecret } from './secrets';

/** Whoever is signed in, as far as this file needs to know; a session and an actor both are one. */
export interface Holder {
  readonly accountId: number;
  readonly email: string;
  readonly locale: Locale;
}

const factorOf = (tx: Connection, accountId: number) =>
  tx
    .select({
      secretSealed: secondFactors.secretSealed,
      confirmedAt: secondFactors.confirmedAt,
      lastStep: secondFactors.lastStep,
      createdAt: secondFactors.createdAt,
    })
    .from(secondFactors)
    .where(eq(secondFactors.accountId, accountId))
    .for('update')
    .then(rows => rows[0]);

/** @throws Refusal `factorCodeInvalid` */
export function readCode(text: string): GivenCode {
  const given = givenCode(text);
  if (!given) throw new Refusal('factorCodeInvalid', 'code');
  return given;
}

/**
 * Takes a code of an account's confirmed factor, in the caller's transaction: no code is taken twice, not even
 * by two requests at once.
 * @returns whether it was right
 */
export async function useCode(
  tx: Connection,
  accountId: number,
  given: GivenCode,
  now: Date,
): Promise<boolean> {
  const factor = await factorOf(tx, accountId);
  if (!factor?.confirmedAt) return false;
  if (given.kind === 'recovery') {
    const used = await tx
      .update(recoveryCodes)
      .set({ usedAt: now })
      .where(
        and(
          eq(recoveryCodes.accountId, accountId),
          eq(recoveryCodes.codeHash, recoveryHash(accountId, given.value)),
          isNull(recoveryCodes.usedAt),
        ),
      )
      .returning({ usedAt: recoveryCodes.usedAt });
    return used.length === 1;
  }
  const secret = await openSecret(accountId, factor.secretSealed);
  const step = stepOfCode(secret, given.value, factor.lastStep, now);
  if (step === null) return false;
  await tx.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.accountId, accountId));
  return true;
}

/** Replaces an account's recovery codes. @returns the new ones, canonical: nobody can read them again */
async function replaceRecoveryCodes(tx: Connection, accountId: number): Promise<string[]> {
  const codes = newRecoveryCodes();
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map(code => ({ accountId, codeHash: recoveryHash(accountId, code) })));
  return codes;
}

/** Tells an account that its second factor was switched on or off. */
async function tell(
  tx: Connection,
  kind: 'second_factor_on' | 'second_factor_off',
  { accountId, email, locale }: Holder,
  now: Date,
): Promise<void> {
  const content = await renderMail(
    kind,
    { day: formatDay(dayOf(now), locale), time: formatTime(now) },
    locale,
  );
  const key = { entity: `account:${accountId}`, occurrence: now.toISOString() };
  await enqueueMails(tx, [{ ...key, kind, recipient: email, accountId, locale, content }], now);
}

const log = (tx: Connection, action: AuditAction, accountId: number, from: Visitor, now: Date) =>
  writeAudit(tx, { action, entity: 'second-factor', accountId, ip: from.ip }, now);

/**
 * Makes the secret of a second factor, which guards nothing until its first code. One shown a short while ago
 * stays, because an app may hold it already.
 * @throws Refusal `factorIsOn`
 */
export async function startSecondFactor({ accountId }: Pick<Holder, 'accountId'>, now: Date): Promise<void> {
  const secretSealed = await sealSecret(accountId, generateSecret());
  await db().transaction(async tx => {
    await tx.insert(secondFactors).values({ accountId, secretSealed, createdAt: now }).onConflictDoNothing();
    const factor = (await factorOf(tx, accountId))!;
    if (factor.confirmedAt) throw new Refusal('factorIsOn');
    if (factor.createdAt < setUpSince(now))
      await tx
        .update(secondFactors)
        .set({ secretSealed, createdAt: now })
        .where(eq(secondFactors.accountId, accountId));
  });
}

/** Forgets a secret that has not been confirmed. */
export async function cancelSecondFactor({ accountId }: Pick<Holder, 'accountId'>): Promise<void> {
  await db()
    .delete(secondFactors)
    .where(and(eq(secondFactors.accountId, accountId), isNull(secondFactors.confirmedAt)));
}

export interface SwitchedOn {
  /** the cookie of the session that replaces all others */
  readonly session: string;
  /** shown once */
  readonly recoveryCodes: readonly string[];
}

/**
 * The first right code switches the second factor on: all sessions end, this one is replaced by a new one, and
 * the account is told.
 * @throws Refusal `factorCodeInvalid`, `factorCodeWrong`, `factorGone`, `factorIsOn`
 */
export async function confirmSecondFactor(
  from: Visitor,
  holder: Holder,
  input: { code: string },
  now: Date,
): Promise<SwitchedOn> {
  const given = readCode(input.code);
  const { accountId } = holder;
  return db().transaction(async tx => {
    const factor = await factorOf(tx, accountId);
    if (factor?.confirmedAt) throw new Refusal('factorIsOn');
    if (!factor || factor.createdAt < setUpSince(now)) throw new Refusal('factorGone');
    const secret = await openSecret(accountId, factor.secretSealed);
    const lastStep = given.kind === 'code' ? stepOfCode(secret, given.value, factor.lastStep, now) : null;
    if (lastStep === null) throw new Refusal('factorCodeWrong', 'code');
    await tx
      .update(secondFactors)
      .set({ confirmedAt: now, lastStep })
      .where(eq(secondFactors.accountId, accountId));
    const codes = await replaceRecoveryCodes(tx, accountId);
    const sessionVersion = await endAllSessions(tx, accountId);
    await log(tx, 'account.second_factor_on', accountId, from, now);
    await tell(tx, 'second_factor_on', holder, now);
    const session = await createSession(tx, { id: accountId, sessionVersion }, from, now);
    return { session, recoveryCodes: codes };
  });
}

async function removeFactor(tx: Connection, accountId: number): Promise<number> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx.delete(secondFactors).where(eq(secondFactors.accountId, accountId));
  return endAllSessions(tx, accountId);
}

/**
 * Switches the second factor off, with password and code. All sessions end, this one is replaced by a new one.
 * @returns the new session's cookie
 * @throws Refusal `currentPasswordWrong`, `factorCodeInvalid`, `factorCodeWrong`, `tooMany`
 */
export async function switchOffSecondFactor(
  from: Visitor,
  holder: Holder,
  input: { password: string; code: string },
  now: Date,
): Promise<string> {
  const given = readCode(input.code);
  const { accountId, email } = holder;
  await checkOwnPassword(holder, input.password, now);
  await spend(db(), 'factorOfAccount', email, now);
  const outcome = await db().transaction(async tx => {
    if (!(await useCode(tx, accountId, given, now))) {
      await log(tx, 'session.code_failed', accountId, from, now);
      return null;
    }
    await giveBack(tx, 'factorOfAccount', email);
    const sessionVersion = await removeFactor(tx, accountId);
    await log(tx, 'account.second_factor_off', accountId, from, now);
    await tell(tx, 'second_factor_off', holder, now);
    return createSession(tx, { id: accountId, sessionVersion }, from, now);
  });
  // Not thrown inside: throwing would undo the line in the log.
  if (outcome === null) throw new Refusal('factorCodeWrong', 'code');
  return outcome;
}

/**
 * Makes new recovery codes, with the password; those before stop working.
 * @throws Refusal `currentPasswordWrong`, `factorGone`, `tooMany`
 */
export async function renewRecoveryCodes(
  from: Visitor,
  holder: Holder,
  input: { password: string },
  now: Date,
): Promise<readonly string[]> {
  const { accountId } = holder;
  await checkOwnPassword(holder, input.password, now);
  return db().transaction(async tx => {
    if (!(await factorOf(tx, accountId))?.confirmedAt) throw new Refusal('factorGone');
    await log(tx, 'account.recovery_codes_made', accountId, from, now);
    return replaceRecoveryCodes(tx, accountId);
  });
}

/**
 * Removes the second factor of whoever lost the device and the recovery codes; all sessions end and the account
 * is told. For staff at the command line, who know whom they speak to.
 * @param audience an account of the other kind is left alone
 * @returns whether there was such an account with a second factor
 */
export async function resetSecondFactor(
  email: string,
  audience: 'staff' | 'customer',
  now: Date,
  by: {
    readonly accountId: number;
    readonly ip: string;
    readonly entity?: string;
    /** how they knew whom they spoke to */
    readonly reason?: string;
  } | null = null,
): Promise<boolean> {
  return db().transaction(async tx => {
    const [account] = await tx
      .select({ id: accounts.id, locale: accounts.locale, staffRole: accounts.staffRole })
      .from(accounts)
      .where(eq(accounts.email, email))
      .for('update');
    if (!account || (account.staffRole === null) !== (audience === 'customer')) return false;
    if (!(await factorOf(tx, account.id))) return false;
    await removeFactor(tx, account.id);
    const event = { action: 'account.second_factor_reset', entity: 'account' } as const;
    const { reason, ...who } = by ?? {};
    const details = {
      account: account.id,
      ...(by === null && { by: 'command line' }),
      ...(reason === undefined ? {} : { reason }),
    };
    await writeAudit(tx, { ...event, ...who, details }, now);
    await tell(tx, 'second_factor_off', { accountId: account.id, email, locale: account.locale }, now);
    return true;
  });
}
