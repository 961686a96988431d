/** The office's figures, on made data whose sums are known. */
import * as schema from '@/db/schema';
import { addDays, day, type Day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import { report } from '@/lib/reports/queries';
import { readPeriod, type ReportName } from '@/lib/reports/rules';
import { writeAudit } from '@/lib/audit/commands';
import { testDatabase } from '../../support/database';
import {
  aContract,
  aMeter,
  anInvoice,
  insertAccount,
  insertCustomer,
  insertHousehold,
  TODAY,
} from '../../support/factories';
import { staffActor } from '../../support/staff';
import { NOW } from '../../support/visitors';

const { db } = testDatabase();
const actor = staffActor('auditor');
const period = { from: day('2026-10-01'), to: day('2026-11-01') };
const figures = async (name: ReportName, over = period) =>
  (await report(actor, name, over, NOW)).map(({ month, values }) => [month.slice(0, 7), values] as const);

it('e-invoices: 2 of 3 in October are 66.7 %, by the consent of the day of issue; none in November is no share', async () => {
  const [a, b] = [await insertCustomer(db), await insertCustomer(db)];
  const consent = (customerId: number, action: 'accepted' | 'withdrawn', effectiveOn: Day) => ({
    customerId,
    action,
    effectiveOn,
    channel: 'paper' as const,
    source: 'staff' as const,
  });
  await db
    .insert(schema.eInvoiceConsents)
    .values([
      consent(a.id, 'accepted', day('2026-01-01')),
      consent(b.id, 'accepted', day('2026-10-10')),
      consent(a.id, 'withdrawn', day('2026-10-25')),
    ]);
  for (const [customerId, issuedOn] of [
    [a.id, '2026-10-05'],
    [b.id, '2026-10-05'],
    [b.id, '2026-10-10'],
  ] as const)
    await db.insert(schema.invoices).values(anInvoice({ customerId }, { issuedOn: day(issuedOn) }));
  expect(await figures('e_invoices')).toEqual([
    ['2026-10', { invoices: 3, electronic: 2, share: 66.7 }],
    ['2026-11', { invoices: 0, electronic: 0, share: null }],
  ]);
});

it('accounts: new ones, and who signed in, once each; 23:30 UTC of 31 October is November in Warsaw; staff not', async () => {
  const made = (createdAt: string, over = {}) =>
    insertAccount(db, { createdAt: new Date(createdAt), ...over });
  const one = await made('2026-10-31T22:59:00Z');
  await made('2026-10-31T23:30:00Z');
  const boss = await made('2026-11-02T10:00:00Z', { staffRole: 'billing' });
  for (const accountId of [one.id, one.id, boss.id])
    await writeAudit(
      db,
      { action: 'session.signed_in', entity: 'session', accountId },
      new Date('2026-11-03T10:00:00Z'),
    );
  expect(await figures('accounts')).toEqual([
    ['2026-10', { created: 1, signedIn: 0 }],
    ['2026-11', { created: 1, signedIn: 1 }],
  ]);
});

it('complaints: in time on their last day, late after it, late too while open past it; 5 and 15 days are 10 on average', async () => {
  const received = new Date('2026-10-05T08:00:00Z');
  const given = async (over: Partial<typeof schema.cases.$inferInsert>, answered?: string) => {
    const [made] = await db
      .insert(schema.cases)
      .values({
        kind: 'complaint_bill',
        locale: 'pl',
        channel: 'public',
        formKey: `${Math.random()}`,
        receivedAt: received,
        answerBy: day('2026-10-19'),
        ip: '192.0.2.1',
        ...over,
      })
      .returning();
    if (answered)
      await db
        .insert(schema.caseStates)
        .values({ caseId: made!.id, state: 'answered', at: new Date(answered) });
  };
  await given({}, '2026-10-10T08:00:00Z');
  await given({ answerBy: day('2026-10-19') }, '2026-10-20T08:00:00Z');
  await given({});
  await given({ kind: 'message' });
  expect((await figures('complaints'))[0]).toEqual([
    '2026-10',
    { received: 3, inTime: 1, late: 2, open: 1, days: 10 },
  ]);
});

it('readings by channel without corrected ones; SMS with their segments, withdrawn ones not', async () => {
  const { customer, meter } = await insertHousehold(db);
  const channels = ['portal', 'portal', 'link', 'public', 'staff'] as const;
  await db.insert(schema.submittedReadings).values(
    channels.map((channel, i) => ({
      meterId: meter.id,
      customerId: customer.id,
      channel,
      formKey: `${i}`,
      readOn: addDays(day('2026-11-01'), i),
      value: litres(1000),
      state: i === 0 ? ('withdrawn' as const) : ('approved' as const),
      submittedAt: new Date('2026-11-05T10:00:00Z'),
    })),
  );
  expect((await figures('readings'))[1]![1]).toEqual({ portal: 1, link: 1, public: 1, staff: 1, all: 4 });
  const sms = (i: number, state: 'delivered' | 'cancelled', segments: number) => ({
    kind: 'payment_due',
    entity: `invoice:${i}`,
    occurrence: '1',
    channel: 'sms' as const,
    recipient: '+48600000001',
    locale: 'pl' as const,
    bodyText: '–',
    state,
    segments,
    lastAttemptAt: new Date('2026-10-05T10:00:00Z'),
  });
  await db
    .insert(schema.outbox)
    .values([sms(1, 'delivered', 1), sms(2, 'delivered', 2), sms(3, 'cancelled', 1)]);
  expect((await figures('sms'))[0]![1]).toMatchObject({ messages: 2, segments: 3, cost: 0.24 });
});

it('what ends: contracts without a following one, installed meters by their role', async () => {
  const { customer, point } = await insertHousehold(db);
  const ahead = { from: day('2027-01-01'), to: day('2027-01-01') };
  await db
    .insert(schema.contracts)
    .values(
      aContract(
        { customerId: customer.id, servicePointId: point.id },
        { startsOn: day('2026-01-01'), endsOn: day('2027-01-31') },
      ),
    );
  expect((await figures('contracts', ahead))[0]![1]).toEqual({ ending: 1 });
  const meter = (over: Parameters<typeof aMeter>[1]) =>
    aMeter({ servicePointId: point.id }, { legalisationValidUntil: day('2027-01-15'), ...over });
  await db
    .insert(schema.meters)
    .values([meter({}), meter({ role: 'additional' }), meter({ removedOn: TODAY })]);
  expect((await figures('meters', ahead))[0]![1]).toEqual({ main: 1, additional: 1, all: 2 });
});

it('months are read as 11.2026 or 2026-11; what cannot be is the last twelve months, or the next', () => {
  expect(readPeriod('sms', '1.2026', '2026-11', NOW)).toEqual({ from: '2026-01-01', to: '2026-11-01' });
  const usual = { from: '2025-12-01', to: '2026-11-01' };
  for (const [from, to] of [
    [undefined, undefined],
    ['13.2026', 'x'],
    ['11.2026', '10.2026'],
    ['1.1950', '1.2026'],
  ])
    expect(readPeriod('sms', from, to, NOW)).toEqual(usual);
  expect(readPeriod('meters', undefined, undefined, NOW)).toEqual({ from: '2026-11-01', to: '2027-10-01' });
});
