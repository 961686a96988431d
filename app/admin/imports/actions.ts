'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { says, staffAction } from '@/lib/auth/action';
import { beginStep, discardRun } from '@/lib/billing-import/runs/commands';

const ref = z.string().regex(/^[0-9A-Z]{10}$/, says('importMoved'));
const stepForm = z.object({ ref, step: z.enum(['check', 'apply', 'undo'], says('invalid')) });

/** Confirms a package, undoes an import, or begins what was interrupted again. */
export const beginImportStepAction = staffAction('imports.run', stepForm, async (actor, input, now, from) => {
  await beginStep(actor, from, input.ref, input.step, now);
  redirect(`/admin/imports/${input.ref}` as Route);
});

export const discardImportAction = staffAction(
  'imports.run',
  z.object({ ref }),
  async (actor, input, now, from) => {
    await discardRun(actor, from, input.ref, now);
    redirect('/admin/imports?done=discarded' as Route);
  },
);
