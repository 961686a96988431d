'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction, says } from '@/lib/auth/action';
import { deviceMark } from '@/lib/auth/commands';
import { setSessionCookies } from '@/lib/auth/cookies';
import { newPasswordField, optionalText, requiredText } from '@/lib/auth/fields';
import { requireSession } from '@/lib/auth/guards';
import { judgePassword } from '@/lib/auth/passwords';
import { Refusal } from '@/lib/kernel/refusal';
import { acceptInvitation, registerByInvitation } from '@/lib/sharing/commands';
import { invitationOf } from '@/lib/sharing/queries';

const token = requiredText('invitationGone', 100);

/** With the account that is signed in, of the address that was invited. */
export const acceptInvitationAction = publicAction(
  'invitation',
  z.object({ token }),
  async (from, input, now) => {
    const session = await requireSession(`/invitation/${input.token}`);
    await acceptInvitation(from, session, input.token, now);
    redirect('/dashboard' as Route);
  },
);

const registration = z.object({
  token,
  password: newPasswordField,
  acceptTerms: z.string(says('termsNotAccepted')).min(1, says('termsNotAccepted')),
  termsVersion: optionalText(20),
});

/** With a new account. */
export const registerByInvitationAction = publicAction(
  'invitation-register',
  registration,
  async (from, { token: link, password, termsVersion }, now) => {
    const invitation = await invitationOf(link, now);
    if (!invitation) throw new Refusal('invitationGone');
    const verdict = judgePassword(password, invitation.email);
    if (verdict) throw new Refusal(verdict, 'password');
    const made = await registerByInvitation(from, { token: link, password, termsVersion }, now);
    await setSessionCookies(made.session, await deviceMark(made.email));
    redirect('/dashboard?welcome=yes' as Route);
  },
);
