'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { CommandError } from '@/lib/accounts/assigned/commands';
import { decideAccess } from '@/lib/accounts/lost-mailbox/decision';
import { says, staffAction } from '@/lib/auth/action';
import { requiredText } from '@/lib/auth/fields';
import { Refusal } from '@/lib/kernel/refusal';

const refForm = z.object({ ref: requiredText(says('accessCannot'), 20) });

/** What the command says for the command line is said here in the reader's language. */
async function decide(...given: Parameters<typeof decideAccess>) {
  try {
    await decideAccess(...given);
  } catch (error) {
    if (error instanceof CommandError) throw new Refusal('accessCannot');
    throw error;
  }
}

export const grantAccessAction = staffAction('customers.manage', refForm, async (actor, { ref }, now) => {
  await decide(ref, 'granted', { by: actor.accountId }, now);
  redirect('/admin/access?done=granted' as Route);
});

export const refuseAccessAction = staffAction(
  'customers.manage',
  refForm.extend({ reason: requiredText(says('reasonMissing'), 500) }),
  async (actor, { ref, reason }, now) => {
    await decide(ref, 'refused', { reason, by: actor.accountId }, now);
    redirect('/admin/access?done=refused' as Route);
  },
);
