'use server';

import type { Route } from 'next';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction, says } from '@/lib/auth/action';
import { emailField, requiredText } from '@/lib/auth/fields';
import { parseDay } from '@/lib/kernel/dates';
import { formKeyField } from '@/lib/messages/form-fields';
import { requestMoveOut, sendLinkAgain, stateField } from '@/lib/move-out/commands';

const dayField = z.string(says('moveOutDayMissing')).transform((text, ctx) => {
  const day = parseDay(text.replace(/\s/g, ''));
  if (day) return day;
  ctx.addIssue({ code: 'custom', message: says('moveOutDayMissing') });
  return z.NEVER;
});

const form = z.looseObject({
  point: z.string().max(60).catch(''),
  handedOverOn: dayField,
  serials: z.preprocess(
    value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.string().max(60)).max(50),
  ),
  street: requiredText(says('moveOutStreetMissing')),
  postalCode: requiredText(says('moveOutPostalCodeMissing'), 12),
  city: requiredText(says('moveOutCityMissing')),
  // Empty: nobody is known.
  partyEmail: z.preprocess(
    text => (typeof text === 'string' && text.trim() === '' ? null : text),
    emailField.nullable(),
  ),
  attempt: formKeyField,
});

/** Ends on the page with the reference. */
export const requestMoveOutAction = customerAction(
  form,
  async (actor, input, now, from) => {
    const { point, handedOverOn, street, postalCode, city, serials, partyEmail } = input;
    const states = Object.fromEntries(
      serials.map((serial, index) => [serial, String(input[stateField(index)] ?? '').slice(0, 40)]),
    );
    const forwarding = { street, postalCode, city };
    const ref = await requestMoveOut(
      actor,
      from,
      { point, handedOverOn, states, forwarding, partyEmail, formKey: input.attempt },
      now,
    );
    redirect(`/move-out/${ref}?sent=yes` as Route);
  },
  'all',
);

/** Sends the new party the link anew. */
export const sendLinkAgainAction = customerAction(
  z.object({ ref: z.string().max(40), partyEmail: emailField }),
  async (actor, input, now, from) => {
    await sendLinkAgain(actor, from, input, now);
    revalidatePath(`/move-out/${input.ref}`);
    redirect(`/move-out/${input.ref}?link=sent` as Route);
  },
  'all',
);
