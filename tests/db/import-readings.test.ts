import * as fs from 'node:fs';
import path from 'node:path';
import { importPackage } from '@/lib/billing-import/commands';
import { folderOf, SOUND } from '@/tests/support/billing-package';
import { testDatabase } from '@/tests/support/database';

const now = new Date('2026-11-22T10:00:00Z');
const { sql } = testDatabase();

const HEADER = 'meter_serial,read_on,value_m3,kind';
const give = (...rows: string[]) => giveAll(rows);
const giveAll = (rows: readonly string[]) =>
  importPackage(folderOf({ 'readings.csv': [HEADER, ...rows].join('\n') }), { now });
const meters = (...serials: string[]) => ({
  'service_points.csv': SOUND['service_points.csv'].join('\n'),
  'meters.csv': [SOUND['meters.csv'][0], ...serials.map(serial => `${serial},P-1,main,,2019-01-01,,`)].join(
    '\n',
  ),
});
const stored = async (serial: string) =>
  (
    await sql<{ at: string; value: number; kind: string }[]>`
      select to_char(r.read_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD HH24:MI') as at,
             r.value_l::float8 as value, r.kind
        from readings r join meters m on m.id = r.meter_id where m.serial_number = ${serial} order by r.read_at`
  ).map(({ at, value, kind }) => `${at} ${value} ${kind}`);

beforeAll(async () => {
  const report = await importPackage(folderOf(meters('A-1', 'A-2', 'A-3', 'T-1', 'K37-3110')), { now });
  expect(report.errors).toEqual([]);
});

test('new ones behind, before and between held ones are inserted, changed ones updated, equal ones left', async () => {
  expect((await give('A-1,2025-01-10,10,actual', 'A-1,2025-03-10,30,actual')).files['readings.csv']).toEqual({
    inserted: 2,
    updated: 0,
    unchanged: 0,
    rejected: 0,
  });
  const report = await give(
    'A-1,2025-04-10,40,actual',
    'A-1,2025-02-10,20,remote',
    'A-1,2025-01-10,10,actual',
    'A-1,2025-03-10,31.5,estimated',
    'A-1,2025-01-01,9,actual',
  );
  expect(report.files['readings.csv']).toEqual({ inserted: 3, updated: 1, unchanged: 1, rejected: 0 });
  expect(await stored('A-1')).toEqual([
    '2025-01-01 00:00 9000 actual',
    '2025-01-10 00:00 10000 actual',
    '2025-02-10 00:00 20000 remote',
    '2025-03-10 00:00 31500 estimated',
    '2025-04-10 00:00 40000 actual',
  ]);
});

test('a reading given in the portal is never overwritten', async () => {
  await sql`insert into readings (meter_id, read_at, value_l, kind, origin)
    select id, '2025-05-01T00:00:00+02', 50123, 'customer', 'portal' from meters where serial_number = 'A-2'`;
  const report = await give('A-2,2025-05-01,55,actual', 'A-2,2025-04-01,49,actual');
  expect(report.files['readings.csv']).toEqual({ inserted: 1, updated: 0, unchanged: 1, rejected: 0 });
  expect(await stored('A-2')).toEqual(['2025-04-01 00:00 49000 actual', '2025-05-01 00:00 50123 customer']);
});

test('the skipped hour is the following one; the same instant twice is fine when the value agrees', async () => {
  const report = await give(
    'T-1,2025-03-30T01:45,100,remote',
    'T-1,2025-03-30T02:15,100.5,remote',
    'T-1,2025-03-30T03:15,100.5,remote',
    'T-1,2025-10-26T02:30,200,remote',
    'T-1,26.10.2025 03:00:00,200.25,remote',
  );
  expect(report.errors).toEqual([]);
  expect(report.files['readings.csv']).toEqual({ inserted: 4, updated: 0, unchanged: 1, rejected: 0 });
  expect(await stored('T-1')).toEqual([
    '2025-03-30 01:45 100000 remote',
    '2025-03-30 03:15 100500 remote',
    '2025-10-26 02:30 200000 remote',
    '2025-10-26 03:00 200250 remote',
  ]);
});

describe('a file of several batches (131,072 rows each)', () => {
  /** Minute by minute from April 2010 on: no day of a clock change among them. */
  const long = (value: (at: number) => number) =>
    Array.from({ length: 150_000 }, (_, at) => {
      const day = new Date(Date.UTC(2010, 3, 5) + Math.floor(at / 1440) * 86_400_000)
        .toISOString()
        .slice(0, 10);
      const minute = at % 1440;
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      return `A-3,${day}T${time},${value(at)},remote`;
    });

  test('the same instant in two batches: fine when the value agrees, else rejected with its line', async () => {
    const rows = long(at => at);
    const [date] = rows[7]!.split(',').slice(1);
    const bad = await giveAll([...rows, `A-3,${date},8,remote`]);
    expect(bad.errors).toMatchObject([
      { file: 'readings.csv', line: 150_002, column: 'value_m3', code: 'reading_conflict_here', value: '8' },
    ]);
    expect(bad.files['readings.csv']).toEqual({ inserted: 150_000, updated: 0, unchanged: 0, rejected: 1 });
    expect(await stored('A-3')).toEqual([]);
    const good = await giveAll([...rows, `A-3,${date},7,remote`]);
    expect(good.errors).toEqual([]);
    expect(good.files['readings.csv']).toEqual({ inserted: 150_000, updated: 0, unchanged: 1, rejected: 0 });
    const again = await giveAll([...rows, `A-3,${date},7,remote`]);
    expect(again.files['readings.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 150_001, rejected: 0 });
    const backwards = await giveAll(long(at => (at === 149_999 ? at + 1 : at)).reverse());
    expect(backwards.files['readings.csv']).toEqual({
      inserted: 0,
      updated: 1,
      unchanged: 149_999,
      rejected: 0,
    });
  });
});

const WELL = path.resolve(__dirname, '../../../shared/real-readings/K37-3110.csv');
const known = fs.existsSync(WELL) ? WELL : undefined;

(known ? test : test.skip)(
  'telemetry of a real well, a year of quarter hours with both clock changes, reads back to the litre' +
    (known ? '' : ' (skipped: ../shared/real-readings is not here)'),
  async () => {
    const source = fs.readFileSync(known!, 'latin1').trim().split(/\r?\n/).slice(1);
    const rows = source.map(line => {
      const [date, time, cubic] = line.split(',') as [string, string, string];
      const [day, month, year] = date.split('/') as [string, string, string];
      const wall = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time.padStart(8, '0')}`;
      return { wall, cubic };
    });
    const lines = rows.map(({ wall, cubic }) => `K37-3110,${wall},${cubic},remote`);
    const report = await giveAll(lines);
    expect(report.errors).toEqual([]);
    const held = await sql<{ at: string; value: number }[]>`
      select to_char(r.read_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD"T"HH24:MI:SS') as at, r.value_l::float8 as value
        from readings r join meters m on m.id = r.meter_id where m.serial_number = 'K37-3110' order by r.read_at`;
    // The hour that Warsaw skipped that spring reads as the following one, so its rows fall together.
    const expected = new Map(
      rows.map(({ wall, cubic }) => [wall.replace('2020-03-29T02', '2020-03-29T03'), Number(cubic) * 1000]),
    );
    expect(new Map(held.map(({ at, value }) => [at, value]))).toEqual(expected);
    expect(report.files['readings.csv']).toEqual({
      inserted: expected.size,
      updated: 0,
      unchanged: rows.length - expected.size,
      rejected: 0,
    });
    expect((await giveAll(lines)).files['readings.csv']?.unchanged).toBe(rows.length);
  },
);
