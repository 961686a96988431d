'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { staffAction } from '@/lib/auth/action';
import { says } from '@/lib/auth/refusal-codes';
import { changeSetting } from '@/lib/settings/commands';
import { SETTING_NAMES } from '@/lib/settings/declared';

const form = z.object({
  name: z.enum(SETTING_NAMES, says('settingGone')),
  value: z.string().max(2_000, says('tooLong')),
  back: z.literal('yes').optional().catch(undefined),
});

export const changeSettingAction = staffAction(
  'settings.write',
  form,
  async (actor, { name, value, back }, now, from) => {
    await changeSetting(actor, from, { name, typed: back ? null : value }, now);
    redirect(`/admin/settings?done=${name}#${name}` as Route);
  },
);
