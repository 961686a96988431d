'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction, says } from '@/lib/auth/action';
import { optionalText } from '@/lib/auth/fields';
import { answerMoveOut } from '@/lib/move-out/answer';

const MOST_METERS = 50;

const form = z.looseObject({
  token: z.string().max(100).catch(''),
  answer: z.enum(['confirmed', 'objected'], says('moveInAnswerMissing')),
  note: optionalText(1_000),
  name: optionalText(),
  phone: optionalText(40),
  wantsContract: z.string().optional(),
});

/** Uses the link up; ends on a page that says so. */
export const answerMoveOutAction = publicAction('move-in', form, async (from, input, now) => {
  const states = Array.from({ length: MOST_METERS }, (_, index) => {
    const typed = input[`state${index}`];
    return typeof typed === 'string' ? typed.slice(0, 40) : '';
  });
  const { token, answer, note = null, name = null, phone = null } = input;
  const wantsContract = input.wantsContract === 'yes';
  await answerMoveOut(from, { token, answer, states, note, name, phone, wantsContract }, now);
  redirect('/move-in/done' as Route);
});
