import 'server-only';
import { cookies } from 'next/headers';
import { cookieName, cookieOptions, seal, unseal } from '../session';
import { CHALLENGE_MINUTES } from './rules';

const CODES_SECONDS = 10 * 60;

export async function setChallenge(challenge: string): Promise<void> {
  (await cookies()).set(cookieName('challenge'), challenge, cookieOptions(CHALLENGE_MINUTES * 60));
}

export const challengeCookie = async (): Promise<string | undefined> =>
  (await cookies()).get(cookieName('challenge'))?.value;

export async function clearChallenge(): Promise<void> {
  (await cookies()).set(cookieName('challenge'), '', { ...cookieOptions(), maxAge: 0 });
}

/**
 * New recovery codes on their way to the page that shows them, also without JavaScript: sealed, in the browser
 * that made them and nowhere else, until they are said to be kept or ten minutes have passed.
 */
export async function keepRecoveryCodes(accountId: number, codes: readonly string[]): Promise<void> {
  const sealed = await seal('recovery-codes', { who: accountId, codes: codes.join(' ') }, CODES_SECONDS);
  (await cookies()).set(cookieName('recovery'), sealed, cookieOptions(CODES_SECONDS));
}

/** The codes that this account has just made in this browser; null when they are gone. */
export async function keptRecoveryCodes(accountId: number): Promise<readonly string[] | null> {
  const kept = await unseal('recovery-codes', (await cookies()).get(cookieName('recovery'))?.value);
  return kept?.who === accountId && typeof kept.codes === 'string' ? kept.codes.split(' ') : null;
}

export async function clearRecoveryCodes(): Promise<void> {
  (await cookies()).set(cookieName('recovery'), '', { ...cookieOptions(), maxAge: 0 });
}
