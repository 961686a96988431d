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
  .object({ then: z.enum(['phone']).optional().catch(undefined) })
  .and(z.record(z.string(), z.unknown()))
  .transform(({ then, ...sent }) => ({
    then,
    choices: BOXES.map(box => ({ ...box, enabled: sent[boxName(box.kind, box.channel)] === 'yes' })),
  }));

/** One button saves all boxes; another saves them too and goes on to the telephone number. */
export const chooseNotificationsAction = customerAction(form, async (actor, { then, choices }, now, from) => {
  await chooseNotifications(actor, from, choices, now);
  redirect((then === 'phone' ? '/account/phone' : '/notifications?done=saved') as Route);
});
