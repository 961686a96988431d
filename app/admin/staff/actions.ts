'use server';

import type { Route } from 'next';
import { redirect } from 'next/navigation';
import * as z from 'zod';
import { clearAssigned, keepAssigned } from '@/lib/accounts/assigned/shown-once';
import {
  addStaff,
  assignStaffPassword,
  changeRole,
  disableStaff,
  resetStaffFactor,
} from '@/lib/accounts/staff/commands';
import { STAFF_ROLES } from '@/lib/accounts/staff/rules';
import { staffAction } from '@/lib/auth/action';
import { emailField } from '@/lib/auth/fields';
import { says } from '@/lib/auth/refusal-codes';

const done = (what: string) => redirect(`/admin/staff?done=${what}` as Route);
const roleField = z.enum(STAFF_ROLES, says('staffRoleMissing'));

export const addStaffAction = staffAction(
  'staff.manage',
  z.object({ email: emailField, role: roleField }),
  async ({ accountId }, form, now, { ip }) => {
    const password = await addStaff({ accountId, ip }, form, now);
    await keepAssigned(accountId, { email: form.email, password });
    done('added');
  },
);

export const changeRoleAction = staffAction(
  'staff.manage',
  z.object({ email: emailField, role: roleField }),
  async ({ accountId }, form, now, { ip }) => {
    await changeRole({ accountId, ip }, form, now);
    done('role');
  },
);

const emailForm = z.object({ email: emailField });

export const disableStaffAction = staffAction(
  'staff.manage',
  emailForm,
  async ({ accountId }, { email }, now, { ip }) => {
    await disableStaff({ accountId, ip }, email, now);
    done('disabled');
  },
);

export const assignStaffPasswordAction = staffAction(
  'staff.manage',
  emailForm,
  async ({ accountId }, { email }, now, { ip }) => {
    const password = await assignStaffPassword({ accountId, ip }, email, now);
    await keepAssigned(accountId, { email, password });
    done('password');
  },
);

export const resetStaffFactorAction = staffAction(
  'staff.manage',
  emailForm,
  async ({ accountId }, { email }, now, { ip }) => {
    await resetStaffFactor({ accountId, ip }, email, now);
    done('factor');
  },
);

export const forgetAssignedAction = staffAction('staff.manage', z.object({}), async () => {
  await clearAssigned();
  redirect('/admin/staff' as Route);
});
