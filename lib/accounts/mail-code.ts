import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { env } from '@/lib/env';
import { CODE_MINUTES } from './rules';

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
