'use server';

import type { Route } from 'next';
import { revalidatePath } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import * as z from 'zod';
import { completeAddCustomer, startAddCustomer } from '@/lib/accounts/add-customer/commands';
import { proofFields, proofGiven, proofOf } from '@/lib/accounts/proof';
import { customerAction, says } from '@/lib/auth/action';
import { optionalText, requiredText } from '@/lib/auth/fields';
import { localPath } from '@/lib/auth/local-path';
import { nameCustomer, removeCustomer, switchCustomer } from '@/lib/customers/commands';

const customerNumber = z.string().max(60);

/** The head of each page names a customer, and layouts are kept by the browser otherwise. */
function goOn(path: Route): never {
  revalidatePath('/', 'layout');
  redirect(path);
}

const switchForm = z.object({ customerNumber, next: optionalText(1000) });

/** For a plain form with `customerNumber` and `next`, the path to go on to. */
export const switchCustomerAction = customerAction(
  switchForm,
  async (actor, { customerNumber, next }) => {
    if (!(await switchCustomer(actor, customerNumber))) notFound();
    goOn(localPath(next, '/dashboard' as Route));
  },
  'see',
);

const nameForm = z.object({ customerNumber, nickname: optionalText(40) });

/** For a plain form with `customerNumber` and `nickname`; an empty one takes it away. */
export const nameCustomerAction = customerAction(
  nameForm,
  async (actor, { customerNumber, nickname }) => {
    if (!(await nameCustomer(actor, { customerNumber, nickname: nickname ?? null }))) notFound();
    goOn(`/account?named=${encodeURIComponent(customerNumber)}#customers` as Route);
  },
  'see',
);

const addForm = z.object(proofFields).refine(...proofGiven);

/** Whatever the proof was, the answer is the page that waits for a code. */
export const startAddCustomerAction = customerAction(
  addForm,
  async (actor, form, now, from) => {
    await startAddCustomer(actor, from, proofOf(form), now);
    redirect('/account/customers/add/code' as Route);
  },
  'see',
);

const codeForm = z.object({ code: requiredText(says('codeMissing'), 20) });

export const completeAddCustomerAction = customerAction(
  codeForm,
  async (actor, input, now, from) => {
    const added = await completeAddCustomer(actor, from, input, now);
    goOn(`/overview?added=${encodeURIComponent(added)}` as Route);
  },
  'see',
);

export const removeCustomerAction = customerAction(
  z.object({ customerNumber }),
  async (actor, { customerNumber }, now, from) => {
    if (!(await removeCustomer(actor, from, customerNumber, now))) notFound();
    goOn('/overview?removed=yes' as Route);
  },
  'see',
);
