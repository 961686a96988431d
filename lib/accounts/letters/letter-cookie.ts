import 'server-only';
import { cookies } from 'next/headers';
import type { StaffActor } from '@/lib/auth/actor';
import { cookieName, cookieOptions, seal, unseal } from '@/lib/auth/session';
import type { Assigned } from './commands';

/** Long enough to print it, and once more when the printer jams. */
const SECONDS = 15 * 60;

/**
 * Keeps a one-time password, sealed, in the browser of whoever made it until its letter is printed: the database
 * has only its hash, and no address may carry it.
 */
export async function keepLetter(actor: StaffActor, letter: Assigned): Promise<void> {
  const { expiresAt, ...rest } = letter;
  const sealed = await seal(
    'letter',
    { ...rest, expiresAt: expiresAt.getTime(), by: actor.accountId },
    SECONDS,
  );
  (await cookies()).set(cookieName('letter'), sealed, cookieOptions(SECONDS));
}

/** The letter for a customer that this member of staff has just caused; null when there is none. */
export async function keptLetter(actor: StaffActor, customerNumber: string): Promise<Assigned | null> {
  const kept = await unseal('letter', (await cookies()).get(cookieName('letter'))?.value);
  if (!kept || kept.by !== actor.accountId || kept.customerNumber !== customerNumber) return null;
  const { email, password, expiresAt } = kept;
  if (typeof email !== 'string' || typeof password !== 'string' || typeof expiresAt !== 'number') return null;
  return { customerNumber, email, password, expiresAt: new Date(expiresAt) };
}
