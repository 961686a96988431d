import 'server-only';
import { cookies } from 'next/headers';
import { cookieName, cookieOptions, seal, unseal } from './session';

const SECONDS = 3600;

/**
 * What takes a form and then a code: by somebody who is not signed in creating an account, a lost mailbox; by a
 * customer what was decided on the e-invoice while its address waits for the code; and a case that somebody without
 * an account looks at, whose code is the token.
 */
export type Step = 'registration' | 'access' | 'e-invoice' | 'case';

/** One under way: its secret, and what was typed (never the password), to go back and correct. */
export interface KeptStep {
  readonly token: string;
  readonly values: Record<string, string>;
}

export async function keepStep(step: Step, token: string, values: Record<string, string>): Promise<void> {
  const sealed = await seal(step, { token, values }, SECONDS);
  (await cookies()).set(cookieName(step), sealed, cookieOptions(SECONDS));
}

/** What {@link keepStep} kept in this browser; null when there is none or it is old. */
export async function keptStep(step: Step): Promise<KeptStep | null> {
  const kept = await unseal(step, (await cookies()).get(cookieName(step))?.value);
  if (typeof kept?.token !== 'string' || typeof kept.values !== 'object') return null;
  return { token: kept.token, values: kept.values as Record<string, string> };
}

export async function clearStep(step: Step): Promise<void> {
  (await cookies()).set(cookieName(step), '', { ...cookieOptions(), maxAge: 0 });
}
