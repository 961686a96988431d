import 'server-only';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { db, type Connection, type Transaction } from '@/db/client';
import { accounts, accountTokens, type TokenPurpose } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { sha256 } from '@/lib/kernel/hash';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { codeExpiry, codeHash, takeCode, typedCode } from './mail-code';

/** What an account begins with a form and ends with the code that the form sent. One at a time of each purpose. */
export interface CodeStep {
  readonly accountId: number;
  readonly purpose: Exclude<TokenPurpose, 'password_reset' | 'activation'>;
}

/** A step of whoever is signed in. */
export const stepOf = (
  { accountId }: Pick<CustomerActor, 'accountId'>,
  purpose: CodeStep['purpose'],
): CodeStep => ({ accountId, purpose });

/** Rows of the step that wait for their code; the newest is the one. */
const waiting = ({ accountId, purpose }: CodeStep) =>
  and(
    eq(accountTokens.accountId, accountId),
    eq(accountTokens.purpose, purpose),
    isNull(accountTokens.usedAt),
  );

/**
 * Begins the step; one begun before ends.
 * @param tx holds the account's row, so that two do not begin at once
 * @param what `email` or `phone` to change to, `customerId` to add (null when the proof failed)
 * @returns the row's id and until when the code is good
 */
export async function beginStep(
  tx: Connection,
  step: CodeStep,
  code: string,
  what: { email?: string; phone?: string; customerId?: number | null; ip: string },
  now: Date,
): Promise<{ id: number; expiresAt: Date }> {
  const tokenHash = sha256(newToken());
  const expiresAt = codeExpiry(now);
  await tx.update(accountTokens).set({ usedAt: now }).where(waiting(step));
  const [made] = await tx
    .insert(accountTokens)
    .values({ ...step, ...what, tokenHash, codeHash: codeHash(tokenHash, code), createdAt: now, expiresAt })
    .returning({ id: accountTokens.id });
  return { id: made!.id, expiresAt };
}

/** What waits for its code: the address or number to change to; null when nothing does. */
export async function pendingStep(
  step: CodeStep,
  connection: Connection = db(),
): Promise<{ email: string | null; phone: string | null } | null> {
  const [row] = await connection
    .select({ email: accountTokens.email, phone: accountTokens.phone })
    .from(accountTokens)
    .where(waiting(step))
    .orderBy(desc(accountTokens.id))
    .limit(1);
  return row ?? null;
}

type StepRow = { id: number; email: string | null; phone: string | null; customerId: number | null };

/**
 * Judges the code of the step that waits, and counts a wrong one. The right one does not end it yet.
 * @returns the step's row; null when none waits; else why the code is none
 */
async function takeStepCode(
  tx: Connection,
  step: CodeStep,
  code: string,
  sent: (row: StepRow) => boolean,
  now: Date,
): Promise<StepRow | Refusal | null> {
  const [row] = await tx
    .select({
      id: accountTokens.id,
      email: accountTokens.email,
      phone: accountTokens.phone,
      customerId: accountTokens.customerId,
      token: accountTokens.tokenHash,
      codeHash: accountTokens.codeHash,
      expiresAt: accountTokens.expiresAt,
      tries: accountTokens.tries,
    })
    .from(accountTokens)
    .where(waiting(step))
    .orderBy(desc(accountTokens.id))
    .limit(1);
  if (!row) return null;
  const wrong = await takeCode({ ...row, sent: sent(row) }, code, now, tries =>
    tx.update(accountTokens).set({ tries }).where(eq(accountTokens.id, row.id)),
  );
  return wrong ?? row;
}

/** Holds two changes of one account apart. */
export const lockAccount = (tx: Connection, accountId: number) =>
  tx
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('update');

/**
 * The second step: the code as it was typed, then what it was asked for, in one transaction that holds the account.
 * @param how.sent whether the code of such a row went to anybody (see {@link takeCode}); left out: it did
 * @param how.work carries it out; a refusal that it returns undoes nothing
 * @param how.gone the refusal when no step waits
 * @throws Refusal `gone`, what `work` returned, `codeInvalid`, `codeWrong`, `codeExpired`, `codeSpent`, `tooMany`
 */
export async function completeStep<Result>(
  from: Pick<Visitor, 'prefix'>,
  step: CodeStep,
  typed: string,
  how: {
    gone: string;
    sent?: (row: StepRow) => boolean;
    work: (tx: Transaction, row: StepRow) => Promise<Result>;
  },
  now: Date,
): Promise<Exclude<Result, Refusal>> {
  const code = await typedCode(from, typed, now);
  const outcome = await db().transaction(async tx => {
    await lockAccount(tx, step.accountId);
    const row = await takeStepCode(tx, step, code, how.sent ?? (() => true), now);
    if (row instanceof Refusal) return row;
    if (row === null) return new Refusal(how.gone);
    await tx.update(accountTokens).set({ usedAt: now }).where(eq(accountTokens.id, row.id));
    return how.work(tx, row);
  });
  // Thrown only now, so that a wrong code stays counted.
  if (outcome instanceof Refusal) throw outcome;
  return outcome as Exclude<Result, Refusal>;
}
