'use server';

import type { Route } from 'next';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction } from '@/lib/auth/action';
import { dayOf } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { prepareAttachments, type Attachment } from '@/lib/messages/attachments';
import { addToCase, closeCase, openCase } from '@/lib/messages/commands';
import { formKeyField, textField } from '@/lib/messages/form-fields';
import { judgeFields } from '@/lib/messages/rules/fields';
import { isWrittenKind, type MessageKind } from '@/lib/messages/rules/kinds';

const caseRef = z.string().max(40);

/** The files of the form; what is wrong with them joins what else is. */
async function sentFiles(sent: unknown, refusals: Refusal[]): Promise<readonly Attachment[]> {
  try {
    return await prepareAttachments(sent, 'files');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusals.push(error);
    return [];
  }
}

const opening = z.looseObject({
  kind: z.custom<MessageKind>(isWrittenKind),
  text: z.string().catch(''),
  attempt: formKeyField,
});

/** Ends on the page of the case. */
export const openCaseAction = customerAction(
  opening,
  async (actor, input, now, from) => {
    const judged = judgeFields(input.kind, input, dayOf(now));
    const refusals = judged.refusals.map(({ code, field }): Refusal => new Refusal(code, field));
    const text = textField.safeParse(input.text);
    if (!text.success) refusals.push(new Refusal(text.error.issues[0]!.message, 'text'));
    const files = await sentFiles(input.files, refusals);
    if (refusals.length > 0 || !text.success) return { refusals, questions: [] };
    const { kind, attempt: formKey } = input;
    const { values: fields, occurredOn } = judged;
    const ref = await openCase(
      actor,
      from,
      { kind, text: text.data, fields, occurredOn, files, formKey },
      now,
    );
    redirect(`/messages/${ref}?sent=yes` as Route);
  },
  'all',
);

const adding = z.looseObject({ ref: caseRef, text: textField });

/** Back to the case, as it is now: the browser would keep the page that it has of the same address. */
function backTo(ref: string, place = ''): never {
  revalidatePath(`/messages/${ref}`);
  redirect(`/messages/${ref}${place}` as Route);
}

/** Adds to a case, or opens it again. */
export const addToCaseAction = customerAction(
  adding,
  async (actor, input, now, from) => {
    const { ref, text } = input;
    const files = await prepareAttachments(input.files, 'files');
    await addToCase(actor, from, { ref, text, files }, now);
    backTo(ref, '#thread');
  },
  'all',
);

export const closeCaseAction = customerAction(
  z.object({ ref: caseRef }),
  async (actor, { ref }, now, from) => {
    await closeCase(actor, from, ref, now);
    backTo(ref);
  },
  'all',
);
