'use server';

import type { Route } from 'next';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction, says } from '@/lib/auth/action';
import { emailField, optionalText, requiredText } from '@/lib/auth/fields';
import { clearStep, keepStep, keptStep } from '@/lib/auth/step-cookie';
import { dayOf } from '@/lib/kernel/dates';
import { canonicalRef } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { prepareAttachments } from '@/lib/messages/attachments';
import { formKeyField, textField } from '@/lib/messages/form-fields';
import { judgeFields } from '@/lib/messages/rules/fields';
import { isWrittenKind, type MessageKind } from '@/lib/messages/rules/kinds';
import { addToPublicCase, closePublicCase, openPublicCase } from '@/lib/messages/unsigned/commands';
import { tryPublicCase, type CaseKey } from '@/lib/messages/unsigned/queries';

const writing = z.looseObject({
  kind: z.custom<MessageKind>(isWrittenKind),
  name: z.string().catch(''),
  email: z.string().catch(''),
  customerNumber: z.string().catch(''),
  text: z.string().catch(''),
  attempt: formKeyField,
});

/** Everything but the fields of the kind; judged with them, so that all is said together. */
const person = z.object({
  name: requiredText(says('caseNameMissing'), 150),
  email: emailField,
  customerNumber: optionalText(40),
  text: textField,
});

/** Ends on the page of the case, which shows its code. */
export const writeAction = publicAction('write', writing, async (from, input, now) => {
  const judged = judgeFields(input.kind, input, dayOf(now));
  const given = person.safeParse(input);
  const issues = given.error?.issues ?? [];
  const refusals = [
    ...issues.filter(({ path }) => path[0] !== 'text'),
    ...judged.refusals.map(({ code, field }) => ({ message: code, path: [field] })),
    ...issues.filter(({ path }) => path[0] === 'text'),
  ].map(({ message, path }) => new Refusal(message, String(path[0])));
  if (!given.success || refusals.length > 0) return { refusals, questions: [] };
  const { kind, attempt: formKey } = input;
  const { customerNumber, ...who } = given.data;
  const fields = { ...judged.values, ...(customerNumber ? { customerNumber } : {}) };
  const { occurredOn } = judged;
  const { ref, code } = await openPublicCase(from, { ...who, kind, fields, occurredOn, formKey }, now);
  await keepStep('case', code, { ref });
  redirect('/contact/case?sent=yes' as Route);
});

const looking = z.object({
  ref: requiredText(says('caseRefMissing'), 40).transform(canonicalRef),
  code: requiredText(says('caseCodeMissing'), 40).transform(canonicalRef),
});

/** Opens a case for an hour in this browser. */
export const lookAtCaseAction = publicAction('case', looking, async (from, { ref, code }, now) => {
  if (!(await tryPublicCase(from, { ref, code }, now))) throw new Refusal('caseCodeWrong', 'code');
  await keepStep('case', code, { ref });
  redirect('/contact/case' as Route);
});

/** The key of the case that this browser has opened. @throws Refusal `caseNotOpen` after its hour */
async function openedKey(): Promise<CaseKey> {
  const kept = await keptStep('case');
  if (!kept) throw new Refusal('caseNotOpen');
  return { ref: kept.values.ref ?? '', code: kept.token };
}

/** Back to the case, as it is now: the browser would keep the page that it has of the same address. */
function backToCase(place = ''): never {
  revalidatePath('/contact/case');
  redirect(`/contact/case${place}` as Route);
}

/** Adds to the case that this browser has opened, or opens it again. */
export const addToPublicCaseAction = publicAction(
  'addToCase',
  z.looseObject({ text: textField }),
  async (from, input, now) => {
    const files = () => prepareAttachments(input.files, 'files');
    await addToPublicCase(from, await openedKey(), { text: input.text, files }, now);
    backToCase('#thread');
  },
);

export const closePublicCaseAction = publicAction('closeCase', z.object({}), async (from, _input, now) => {
  await closePublicCase(from, await openedKey(), now);
  backToCase();
});

export const leaveCaseAction = publicAction('case', z.object({}), async () => {
  await clearStep('case');
  redirect('/contact/case' as Route);
});
