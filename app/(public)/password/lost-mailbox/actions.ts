'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { confirmAccessRequest, startAccessRequest } from '@/lib/accounts/lost-mailbox/commands';
import { proofFields, proofGiven, proofOf, typedProof } from '@/lib/accounts/proof';
import { publicAction, says } from '@/lib/auth/action';
import { attemptField, emailField, requiredText } from '@/lib/auth/fields';
import { clearStep, keepStep, keptStep } from '@/lib/auth/step-cookie';
import { Refusal } from '@/lib/kernel/refusal';

const accessForm = z
  .object({ ...proofFields, email: emailField, attempt: attemptField })
  .refine(...proofGiven);

/** Whatever the proof was, the answer is the page that waits for a code. */
export const startAccessRequestAction = publicAction('lost-mailbox', accessForm, async (from, form, now) => {
  const { email, attempt } = form;
  const token = await startAccessRequest(from, { ...proofOf(form), email, attempt }, now);
  await keepStep('access', token, { ...typedProof(form), email });
  redirect('/password/lost-mailbox/code' as Route);
});

const codeForm = z.object({ code: requiredText(says('codeMissing'), 20) });

export const confirmAccessRequestAction = publicAction('access-code', codeForm, async (from, input, now) => {
  const kept = await keptStep('access');
  if (!kept) throw new Refusal('accessGone');
  const ref = await confirmAccessRequest(from, { token: kept.token, code: input.code }, now);
  await clearStep('access');
  redirect(`/password/lost-mailbox/sent?ref=${ref}` as Route);
});
