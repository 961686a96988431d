import * as schema from '@/db/schema';
import { addDays, day } from '@/lib/kernel/dates';
import { listTariffPrices } from '@/lib/tariffs/queries';
import { listWaterZones } from '@/lib/water-quality/queries';
import { testDatabase } from '../support/database';
import { TODAY } from '../support/factories';

const { db, sql } = testDatabase();

async function zone(name: string, position = 0) {
  const [made] = await db
    .insert(schema.waterZones)
    .values({ zone: name, namePl: `Strefa ${name}`, nameEn: `Zone ${name}`, position })
    .returning();
  return made!.id;
}

afterEach(async () => {
  await sql`truncate tariffs, water_test_values, water_tests, water_zone_places, water_zones, water_parameters`;
});

test('nothing entered: no prices and no zones', async () => {
  expect(await listTariffPrices()).toEqual([]);
  expect(await listWaterZones(TODAY)).toEqual([]);
});

test('prices come exact to eight places, the end exclusive, cut where the next begins', async () => {
  await db.insert(schema.tariffs).values([
    {
      tariffGroup: 'G1',
      item: 'water',
      validFrom: day('2025-10-15'),
      validTo: day('2026-10-14'),
      netPrice: '5.12345678',
      vatRate: '8',
    },
    { tariffGroup: 'G1', item: 'water', validFrom: day('2026-10-15'), netPrice: '5.48', vatRate: '8.00' },
    { tariffGroup: 'G1', item: 'water', validFrom: day('2027-10-15'), netPrice: '5.90', vatRate: '8' },
  ]);
  expect(await listTariffPrices()).toEqual([
    {
      group: 'G1',
      item: 'water',
      from: '2025-10-15',
      to: '2026-10-15',
      netPrice: '5.12345678',
      vatRate: '8',
    },
    { group: 'G1', item: 'water', from: '2026-10-15', to: '2027-10-15', netPrice: '5.48', vatRate: '8.00' },
    { group: 'G1', item: 'water', from: '2027-10-15', to: null, netPrice: '5.90', vatRate: '8' },
  ]);
});

test('each zone in order with its places and the newest test up to today, its values in the order of the parameters', async () => {
  const [second, first] = [await zone('b', 2), await zone('a', 1)];
  await db.insert(schema.waterZonePlaces).values([
    { zoneId: first, city: 'Pieski', street: null },
    { zoneId: first, city: 'Bobowicko', street: 'Polna' },
  ]);
  await db.insert(schema.waterParameters).values([
    { parameter: 'ph', namePl: 'pH', nameEn: 'pH', limitMin: '6.5', limitMax: '9.5', position: 2 },
    { parameter: 'iron', namePl: 'Żelazo', nameEn: 'Iron', unit: 'µg/l', limitMax: '200', position: 1 },
  ]);
  const test = { zoneId: first, verdict: 'fit' as const, hardness: '2.10' };
  const made = await db
    .insert(schema.waterTests)
    .values([
      { ...test, testedOn: addDays(TODAY, -40) },
      { ...test, testedOn: addDays(TODAY, -3), hardness: '2.20' },
      { ...test, testedOn: addDays(TODAY, 1) },
    ])
    .returning();
  await db.insert(schema.waterTestValues).values([
    { testId: made[1]!.id, parameter: 'ph', value: '7.40' },
    { testId: made[1]!.id, parameter: 'iron', value: '20', below: true },
  ]);
  const zones = await listWaterZones(TODAY);
  expect(zones.map(found => [found.zone, found.test?.testedOn ?? null])).toEqual([
    ['a', addDays(TODAY, -3)],
    ['b', null],
  ]);
  expect(zones[0]!.places.map(found => [found.city, found.street])).toEqual([
    ['Bobowicko', 'Polna'],
    ['Pieski', null],
  ]);
  expect(zones[0]!.test).toMatchObject({
    hardness: '2.20',
    values: [
      { parameter: 'iron', value: '20', below: true, limitMin: null, limitMax: '200', unit: 'µg/l' },
      { parameter: 'ph', value: '7.40', below: false, limitMin: '6.5', limitMax: '9.5', unit: null },
    ],
  });
  expect(second).toBeDefined();
});

test('a verdict other than «fit» needs words in both languages', async () => {
  const zoneId = await zone('a');
  const insert = (notePl: string | null, noteEn: string | null) =>
    sql`insert into water_tests (zone_id, tested_on, verdict, note_pl, note_en)
        values (${zoneId}, ${TODAY}, 'unfit', ${notePl}, ${noteEn})`;
  await expect(insert('Nie pij tej wody.', null)).rejects.toThrow('water_tests_note');
  await insert('Nie pij tej wody.', 'Do not drink this water.');
});

test('a whole place and each of its streets stand in one zone only', async () => {
  const [one, other] = [await zone('a'), await zone('b')];
  const add = (zoneId: number, street: string | null) =>
    sql`insert into water_zone_places (zone_id, city, street) values (${zoneId}, 'Pieski', ${street})`;
  await add(one, null);
  await add(other, 'Polna');
  await expect(add(other, null)).rejects.toThrow('water_zone_places_key');
  await expect(add(one, 'Polna')).rejects.toThrow('water_zone_places_key');
});
