import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { db } from '@/db/client';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { env } from '@/lib/env';
import { sameSecret } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';
import { CODE_MINUTES, CODE_TRIES, judgeCode, plainCode } from './rules';

/** A six-digit code for a mail. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/**
 * What is kept of a code. Six digits are guessed at once from a plain hash; this one needs our key as well.
 * @param token of the form that asks for the code: a code of one form is none of another
 */
export const codeHash = (token: string, code: string): string =>
  createHmac('sha256', env().AUTH_SECRET).update(`${token} ${code}`).digest('hex');

/** Until when a code sent now is good. */
export const codeExpiry = (now: Date): Date => new Date(now.getTime() + CODE_MINUTES * 60_000);

/**
 * A code as somebody typed it, after one of their network's tries was taken.
 * @throws Refusal `codeInvalid`, `tooMany`
 */
export async function typedCode(from: Pick<Visitor, 'prefix'>, text: string, now: Date): Promise<string> {
  const code = plainCode(text);
  if (code === null) throw new Refusal('codeInvalid', 'code');
  await spend(db(), 'codeOfNetwork', from.prefix, now);
  return code;
}

/**
 * Judges a code that was given for a row, locked by the caller.
 * @param row.sent whether the code went to anybody: the right one of a wrong proof is a guess like the others
 * @param countTry writes one more try; what this function says is returned and not thrown, because throwing in
 *   the transaction would undo the count
 * @returns null when it is the right one, else `codeWrong`, `codeExpired` or `codeSpent`
 */
export async function takeCode(
  row: { token: string; codeHash: string | null; expiresAt: Date; tries: number; sent: boolean },
  code: string,
  now: Date,
  countTry: (tries: number) => Promise<unknown>,
): Promise<Refusal | null> {
  const matches = sameSecret(row.codeHash ?? '', codeHash(row.token, code)) && row.sent;
  const verdict = judgeCode(row, matches, now);
  if (verdict === 'right') return null;
  if (verdict !== 'codeWrong') return new Refusal(verdict, 'code');
  await countTry(row.tries + 1);
  const left = CODE_TRIES - row.tries - 1;
  return left > 0 ? new Refusal('codeWrong', 'code', { left }) : new Refusal('codeSpent', 'code');
}
