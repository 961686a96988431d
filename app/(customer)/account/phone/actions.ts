'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { customerAction, says } from '@/lib/auth/action';
import { givenPassword, requiredText } from '@/lib/auth/fields';
import { completePhoneChange, removePhone, startPhoneChange } from '@/lib/notifications/phone/commands';

const phoneForm = z.object({ phone: requiredText(says('phoneMissing'), 40), password: givenPassword });

export const startPhoneChangeAction = customerAction(
  phoneForm,
  async (actor, input, now, from) => {
    await startPhoneChange(actor, from, input, now);
    redirect('/account/phone/code' as Route);
  },
  'see',
);

const codeForm = z.object({ code: requiredText(says('smsCodeMissing'), 20) });

/** Ends where it is said what comes by SMS. */
export const completePhoneChangeAction = customerAction(
  codeForm,
  async (actor, input, now, from) => {
    await completePhoneChange(actor, from, input, now);
    redirect('/notifications?done=phone' as Route);
  },
  'see',
);

export const removePhoneAction = customerAction(
  z.object({}),
  async (actor, _input, now, from) => {
    await removePhone(actor, from, now);
    redirect('/account?changed=phoneRemoved' as Route);
  },
  'see',
);
