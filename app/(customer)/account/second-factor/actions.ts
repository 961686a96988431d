'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction, says } from '@/lib/auth/action';
import { deviceMark } from '@/lib/auth/commands';
import { setSessionCookies } from '@/lib/auth/cookies';
import { givenPassword } from '@/lib/auth/fields';
import { switchOffSecondFactor } from '@/lib/auth/second-factor/commands';

const offForm = z.object({
  password: givenPassword,
  code: z.string(says('factorCodeMissing')).trim().min(1, says('factorCodeMissing')).max(40, says('tooLong')),
});

/** Customers alone: for staff the second factor is a duty (S8). */
export const switchOffSecondFactorAction = customerAction(
  offForm,
  async (actor, input, now, from) => {
    const session = await switchOffSecondFactor(from, actor, input, now);
    await setSessionCookies(session, await deviceMark(actor.email));
    redirect('/account/second-factor?done=off' as Route);
  },
  'see',
);
