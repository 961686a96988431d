'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { requiredText } from '@/lib/auth/fields';
import { decideChange } from '@/lib/customers/changes/commands';

const refForm = z.object({ ref: requiredText(says('changeGone'), 20) });

export const approveChangeAction = staffAction(
  'changes.decide',
  refForm,
  async (actor, { ref }, now, from) => {
    await decideChange(actor, from, { ref, decision: 'approved' }, now);
    redirect('/admin/changes?done=approved' as Route);
  },
);

export const refuseChangeAction = staffAction(
  'changes.decide',
  refForm.extend({ reason: requiredText(says('changeRefusalReason'), 500) }),
  async (actor, { ref, reason }, now, from) => {
    await decideChange(actor, from, { ref, decision: 'refused', reason }, now);
    redirect('/admin/changes?done=refused' as Route);
  },
);
