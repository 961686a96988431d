import * as schema from '@/db/schema';
import { eq } from 'drizzle-orm';
import { addCustomerAccount, resetPassword } from '@/lib/accounts/assigned/commands';
import { addStaff } from '@/lib/accounts/staff/commands';
import { changePassword, signIn } from '@/lib/auth/commands';
import { readSession } from '@/lib/auth/session';
import { testDatabase } from '../support/database';
import { insertCustomer } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
beforeEach(() => db.delete(schema.limits));

const enter = (email: string, password: string, now = NOW) => signIn(visitorFrom(), { email, password }, now);
const HOUR = 60;

it('an assigned password signs in once, has to be changed, and then no longer works', async () => {
  const { customerNumber } = await insertCustomer(db);
  const email = 'list.aktywacyjny@example.pl';
  const password = (await addCustomerAccount(customerNumber.toLowerCase(), email, NOW))!;
  const first = await enter(email, password);
  expect(first.mustChangePassword).toBe(true);
  const session = (await readSession(db, first.session, NOW))!;
  expect(session).toMatchObject({ obligations: ['password', 'terms'] });

  const change = (newPassword: string, current = password) =>
    changePassword(visitorFrom(), session, { password: current, newPassword }, later(1));
  await expect(change('wiosenny deszcz', 'nie to')).rejects.toMatchObject({ code: 'currentPasswordWrong' });
  await expect(change(password)).rejects.toMatchObject({ code: 'passwordSame' });
  const after = await change('wiosenny deszcz na szybie');
  expect(await readSession(db, first.session, later(1))).toBeNull();
  expect(await readSession(db, after, later(1))).toMatchObject({ obligations: ['terms'] });
  await expect(enter(email, password, later(2))).rejects.toMatchObject({ code: 'signInFailed' });
  expect((await enter(email, 'wiosenny deszcz na szybie', later(2))).mustChangePassword).toBe(false);
});

it('it opens nothing after 72 hours', async () => {
  const password = await addStaff(null, { email: 'dyspozytor@example.com', role: 'dispatcher' }, NOW);
  await expect(enter('dyspozytor@example.com', password, later(72 * HOUR))).rejects.toMatchObject({
    code: 'signInFailed',
  });
  expect((await enter('dyspozytor@example.com', password, later(72 * HOUR - 1))).isStaff).toBe(true);
});

it('a reset ends all sessions', async () => {
  const { customerNumber } = await insertCustomer(db);
  const email = 'zapomniane@example.pl';
  const { session } = await enter(email, (await addCustomerAccount(customerNumber, email, NOW))!);
  const password = await resetPassword(email, later(1));
  expect(await readSession(db, session, later(1))).toBeNull();
  expect((await enter(email, password, later(1))).mustChangePassword).toBe(true);
});

it('an address that has an account keeps its password and gets the customer', async () => {
  const [one, two] = [await insertCustomer(db), await insertCustomer(db)];
  const email = 'dwa.domy@example.pl';
  await addCustomerAccount(one.customerNumber, email, NOW);
  expect(await addCustomerAccount(two.customerNumber, email, NOW)).toBeNull();
  expect(await addCustomerAccount(two.customerNumber, email, NOW)).toBeNull();
  const managed = await db
    .select({ number: schema.customers.customerNumber })
    .from(schema.accountCustomers)
    .innerJoin(schema.accounts, eq(schema.accounts.id, schema.accountCustomers.accountId))
    .innerJoin(schema.customers, eq(schema.customers.id, schema.accountCustomers.customerId))
    .where(eq(schema.accounts.email, email));
  expect(managed.map(row => row.number).sort()).toEqual([one.customerNumber, two.customerNumber].sort());
});

it.each<[string, () => Promise<unknown>]>([
  ['There is no customer K-000000', () => addCustomerAccount('K-000000', 'a@example.pl', NOW)],
  ['There is no account nikt@example.pl', () => resetPassword('nikt@example.pl', NOW)],
])('says plainly: %s', async (message, act) => expect(act()).rejects.toThrow(message));
