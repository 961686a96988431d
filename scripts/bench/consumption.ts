import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { connect } from '@/db/client';
import { migrate } from '@/db/migrate';
import type { CustomerActor } from '@/lib/auth/actor';
import { consumptionOf, consumptionOutline } from '@/lib/consumption/queries';
import type { Target } from '@/lib/consumption/rules/places';
import type { Step } from '@/lib/consumption/rules/use';
import { addDays, addMonths, dayOf, type Day } from '@/lib/kernel/dates';

const [FEW, MANY] = [1_000, 100_000];
const MONTHS = 60;
const ROUNDS = 300;

/**
 * What the page of consumption asks the database for (two round trips and the reckoning), in turns with an empty
 * query: 1,000 and 100,000 customers with five years of monthly readings, a meter with 10,000 readings, one with
 * five years of telemetry (175,000) and one read once in two years. Aims: below 10 ms at the median, and at most
 * 1.3 times as long with a hundred times the customers. With the plan that PostgreSQL makes for the states.
 */
export async function run(): Promise<void> {
  const address = new URL(process.env.DATABASE_URL ?? '');
  const name = `ibok_bench_${randomBytes(4).toString('hex')}`;
  const server = connect(address.href, { max: 1 });
  await server.sql.unsafe(`create database ${name}`);
  address.pathname = `/${name}`;
  let states = { query: '', parameters: [] as unknown[] };
  const pool = connect(address.href, {
    max: 2,
    debug: (_, query, parameters) => {
      if (query.includes('before_b')) states = { query, parameters };
    },
  });
  const holder = globalThis as { ibokPool?: ReturnType<typeof connect> };
  const held = holder.ibokPool;
  holder.ibokPool = pool;
  try {
    await migrate(address.href);
    const { sql } = pool;
    console.log('consumption: the page’s queries against an empty query on the same connection, medians');
    await grow(sql, 0, FEW);
    const few = await measure(sql, 'a year by months, 1,000 customers', id => id, 'month');
    await grow(sql, FEW, MANY);
    const many = await measure(sql, 'a year by months, 100,000 customers', id => id, 'month');
    console.log(`    a hundred times the customers: ${(many / few).toFixed(2)} times as long (aim ≤ 1.3)`);
    await measure(sql, 'two months day by day', id => id, 'day');
    await special(sql, 1, `generate_series(0, 9999) as i`, `i * interval '4 hours'`);
    await measure(sql, 'a year by months, 10,000 readings', () => 1, 'month');
    await special(sql, 2, `generate_series(0, 175199) as i`, `i * interval '15 minutes'`);
    await measure(sql, 'a year by months, 175,200 readings (telemetry)', () => 2, 'month');
    await measure(sql, 'two months day by day, 175,200 readings', () => 2, 'day');
    await explain(sql, states);
    await special(sql, 3, `generate_series(0, 2) as i`, `i * interval '2 years' + interval '1 year'`);
    await measure(sql, 'a year by months, one reading in two years', () => 3, 'month');
  } finally {
    holder.ibokPool = held;
    await pool.sql.end();
    await server.sql.unsafe(`drop database if exists ${name} with (force)`);
    await server.sql.end();
  }
}

/** Customers with a place, a contract, a meter and a reading each month; their ids are 1, 2, 3 … throughout. */
async function grow(sql: postgres.Sql, from: number, to: number): Promise<void> {
  const ids = sql`generate_series(${from + 1}::int, ${to}::int) as i`;
  await sql`insert into customers (customer_number, kind, name, city)
    select 'K-' || i, 'person', 'Jan Próbny', 'Międzyrzecz' from ${ids}`;
  await sql`insert into service_points (service_point_number, building, postal_code, city)
    select 'P-' || i, '1', '66-300', 'Międzyrzecz' from ${ids}`;
  await sql`insert into contracts (contract_number, customer_id, service_point_id, service, tariff_group, signed_on,
      starts_on) select 'U-' || i, i, i, 'water_sewage', 'G1', '2015-01-01', '2015-01-01' from ${ids}`;
  await sql`insert into meters (serial_number, service_point_id, role, digits, installed_on)
    select 'W-' || i, i, 'main', 5, '2018-01-01' from ${ids}`;
  await sql`insert into readings (meter_id, read_at, value_l, kind)
    select i, now() - month * interval '1 month' - (i % 28) * interval '1 day',
      (${MONTHS} - month) * 9000 + i % 1000, 'remote'
    from ${ids}, generate_series(1, ${MONTHS}::int) as month order by 1, 2`;
  if (from === 0)
    await sql`insert into tariffs (tariff_group, item, valid_from, net_price, vat_rate)
      select 'G1', item, make_date(2016 + step, 7, 1), 5 + step * 0.21, 8
      from unnest(array['water', 'sewage', 'subscription']) as item, generate_series(0, 12) as step`;
  await sql`vacuum (analyze)`;
}

/** Gives one meter another history of five years. */
async function special(sql: postgres.Sql, meter: number, series: string, at: string): Promise<void> {
  await sql`delete from readings where meter_id = ${meter}`;
  await sql.unsafe(`insert into readings (meter_id, read_at, value_l, kind)
    select ${meter}, date_trunc('day', now()) - interval '5 years' + ${at}, i * 7, 'remote' from ${series}`);
  await sql`vacuum (analyze) readings`;
}

const actorOf = (id: number): CustomerActor => {
  const current = { id, customerNumber: `K-${id}`, name: '', kind: 'person' as const, nickname: null };
  const session = { accountId: 1, sessionId: '', email: '', locale: 'pl' as const };
  return { kind: 'customer', ...session, customers: [current], current };
};

async function ask(id: number, step: Step, now: Date): Promise<void> {
  const actor = actorOf(id);
  const outline = await consumptionOutline(actor, now);
  const targets = outline.points.map((point): Target => ({ point, chain: null }));
  const to: Day = addDays(dayOf(now), 1);
  const found = await consumptionOf(
    actor,
    outline,
    targets,
    { from: addMonths(to, step === 'day' ? -2 : -12), to, step },
    now,
  );
  if (!found) throw new Error(`customer ${id}: nothing is known`);
}

/** @returns the median in ms */
async function measure(sql: postgres.Sql, what: string, idOf: (id: number) => number, step: Step) {
  const [{ count }] = await sql<[{ count: number }]>`select count(*)::int as count from customers`;
  const now = new Date();
  const times = { asked: [] as number[], empty: [] as number[] };
  for (let round = 0; round < ROUNDS + 20; round++) {
    // Far apart, so that nothing is warm by chance; the same each time it runs.
    const id = idOf(1 + ((round * 7_919) % count));
    const asked = await timed(() => ask(id, step, now));
    const empty = await timed(() => sql`select 1`);
    if (round < 20) continue;
    times.asked.push(asked);
    times.empty.push(empty);
  }
  const [asked, empty] = [median(times.asked), median(times.empty)];
  console.log(
    `  ${what}: ${asked.toFixed(1)} ms (aim < 10), ${(asked / empty).toFixed(0)} times an empty query`,
  );
  return asked;
}

/** The plan of the query for the states as it was sent last: index lookups a day and meter, and no more. */
async function explain(sql: postgres.Sql, { query, parameters }: { query: string; parameters: unknown[] }) {
  const plan = await sql.unsafe(
    `explain (analyze, buffers, costs off, timing off, summary off) ${query}`,
    parameters as string[],
  );
  console.log('    the states of the last one:');
  for (const line of plan) console.log(`      ${String(line['QUERY PLAN'])}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
