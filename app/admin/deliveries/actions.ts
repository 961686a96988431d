'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { requiredText } from '@/lib/auth/fields';
import { PAUSABLE, pauseDelivery, resumeDelivery } from '@/lib/delivery/pauses';
import { freeAddress, resolveUnknown, sendAgain } from '@/lib/delivery/staff/commands';
import { OUTCOMES } from '@/lib/delivery/staff/rules';

const ref = z.string().max(40);
const reason = requiredText(says('deliveryReason'), 300);
const pageOf = (which: string, done: string) =>
  `/admin/deliveries/${encodeURIComponent(which)}?done=${done}` as Route;

export const sendAgainAction = staffAction(
  'deliveries.manage',
  z.object({ ref, note: reason }),
  async (actor, form, now, from) => {
    await sendAgain(actor, from, form, now);
    redirect(pageOf(form.ref, 'again'));
  },
);

export const resolveUnknownAction = staffAction(
  'deliveries.manage',
  z.object({ ref, outcome: z.enum(OUTCOMES, says('deliveryOutcome')), note: reason }),
  async (actor, form, now, from) => {
    await resolveUnknown(actor, from, form, now);
    redirect(pageOf(form.ref, 'resolved'));
  },
);

export const freeAddressAction = staffAction(
  'deliveries.manage',
  z.object({ channel: z.enum(['email', 'sms'], says('invalid')), recipient: z.string().min(1).max(254) }),
  async (actor, form, now, from) => {
    await freeAddress(actor, from, form, now);
    redirect(pageOf('addresses', 'freed'));
  },
);

const channel = z.enum(PAUSABLE, says('invalid'));

export const pauseChannelAction = staffAction(
  'deliveries.pause',
  z.object({ channel, reason }),
  async ({ accountId }, form, now) => {
    await pauseDelivery(form.channel, form.reason, now, { accountId });
    redirect(pageOf('channels', 'paused'));
  },
);

export const resumeChannelAction = staffAction(
  'deliveries.pause',
  z.object({ channel }),
  async ({ accountId }, form, now) => {
    await resumeDelivery(form.channel, now, { accountId });
    redirect(pageOf('channels', 'resumed'));
  },
);
