'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction } from '@/lib/auth/action';
import { readingFields, sentReadings } from '@/lib/readings/form/fields';
import { submitByLink } from '@/lib/readings/unsigned/commands';
import { readingObjections } from '@/app/_forms/reading-objections';

const form = readingFields.extend({ token: z.string().max(100).catch('') });

/** Ends on the page with the reference, or asks without showing earlier states. */
export const submitLinkedReadingAction = publicAction('linked-reading', form, async (from, input, now) => {
  const { token, readOn, attempt: formKey } = input;
  const { readings, refusals } = await sentReadings(input, ['']);
  if (!readings[0]) return { refusals, questions: [] };
  const onlyJudge = refusals.length > 0;
  const outcome = await submitByLink(from, { token, reading: readings[0], readOn, formKey, onlyJudge }, now);
  if ('ref' in outcome) redirect(`/readings/public/sent?ref=${outcome.ref}&sure=yes` as Route);
  const objections = await readingObjections(outcome.objections, readings, { numbers: false });
  return { ...objections, refusals: [...refusals, ...objections.refusals] };
});
