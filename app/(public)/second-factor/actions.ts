'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction, says } from '@/lib/auth/action';
import { deviceMark } from '@/lib/auth/commands';
import { setSessionCookies } from '@/lib/auth/cookies';
import { givenPassword, optionalText } from '@/lib/auth/fields';
import { requireObliged, startOf } from '@/lib/auth/guards';
import { pathAfterSignIn, withNext } from '@/lib/auth/local-path';
import {
  cancelSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
} from '@/lib/auth/second-factor/commands';
import { clearRecoveryCodes, keepRecoveryCodes } from '@/lib/auth/second-factor/cookies';
import type { Session } from '@/lib/auth/session';

/*
 * Public by their wrapper, because staff without a second factor are no actors yet (S8): they look at the
 * session themselves. Customers use the same ones.
 */
const CODES = '/second-factor/codes';

const homeOf = ({ staffRole }: Session): Route =>
  (staffRole ? '/second-factor' : '/account/second-factor') as Route;

const nextForm = z.object({ next: optionalText(1000) });

export const startSecondFactorAction = publicAction('factor', nextForm, async (_from, { next }, now) => {
  const session = await requireObliged('secondFactor', next);
  await startSecondFactor(session, now);
  redirect(withNext(homeOf(session), next));
});

export const cancelSecondFactorAction = publicAction('factor', z.object({}), async () => {
  const session = await requireObliged('secondFactor');
  await cancelSecondFactor(session);
  redirect(homeOf(session));
});

const confirmForm = z.object({
  code: z.string(says('factorCodeMissing')).trim().min(1, says('factorCodeMissing')).max(40, says('tooLong')),
  next: optionalText(1000),
});

/** The codes go to the page that shows them once, in this browser alone. */
export const confirmSecondFactorAction = publicAction('factor', confirmForm, async (from, input, now) => {
  const session = await requireObliged('secondFactor', input.next);
  const { session: renewed, recoveryCodes } = await confirmSecondFactor(from, session, input, now);
  await setSessionCookies(renewed, await deviceMark(session.email));
  await keepRecoveryCodes(session.accountId, recoveryCodes);
  redirect(withNext(CODES, input.next, { done: 'on' }));
});

export const renewRecoveryCodesAction = publicAction(
  'factor',
  z.object({ password: givenPassword }),
  async (from, input, now) => {
    const session = await requireObliged('secondFactor');
    await keepRecoveryCodes(session.accountId, await renewRecoveryCodes(from, session, input, now));
    redirect(CODES as Route);
  },
);

/** «I have kept them»: this browser forgets the codes. */
export const forgetRecoveryCodesAction = publicAction('factor', nextForm, async (_from, { next }) => {
  await clearRecoveryCodes();
  const session = await requireObliged('secondFactor', next);
  redirect(pathAfterSignIn(next, session.staffRole ? startOf(session) : homeOf(session)));
});
