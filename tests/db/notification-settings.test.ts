import { asc, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { litres } from '@/lib/kernel/volume';
import { KIND_NAMES } from '@/lib/notifications/kinds';
import { messagesSent } from '@/lib/notifications/log/queries';
import { chooseNotifications } from '@/lib/notifications/preferences/commands';
import { settingsOf } from '@/lib/notifications/preferences/queries';
import { recipients } from '@/lib/notifications/recipients';
import { tellOfLeak } from '@/lib/readings/leaks/message';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertCustomer, TODAY } from '../support/factories';
import { later, NOW } from '../support/visitors';

const { db } = testDatabase();
const from = { ip: '198.51.100.7' };

async function someone() {
  const customer = await insertCustomer(db);
  const phone = `+4849${String(customer.id).padStart(7, '0')}`;
  const account = await insertAccount(db, { phone, phoneVerifiedAt: NOW }, [customer.id]);
  return { customer, account, actor: { ...actorOf(customer), accountId: account.id, email: account.email } };
}
const choicesOf = (accountId: number) =>
  db
    .select()
    .from(schema.notificationChoices)
    .where(eq(schema.notificationChoices.accountId, accountId))
    .orderBy(asc(schema.notificationChoices.kind), asc(schema.notificationChoices.channel));

it('nobody has decided: the default; the customer has: theirs; the account has: its own', async () => {
  const { actor, customer } = await someone();
  expect((await settingsOf(actor)).payment_due).toEqual({ email: true, sms: false });
  expect((await settingsOf(actor)).reading_due).toEqual({ email: false, sms: false });
  await db.insert(schema.notificationPreferences).values([
    { customerId: customer.id, kind: 'payment_due', channel: 'email', enabled: false, source: 'import' },
    { customerId: customer.id, kind: 'payment_due', channel: 'sms', enabled: true, source: 'import' },
  ]);
  expect((await settingsOf(actor)).payment_due).toEqual({ email: false, sms: true });
  await chooseNotifications(actor, from, [{ kind: 'payment_due', channel: 'email', enabled: true }], NOW);
  expect((await settingsOf(actor)).payment_due).toEqual({ email: true, sms: true });
});

it('what is shown is what is sent by: the same as the recipients of each kind', async () => {
  const { actor, customer, account } = await someone();
  await chooseNotifications(
    actor,
    from,
    [
      { kind: 'invoice_issued', channel: 'sms', enabled: true },
      { kind: 'contract_expiry', channel: 'email', enabled: false },
    ],
    NOW,
  );
  const shown = await settingsOf(actor);
  for (const kind of KIND_NAMES) {
    const rows = await db.execute<{
      customer_id: string;
      account_id: string;
      channel: 'email' | 'sms';
      enabled: boolean;
    }>(recipients(kind));
    const own = rows.filter(
      row => Number(row.customer_id) === customer.id && Number(row.account_id) === account.id,
    );
    expect(Object.fromEntries(own.map(row => [row.channel, row.enabled]))).toEqual(shown[kind]);
  }
});

it('the same once more changes nothing; a change keeps the day of what stayed, and one line in the log each', async () => {
  const { actor, account, customer } = await someone();
  const choices = [
    { kind: 'payment_due', channel: 'email', enabled: false },
    { kind: 'payment_due', channel: 'sms', enabled: true },
  ] as const;
  await chooseNotifications(actor, from, choices, NOW);
  await chooseNotifications(actor, from, choices, later(5));
  await chooseNotifications(actor, from, [{ ...choices[0], enabled: true }, choices[1]], later(10));
  expect(await choicesOf(account.id)).toMatchObject([
    { channel: 'email', enabled: true, decidedAt: later(10), source: 'portal' },
    { channel: 'sms', enabled: true, decidedAt: NOW },
  ]);
  const lines = await db
    .select({ details: schema.auditLog.details, action: schema.auditLog.action })
    .from(schema.auditLog)
    .where(eq(schema.auditLog.entity, `customer:${customer.customerNumber}`))
    .orderBy(asc(schema.auditLog.id));
  expect(lines).toEqual([
    { action: 'notifications.chosen', details: { 'payment_due.email': false, 'payment_due.sms': true } },
    { action: 'notifications.chosen', details: { 'payment_due.email': true } },
  ]);
});

it('another account of the same customer, another customer of the same account: each has its own', async () => {
  const { actor, account, customer } = await someone();
  const second = await insertCustomer(db);
  await db
    .insert(schema.accountCustomers)
    .values({ accountId: account.id, customerId: second.id, source: 'staff' });
  const relative = await insertAccount(db, {}, [customer.id]);
  await chooseNotifications(actor, from, [{ kind: 'payment_due', channel: 'email', enabled: false }], NOW);
  const other = { ...actorOf(second), accountId: account.id };
  const theirs = { ...actorOf(customer), accountId: relative.id };
  expect((await settingsOf(actor)).payment_due.email).toBe(false);
  expect((await settingsOf(other)).payment_due.email).toBe(true);
  expect((await settingsOf(theirs)).payment_due.email).toBe(true);
});

it('an actor that does not manage the customer neither reads nor writes', async () => {
  const { actor, customer, account } = await someone();
  const stranger = await insertAccount(db);
  const intruder = { ...actorOf(customer), accountId: stranger.id };
  await chooseNotifications(intruder, from, [{ kind: 'payment_due', channel: 'email', enabled: false }], NOW);
  expect(await choicesOf(stranger.id)).toEqual([]);
  expect((await settingsOf(actor)).payment_due.email).toBe(true);
  await send(account.id, customer.id);
  expect((await messagesSent(intruder)).messages).toEqual([]);
});

it('a hint at a leak goes to whoever has not switched it off, with the link that does', async () => {
  const { actor, account, customer } = await someone();
  const relative = await insertAccount(db, {}, [customer.id]);
  await chooseNotifications(actor, from, [{ kind: 'leak_hint', channel: 'email', enabled: false }], NOW);
  const leak = {
    id: 4711,
    customerId: customer.id,
    serial: '22-1234567',
    fromDay: TODAY,
    toDay: TODAY,
    extraLitres: litres(18_000),
    extraCost: null,
  };
  await db.transaction(tx => tellOfLeak(tx, leak, NOW));
  const told = await db.select().from(schema.outbox).where(eq(schema.outbox.entity, 'leak:4711'));
  // the address on file is nobody's account
  expect(told.map(({ recipient }) => recipient).sort()).toEqual([customer.email, relative.email].sort());
  expect(told.map(({ recipient }) => recipient)).not.toContain(account.email);
  const theirs = told.find(({ recipient }) => recipient === relative.email);
  expect(theirs).toMatchObject({ accountId: relative.id, customerId: customer.id });
  expect(theirs?.headers['List-Unsubscribe']).toMatch(/^<http.*\/one-click>$/);
});

let sent = 0;
const send = async (
  accountId: number,
  customerId: number,
  more: Partial<typeof schema.outbox.$inferInsert> = {},
) => {
  const [row] = await db
    .insert(schema.outbox)
    .values({
      kind: 'invoice_issued',
      entity: `invoice:${++sent}`,
      occurrence: '1',
      channel: 'email',
      recipient: 'adres@example.pl',
      accountId,
      customerId,
      locale: 'pl',
      subject: `Faktura ${sent}`,
      bodyText: 'Treść',
      createdAt: NOW,
      ...more,
    })
    .returning({ ref: schema.outbox.ref });
  return row!.ref;
};

describe('the log', () => {
  it('has what was sent to this account about this customer, newest first, and nothing with a code in it', async () => {
    const { actor, account, customer } = await someone();
    const [other, second] = [await insertAccount(db, {}, [customer.id]), await insertCustomer(db)];
    const first = await send(account.id, customer.id, { lastAttemptAt: later(3), state: 'delivered' });
    await send(other.id, customer.id);
    await send(account.id, second.id);
    await send(account.id, customer.id, { kind: 'password_reset' });
    await send(account.id, customer.id, { kind: 'phone_code', channel: 'sms' });
    const last = await send(account.id, customer.id, { kind: 'payment_due', channel: 'sms', subject: null });
    const { messages, next } = await messagesSent(actor);
    expect(messages).toMatchObject([
      { ref: last, kind: 'payment_due', channel: 'sms', subject: null, at: NOW, state: 'queued' },
      { ref: first, kind: 'invoice_issued', channel: 'email', at: later(3), state: 'delivered' },
    ]);
    expect(next).toBeNull();
  });

  it('ten a page, without gap or repetition; a reference of somebody else is none', async () => {
    const { actor, account, customer } = await someone();
    const refs: string[] = [];
    for (let count = 0; count < 25; count++) refs.unshift(await send(account.id, customer.id));
    const seen: string[] = [];
    let before: string | undefined;
    for (let page = 0; page < 3; page++) {
      const { messages, next } = await messagesSent(actor, before);
      seen.push(...messages.map(({ ref }) => ref));
      before = next ?? undefined;
    }
    expect(seen).toEqual(refs);
    expect(before).toBeUndefined();
    const stranger = await someone();
    const foreign = await send(stranger.account.id, stranger.customer.id);
    expect((await messagesSent(actor, foreign)).messages[0]?.ref).toBe(refs[0]);
  });
});
