'use server';

import type { Route } from 'next';
import { revalidatePath } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction } from '@/lib/auth/action';
import { optionalText } from '@/lib/auth/fields';
import { localPath } from '@/lib/auth/local-path';
import { switchCustomer } from '@/lib/customers/commands';

const switchForm = z.object({ customerNumber: z.string().max(60), next: optionalText(1000) });

/** For a plain form with `customerNumber` and `next`, the path to go on to. */
export const switchCustomerAction = customerAction(switchForm, async (actor, { customerNumber, next }) => {
  if (!(await switchCustomer(actor, customerNumber))) notFound();
  // The head of the page says whose it is, and layouts are kept by the browser otherwise.
  revalidatePath('/', 'layout');
  redirect(localPath(next, '/dashboard' as Route));
});
