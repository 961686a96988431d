import { and, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { switchByLink } from '@/lib/notifications/unsubscribe/commands';
import { subscriptionOf } from '@/lib/notifications/unsubscribe/queries';
import { unsubscribeToken } from '@/lib/notifications/unsubscribe/token';
import { testDatabase } from '../support/database';
import { insertAccount, insertCustomer } from '../support/factories';
import { later, NOW } from '../support/visitors';

const { db } = testDatabase();
const from = { ip: '198.51.100.7' };
const KIND = 'leak_hint';

async function subscribed() {
  const customer = await insertCustomer(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const token = unsubscribeToken({ accountId: account.id, customerId: customer.id, kind: KIND });
  return { customer, account, token };
}
const choicesOf = (accountId: number) =>
  db.select().from(schema.notificationChoices).where(eq(schema.notificationChoices.accountId, accountId));
const auditOf = (customerNumber: string) =>
  db
    .select({ action: schema.auditLog.action })
    .from(schema.auditLog)
    .where(eq(schema.auditLog.entity, `customer:${customerNumber}`));

it('off, once more, and on again: one choice of e-mail, two lines in the log', async () => {
  const { customer, account, token } = await subscribed();
  expect(await subscriptionOf(token, db)).toMatchObject({ kind: KIND, on: true });
  expect(await choicesOf(account.id)).toEqual([]);
  expect(await switchByLink(from, { token, enabled: false }, NOW)).toBe(true);
  expect(await switchByLink(from, { token, enabled: false }, later(5))).toBe(true);
  expect(await choicesOf(account.id)).toMatchObject([
    {
      customerId: customer.id,
      kind: KIND,
      channel: 'email',
      enabled: false,
      source: 'unsubscribe',
      decidedAt: NOW,
    },
  ]);
  expect(await subscriptionOf(token, db)).toMatchObject({ on: false });
  await switchByLink(from, { token, enabled: true }, later(6));
  expect(await subscriptionOf(token, db)).toMatchObject({ on: true });
  expect((await auditOf(customer.customerNumber)).map(({ action }) => action)).toEqual([
    'notifications.unsubscribed',
    'notifications.resubscribed',
  ]);
});

it('touches neither another customer of the account nor another account of the customer', async () => {
  const { customer, account, token } = await subscribed();
  const other = await insertCustomer(db);
  await db
    .insert(schema.accountCustomers)
    .values({ accountId: account.id, customerId: other.id, source: 'staff' });
  const relative = await insertAccount(db, {}, [customer.id]);
  await switchByLink(from, { token, enabled: false }, NOW);
  expect(await choicesOf(relative.id)).toEqual([]);
  expect((await choicesOf(account.id)).map(row => row.customerId)).toEqual([customer.id]);
});

it('an account that manages the customer no longer, is disabled, or a kind that must come: nothing to switch', async () => {
  const { customer, account, token } = await subscribed();
  const required = unsubscribeToken({ accountId: account.id, customerId: customer.id, kind: 'payment_due' });
  const unknown = unsubscribeToken({ accountId: account.id, customerId: customer.id, kind: 'advertising' });
  for (const none of [required, unknown, 'nonsense', `${token}A`])
    expect(await switchByLink(from, { token: none, enabled: false }, NOW)).toBe(false);
  await db.update(schema.accounts).set({ disabledAt: NOW }).where(eq(schema.accounts.id, account.id));
  expect(await subscriptionOf(token, db)).toBeNull();
  await db.update(schema.accounts).set({ disabledAt: null }).where(eq(schema.accounts.id, account.id));
  await db
    .delete(schema.accountCustomers)
    .where(
      and(
        eq(schema.accountCustomers.accountId, account.id),
        eq(schema.accountCustomers.customerId, customer.id),
      ),
    );
  expect(await switchByLink(from, { token, enabled: false }, NOW)).toBe(false);
  expect(await choicesOf(account.id)).toEqual([]);
});

it('ten at once leave one row', async () => {
  const { account, token } = await subscribed();
  await Promise.all(Array.from({ length: 10 }, () => switchByLink(from, { token, enabled: false }, NOW)));
  expect(await choicesOf(account.id)).toHaveLength(1);
});
