'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction } from '@/lib/auth/action';
import { chooseLocale, signIn, signOut } from '@/lib/auth/commands';
import { clearSessionCookie, deviceCookie, setLocaleCookie, setSessionCookies } from '@/lib/auth/cookies';
import { emailField, givenPassword, optionalText } from '@/lib/auth/fields';
import { currentSession } from '@/lib/auth/guards';
import { localPath, pathAfterSignIn } from '@/lib/auth/local-path';
import { pageOf } from '@/lib/auth/obligations';

const loginForm = z.object({ email: emailField, password: givenPassword, next: optionalText(1000) });

export const signInAction = publicAction('sign-in', loginForm, async (from, input, now) => {
  const signedIn = await signIn(from, { ...input, device: await deviceCookie() }, now);
  await setSessionCookies(signedIn.session, signedIn.device);
  await setLocaleCookie(signedIn.locale, true);
  const start = (signedIn.isStaff ? '/admin' : '/dashboard') as Route;
  const path = pathAfterSignIn(input.next, start);
  if (signedIn.mustChangePassword) redirect(pageOf('password', path === start ? undefined : path));
  redirect(path);
});

/** For a plain `<form action={signOutAction}>`. */
export const signOutAction = publicAction('sign-out', z.object({}), async (from, _input, now) => {
  const session = await currentSession();
  if (session) await signOut(from, session, now);
  await clearSessionCookie();
  redirect('/login?signedOut=yes' as Route);
});

const localeForm = z.object({ locale: z.enum(['pl', 'en']), next: optionalText(1000) });

/** For a plain form with `locale` (`pl` or `en`) and `next`, the path to stay on. */
export const setLocaleAction = publicAction('locale', localeForm, async (_from, { locale, next }) => {
  await setLocaleCookie(locale);
  const session = await currentSession();
  if (session) await chooseLocale(session, locale);
  redirect(localPath(next, '/'));
});
