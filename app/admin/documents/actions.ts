'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { optionalText, requiredText } from '@/lib/auth/fields';
import { publishFormDocument, withdrawFormDocument } from '@/lib/forms/commands';
import { FORM_CATEGORIES } from '@/lib/forms/rules';
import { parseDay } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { draftTerms, dropTermsDraft, publishTerms, withdrawTerms } from '@/lib/terms/staff/commands';
import { TERMS_DOCUMENTS } from '@/lib/terms/staff/queries';

const list = (done: string) => `/admin/documents?done=${done}` as Route;

const version = z
  .string(says('documentVersion'))
  .trim()
  .regex(/^[\w.-]{1,20}$/, says('documentVersion'));

const dayField = z
  .string(says('documentDay'))
  .transform(text => parseDay(text.replace(/\s/g, '')))
  .refine(day => day !== null, says('documentDay'));

const formForm = z.looseObject({
  replaces: optionalText(40),
  category: z.enum(FORM_CATEGORIES, says('documentCategory')),
  titlePl: requiredText(says('documentTitle'), 150),
  titleEn: requiredText(says('documentTitle'), 150),
  version,
  validFrom: dayField,
});

export const publishFormAction = staffAction(
  'documents.publish',
  formForm,
  async (actor, input, now, from) => {
    const { replaces = null, category, titlePl, titleEn, validFrom } = input;
    const sent = [input.file].flat().filter((one): one is File => one instanceof File && one.size > 0);
    if (sent.length !== 1) throw new Refusal('documentFile', 'file');
    const file = { name: sent[0]!.name, bytes: new Uint8Array(await sent[0]!.arrayBuffer()) };
    const values = { category, titlePl, titleEn, version: input.version, validFrom: validFrom! };
    await publishFormDocument(actor, from, { ...values, replaces, file }, now);
    redirect(list('formPublished'));
  },
);

export const withdrawFormAction = staffAction(
  'documents.publish',
  z.object({ ref: z.string().max(40) }),
  async (actor, { ref }, now, from) => {
    await withdrawFormDocument(actor, from, ref, now);
    redirect(list('formWithdrawn'));
  },
);

const document = z.enum(TERMS_DOCUMENTS, says('invalid'));
const LONGEST = 100_000;
const body = z
  .string(says('documentBody'))
  .transform(text => text.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().min(1, says('documentBody')).max(LONGEST, says('tooLong')));

/** Keeps the next version and shows it: texts, difference, and what its publishing does. */
export const draftTermsAction = staffAction(
  'documents.publish',
  z.object({ document, version, effectiveFrom: dayField, bodyPl: body, bodyEn: body }),
  async (actor, input, now) => {
    await draftTerms(actor, { ...input, effectiveFrom: input.effectiveFrom! }, now);
    redirect(`/admin/documents/terms/${input.document}/preview` as Route);
  },
);

export const publishTermsAction = staffAction(
  'documents.publish',
  z.object({ document, savedAt: z.string().max(40) }),
  async (actor, input, now, from) => {
    await publishTerms(actor, from, input, now);
    redirect(list('termsPublished'));
  },
);

export const dropTermsDraftAction = staffAction(
  'documents.publish',
  z.object({ document }),
  async (actor, input) => {
    await dropTermsDraft(actor, input.document);
    redirect(list('draftDropped'));
  },
);

export const withdrawTermsAction = staffAction(
  'documents.publish',
  z.object({ document, version: z.string().max(20) }),
  async (actor, input, now, from) => {
    await withdrawTerms(actor, from, input, now);
    redirect(list('termsWithdrawn'));
  },
);
