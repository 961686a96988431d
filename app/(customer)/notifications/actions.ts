'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction } from '@/lib/auth/action';
import { chooseNotifications } from '@/lib/notifications/preferences/commands';
import { OFFERED_KINDS, offeredChannels } from '@/lib/notifications/preferences/offered';
import { boxName } from './box-name';

const BOXES = OFFERED_KINDS.flatMap(kind => offeredChannels(kind).map(channel => ({ kind, channel })));

/** A box that is not ticked is not sent. */
const form = z
  .looseObject({
    customerNumber: z.string().catch(''),
    then: z.enum(['phone']).optional().catch(undefined),
  })
  .transform(({ customerNumber, then, ...sent }) => ({
    customerNumber,
    then,
    choices: BOXES.map(box => ({ ...box, enabled: sent[boxName(box.kind, box.channel)] === 'yes' })),
  }));

/**
 * One button saves all boxes; another saves them too and goes on to the telephone number. They are of the customer
 * whose page was sent, even when another window has gone on to another one since.
 */
export const chooseNotificationsAction = customerAction(
  form,
  async (actor, input, now, from) => {
    const { customerNumber, then, choices } = input;
    const current = actor.customers.find(customer => customer.customerNumber === customerNumber);
    if (!current) redirect('/notifications' as Route);
    await chooseNotifications({ ...actor, current }, from, choices, now);
    redirect((then === 'phone' ? '/account/phone' : '/notifications?done=saved') as Route);
  },
  'see',
);
