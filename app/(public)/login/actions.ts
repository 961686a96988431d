'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction, says } from '@/lib/auth/action';
import { chooseLocale, signIn, signOut } from '@/lib/auth/commands';
import { clearSessionCookie, deviceCookie, setLocaleCookie } from '@/lib/auth/cookies';
import { emailField, givenPassword, optionalText } from '@/lib/auth/fields';
import { currentSession } from '@/lib/auth/guards';
import { localPath, withNext } from '@/lib/auth/local-path';
import { signInWithCode } from '@/lib/auth/second-factor/challenge';
import { challengeCookie, clearChallenge, setChallenge } from '@/lib/auth/second-factor/cookies';
import { arrive } from './arrive';

const loginForm = z.object({ email: emailField, password: givenPassword, next: optionalText(1000) });

/** With a second factor the password leads to the question for its code, and no further. */
export const signInAction = publicAction('sign-in', loginForm, async (from, input, now) => {
  const signedIn = await signIn(from, { ...input, device: await deviceCookie() }, now);
  if (signedIn.challenge === undefined) return arrive(signedIn, input.next);
  await setChallenge(signedIn.challenge);
  redirect(withNext('/login/code', input.next));
});

const codeForm = z.object({
  code: z.string(says('factorCodeMissing')).trim().min(1, says('factorCodeMissing')).max(40, says('tooLong')),
  next: optionalText(1000),
});

export const signInWithCodeAction = publicAction('sign-in-code', codeForm, async (from, input, now) => {
  const challenge = await challengeCookie();
  const signedIn = await signInWithCode(
    from,
    { challenge, code: input.code, device: await deviceCookie() },
    now,
  );
  if (!signedIn) redirect(withNext('/login', input.next, { again: 'yes' }));
  await clearChallenge();
  return arrive(signedIn, input.next);
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
