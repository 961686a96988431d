import 'server-only';
import { createHmac } from 'node:crypto';
import { env } from '@/lib/env';
import { newRef } from '@/lib/kernel/refs';
import { seal, unseal } from '../session';
import { CHALLENGE_MINUTES, RECOVERY_CODES, RECOVERY_LENGTH } from './rules';

/** Sealed secrets do not run out by themselves. */
const FOREVER = 100 * 365 * 24 * 3600;
const PURPOSE = 'second-factor';

/** The secret as the database keeps it: of use only with the server's key, and only for this account. */
export const sealSecret = (accountId: number, secret: string): Promise<string> =>
  seal(PURPOSE, { who: accountId, secret }, FOREVER);

/** @throws Error when it is another account's or was sealed with another key */
export async function openSecret(accountId: number, sealed: string): Promise<string> {
  const opened = await unseal(PURPOSE, sealed);
  if (opened?.who !== accountId || typeof opened.secret !== 'string')
    throw new Error('A second factor cannot be opened: was AUTH_SECRET changed?');
  return opened.secret;
}

/** What is kept of a recovery code. @param code canonical */
export const recoveryHash = (accountId: number, code: string): string =>
  createHmac('sha256', env().AUTH_SECRET).update(`recovery ${accountId} ${code}`).digest('hex');

/** New recovery codes, canonical. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => newRef(RECOVERY_LENGTH));

/**
 * What a right password opens where a second factor is on: the question for the code, for this account and a
 * short while alone. A changed password or factor makes it worthless.
 */
export const challengeFor = (account: { id: number; sessionVersion: number }, now: Date): Promise<string> => {
  const until = now.getTime() + CHALLENGE_MINUTES * 60_000;
  return seal('challenge', { who: account.id, ver: account.sessionVersion, until }, CHALLENGE_MINUTES * 60);
};
