'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { completeRegistration, resendCode, startRegistration } from '@/lib/accounts/commands';
import { proofFields, proofGiven, proofOf, typedProof } from '@/lib/accounts/proof';
import { publicAction, says } from '@/lib/auth/action';
import { deviceMark } from '@/lib/auth/commands';
import { setSessionCookies } from '@/lib/auth/cookies';
import { attemptField, emailField, newPasswordField, optionalText, requiredText } from '@/lib/auth/fields';
import { judgePassword } from '@/lib/auth/passwords';
import { clearStep, keepStep, keptStep } from '@/lib/auth/step-cookie';
import { Refusal } from '@/lib/kernel/refusal';

const CODE_PAGE = '/register/code' as Route;

const registrationForm = z
  .object({
    ...proofFields,
    email: emailField,
    password: newPasswordField,
    acceptTerms: z.string(says('termsNotAccepted')).min(1, says('termsNotAccepted')),
    attempt: attemptField,
    termsVersion: optionalText(20),
  })
  .refine(...proofGiven)
  .refine(form => judgePassword(form.password, form.email) === null, {
    path: ['password'],
    message: says('passwordCommon'),
  });

/** Whatever the proof was, the answer is the page that waits for a code. */
export const startRegistrationAction = publicAction('register', registrationForm, async (from, form, now) => {
  const { email, password, attempt, termsVersion } = form;
  const given = { ...proofOf(form), email, password, attempt, termsVersion };
  const token = await startRegistration(from, given, now);
  await keepStep('registration', token, { ...typedProof(form), email });
  redirect(CODE_PAGE);
});

const codeForm = z.object({ code: requiredText('codeMissing', 20) });

export const completeRegistrationAction = publicAction('code', codeForm, async (from, { code }, now) => {
  const kept = await keptStep('registration');
  if (!kept) throw new Refusal('registrationGone');
  const account = await completeRegistration(from, { token: kept.token, code }, now);
  if (!account) redirect('/login?registered=yes' as Route);
  await clearStep('registration');
  await setSessionCookies(account.session, await deviceMark(account.email));
  redirect('/dashboard?welcome=yes' as Route);
});

export const resendCodeAction = publicAction('resend-code', z.object({}), async (_from, _input, now) => {
  const kept = await keptStep('registration');
  if (!kept) throw new Refusal('registrationGone');
  await resendCode(kept.token, now);
  redirect('/register/code?sent=again' as Route);
});
