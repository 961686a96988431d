'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { completeEmailChange, startEmailChange } from '@/lib/accounts/email-change/commands';
import { customerAction, says } from '@/lib/auth/action';
import { deviceMark } from '@/lib/auth/commands';
import { setDeviceCookie } from '@/lib/auth/cookies';
import { emailField, givenPassword, requiredText } from '@/lib/auth/fields';

const emailForm = z.object({ email: emailField, password: givenPassword });

/** Whatever the address is, the answer is the page that waits for a code. */
export const startEmailChangeAction = customerAction(
  emailForm,
  async (actor, input, now, from) => {
    await startEmailChange(actor, from, input, now);
    redirect('/account/email/code' as Route);
  },
  'see',
);

const codeForm = z.object({ code: requiredText(says('codeMissing'), 20) });

export const completeEmailChangeAction = customerAction(
  codeForm,
  async (actor, input, now, from) => {
    const email = await completeEmailChange(actor, from, input, now);
    await setDeviceCookie(await deviceMark(email));
    redirect('/account?changed=email' as Route);
  },
  'see',
);
