'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction } from '@/lib/auth/action';
import { optionalText } from '@/lib/auth/fields';
import { requestChange, withdrawChange } from '@/lib/customers/changes/commands';
import { CHANGEABLE } from '@/lib/customers/changes/rules';

const changeForm = z.object({
  customerNumber: z.string().max(60),
  what: z.enum(CHANGEABLE),
  name: optionalText(200),
  street: optionalText(120),
  building: optionalText(20),
  unit: optionalText(20),
  postalCode: optionalText(10),
  city: optionalText(80),
  reason: optionalText(500),
});

/** What is missing or wrong in it the rules say, which know the kind of change. */
export const requestChangeAction = customerAction(
  changeForm,
  async (actor, { customerNumber, what, reason, ...after }, now, from) => {
    await requestChange(actor, from, { customerNumber, what, after, reason: reason ?? null }, now);
    redirect('/account/data?done=requested' as Route);
  },
  'owner',
);

/** For a plain form of one button. */
export const withdrawChangeAction = customerAction(
  z.object({ change: z.string().max(20) }),
  async (actor, { change }, now, from) => {
    await withdrawChange(actor, from, change, now);
    redirect('/account/data?done=withdrawn' as Route);
  },
  'owner',
);
