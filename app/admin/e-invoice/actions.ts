'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { optionalText, requiredText } from '@/lib/auth/fields';
import { enterPaperConsent } from '@/lib/e-invoice/commands';
import { DELIVERIES } from '@/lib/e-invoice/rules';
import { parseDay } from '@/lib/kernel/dates';
import { canonicalNumber } from '@/lib/kernel/identifiers';
import { Refusal } from '@/lib/kernel/refusal';
import { LARGEST_UPLOAD } from '@/lib/uploads/prepare';
import { ACTIONS, PAPER_CHANNELS } from './paper';

const paperForm = z.object({
  customerNumber: requiredText(says('customerNumberMissing'), 60),
  action: z.enum(ACTIONS, says('consentActionMissing')),
  delivery: z.enum(DELIVERIES).optional().catch(undefined),
  email: optionalText(254).refine(text => !text || z.email().safeParse(text).success, says('emailInvalid')),
  channel: z.enum(PAPER_CHANNELS, says('consentChannelMissing')),
  receivedOn: requiredText(says('readOnInvalid'), 20),
  scan: z.unknown(),
});

async function scanOf(sent: unknown): Promise<{ name: string; bytes: Uint8Array } | null> {
  if (!(sent instanceof File) || sent.size === 0) return null;
  if (sent.size > LARGEST_UPLOAD) throw new Refusal('scanLarge', 'scan');
  return { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) };
}

export const enterConsentAction = staffAction(
  'e_invoice.enter',
  paperForm,
  async (actor, form, now, from) => {
    const receivedOn = parseDay(form.receivedOn.replace(/\s/g, ''));
    if (!receivedOn) throw new Refusal('readOnInvalid', 'receivedOn');
    const { action, channel, delivery = null, email = null } = form;
    const customerNumber = canonicalNumber(form.customerNumber);
    const scan = await scanOf(form.scan);
    await enterPaperConsent(
      actor,
      from,
      { customerNumber, action, channel, delivery, email, receivedOn, scan },
      now,
    );
    redirect(`/admin/e-invoice?entered=${encodeURIComponent(customerNumber)}` as Route);
  },
);
