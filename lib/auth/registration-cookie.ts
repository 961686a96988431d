import 'server-only';
import { cookies } from 'next/headers';
import { cookieName, cookieOptions, seal, unseal } from './session';

const SECONDS = 3600;

/** A registration under way: its secret, and what was typed (never the password), to go back and correct. */
export interface KeptRegistration {
  readonly token: string;
  readonly values: Record<string, string>;
}

export async function keepRegistration(token: string, values: Record<string, string>): Promise<void> {
  const sealed = await seal('registration', { token, values }, SECONDS);
  (await cookies()).set(cookieName('registration'), sealed, cookieOptions(SECONDS));
}

/** What {@link keepRegistration} kept in this browser; null when there is none or it is old. */
export async function keptRegistration(): Promise<KeptRegistration | null> {
  const kept = await unseal('registration', (await cookies()).get(cookieName('registration'))?.value);
  if (typeof kept?.token !== 'string' || typeof kept.values !== 'object') return null;
  return { token: kept.token, values: kept.values as Record<string, string> };
}

export async function clearRegistration(): Promise<void> {
  (await cookies()).set(cookieName('registration'), '', { ...cookieOptions(), maxAge: 0 });
}
