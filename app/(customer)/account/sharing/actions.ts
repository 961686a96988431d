'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction, says } from '@/lib/auth/action';
import { emailField, requiredText } from '@/lib/auth/fields';
import { SCOPES } from '@/lib/auth/scopes';
import { parseDay } from '@/lib/kernel/dates';
import { changeShare, invite, revokeShare } from '@/lib/sharing/commands';

const share = {
  scope: z.enum(SCOPES as [(typeof SCOPES)[number], ...(typeof SCOPES)[number][]], says('shareScope')),
  endsOn: z
    .string()
    .trim()
    .optional()
    .transform((text, ctx) => {
      if (!text) return null;
      const day = parseDay(text);
      if (day === null) ctx.addIssue({ code: 'custom', message: says('shareEnd') });
      return day;
    }),
};
const ref = requiredText('shareGone', 40);

export const inviteAction = customerAction(
  z.object({ ...share, email: emailField }),
  async (actor, input, now, from) => {
    await invite(actor, from, input, now);
    redirect('/account/sharing?done=invited' as Route);
  },
  'owner',
);

export const changeShareAction = customerAction(
  z.object({ ...share, ref }),
  async (actor, input, now, from) => {
    await changeShare(actor, from, input, now);
    redirect('/account/sharing?done=changed' as Route);
  },
  'owner',
);

export const revokeShareAction = customerAction(
  z.object({ ref }),
  async (actor, input, now, from) => {
    await revokeShare(actor, from, input.ref, now);
    redirect('/account/sharing?done=revoked' as Route);
  },
  'owner',
);
