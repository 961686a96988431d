import type { Route } from 'next';
import { redirect } from 'next/navigation';
import type { SignedIn } from '@/lib/auth/commands';
import { setLocaleCookie, setSessionCookies } from '@/lib/auth/cookies';
import { pathAfterSignIn, withNext } from '@/lib/auth/local-path';
import { pageOf } from '@/lib/auth/obligations';
import { asksForTerms } from '@/lib/e-invoice/queries';

/** The end of signing in: the cookies, and on to where somebody wanted to go. */
export async function arrive(
  { session, device, ...signedIn }: SignedIn,
  next: string | undefined,
): Promise<never> {
  if (session === undefined || device === undefined) throw new Error('Nobody is signed in yet.');
  await setSessionCookies(session, device);
  await setLocaleCookie(signedIn.locale, true);
  const start = (signedIn.isStaff ? '/admin' : '/dashboard') as Route;
  const wanted = pathAfterSignIn(next, start);
  // Asked on the way and not in the way: new terms of the e-invoice can be left for later.
  const asked = !signedIn.isStaff && (await asksForTerms(session, new Date()));
  const path = asked ? withNext('/e-invoice/terms', wanted) : wanted;
  if (signedIn.mustChangePassword) redirect(pageOf('password', path === start ? undefined : path));
  redirect(path);
}
