'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { requestLink, setPasswordByLink } from '@/lib/accounts/links/commands';
import { publicAction } from '@/lib/auth/action';
import { deviceMark } from '@/lib/auth/commands';
import { setSessionCookies } from '@/lib/auth/cookies';
import { emailField, givenPassword } from '@/lib/auth/fields';

const requestForm = z.object({ email: emailField });

/** Whatever the address is, the answer is the page that says where to look. */
export const requestResetAction = publicAction('reset-link', requestForm, async (from, { email }, now) => {
  await requestLink(from, { purpose: 'password_reset', email }, now);
  redirect('/password/forgot?sent=yes' as Route);
});

export const requestActivationAction = publicAction(
  'activation-link',
  requestForm,
  async (from, { email }, now) => {
    await requestLink(from, { purpose: 'activation', email }, now);
    redirect('/activate?sent=yes' as Route);
  },
);

const passwordForm = z.object({ token: z.string().max(100).catch(''), newPassword: givenPassword });

/** Sets the password by a link; the command judges it, because what it must be depends on whose it is. */
export const setPasswordAction = publicAction('set-password', passwordForm, async (from, input, now) => {
  const { email, session, purpose } = await setPasswordByLink(from, input, now);
  if (session === null) redirect('/login?passwordSet=yes' as Route);
  await setSessionCookies(session, await deviceMark(email));
  redirect((purpose === 'activation' ? '/dashboard?welcome=yes' : '/account?changed=password') as Route);
});
