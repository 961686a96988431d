/** Hints at a leak: opened by readings that count, told once, kept true, closed by normal use; whose they are. */
import { importPackage } from '@/lib/billing-import/commands';
import { addDays, day, type Day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { submitReadings } from '@/lib/readings/commands';
import { openLeaks } from '@/lib/readings/leaks/queries';
import { approveReading } from '@/lib/readings/review/commands';
import { folderOf } from '../support/billing-package';
import { testDatabase } from '../support/database';
import {
  actorOf,
  insertAccount,
  insertHousehold,
  insertMeter,
  insertReading,
  TODAY,
} from '../support/factories';
import { NOW, visitorFrom } from '../support/visitors';
import type { StaffActor } from '@/lib/auth/actor';

const { db, sql } = testDatabase();
const from = visitorFrom();
const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

/** 432 m³ 22 days ago; 8 and 10 m³ in the same days of the two years before, 6 m³ in the 22 days after. */
async function household() {
  const made = await insertHousehold(db);
  for (const [on, value] of [
    ['2024-10-31', 100],
    ['2024-11-22', 108],
    ['2024-12-14', 114],
    ['2025-10-31', 300],
    ['2025-11-22', 310],
    ['2025-12-14', 316],
    ['2026-10-31', 432],
  ] as const)
    await insertReading(db, made.meter.id, day(on), value * 1000);
  await sql`insert into tariffs (tariff_group, item, valid_from, net_price, vat_rate) values
    ('G1', 'water', '2026-01-01', 5, 8), ('G1', 'sewage', '2026-01-01', 7, 8) on conflict do nothing`;
  const account = await insertAccount(db, {}, [made.customer.id]);
  return { ...made, actor: { ...actorOf(made.customer), accountId: account.id }, account };
}
type Household = Awaited<ReturnType<typeof household>>;

async function staff(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'customer_service' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'customer_service', accountId: id, sessionId, email, locale: 'pl' };
}

/** Gives a state; a question is answered with «it is right». */
async function give(
  { actor, meter }: Household,
  state: number,
  readOn: Day = TODAY,
  now = NOW,
  serial = meter.serialNumber,
) {
  const reading = { serial, typed: String(state), answer: 'correct' as const };
  const outcome = await submitReadings(
    actor,
    from,
    { readings: [reading], readOn, formKey: newToken() },
    now,
  );
  if (!('ref' in outcome)) throw new Error(JSON.stringify(outcome.objections));
  return outcome.ref;
}
const mailed = async ({ account }: Household) =>
  (
    await sql<{ body: string }[]>`
    select body_text as body from outbox where kind = 'leak_hint' and recipient = ${account.email}`
  ).map(row => row.body);

/** A state far above the usual is looked at first; it counts once staff approve it. */
async function leaking() {
  const made = await household();
  const ref = await give(made, 460);
  await approveReading(await staff(), from, ref, NOW);
  return { ...made, ref };
}

describe('a hint opens', () => {
  it('28 m³ in 22 days where 9 are usual: 19 m³ and 246,24 zł beyond, told once', async () => {
    const made = await leaking();
    expect(await openLeaks(made.actor, NOW)).toMatchObject([
      { serial: made.meter.serialNumber, from: '2026-10-31', to: TODAY, extra: 19_000, cost: 24_624 },
    ]);
    const mails = await mailed(made);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('19\u00a0m³');
    expect(mails[0]).toContain('246,24');
  });

  it('not before the reading counts, and not by usual use', async () => {
    const made = await household();
    await give(made, 460);
    expect(await openLeaks(made.actor, NOW)).toEqual([]);
    const usual = await household();
    await give(usual, 441);
    expect(await openLeaks(usual.actor, NOW)).toEqual([]);
    expect(await mailed(usual)).toEqual([]);
  });

  it('with an additional meter only at the main one', async () => {
    const made = await household();
    const garden = await insertMeter(
      db,
      { servicePointId: made.point.id },
      { role: 'additional', installedOn: day('2024-01-01') },
    );
    for (const [on, value] of [
      ['2024-10-31', 10],
      ['2024-11-22', 11],
      ['2026-10-31', 20],
    ] as const)
      await insertReading(db, garden.id, day(on), value * 1000);
    const ref = await give(made, 60, TODAY, NOW, garden.serialNumber);
    await approveReading(await staff(), from, ref, NOW);
    expect(await openLeaks(made.actor, NOW)).toEqual([]);
  });

  it('nobody else sees it', async () => {
    await leaking();
    const other = await household();
    expect(await openLeaks(other.actor, NOW)).toEqual([]);
  });
});

describe('a hint closes itself', () => {
  it('when the next reading shows usual use; the figures of another high one replace its own, without a new mail', async () => {
    const made = await leaking();
    const next = await give(made, 500, addDays(TODAY, 11), later(11));
    await approveReading(await staff(), from, next, later(11));
    expect(await openLeaks(made.actor, later(11))).toMatchObject([{ from: TODAY, to: addDays(TODAY, 11) }]);
    await give(made, 505, addDays(TODAY, 33), later(33));
    expect(await openLeaks(made.actor, later(33))).toEqual([]);
    expect(await mailed(made)).toHaveLength(1);
  });

  it('when the reading behind it is corrected', async () => {
    const made = await household();
    // 20 and 2 m³ at this time of the years before: 25 m³ are within the range and above twice the mean.
    await sql`update readings set value_l = 302000 where meter_id = ${made.meter.id} and value_l = 310000`;
    await sql`update readings set value_l = 120000 where meter_id = ${made.meter.id} and value_l in (108000, 114000)`;
    const ref = await give(made, 457);
    expect(await openLeaks(made.actor, NOW)).toHaveLength(1);
    const form = {
      readings: [{ serial: made.meter.serialNumber, typed: '447' }],
      readOn: TODAY,
      corrects: ref,
    };
    expect(await submitReadings(made.actor, from, { ...form, formKey: newToken() }, NOW)).toHaveProperty(
      'ref',
    );
    expect(await openLeaks(made.actor, NOW)).toEqual([]);
  });

  it('when an import brings a usual state; a high one of an import opens none', async () => {
    const made = await leaking();
    const calm = await household();
    const readings = [
      'meter_serial,read_on,value_m3,kind',
      `${made.meter.serialNumber},2026-12-14,466,actual`,
      `${calm.meter.serialNumber},2026-12-14,999,actual`,
    ];
    const folder = folderOf({ 'readings.csv': readings.join('\n') });
    const report = await importPackage(folder, { now: later(23) });
    expect(report.applied).toBe(true);
    expect(await openLeaks(made.actor, later(23))).toEqual([]);
    expect(await openLeaks(calm.actor, later(23))).toEqual([]);
  });
});
