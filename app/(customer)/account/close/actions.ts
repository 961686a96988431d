'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { closeAccount } from '@/lib/accounts/close/commands';
import { customerAction, says } from '@/lib/auth/action';
import { clearSessionCookie } from '@/lib/auth/cookies';
import { givenPassword } from '@/lib/auth/fields';

const closeForm = z.object({
  understood: z.literal('yes', says('closeTick')),
  password: givenPassword,
});

/** Everybody may close an account of their own, whatever part of a customer it opens. */
export const closeAccountAction = customerAction(
  closeForm,
  async (actor, { password }, now, from) => {
    await closeAccount(actor, from, { password }, now);
    await clearSessionCookie();
    redirect('/login?closed=yes' as Route);
  },
  'see',
);
