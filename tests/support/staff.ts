import type { StaffRole } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';

/** Somebody of staff, for queries and commands; give `accountId` where the row has to exist. */
export const staffActor = (role: StaffRole, accountId = 1): StaffActor => ({
  kind: 'staff',
  role,
  accountId,
  sessionId: '00000000-0000-0000-0000-000000000000',
  email: `${role}@example.com`,
  locale: 'pl',
});
