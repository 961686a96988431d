'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { endEverySession, endOneSession, endOtherSessions } from '@/lib/accounts/open-sessions/commands';
import { customerAction } from '@/lib/auth/action';
import { clearSessionCookie } from '@/lib/auth/cookies';

const DONE = '/account?changed=sessions' as Route;

/** These three are for plain forms of one button. */
export const endSessionAction = customerAction(
  z.object({ session: z.string().max(100) }),
  async (actor, { session }, now, from) => {
    await endOneSession(actor, from, session, now);
    redirect(DONE);
  },
  'see',
);

export const endOtherSessionsAction = customerAction(
  z.object({}),
  async (actor, _input, now, from) => {
    await endOtherSessions(actor, from, now);
    redirect(DONE);
  },
  'see',
);

export const signOutEverywhereAction = customerAction(
  z.object({}),
  async (actor, _input, now, from) => {
    await endEverySession(actor, from, now);
    await clearSessionCookie();
    redirect('/login?signedOut=yes' as Route);
  },
  'see',
);
