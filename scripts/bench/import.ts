import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import { connect } from '@/db/client';
import { migrate } from '@/db/migrate';
import { importPackage } from '@/lib/billing-import/commands';

const READINGS = 1_000_000;
const METERS = 10_000;
const ROUNDS = 3;

/** Ways in which a billing system may write out a million readings. */
const ORDERS = {
  'meter by meter': (write: Write) => {
    for (let meter = 0; meter < METERS; meter++)
      for (let at = 0; at < READINGS / METERS; at++) write(meter, at);
  },
  'day by day': (write: Write) => {
    for (let at = 0; at < READINGS / METERS; at++)
      for (let meter = 0; meter < METERS; meter++) write(meter, at);
  },
};
type Write = (meter: number, at: number) => void;
type Pool = ReturnType<typeof connect>;

/**
 * A million readings through the import against a plain COPY of the same file into a table of the file's own
 * types on the same server, in turns; the median of the rounds. The database is made for it and dropped.
 */
export async function run(): Promise<void> {
  const address = new URL(process.env.DATABASE_URL ?? '');
  const name = `ibok_bench_${randomBytes(4).toString('hex')}`;
  const server = connect(address.href, { max: 1 });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-bench-'));
  await server.sql.unsafe(`create database ${name}`);
  address.pathname = `/${name}`;
  const pool = connect(address.href, { max: 2 });
  const { sql } = pool;
  try {
    await migrate(address.href);
    console.log(`import: ${READINGS.toLocaleString('en')} readings of ${METERS.toLocaleString('en')} meters`);
    await importPackage(metersPackage(folder), { now: new Date(), pool });
    for (const [order, each] of Object.entries(ORDERS)) await measure(pool, folder, order, each);
    const peak = Math.round(process.resourceUsage().maxRSS / 1000);
    console.log(`  memory of the process, this benchmark included: at most ${peak} MB`);
  } finally {
    await sql.end();
    await server.sql.unsafe(`drop database if exists ${name} with (force)`);
    await server.sql.end();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(pool: Pool, folder: string, order: string, each: (write: Write) => void) {
  const { sql } = pool;
  const location = path.join(folder, order.replaceAll(' ', '-'));
  fs.mkdirSync(location);
  const file = path.join(location, 'readings.csv');
  writeReadings(file, each);
  const times: Record<'plain' | 'keyed' | 'first' | 'again', number[]> = {
    plain: [],
    keyed: [],
    first: [],
    again: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    await sql`truncate readings`;
    times.plain.push(await copy(sql, file, ''));
    times.first.push(await timed(() => importAll(pool, location, 'inserted')));
    times.again.push(await timed(() => importAll(pool, location, 'unchanged')));
    times.keyed.push(await copy(sql, file, ', primary key (meter_serial, read_on)'));
  }
  const plain = median(times.plain);
  const ratio = (of: number, by: number) => (of / by).toFixed(2);
  console.log(`  ${order}`);
  console.log(`    first import / plain COPY:               ${ratio(median(times.first), plain)}  (limit 4)`);
  console.log(
    `    first import / COPY with a primary key:  ${ratio(median(times.first), median(times.keyed))}`,
  );
  console.log(`    same again, nothing new / plain COPY:    ${ratio(median(times.again), plain)}`);
}

async function importAll(pool: Pool, location: string, what: 'inserted' | 'unchanged'): Promise<void> {
  const report = await importPackage(location, { now: new Date(), pool });
  if (report.files['readings.csv']?.[what] !== READINGS) throw new Error(JSON.stringify(report.files));
}

/** Seconds of a plain COPY of the file as it is. */
async function copy(sql: postgres.Sql, file: string, key: string): Promise<number> {
  await sql.unsafe(
    `create table plain (meter_serial text, read_on timestamptz, value_m3 numeric, kind text${key})`,
  );
  const seconds = await timed(async () => {
    const to = await sql.unsafe('copy plain from stdin (format csv, header)').writable();
    await pipeline(fs.createReadStream(file, { highWaterMark: 256 * 1024 }), to);
  });
  await sql.unsafe('drop table plain');
  return seconds;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const serial = (meter: number) => `BW-${String(meter).padStart(7, '0')}`;

function metersPackage(folder: string): string {
  const location = path.join(folder, 'meters');
  fs.mkdirSync(location);
  fs.writeFileSync(
    path.join(location, 'service_points.csv'),
    'service_point_number,building,postal_code,city\nB-1,1,66-300,Międzyrzecz\n',
  );
  const lines = Array.from({ length: METERS }, (_, meter) => `${serial(meter)},B-1,main,2018-01-01`);
  fs.writeFileSync(
    path.join(location, 'meters.csv'),
    `serial_number,service_point_number,role,installed_on\n${lines.join('\n')}\n`,
  );
  return location;
}

function writeReadings(file: string, each: (write: Write) => void): void {
  const out = fs.openSync(file, 'w');
  let rows: string[] = ['meter_serial,read_on,value_m3,kind'];
  each((meter, at) => {
    const day = new Date(Date.UTC(2018, 0, 1) + at * 10 * 86_400_000).toISOString().slice(0, 10);
    rows.push(`${serial(meter)},${day},${(100 + at * 7.125 + (meter % 10)).toFixed(3)},actual`);
    if (rows.length < 20_000) return;
    fs.writeSync(out, `${rows.join('\n')}\n`);
    rows = [];
  });
  if (rows.length) fs.writeSync(out, `${rows.join('\n')}\n`);
  fs.closeSync(out);
}
