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

type Pool = ReturnType<typeof connect>;

/**
 * What the page of consumption asks the database for (two round trips and the reckoning), in turns with an empty
 * query: 1,000 and 100,000 customers with five years of monthly readings (in turns too, so that a busy machine slows
 * both), a meter with 10,000 readings, one with five years of telemetry (175,000) and one read once in two years.
 * Aims: below 10 ms at the median, and at most 1.3 times as long with a hundred times the customers. With the plan
 * that PostgreSQL makes for the states.
 */
export async function run(): Promise<void> {
  const server = connect(process.env.DATABASE_URL ?? '', { max: 1 });
  const names: string[] = [];
  const pools: Pool[] = [];
  let states = { query: '', parameters: [] as unknown[] };
  const open = async (customers: number): Promise<Pool> => {
    const address = new URL(process.env.DATABASE_URL ?? '');
    const name = `ibok_bench_${randomBytes(4).toString('hex')}`;
    await server.sql.unsafe(`create database ${name}`);
    names.push(name);
    address.pathname = `/${name}`;
    await migrate(address.href);
    const pool = connect(address.href, {
      max: 2,
      debug: (_, query, parameters) => {
        if (query.includes('before_b')) states = { query, parameters };
      },
    });
    pools.push(pool);
    await fill(pool.sql, customers);
    return pool;
  };
  const holder = globalThis as { ibokPool?: Pool };
  const held = holder.ibokPool;
  try {
    console.log('consumption: the page’s queries against an empty query on the same connection, medians');
    const [few, many] = [await open(FEW), await open(MANY)];
    const [small, large] = await measure('a year by months', [few, many], id => id, 'month');
    console.log(
      `    with ${MANY} customers ${(large! / small!).toFixed(2)} times as long as with ${FEW} (aim ≤ 1.3)`,
    );
    await measure('two months day by day', [many], id => id, 'day');
    await special(many.sql, 1, 10_000, `i * interval '4 hours'`);
    await measure('a year by months, 10,000 readings', [many], () => 1, 'month');
    await special(many.sql, 2, 175_200, `i * interval '15 minutes'`);
    await measure('a year by months, 175,200 readings (telemetry)', [many], () => 2, 'month');
    await explain(many.sql, states);
    await measure('two months day by day, 175,200 readings', [many], () => 2, 'day');
    await special(many.sql, 3, 3, `i * interval '2 years' + interval '1 year'`);
    await measure('a year by months, one reading in two years', [many], () => 3, 'month');
  } finally {
    holder.ibokPool = held;
    for (const { sql } of pools) await sql.end();
    for (const name of names) await server.sql.unsafe(`drop database if exists ${name} with (force)`);
    await server.sql.end();
  }
}

/** Customers with a place, a contract, a meter and a reading each month; their ids are 1, 2, 3 … throughout. */
async function fill(sql: postgres.Sql, customers: number): Promise<void> {
  const ids = sql`generate_series(1, ${customers}::int) as i`;
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
  await sql`insert into tariffs (tariff_group, item, valid_from, net_price, vat_rate)
      select 'G1', item, make_date(2016 + step, 7, 1), 5 + step * 0.21, 8
      from unnest(array['water', 'sewage', 'subscription']) as item, generate_series(0, 12) as step`;
  await sql`vacuum (analyze)`;
}

/** Gives one meter another history of five years. @param at when the i-th reading is, after its beginning */
async function special(sql: postgres.Sql, meter: number, count: number, at: string): Promise<void> {
  await sql`delete from readings where meter_id = ${meter}`;
  await sql.unsafe(`insert into readings (meter_id, read_at, value_l, kind)
    select ${meter}, date_trunc('day', now()) - interval '5 years' + ${at}, i * 7, 'remote'
    from generate_series(0, ${count - 1}) as i`);
  await sql`vacuum (analyze) readings`;
}

const actorOf = (id: number): CustomerActor => {
  const current = {
    id,
    customerNumber: `K-${id}`,
    name: '',
    kind: 'person' as const,
    nickname: null,
    scope: 'all' as const,
    owner: true,
  };
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

/** @returns the median of each pool, in ms */
async function measure(
  what: string,
  pools: readonly Pool[],
  idOf: (id: number) => number,
  step: Step,
): Promise<number[]> {
  const now = new Date();
  const counts = await Promise.all(
    pools.map(
      async ({ sql }) => (await sql<{ n: number }[]>`select count(*)::int as n from customers`)[0]!.n,
    ),
  );
  const times = pools.map(() => ({ asked: [] as number[], empty: [] as number[] }));
  for (let round = 0; round < ROUNDS + 20; round++)
    for (const [i, pool] of pools.entries()) {
      (globalThis as { ibokPool?: Pool }).ibokPool = pool;
      // Far apart, so that nothing is warm by chance; the same each time it runs.
      const id = idOf(1 + ((round * 7_919) % counts[i]!));
      const asked = await timed(() => ask(id, step, now));
      const empty = await timed(() => pool.sql`select 1`);
      if (round < 20) continue;
      times[i]!.asked.push(asked);
      times[i]!.empty.push(empty);
    }
  return times.map(({ asked, empty }, i) => {
    const [page, nothing] = [median(asked), median(empty)];
    console.log(
      `  ${what}, ${counts[i]} customers: ${page.toFixed(1)} ms (aim < 10), ${(page / nothing).toFixed(0)} times an empty query`,
    );
    return page;
  });
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
