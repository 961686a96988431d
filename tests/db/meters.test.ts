/** Meters and contracts: what a customer sees of them, for the days of their own contracts alone (S13). */
import type { CustomerActor } from '@/lib/auth/actor';
import { listContracts } from '@/lib/customers/contracts';
import { dashboard } from '@/lib/customers/queries';
import { day } from '@/lib/kernel/dates';
import { listMeters } from '@/lib/meters/queries';
import * as schema from '@/db/schema';
import { testDatabase } from '../support/database';
import {
  insertContract,
  insertCustomer,
  insertHousehold,
  insertMeter,
  insertReading,
  insertServicePoint,
  TODAY,
} from '../support/factories';

const { db, sql } = testDatabase();
const NOW = new Date('2026-11-22T13:05:00Z');

type Customer = Awaited<ReturnType<typeof insertCustomer>>;

const actorOf = (...customers: [Customer, ...Customer[]]): CustomerActor => {
  const managed = customers.map(({ id, customerNumber, name }) => ({
    id,
    customerNumber,
    name,
    kind: 'person' as const,
    nickname: null,
    scope: 'all' as const,
    owner: true,
  }));
  return {
    kind: 'customer',
    accountId: 1,
    sessionId: '00000000-0000-0000-0000-000000000000',
    email: 'jan@example.org',
    locale: 'pl',
    customers: managed,
    current: managed[0]!,
  };
};

describe('a household', () => {
  it('its meter, last state 432,618 m³ and its day, until when the legalisation holds; another sees nothing', async () => {
    const { customer, point, meter } = await insertHousehold(db);
    const other = await insertHousehold(db);
    await insertReading(db, meter.id, day('2023-05-10'), 0, { kind: 'install' });
    await insertReading(db, meter.id, day('2026-11-15'), 432_618, { kind: 'remote' });
    await insertReading(db, meter.id, day('2026-11-23'), 440_000); // not yet

    expect(await listMeters(actorOf(customer), NOW)).toEqual([
      {
        number: point.servicePointNumber,
        address: { street: 'Młyńska', building: '14', unit: '3', postalCode: '66-300', city: 'Międzyrzecz' },
        since: '2020-03-01',
        endedOn: null,
        sewage: true,
        removed: [],
        meters: [
          {
            serial: meter.serialNumber,
            role: 'main',
            digits: 5,
            installedOn: '2023-05-10',
            removedOn: null,
            validUntil: '2028-05-10',
            first: { on: '2023-05-10', value: 0, kind: 'install' },
            last: { on: '2026-11-15', value: 432_618, kind: 'remote' },
          },
        ],
      },
    ]);
    const theirs = await listMeters(actorOf(other.customer), NOW);
    expect(JSON.stringify(theirs)).not.toContain(meter.serialNumber);
    expect(JSON.stringify(theirs)).not.toContain(point.servicePointNumber);
    expect(await listMeters(actorOf(await insertCustomer(db)), NOW)).toEqual([]);
  });

  it('shows the current customer’s alone, also where the account manages both', async () => {
    const [one, two] = [await insertHousehold(db), await insertHousehold(db)];
    const both = actorOf(one.customer, two.customer);
    expect((await listMeters(both, NOW)).map(point => point.number)).toEqual([one.point.servicePointNumber]);
    expect((await listContracts(both, TODAY)).map(({ number }) => number)).toEqual([
      one.contract.contractNumber,
    ]);
  });

  it('replaced on 12 May 2025: the old one closes with 875 m³, the new one opens with 1 m³', async () => {
    const customer = await insertCustomer(db);
    const point = await insertServicePoint(db);
    await insertContract(db, { customerId: customer.id, servicePointId: point.id });
    const at = { servicePointId: point.id };
    const old = await insertMeter(db, at, { installedOn: day('2020-05-10'), removedOn: day('2025-05-12') });
    const now = await insertMeter(db, at, { installedOn: day('2025-05-12') });
    await insertReading(db, old.id, day('2020-05-10'), 0, { kind: 'install' });
    await insertReading(db, old.id, day('2025-05-12'), 875_000, { kind: 'removal' });
    await insertReading(db, now.id, day('2025-05-12'), 1_000, { kind: 'install' });
    const [seen] = await listMeters(actorOf(customer), NOW);
    expect(seen!.meters).toMatchObject([
      { serial: now.serialNumber, first: { on: '2025-05-12', value: 1_000, kind: 'install' } },
    ]);
    expect(seen!.removed).toMatchObject([
      {
        serial: old.serialNumber,
        removedOn: '2025-05-12',
        // of a meter that is gone nothing is due
        validUntil: null,
        last: { on: '2025-05-12', value: 875_000, kind: 'removal' },
      },
    ]);
  });

  it('the main meter comes before the garden meter; without sewage nothing is deducted from it', async () => {
    const customer = await insertCustomer(db);
    const point = await insertServicePoint(db);
    await insertContract(db, { customerId: customer.id, servicePointId: point.id }, { service: 'water' });
    await insertMeter(
      db,
      { servicePointId: point.id },
      { role: 'additional', installedOn: day('2025-01-01') },
    );
    await insertMeter(db, { servicePointId: point.id }, { installedOn: day('2021-01-01') });
    const [seen] = await listMeters(actorOf(customer), NOW);
    expect(seen!.meters.map(meter => meter.role)).toEqual(['main', 'additional']);
    expect(seen!.sewage).toBe(false);
  });
});

describe('a service point that changed hands: A until 30 April 2026, B from 1 May', () => {
  async function changedHands() {
    const [a, b] = [await insertCustomer(db), await insertCustomer(db)];
    const point = await insertServicePoint(db);
    const at = { servicePointId: point.id };
    await insertContract(
      db,
      { customerId: a.id, ...at },
      { startsOn: day('2021-02-01'), endsOn: day('2026-04-30') },
    );
    await insertContract(db, { customerId: b.id, ...at }, { startsOn: day('2026-05-01') });
    // Before A, in A's time, both, in B's time.
    const earlier = await insertMeter(db, at, {
      installedOn: day('2016-02-01'),
      removedOn: day('2021-02-01'),
    });
    const theirs = await insertMeter(db, at, {
      installedOn: day('2021-02-01'),
      removedOn: day('2024-08-05'),
    });
    const both = await insertMeter(db, at, { installedOn: day('2024-08-05'), removedOn: day('2026-09-01') });
    const newer = await insertMeter(db, at, { installedOn: day('2026-09-01') });
    await insertReading(db, earlier.id, day('2021-01-31'), 111_111);
    await insertReading(db, theirs.id, day('2024-08-05'), 222_222, { kind: 'removal' });
    await insertReading(db, both.id, day('2024-08-05'), 0, { kind: 'install' });
    await insertReading(db, both.id, day('2026-04-30'), 333_333);
    await insertReading(db, both.id, day('2026-05-01'), 333_777);
    await insertReading(db, both.id, day('2026-09-01'), 444_444, { kind: 'removal' });
    await insertReading(db, newer.id, day('2026-09-01'), 0, { kind: 'install' });
    await insertReading(db, newer.id, day('2026-11-01'), 55_555);
    return { a: actorOf(a), b: actorOf(b), earlier, theirs, both, newer };
  }

  it('A still sees their own past: their meters and states to the last day, and nothing of B’s', async () => {
    const { a, earlier, theirs, both, newer } = await changedHands();
    const seen = await listMeters(a, NOW);
    expect(seen).toMatchObject([
      {
        since: '2021-02-01',
        endedOn: '2026-04-30',
        sewage: false,
        meters: [
          {
            serial: both.serialNumber,
            installedOn: '2024-08-05',
            // removed in B's time: not A's to know; nor what its legalisation is today
            removedOn: null,
            validUntil: null,
            last: { on: '2026-04-30', value: 333_333 },
          },
        ],
        removed: [{ serial: theirs.serialNumber, removedOn: '2024-08-05', last: { value: 222_222 } }],
      },
    ]);
    const text = JSON.stringify(seen);
    for (const foreign of [earlier.serialNumber, newer.serialNumber, '111111', '333777', '444444', '55555']) {
      expect(text).not.toContain(foreign);
    }
    expect(text.match(/\d{4}-\d\d-\d\d/g)!.filter(on => on > '2026-04-30' || on < '2021-02-01')).toEqual([]);
  });

  it('B sees the meter that was there with B’s own states, the new one, and no day before 1 May', async () => {
    const { b, earlier, theirs, both, newer } = await changedHands();
    const seen = await listMeters(b, NOW);
    expect(seen).toMatchObject([
      {
        since: '2026-05-01',
        endedOn: null,
        meters: [{ serial: newer.serialNumber, installedOn: '2026-09-01', last: { value: 55_555 } }],
        removed: [
          {
            serial: both.serialNumber,
            installedOn: null,
            removedOn: '2026-09-01',
            first: { on: '2026-05-01', value: 333_777 },
            last: { on: '2026-09-01', value: 444_444 },
          },
        ],
      },
    ]);
    const text = JSON.stringify(seen);
    for (const foreign of [earlier.serialNumber, theirs.serialNumber, '111111', '222222', '333333']) {
      expect(text).not.toContain(foreign);
    }
    expect(text.match(/\d{4}-\d\d-\d\d/g)!.filter(on => on < '2026-05-01')).toEqual([]);
  });

  it('A came back on 1 October 2026: the months between are still B’s', async () => {
    const { a, b, both, newer } = await changedHands();
    await sql`update contracts set ends_on = '2026-09-30' where customer_id = ${b.current.id}`;
    const [{ service_point_id: pointId }] = await sql<[{ service_point_id: number }]>`
      select service_point_id from contracts where customer_id = ${a.current.id}`;
    await insertContract(
      db,
      { customerId: a.current.id, servicePointId: Number(pointId) },
      { startsOn: day('2026-10-01') },
    );
    const [seen] = await listMeters(a, NOW);
    expect(seen).toMatchObject({
      endedOn: null,
      sewage: true,
      meters: [{ serial: newer.serialNumber, installedOn: null, first: { on: '2026-11-01' } }],
    });
    // gone, but not on a day that A may know; its last state is A's own
    expect(seen!.removed.find(meter => meter.serial === both.serialNumber)).toMatchObject({
      removedOn: null,
      validUntil: null,
      last: { on: '2026-04-30', value: 333_333 },
    });
    const [left] = await listMeters(b, NOW);
    expect(left).toMatchObject({ endedOn: '2026-09-30', meters: [{ serial: newer.serialNumber }] });
    expect(JSON.stringify(left)).not.toContain('55555');
  });

  it('two contracts in a row of one customer are one time', async () => {
    const { customer, point, contract, meter } = await insertHousehold(db);
    await sql`update contracts set ends_on = '2024-12-31' where id = ${contract.id}`;
    await insertContract(
      db,
      { customerId: customer.id, servicePointId: point.id },
      { startsOn: day('2025-01-01') },
    );
    const [seen] = await listMeters(actorOf(customer), NOW);
    expect(seen).toMatchObject({ since: '2020-03-01', endedOn: null });
    expect(seen!.meters.map(({ serial }) => serial)).toEqual([meter.serialNumber]);
  });

  it('a contract that has not begun, or was withdrawn before it did, opens nothing', async () => {
    const customer = await insertCustomer(db);
    const point = await insertServicePoint(db);
    await insertMeter(db, { servicePointId: point.id });
    const of = { customerId: customer.id, servicePointId: point.id };
    await insertContract(db, of, { startsOn: day('2026-12-01') });
    await insertContract(db, of, { startsOn: day('2026-06-01'), endsOn: day('2026-05-15') });
    expect(await listMeters(actorOf(customer), NOW)).toEqual([]);
  });
});

describe('contracts', () => {
  const price = (
    tariffGroup: string,
    item: 'water' | 'sewage' | 'subscription',
    netPrice: string,
    from: string,
    to: string | null = null,
  ) =>
    db.insert(schema.tariffs).values({
      tariffGroup,
      item,
      netPrice,
      vatRate: '8',
      validFrom: day(from),
      validTo: to === null ? null : day(to),
    });

  it('with point, service, dates and today’s prices: 5.48, 8.90 and 14.29; another customer sees none of them', async () => {
    await price('T1', 'sewage', '8.90', '2026-10-15', '2027-10-14');
    await price('T1', 'water', '5.12', '2025-10-15', '2026-10-14');
    await price('T1', 'water', '5.48', '2026-10-15', '2027-10-14');
    await price('T1', 'water', '5.86', '2027-10-15');
    await price('T1', 'subscription', '14.29', '2025-10-15');
    const customer = await insertCustomer(db);
    const point = await insertServicePoint(db);
    const contract = await insertContract(
      db,
      { customerId: customer.id, servicePointId: point.id },
      { tariffGroup: 'T1', signedOn: day('2020-02-20'), endsOn: day('2026-12-16') },
    );
    const seen = await listContracts(actorOf(customer), TODAY);
    expect(seen).toEqual([
      {
        number: contract.contractNumber,
        service: 'water_sewage',
        signedOn: '2020-02-20',
        startsOn: '2020-03-01',
        endsOn: '2026-12-16',
        pointNumber: point.servicePointNumber,
        address: { street: 'Młyńska', building: '14', unit: '3', postalCode: '66-300', city: 'Międzyrzecz' },
        tariffGroup: 'T1',
        prices: [
          { item: 'water', netPrice: '5.48', vatRate: '8', validFrom: '2026-10-15' },
          { item: 'sewage', netPrice: '8.90', vatRate: '8', validFrom: '2026-10-15' },
          { item: 'subscription', netPrice: '14.29', vatRate: '8', validFrom: '2025-10-15' },
        ],
      },
    ]);
    const other = await insertHousehold(db);
    const theirs = await listContracts(actorOf(other.customer), TODAY);
    expect(theirs.map(({ number }) => number)).toEqual([other.contract.contractNumber]);
    expect(theirs[0]!.prices).toEqual([]);
  });

  it('water alone has no price of sewage; an ended contract has none at all and stands last', async () => {
    await price('T2', 'water', '5.48', '2026-01-01');
    await price('T2', 'sewage', '8.90', '2026-01-01');
    const customer = await insertCustomer(db);
    const point = await insertServicePoint(db);
    const of = { customerId: customer.id, servicePointId: point.id };
    const more = { tariffGroup: 'T2', service: 'water' } as const;
    await insertContract(db, of, { ...more, startsOn: day('2024-01-01'), endsOn: day('2025-05-12') });
    await insertContract(db, of, { ...more, startsOn: day('2020-01-01') });
    const seen = await listContracts(actorOf(customer), TODAY);
    expect(seen.map(({ startsOn, prices }) => [startsOn, prices.map(({ item }) => item)])).toEqual([
      ['2020-01-01', ['water']],
      ['2024-01-01', []],
    ]);
  });
});

describe('round trips', () => {
  it('meters, contracts and dashboard each take one, which with the session makes two a page', async () => {
    const { customer } = await insertHousehold(db);
    const sent: string[] = [];
    const { debug } = sql.options;
    sql.options.debug = (_connection, query) => void sent.push(query);
    try {
      const actor = actorOf(customer);
      for (const ask of [
        () => listMeters(actor, NOW),
        () => listContracts(actor, TODAY),
        () => dashboard(actor, NOW),
      ]) {
        await ask(); // describes the statement once
        sent.length = 0;
        await ask();
        expect(sent).toHaveLength(1);
      }
    } finally {
      sql.options.debug = debug;
    }
  });
});
