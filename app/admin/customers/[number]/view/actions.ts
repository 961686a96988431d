'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { optionalText, requiredText } from '@/lib/auth/fields';
import { currentSession } from '@/lib/auth/guards';
import { endView, startView } from '@/lib/customers/viewing/commands';

const startForm = z.object({
  customerNumber: requiredText(says('customerUnknown'), 60),
  account: optionalText(254),
  reason: requiredText(says('reasonMissing'), 500),
});

export const startViewAction = staffAction('customers.view_as', startForm, async (actor, form, now, from) => {
  const { customerNumber, account, reason } = form;
  await startView(actor, from, { customerNumber, reason, ...(account ? { email: account } : {}) }, now);
  redirect('/dashboard' as Route);
});

export const endViewAction = staffAction(
  'customers.view_as',
  z.object({}),
  async (actor, _form, now, from) => {
    const session = await currentSession();
    const number = await endView(actor, from, session?.viewing ?? null, now);
    redirect((number ? `/admin/customers/${encodeURIComponent(number)}` : '/admin/customers') as Route);
  },
);
