'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { publicAction } from '@/lib/auth/action';
import { switchByLink } from '@/lib/notifications/unsubscribe/commands';

const form = z.object({
  token: z.string().max(200).catch(''),
  enabled: z.enum(['yes', 'no']).catch('no'),
});

/** Off, or on again; ends on the page of the link, which says how it stands. */
export const switchByLinkAction = publicAction('unsubscribe', form, async (from, input, now) => {
  const { token, enabled } = input;
  await switchByLink(from, { token, enabled: enabled === 'yes' }, now);
  redirect(`/unsubscribe/${encodeURIComponent(token)}` as Route);
});
