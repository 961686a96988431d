import 'server-only';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { accountTokens, type TokenPurpose } from '@/db/schema';
import { sha256 } from '@/lib/kernel/hash';
import { newToken } from '@/lib/kernel/refs';
import type { Refusal } from '@/lib/kernel/refusal';
import { codeExpiry, codeHash, takeCode } from './mail-code';

/** What an account begins with a form and ends with the code that the form sent. One at a time of each purpose. */
export interface CodeStep {
  readonly accountId: number;
  readonly purpose: Exclude<TokenPurpose, 'password_reset' | 'activation'>;
}

/** Rows of the step that wait for their code; the newest is the one. */
export const waiting = ({ accountId, purpose }: CodeStep) =>
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

/**
 * Judges the code of the step that waits, and counts a wrong one. The right one does not end it yet.
 * @param sent whether the code of such a row went to anybody (see {@link takeCode})
 * @returns the step's row; null when none waits; else why the code is none
 */
export async function takeStepCode(
  tx: Connection,
  step: CodeStep,
  code: string,
  sent: (row: { customerId: number | null }) => boolean,
  now: Date,
): Promise<
  { id: number; email: string | null; phone: string | null; customerId: number | null } | Refusal | null
> {
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
