import 'server-only';
import * as z from 'zod';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import { judgePassword } from './passwords';
import { says } from './refusal-codes';

/** Fields that several forms have; their messages are codes of the catalogue. */
export const emailField = z
  .string(says('emailMissing'))
  .transform(canonicalEmail)
  .pipe(
    z
      .string()
      .min(1, says('emailMissing'))
      .max(254, says('tooLong'))
      .pipe(z.email(says('emailInvalid'))),
  );

/** A password as it is given to sign in: not judged, and never trimmed. */
export const givenPassword = z.string(says('passwordMissing')).min(1, says('passwordMissing'));

/** A customer's new password, judged; that it is not their e-mail address needs the whole form. */
export const newPasswordField = givenPassword.superRefine((password, ctx) => {
  const verdict = password === '' ? null : judgePassword(password, '');
  if (verdict) ctx.addIssue({ code: 'custom', message: says(verdict) });
});

/** Text of one line: trimmed. @param missing what to say when it is empty */
export const requiredText = (missing: Parameters<typeof says>[0], longest = 100) =>
  z.string(missing).trim().min(1, missing).max(longest, says('tooLong'));

export const optionalText = (longest = 100) =>
  z
    .string()
    .trim()
    .max(longest, says('tooLong'))
    .optional()
    .transform(text => text || undefined);

/** Random, from the form's page: tells the same form sent twice. Anything else counts as absent. */
export const attemptField = z
  .string()
  .regex(/^[\w-]{32}$/)
  .optional()
  .catch(undefined);
