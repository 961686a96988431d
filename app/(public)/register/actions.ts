'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { completeRegistration, resendCode, startRegistration } from '@/lib/accounts/commands';
import { parseTypedAmount } from '@/lib/accounts/rules';
import { publicAction, says } from '@/lib/auth/action';
import { deviceMark } from '@/lib/auth/commands';
import { setSessionCookies } from '@/lib/auth/cookies';
import { emailField, newPasswordField, optionalText, requiredText } from '@/lib/auth/fields';
import { judgePassword } from '@/lib/auth/passwords';
import { clearRegistration, keepRegistration, keptRegistration } from '@/lib/auth/registration-cookie';
import { Refusal } from '@/lib/kernel/refusal';

const CODE_PAGE = '/register/code' as Route;

const amount = (text: string | undefined) => (text ? parseTypedAmount(text) : null);

/** The first rule's answer even where other fields are wrong: all errors are shown at once. */
const always = { when: () => true };

const registrationForm = z
  .object({
    customerNumber: requiredText('customerNumberMissing', 60),
    invoiceNumber: requiredText('invoiceNumberMissing'),
    invoiceGross: optionalText(30).refine(text => !text || amount(text) !== null, says('amountInvalid')),
    meterSerial: optionalText(60),
    email: emailField,
    password: newPasswordField,
    acceptTerms: z.string(says('termsNotAccepted')).min(1, says('termsNotAccepted')),
    attempt: z
      .string()
      .regex(/^[\w-]{32}$/)
      .optional()
      .catch(undefined),
    termsVersion: optionalText(20),
  })
  .refine(form => Boolean(form.invoiceGross || form.meterSerial), {
    ...always,
    path: ['invoiceGross'],
    message: says('proofMissing'),
  })
  .refine(form => judgePassword(form.password, form.email) === null, {
    path: ['password'],
    message: says('passwordCommon'),
  });

/** Whatever the proof was, the answer is the page that waits for a code. */
export const startRegistrationAction = publicAction('register', registrationForm, async (from, form, now) => {
  const { customerNumber, invoiceNumber, invoiceGross, meterSerial, email, password, attempt } = form;
  const token = await startRegistration(
    from,
    {
      customerNumber,
      invoiceNumber,
      invoiceGross: amount(invoiceGross),
      meterSerial: meterSerial ?? null,
      email,
      password,
      attempt,
      termsVersion: form.termsVersion,
    },
    now,
  );
  await keepRegistration(token, {
    customerNumber,
    invoiceNumber,
    invoiceGross: invoiceGross ?? '',
    meterSerial: meterSerial ?? '',
    email,
  });
  redirect(CODE_PAGE);
});

const codeForm = z.object({ code: requiredText('codeMissing', 20) });

export const completeRegistrationAction = publicAction('code', codeForm, async (from, { code }, now) => {
  const kept = await keptRegistration();
  if (!kept) throw new Refusal('registrationGone');
  const account = await completeRegistration(from, { token: kept.token, code }, now);
  if (!account) redirect('/login?registered=yes' as Route);
  await clearRegistration();
  await setSessionCookies(account.session, await deviceMark(account.email));
  redirect('/dashboard?welcome=yes' as Route);
});

export const resendCodeAction = publicAction('resend-code', z.object({}), async (_from, _input, now) => {
  const kept = await keptRegistration();
  if (!kept) throw new Refusal('registrationGone');
  await resendCode(kept.token, now);
  redirect('/register/code?sent=again' as Route);
});
