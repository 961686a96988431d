/** Accounts of staff: who may change whose, and that one administrator always stays. */
import { eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import {
  addStaff,
  assignStaffPassword,
  changeRole,
  disableStaff,
  resetStaffFactor,
} from '@/lib/accounts/staff/commands';
import { staffAccounts } from '@/lib/accounts/staff/queries';
import { signIn } from '@/lib/auth/commands';
import { readSession } from '@/lib/auth/session';
import type { StaffRole } from '@/db/schema';
import { testDatabase } from '../../support/database';
import { insertAccount } from '../../support/factories';
import { staffActor } from '../../support/staff';
import { later, NOW, visitorFrom } from '../../support/visitors';

const { db } = testDatabase();
const IP = '192.0.2.7';
const refused = (code: string) => expect.objectContaining({ code });

async function colleague(staffRole: StaffRole) {
  const { id, email } = await insertAccount(db, { staffRole });
  return { email, by: { accountId: id, ip: IP } };
}
const roleOf = async (email: string) =>
  (await db.select().from(schema.accounts).where(eq(schema.accounts.email, email)))[0]!.staffRole;

it('the only administrator is neither demoted nor disabled, by the command line neither; a second one makes it possible', async () => {
  const first = await colleague('administrator');
  for (const by of [null, (await colleague('billing')).by]) {
    await expect(changeRole(by, { email: first.email, role: 'auditor' }, NOW)).rejects.toEqual(
      refused('staffLast'),
    );
    await expect(disableStaff(by, first.email, NOW)).rejects.toEqual(refused('staffLast'));
  }
  const second = await colleague('administrator');
  await disableStaff(first.by, second.email, NOW);
  // one who is disabled does not count
  await expect(disableStaff(null, first.email, NOW)).rejects.toEqual(refused('staffLast'));
  await changeRole(null, { email: second.email, role: 'auditor' }, NOW);
  expect(await roleOf(second.email)).toBe('auditor');
});

it('of two administrators who demote each other at once one stays', async () => {
  await db
    .update(schema.accounts)
    .set({ staffRole: 'auditor' })
    .where(eq(schema.accounts.staffRole, 'administrator'));
  const [a, b] = [await colleague('administrator'), await colleague('administrator')];
  const done = await Promise.allSettled([
    changeRole(a.by, { email: b.email, role: 'auditor' }, NOW),
    changeRole(b.by, { email: a.email, role: 'auditor' }, NOW),
  ]);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect([await roleOf(a.email), await roleOf(b.email)].sort()).toEqual(['administrator', 'auditor']);
});

it('nobody changes their own account, and customers’ accounts are none of staff', async () => {
  const [self] = [await colleague('administrator'), await colleague('administrator')];
  const { email } = self;
  for (const deed of [
    () => changeRole(self.by, { email, role: 'auditor' }, NOW),
    () => disableStaff(self.by, email, NOW),
    () => assignStaffPassword(self.by, email, NOW),
    () => resetStaffFactor(self.by, email, NOW),
  ])
    await expect(deed()).rejects.toEqual(refused('staffSelf'));
  const customer = await insertAccount(db);
  await expect(disableStaff(self.by, customer.email, NOW)).rejects.toEqual(refused('staffGone'));
  await expect(addStaff(self.by, { email: customer.email, role: 'billing' }, NOW)).rejects.toEqual(
    refused('staffExists'),
  );
});

it('a new colleague signs in with the one-time password; another role or disabling ends their sessions', async () => {
  const { by } = await colleague('administrator');
  const email = 'nowa.osoba@example.com';
  const enter = (password: string) => signIn(visitorFrom(), { email, password }, later(1));
  const { session } = await enter(await addStaff(by, { email, role: 'billing' }, NOW));
  expect(await readSession(db, session, later(1))).toMatchObject({ staffRole: 'billing' });
  await changeRole(by, { email, role: 'dispatcher' }, later(2));
  expect(await readSession(db, session, later(2))).toBeNull();
  await disableStaff(by, email, later(3));
  const again = await assignStaffPassword(by, email, later(4));
  expect((await enter(again)).mustChangePassword).toBe(true);
  await expect(resetStaffFactor(by, email, later(5))).rejects.toEqual(refused('staffNoFactor'));
  const log = await db.select().from(schema.auditLog).where(eq(schema.auditLog.accountId, by.accountId));
  expect(log.map(({ action }) => action)).toEqual([
    'account.created',
    'account.role_changed',
    'account.disabled',
    'account.enabled',
    'account.password_assigned',
  ]);
  expect(JSON.stringify(log)).not.toContain('@');
  const listed = await staffAccounts(staffActor('administrator', by.accountId));
  expect(listed.find(one => one.email === email)).toMatchObject({
    role: 'dispatcher',
    entered: false,
    self: false,
  });
  expect(listed.filter(({ self }) => self)).toHaveLength(1);
});
