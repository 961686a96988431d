import * as schema from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import {
  deliveryState,
  figuresByDay,
  queueFigures,
  suppressedAddresses,
  troubledMessages,
} from '@/lib/delivery/figures';
import { day } from '@/lib/kernel/dates';
import { testDatabase } from '../support/database';
import { insertCustomer } from '../support/factories';
import { later, NOW } from '../support/visitors';

const { db } = testDatabase();
const staff: StaffActor = {
  kind: 'staff',
  role: 'administrator',
  accountId: 1,
  sessionId: '00000000-0000-0000-0000-000000000000',
  email: 'admin@example.pl',
  locale: 'pl',
};
let made = 0;
const insert = async (more: Partial<typeof schema.outbox.$inferInsert>) => {
  const [row] = await db
    .insert(schema.outbox)
    .values({
      kind: 'invoice_issued',
      entity: `invoice:${++made}`,
      occurrence: '1',
      channel: 'email',
      recipient: `nr.${made}@example.pl`,
      locale: 'pl',
      bodyText: 'Treść',
      createdAt: NOW,
      dueAt: NOW,
      ...more,
    })
    .returning({ ref: schema.outbox.ref });
  return row!.ref;
};
beforeEach(async () => {
  await db.delete(schema.suppressions);
  await db.delete(schema.outbox);
});

it('nothing at all: both channels with zero and no age', async () => {
  const none = {
    due: 0,
    later: 0,
    sending: 0,
    unknown: 0,
    oldestDueSeconds: null,
    oldestUnknownSeconds: null,
  };
  expect(await queueFigures(NOW)).toEqual([
    { channel: 'email', ...none },
    { channel: 'sms', ...none },
  ]);
});

it('depth and age: what is due, what waits for its time, what is parked; what is final does not count', async () => {
  await insert({ dueAt: later(-90) });
  await insert({ dueAt: later(-10), state: 'temporarily_failed' });
  await insert({ dueAt: later(30), state: 'temporarily_failed' });
  await insert({ state: 'sending' });
  await insert({ state: 'delivered', dueAt: later(-900) });
  await insert({ channel: 'sms', state: 'unknown', lastAttemptAt: later(-5) });
  await insert({ channel: 'sms', dueAt: later(600) });
  expect(await queueFigures(NOW)).toEqual([
    {
      channel: 'email',
      due: 2,
      later: 1,
      sending: 1,
      unknown: 0,
      oldestDueSeconds: 90 * 60,
      oldestUnknownSeconds: null,
    },
    {
      channel: 'sms',
      due: 0,
      later: 1,
      sending: 0,
      unknown: 1,
      oldestDueSeconds: null,
      oldestUnknownSeconds: 300,
    },
  ]);
});

it('a day is Warsaw’s: 23:30 UTC in November belongs to the next one', async () => {
  await insert({ createdAt: new Date('2026-11-21T23:30:00Z'), state: 'sent' });
  await insert({ createdAt: new Date('2026-11-21T22:30:00Z'), state: 'delivered' });
  const figures = await figuresByDay(day('2026-11-21'), day('2026-11-23'));
  expect(figures.map(({ day: on, total, sent }) => ({ on, total, sent }))).toEqual([
    { on: '2026-11-22', total: 1, sent: 1 },
    { on: '2026-11-21', total: 1, sent: 1 },
  ]);
  expect(await figuresByDay(day('2026-11-22'), day('2026-11-23'))).toHaveLength(1);
});

it('of each kind and channel: every state is in exactly one figure, and they add up', async () => {
  for (const state of schema.OUTBOX_STATES) await insert({ state });
  await insert({ kind: 'payment_due', channel: 'sms' });
  const [issued, due, ...rest] = await figuresByDay(day('2026-11-22'), day('2026-11-23'));
  expect(rest).toEqual([]);
  expect(issued).toEqual({
    day: '2026-11-22',
    kind: 'invoice_issued',
    channel: 'email',
    total: 10,
    sent: 2,
    failed: 2,
    unknown: 1,
    withdrawn: 2,
    waiting: 3,
  });
  expect(due).toMatchObject({ kind: 'payment_due', channel: 'sms', total: 1, waiting: 1 });
});

it('what did not arrive, by state and kind, fifty a page without gap or repetition', async () => {
  const customer = await insertCustomer(db);
  await insert({ state: 'delivered' });
  const parked = await insert({ state: 'unknown', kind: 'payment_due', customerId: customer.id });
  const refs: string[] = [parked];
  for (let count = 0; count < 60; count++)
    refs.unshift(await insert({ state: 'permanently_failed', reason: 'bounced' }));
  const first = await troubledMessages(staff);
  const second = await troubledMessages(staff, { before: first.next! });
  expect([...first.rows, ...second.rows].map(({ ref }) => ref)).toEqual(refs);
  expect(second.next).toBeNull();
  expect((await troubledMessages(staff, { states: ['unknown'] })).rows).toMatchObject([
    { ref: parked, customerNumber: customer.customerNumber, state: 'unknown' },
  ]);
  expect((await troubledMessages(staff, { kind: 'payment_due' })).rows).toHaveLength(1);
});

it('addresses that take nothing, and the customer by whose message that was found out', async () => {
  const customer = await insertCustomer(db);
  const ref = await insert({ state: 'permanently_failed', customerId: customer.id });
  const [row] = await db.select({ id: schema.outbox.id }).from(schema.outbox);
  await db.insert(schema.suppressions).values([
    { channel: 'email', recipient: 'a@example.pl', reason: 'bounced', since: later(-5), outboxId: row!.id },
    { channel: 'sms', recipient: '+48499000000', reason: 'stopped', since: NOW },
  ]);
  expect((await suppressedAddresses(staff)).rows).toMatchObject([
    { channel: 'sms', reason: 'stopped', customerNumber: null, messageRef: null },
    { channel: 'email', recipient: 'a@example.pl', customerNumber: customer.customerNumber, messageRef: ref },
  ]);
  expect((await suppressedAddresses(staff, { channel: 'email' })).rows).toHaveLength(1);
  expect(await suppressedAddresses(staff, { page: 1 })).toEqual({ rows: [], more: false });
});

it('pauses, providers that are left alone, and the newest call of each job', async () => {
  await db.insert(schema.deliveryPauses).values({ channel: 'sms', since: NOW, reason: 'provider_refused' });
  await db.insert(schema.providerHealth).values({ provider: 'twilio', failures: 5, openUntil: later(1) });
  await db.insert(schema.cronRuns).values([
    { job: 'deliver', startedAt: later(-10), counts: { sent: 1 } },
    { job: 'deliver', startedAt: later(-5), finishedAt: later(-4), counts: { sent: 2 } },
    { job: 'payment-due', startedAt: later(-60) },
  ]);
  expect(await deliveryState()).toMatchObject({
    pauses: [{ channel: 'sms', reason: 'provider_refused' }],
    providers: [{ provider: 'twilio', failures: 5 }],
    jobs: [
      { job: 'deliver', counts: { sent: 2 } },
      { job: 'payment-due', finishedAt: null },
    ],
  });
});
