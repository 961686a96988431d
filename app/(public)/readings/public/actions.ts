'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { publicAction, says } from '@/lib/auth/action';
import { requiredText } from '@/lib/auth/fields';
import { canonicalNumber } from '@/lib/kernel/identifiers';
import { dayOf } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { readingFields, sentReadings } from '@/lib/readings/form/fields';
import { readState } from '@/lib/readings/rules/judge';
import { submitPublicly } from '@/lib/readings/unsigned/commands';

const form = readingFields.extend({
  customerNumber: requiredText(says('customerNumberMissing'), 40).transform(canonicalNumber),
  meterSerial: requiredText(says('meterSerialMissing'), 40).transform(canonicalNumber),
});

/** Whatever the numbers are, the answer is the page with a reference. */
export const submitPublicReadingAction = publicAction('reading', form, async (from, input, now) => {
  const { customerNumber, meterSerial: serial, readOn, attempt: formKey } = input;
  const { readings, refusals } = await sentReadings(input, [serial]);
  if (refusals.length > 0) return { refusals, questions: [] };
  const { typed } = readings[0]!;
  const state = readState(typed, null);
  if (typeof state !== 'number') throw new Refusal('readingNotDigits', 'value');
  if (readOn > dayOf(now)) throw new Refusal('readingFuture', 'readOn');
  const ref = await submitPublicly(from, { customerNumber, serial, typed, readOn, formKey }, now);
  redirect(`/readings/public/sent?ref=${ref}` as Route);
});
