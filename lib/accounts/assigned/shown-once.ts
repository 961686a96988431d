import 'server-only';
import { cookies } from 'next/headers';
import { cookieName, cookieOptions, seal, unseal } from '@/lib/auth/session';

const SECONDS = 10 * 60;

/** A one-time password on its way to the one page that shows it. */
export interface AssignedPassword {
  readonly email: string;
  readonly password: string;
}

/**
 * Also without JavaScript: sealed, in the browser of whoever made it and nowhere else, until it is said to be noted
 * or ten minutes have passed.
 */
export async function keepAssigned(accountId: number, kept: AssignedPassword): Promise<void> {
  const sealed = await seal('assigned', { who: accountId, ...kept }, SECONDS);
  (await cookies()).set(cookieName('assigned'), sealed, cookieOptions(SECONDS));
}

/** What this account has just made in this browser; null when it is gone. */
export async function keptAssigned(accountId: number): Promise<AssignedPassword | null> {
  const kept = await unseal('assigned', (await cookies()).get(cookieName('assigned'))?.value);
  if (kept?.who !== accountId || typeof kept.email !== 'string' || typeof kept.password !== 'string')
    return null;
  return { email: kept.email, password: kept.password };
}

export async function clearAssigned(): Promise<void> {
  (await cookies()).set(cookieName('assigned'), '', { ...cookieOptions(), maxAge: 0 });
}
