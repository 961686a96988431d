'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction } from '@/lib/auth/action';
import { changePassword, deviceMark } from '@/lib/auth/commands';
import { setSessionCookies } from '@/lib/auth/cookies';
import { givenPassword, optionalText } from '@/lib/auth/fields';
import { requireObliged, startOf } from '@/lib/auth/guards';
import { pathAfterSignIn } from '@/lib/auth/local-path';
import { judgePassword } from '@/lib/auth/passwords';
import { Refusal } from '@/lib/kernel/refusal';

const passwordForm = z.object({
  password: givenPassword,
  newPassword: givenPassword,
  next: optionalText(1000),
});

/**
 * Public by its wrapper, because whoever must change a password is no actor yet (S3): it looks at the session
 * itself.
 */
export const changePasswordAction = publicAction(
  'change-password',
  passwordForm,
  async (from, input, now) => {
    const session = await requireObliged('password');
    const verdict = judgePassword(input.newPassword, session.email, session.staffRole ? 'staff' : 'customer');
    if (verdict) throw new Refusal(verdict, 'newPassword');
    await setSessionCookies(await changePassword(from, session, input, now), await deviceMark(session.email));
    redirect(pathAfterSignIn(input.next, startOf(session)));
  },
);
