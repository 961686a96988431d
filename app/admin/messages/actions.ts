'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { optionalText, requiredText } from '@/lib/auth/fields';
import { prepareAttachments } from '@/lib/messages/attachments';
import { textField } from '@/lib/messages/form-fields';
import { CASE_STATES } from '@/lib/messages/rules/states';
import { assignCase, noteCase, setCaseState, takeCase } from '@/lib/messages/staff/commands';
import { draftAnswer, dropDraft, sendDraft } from '@/lib/messages/staff/drafts/commands';
import { saveTemplate, withdrawTemplate } from '@/lib/messages/staff/templates/commands';

const caseRef = z.string().max(40);
const pageOf = (ref: string, done: string) =>
  `/admin/messages/${encodeURIComponent(ref)}?done=${done}` as Route;

export const takeCaseAction = staffAction(
  'messages.answer',
  z.object({ ref: caseRef }),
  async (actor, { ref }, now, from) => {
    await takeCase(actor, from, ref, now);
    redirect(pageOf(ref, 'assigned'));
  },
);

export const assignCaseAction = staffAction(
  'messages.answer',
  z.object({ ref: caseRef, to: optionalText(254) }),
  async (actor, { ref, to = null }, now, from) => {
    await assignCase(actor, from, { ref, to }, now);
    redirect(pageOf(ref, 'assigned'));
  },
);

export const moveCaseAction = staffAction(
  'messages.answer',
  z.object({ ref: caseRef, state: z.enum(CASE_STATES, says('caseMove')) }),
  async (actor, form, now, from) => {
    await setCaseState(actor, from, form, now);
    redirect(pageOf(form.ref, 'moved'));
  },
);

export const noteCaseAction = staffAction(
  'messages.answer',
  z.object({ ref: caseRef, text: textField }),
  async (actor, form, now, from) => {
    await noteCase(actor, from, form, now);
    redirect(pageOf(form.ref, 'noted'));
  },
);

const names = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(sent => (sent === undefined ? [] : [sent].flat()));

/** Keeps the answer and shows it as the customer will see it. */
export const draftAnswerAction = staffAction(
  'messages.answer',
  z.looseObject({
    ref: caseRef,
    text: textField,
    asks: z.literal('yes').optional().catch(undefined),
    seen: z.coerce.number().int().min(0).max(100_000).catch(0),
    without: names,
  }),
  async (actor, input, now) => {
    const { ref, text, asks, seen, without } = input;
    const files = await prepareAttachments(input.files, 'files');
    await draftAnswer(actor, { ref, text, asks: asks === 'yes', files, without, seen }, now);
    redirect(`/admin/messages/${encodeURIComponent(ref)}/preview` as Route);
  },
);

export const sendAnswerAction = staffAction(
  'messages.answer',
  z.object({ ref: caseRef }),
  async (actor, { ref }, now, from) => {
    await sendDraft(actor, from, ref, now);
    redirect(pageOf(ref, 'sent'));
  },
);

export const dropDraftAction = staffAction(
  'messages.answer',
  z.object({ ref: caseRef }),
  async (actor, { ref }) => {
    await dropDraft(actor, ref);
    redirect(pageOf(ref, 'dropped'));
  },
);

const LONG = 8_000;

export const saveTemplateAction = staffAction(
  'messages.answer',
  z.object({
    ref: optionalText(40),
    title: requiredText(says('caseTemplateTitle')),
    bodyPl: requiredText(says('caseTemplateText'), LONG),
    bodyEn: requiredText(says('caseTemplateText'), LONG),
  }),
  async (actor, { ref = null, ...texts }, now, from) => {
    await saveTemplate(actor, from, ref, texts, now);
    redirect('/admin/messages/templates?done=saved' as Route);
  },
);

export const withdrawTemplateAction = staffAction(
  'messages.answer',
  z.object({ ref: caseRef }),
  async (actor, { ref }, now, from) => {
    await withdrawTemplate(actor, from, ref, now);
    redirect('/admin/messages/templates?done=withdrawn' as Route);
  },
);
