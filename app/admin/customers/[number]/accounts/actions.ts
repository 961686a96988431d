'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { assignPassword, lockAccount, makeAccount, resetFactorOf } from '@/lib/accounts/letters/commands';
import { keepLetter } from '@/lib/accounts/letters/letter-cookie';
import { says, staffAction } from '@/lib/auth/action';
import { emailField, requiredText } from '@/lib/auth/fields';

const accountForm = z.object({
  customerNumber: requiredText(says('customerUnknown'), 60),
  email: emailField,
});
const reasonForm = accountForm.extend({ reason: requiredText(says('reasonMissing'), 500) });

const pageOf = (customerNumber: string, done: string) =>
  `/admin/customers/${encodeURIComponent(customerNumber)}/accounts?done=${done}` as Route;

export const makeAccountAction = staffAction(
  'customers.manage',
  accountForm,
  async (actor, form, now, from) => {
    const letter = await makeAccount(actor, from, form, now);
    if (letter) await keepLetter(actor, letter);
    redirect(pageOf(form.customerNumber, letter ? 'letter' : 'added'));
  },
);

export const assignPasswordAction = staffAction(
  'customers.manage',
  reasonForm,
  async (actor, form, now, from) => {
    await keepLetter(actor, await assignPassword(actor, from, form, now));
    redirect(pageOf(form.customerNumber, 'letter'));
  },
);

export const lockAccountAction = staffAction(
  'customers.manage',
  reasonForm.extend({ lock: z.enum(['yes', 'no']) }),
  async (actor, { lock, ...form }, now, from) => {
    await lockAccount(actor, from, { ...form, locked: lock === 'yes' }, now);
    redirect(pageOf(form.customerNumber, lock === 'yes' ? 'locked' : 'unlocked'));
  },
);

export const resetFactorAction = staffAction(
  'customers.manage',
  reasonForm,
  async (actor, form, now, from) => {
    await resetFactorOf(actor, from, form, now);
    redirect(pageOf(form.customerNumber, 'factor'));
  },
);
