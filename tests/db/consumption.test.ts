/** Consumption out of the database: own days alone (S13), only the states that are needed, the dashboard alike. */
import { analyse, type Question } from '@/lib/consumption/rules/analysis';
import { metersOf, placeOf, type Target } from '@/lib/consumption/rules/places';
import type { Step } from '@/lib/consumption/rules/use';
import { consumptionOf, consumptionOutline, consumptionRows } from '@/lib/consumption/queries';
import type { CustomerActor } from '@/lib/auth/actor';
import { dashboard } from '@/lib/customers/queries';
import { csvText } from '@/lib/kernel/csv';
import { addDays, addMonths, day, daysBetween, startOfDay, type Day } from '@/lib/kernel/dates';
import { testDatabase } from '../support/database';
import {
  insertContract,
  insertCustomer,
  insertHousehold,
  insertMeter,
  insertReading,
  insertServicePoint,
} from '../support/factories';
import { realTelemetry } from '../support/telemetry';

const { db, sql } = testDatabase();
const NOW = new Date('2026-11-22T13:05:00Z');

type Customer = Awaited<ReturnType<typeof insertCustomer>>;

const actorOf = ({ id, customerNumber, name }: Customer): CustomerActor => {
  const current = {
    id,
    customerNumber,
    name,
    kind: 'person' as const,
    nickname: null,
    scope: 'all' as const,
    owner: true,
  };
  return {
    kind: 'customer',
    accountId: 1,
    sessionId: '00000000-0000-0000-0000-000000000000',
    email: 'jan@example.org',
    locale: 'pl',
    customers: [current],
    current,
  };
};

const asked = (from: string, to: string, step: Step = 'month'): Question => ({
  from: day(from),
  to: day(to),
  step,
});
/** The file's records without the meter's number, each as a line. */
async function rows(customer: Customer, serial: string, question: Question): Promise<string[] | undefined> {
  const found = await consumptionRows(actorOf(customer), serial, question, NOW);
  return found?.map(cells => csvText([], [cells.slice(1)], 'standard').trim());
}

/** What the page asks: the whole of all points. */
async function whole(customer: Customer, question: Question) {
  const actor = actorOf(customer);
  const outline = await consumptionOutline(actor, NOW);
  const targets = outline.points.map((point): Target => ({ point, chain: null }));
  return consumptionOf(actor, outline, targets, question, NOW);
}

describe('a household', () => {
  it('January 31 m³, February 28 m³, nothing known in March; another customer gets nothing at all', async () => {
    const { customer, meter, point } = await insertHousehold(db);
    const other = await insertHousehold(db);
    await insertReading(db, meter.id, day('2026-01-01'), 100_000);
    await insertReading(db, meter.id, day('2026-02-01'), 131_000);
    await insertReading(db, meter.id, day('2026-03-01'), 159_000);
    const question = asked('2026-01-01', '2026-04-01');
    expect(await rows(customer, meter.serialNumber, question)).toEqual([
      '2026-01-01,2026-02-01,31,false',
      '2026-02-01,2026-03-01,28,false',
      '2026-03-01,2026-04-01,,false',
    ]);
    expect((await whole(customer, question))!.used).toBe(59_000);

    expect(await consumptionRows(actorOf(other.customer), meter.serialNumber, question, NOW)).toBeNull();
    expect(await consumptionRows(actorOf(customer), 'no such meter', question, NOW)).toBeNull();
    expect(await whole(other.customer, question)).toBeNull();
    const theirs = JSON.stringify(await consumptionOutline(actorOf(other.customer), NOW));
    expect(theirs).not.toContain(meter.serialNumber);
    expect(theirs).not.toContain(point.servicePointNumber);
    expect((await consumptionOutline(actorOf(await insertCustomer(db)), NOW)).points).toEqual([]);
  });

  it('an outline that was not theirs opens no meter: the states are bound to own contracts too', async () => {
    const { customer, meter } = await insertHousehold(db);
    const other = await insertHousehold(db);
    await insertReading(db, meter.id, day('2026-01-01'), 100_000);
    await insertReading(db, meter.id, day('2026-02-01'), 131_000);
    const outline = await consumptionOutline(actorOf(customer), NOW);
    const targets = outline.points.map((point): Target => ({ point, chain: null }));
    const question = asked('2026-01-01', '2026-02-01');
    expect(await consumptionOf(actorOf(customer), outline, targets, question, NOW)).not.toBeNull();
    expect(await consumptionOf(actorOf(other.customer), outline, targets, question, NOW)).toBeNull();
  });

  it('replaced on 12 May, the old register rolled over in March: 25 + 20 and 20 m³, by either serial number', async () => {
    const customer = await insertCustomer(db);
    const point = await insertServicePoint(db);
    await insertContract(db, { customerId: customer.id, servicePointId: point.id });
    const at = { servicePointId: point.id };
    const old = await insertMeter(db, at, { installedOn: day('2020-05-10'), removedOn: day('2026-05-12') });
    const now = await insertMeter(db, at, { installedOn: day('2026-05-12') });
    await insertReading(db, old.id, day('2026-03-01'), 99_990_000);
    await insertReading(db, old.id, day('2026-04-01'), 15_000);
    await insertReading(db, old.id, day('2026-05-12'), 35_000, { kind: 'removal' });
    await insertReading(db, now.id, day('2026-05-12'), 1_000, { kind: 'install' });
    await insertReading(db, now.id, day('2026-06-01'), 21_000);
    const question = asked('2026-03-01', '2026-06-01', 'total');
    const total = ['2026-03-01,2026-06-01,65,false'];
    expect(await rows(customer, old.serialNumber, question)).toEqual(total);
    expect(await rows(customer, now.serialNumber, question)).toEqual(total);
    expect((await whole(customer, asked('2026-03-01', '2026-06-01')))!.used).toBe(65_000);
  });

  it('a register of four digits that turns over once or twice within the period: 18 000 m³, not 8 000', async () => {
    const { customer, point } = await insertHousehold(db);
    const meter = await insertMeter(
      db,
      { servicePointId: point.id },
      { role: 'additional', digits: 4, installedOn: day('2020-01-01') },
    );
    for (let month = 0; month <= 6; month++)
      await insertReading(
        db,
        meter.id,
        addMonths(day('2026-01-01'), month),
        ((500 + month * 3_000) % 10_000) * 1000,
      );
    expect(await rows(customer, meter.serialNumber, asked('2026-01-01', '2026-07-01', 'total'))).toEqual([
      '2026-01-01,2026-07-01,18000,false',
    ]);
  });

  it('an estimate that the next real reading contradicts does not count, wherever the period begins', async () => {
    const { customer, meter } = await insertHousehold(db);
    await insertReading(db, meter.id, day('2026-01-01'), 100_000);
    await insertReading(db, meter.id, day('2026-01-21'), 160_000, { kind: 'estimated' });
    await insertReading(db, meter.id, day('2026-02-01'), 131_000);
    expect(await rows(customer, meter.serialNumber, asked('2026-01-22', '2026-02-01', 'total'))).toEqual([
      '2026-01-22,2026-02-01,10,true',
    ]);
    expect(await rows(customer, meter.serialNumber, asked('2026-01-02', '2026-01-12', 'total'))).toEqual([
      '2026-01-02,2026-01-12,10,true',
    ]);
  });

  it('readings that are dated ahead are not known yet', async () => {
    const { customer, meter } = await insertHousehold(db);
    await insertReading(db, meter.id, day('2026-11-01'), 100_000);
    await insertReading(db, meter.id, day('2026-12-01'), 130_000);
    expect(await rows(customer, meter.serialNumber, asked('2026-11-01', '2026-11-11', 'total'))).toEqual([
      '2026-11-01,2026-11-11,,false',
    ]);
  });
});

describe('ownership has a time', () => {
  it('the flat changes hands on 1 June: each sees their own days, and no state of the other’s', async () => {
    const point = await insertServicePoint(db);
    const meter = await insertMeter(db, { servicePointId: point.id });
    const [before, after] = [await insertCustomer(db), await insertCustomer(db)];
    const at = { servicePointId: point.id };
    await insertContract(
      db,
      { customerId: before.id, ...at },
      { startsOn: day('2025-03-01'), endsOn: day('2026-05-31') },
    );
    await insertContract(db, { customerId: after.id, ...at }, { startsOn: day('2026-06-01') });
    for (const [on, value] of [
      ['2026-04-01', 100_000],
      ['2026-05-01', 130_000],
      ['2026-06-01', 161_000],
      ['2026-07-01', 171_000],
    ] as const)
      await insertReading(db, meter.id, day(on), value);
    const question = asked('2026-04-01', '2026-07-01');
    expect(await rows(before, meter.serialNumber, question)).toEqual([
      '2026-04-01,2026-05-01,30,false',
      '2026-05-01,2026-06-01,31,false',
      '2026-06-01,2026-07-01,,false',
    ]);
    expect(await rows(after, meter.serialNumber, question)).toEqual([
      '2026-04-01,2026-05-01,,false',
      '2026-05-01,2026-06-01,,false',
      '2026-06-01,2026-07-01,10,false',
    ]);
    expect((await whole(before, question))!).toMatchObject({ used: 61_000, to: '2026-06-01' });
    expect((await whole(after, question))!).toMatchObject({ used: 10_000, from: '2026-06-01' });
  });

  it('a move between two readings: the days beside it stay unknown to both, no line crosses it', async () => {
    const point = await insertServicePoint(db);
    const meter = await insertMeter(db, { servicePointId: point.id });
    const [before, after] = [await insertCustomer(db), await insertCustomer(db)];
    const at = { servicePointId: point.id };
    await insertContract(
      db,
      { customerId: before.id, ...at },
      { startsOn: day('2025-03-01'), endsOn: day('2026-05-15') },
    );
    await insertContract(db, { customerId: after.id, ...at }, { startsOn: day('2026-05-16') });
    for (const [on, value] of [
      ['2026-04-01', 100_000],
      ['2026-05-01', 130_000],
      ['2026-06-01', 161_000],
      ['2026-07-01', 171_000],
    ] as const)
      await insertReading(db, meter.id, day(on), value);
    expect(await rows(before, meter.serialNumber, asked('2026-05-01', '2026-05-10', 'total'))).toEqual([
      '2026-05-01,2026-05-10,,false',
    ]);
    expect(await rows(after, meter.serialNumber, asked('2026-05-20', '2026-06-01', 'total'))).toEqual([
      '2026-05-20,2026-06-01,,false',
    ]);
  });

  it('a meter removed before the customer came does not exist for them', async () => {
    const { customer, point } = await insertHousehold(db);
    const gone = await insertMeter(
      db,
      { servicePointId: point.id },
      { installedOn: day('2010-01-01'), removedOn: day('2019-01-01') },
    );
    await insertReading(db, gone.id, day('2018-01-01'), 5_000);
    expect(
      await consumptionRows(actorOf(customer), gone.serialNumber, asked('2018-01-01', '2018-02-01'), NOW),
    ).toBeNull();
  });
});

it('the dashboard’s months and sums are the page’s', async () => {
  const { customer, meter } = await insertHousehold(db);
  let value = 0;
  for (let on = day('2024-09-17'); on < '2026-11-20'; on = addDays(on, 29))
    await insertReading(db, meter.id, on, (value += 9_137 + (Number(on.slice(-2)) % 7) * 311));
  const { consumption } = await dashboard(actorOf(customer), NOW);
  const months = consumption!.months;
  const page = await whole(customer, asked(months[0]!.month, addMonths(months.at(-1)!.month, 1)));
  expect(page!.parts.map(part => [part.from, part.used, part.yearBefore])).toEqual(
    months.map(pair => [pair.month, pair.used, pair.yearBefore]),
  );
  expect(page).toMatchObject({
    used: consumption!.used,
    comparison: {
      used: consumption!.used,
      yearBefore: consumption!.yearBefore,
      verdict: consumption!.verdict,
    },
  });
});

describe('telemetry and one reading in two years', () => {
  const telemetry = realTelemetry();
  const when = telemetry ? it : it.skip;

  when('35,000 real readings: day by day the differences of the states at midnight', async () => {
    const { customer, meter } = await insertHousehold(db);
    await sql`update contracts set starts_on = '2018-01-01' where customer_id = ${customer.id}`;
    await sql`update meters set installed_on = '2018-01-01', digits = 6 where id = ${meter.id}`;
    const distinct = new Map(telemetry!.readings.map(each => [each.at.getTime(), each]));
    const all = [...distinct.values()];
    await sql`
      insert into readings (meter_id, read_at, value_l, kind)
      select ${meter.id}, r.at::timestamptz, r.value::bigint, 'remote' from unnest(
        string_to_array(${all.map(({ at }) => at.toISOString()).join()}, ','),
        string_to_array(${all.map(({ value }) => value).join()}, ',')) as r(at, value)`;
    const question = asked('2019-07-01', '2020-07-01', 'day');
    const found = await rows(customer, meter.serialNumber, question);
    const { atMidnight } = telemetry!;
    for (const [from, to, m3, estimated] of found!.map(line => line.split(','))) {
      const [start, end] = [atMidnight.get(from as Day), atMidnight.get(to as Day)];
      // Some midnights are missing in the file; after its last line nothing is known.
      if (start === undefined || (end === undefined && to !== '2020-07-01')) continue;
      expect([from, m3 === '' ? null : Math.round(Number(m3) * 1000), estimated]).toEqual([
        from,
        end === undefined ? null : end - start,
        'false',
      ]);
    }
    expect(found).toHaveLength(366);
    // The same as with every reading at hand, cost, year before and all.
    const actor = actorOf(customer);
    const outline = await consumptionOutline(actor, NOW);
    const target: Target = { point: outline.points[0]!, chain: null };
    const monthly = asked('2019-08-10', '2020-05-20', 'week');
    expect(metersOf(target)).toHaveLength(1);
    expect(await consumptionOf(actor, outline, [target], monthly, NOW)).toEqual(
      analyse([placeOf(target, () => all)], outline.prices, monthly),
    );
  });

  it('two readings in two years: 731 m³ in 731 days, each month its share, all of them guesses', async () => {
    const { customer, meter } = await insertHousehold(db);
    await insertReading(db, meter.id, day('2024-01-01'), 0);
    await insertReading(db, meter.id, day('2026-01-01'), 731_000);
    const found = (await whole(customer, asked('2024-01-01', '2026-01-01')))!;
    expect(found.parts.every(part => part.guess)).toBe(true);
    expect(
      found.parts.every(part => Math.abs(part.used! / 1000 - daysBetween(part.from, part.to)) < 0.1),
    ).toBe(true);
    expect(found.used).toBe(731_000);
    expect(await rows(customer, meter.serialNumber, asked('2024-01-01', '2026-01-01', 'total'))).toEqual([
      '2024-01-01,2026-01-01,731,false',
    ]);
    expect(startOfDay(day('2024-01-01')).toISOString()).toBe('2023-12-31T23:00:00.000Z');
  });
});
