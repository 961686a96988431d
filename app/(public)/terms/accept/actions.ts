'use server';

import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction, says } from '@/lib/auth/action';
import { optionalText } from '@/lib/auth/fields';
import { requireObliged, startOf } from '@/lib/auth/guards';
import { pathAfterSignIn } from '@/lib/auth/local-path';
import { acceptTerms } from '@/lib/terms/commands';

const acceptForm = z.object({
  acceptTerms: z.string(says('termsTick')).min(1, says('termsTick')),
  termsVersion: z.string(says('invalid')).max(20),
  next: optionalText(1000),
});

/** Public by its wrapper, because whoever has terms to accept is no actor yet: it looks at the session itself. */
export const acceptTermsAction = publicAction('accept-terms', acceptForm, async (from, input, now) => {
  const session = await requireObliged('terms', input.next);
  await acceptTerms(from, session, { version: input.termsVersion }, now);
  redirect(pathAfterSignIn(input.next, startOf(session)));
});
