import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker';
import PgBoss from 'pg-boss';
import { closePool, connect, rawSql } from '@/db/client';
import { migrate } from '@/db/migrate';
import { dispatch } from '@/lib/delivery/dispatch';
import type { DeliveryHooks } from '@/lib/delivery/ports';
import { addDays, dayOf } from '@/lib/kernel/dates';
import { scanKind } from '@/lib/notifications/scan';

const COUNT = 10_000;
const ROUNDS = 3;
const AT_ONCE = 100;

interface Rates {
  /** a second */
  readonly created: number;
  readonly done: number;
}

/**
 * How many notifications a second a scan creates, each with its rendered mail, and how many of these mails leave
 * through the real SDK to a stub that answers at once, in a process of its own; against the same number of jobs that
 * do nothing, added to and done by graphile-worker and pg-boss, on the same server, by turns.
 */
export async function run(): Promise<void> {
  const address = new URL(process.env.DATABASE_URL ?? '');
  const name = `ibok_bench_${randomBytes(4).toString('hex')}`;
  const server = connect(address.href, { max: 1 });
  await server.sql.unsafe(`create database ${name}`);
  address.pathname = `/${name}`;
  const providers = await startStubs();
  Object.assign(process.env, providers.env, { APP_ENV: 'test', DATABASE_URL: address.href });
  try {
    await migrate(address.href);
    console.log(
      `delivery: ${figure(COUNT)} notifications by mail, medians of ${ROUNDS} rounds; ratios, and the rates of the others`,
    );
    await insertCustomers();
    const [ours, graphile, boss]: [Rates[], Rates[], Rates[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await notifications(round));
      graphile.push(await graphileJobs(address.href));
      boss.push(await bossJobs(address.href, round));
    }
    const of = (all: Rates[], what: keyof Rates) => median(all.map(rates => rates[what]));
    const line = (what: string, which: keyof Rates) => {
      const own = of(ours, which);
      const others = [of(graphile, which), of(boss, which)] as const;
      const [worker, pgBoss] = others.map(rate => `${(own / rate).toFixed(2)} (${figure(rate)})`);
      console.log(`    ${what}: ${figure(own)} a second; of graphile-worker ${worker}, of pg-boss ${pgBoss}`);
    };
    line(`created, rendered (aim ${figure(COUNT / 5)}) against jobs added`, 'created');
    line('sent and settled (aim 1,000) against jobs that do nothing', 'done');
  } finally {
    providers.stop();
    await closePool();
    await server.sql.unsafe(`drop database if exists ${name} with (force)`);
    await server.sql.end();
  }
}

const NO_HOOKS: DeliveryHooks = { recheck: async () => new Map(), failed: async () => {} };

/** Each with an account, and with mail switched on, as it is from the beginning. */
async function insertCustomers(): Promise<void> {
  const sql = rawSql();
  await sql`insert into customers (customer_number, kind, name, city)
    select 'K-' || n, 'person', 'Jan Próbny ' || n, 'Międzyrzecz' from generate_series(1, ${COUNT}::int) n`;
  await sql`insert into accounts (email)
    select 'konto.' || n || '@example.pl' from generate_series(1, ${COUNT}::int) n`;
  await sql`insert into account_customers (account_id, customer_id, source)
    select a.id, c.id, 'import' from customers c
    join accounts a on a.email = 'konto.' || substr(c.customer_number, 3) || '@example.pl'`;
}

/** An invoice for each customer: announced by the scan, sent from the first claim to the last settled row. */
async function notifications(round: number): Promise<Rates> {
  const now = new Date();
  const issued = addDays(dayOf(now), -1);
  await rawSql()`
    insert into invoices (invoice_number, customer_id, issued_on, due_on, net_gr, vat_gr, gross_gr, first_imported_at)
    select 'FV/' || id || '/' || ${String(round)}, id, ${issued}::date, ${addDays(issued, 14)}::date, 10000, 800, 10800,
      ${now.toISOString()} from customers`;
  await rawSql()`analyze`;
  const created = await rateOf(async () => {
    const made = await scanKind('invoice_issued', now);
    if (made !== COUNT) throw new Error(`the scan made ${made}`);
  });
  const done = await rateOf(async () => {
    for (let remaining = COUNT; remaining > 0;) {
      const round = await dispatch({ hooks: NO_HOOKS, budgetMs: 120_000 });
      if (round.failed > 0 || round.sent === 0) throw new Error(`dispatch: ${JSON.stringify(round)}`);
      remaining = round.remaining;
    }
  });
  return { created, done };
}

async function graphileJobs(connectionString: string): Promise<Rates> {
  const utils = await makeWorkerUtils({ connectionString, logger: QUIET });
  let created = 0;
  try {
    await utils.migrate();
    const jobs = Array.from({ length: COUNT }, (_, index) => ({ identifier: 'nothing', payload: { index } }));
    created = await rateOf(() => utils.addJobs(jobs));
  } finally {
    await utils.release();
  }
  let done = 0;
  const nothing = async () => void done++;
  const rate = await rateOf(() =>
    runOnce({
      connectionString,
      concurrency: AT_ONCE,
      maxPoolSize: 10,
      noHandleSignals: true,
      logger: QUIET,
      taskList: { nothing },
    }),
  );
  if (done !== COUNT) throw new Error(`graphile-worker did ${done} jobs`);
  return { created, done: rate };
}

/** In batches as large as ours, fetched and completed by hand: its own worker pauses between two. */
async function bossJobs(connectionString: string, round: number): Promise<Rates> {
  const boss = new PgBoss({ connectionString, max: 10, supervise: false, schedule: false });
  boss.on('error', error => {
    throw error;
  });
  await boss.start();
  const queue = `nothing-${round}`;
  try {
    await boss.createQueue(queue);
    const created = await rateOf(async () => {
      for (let from = 0; from < COUNT; from += 1_000) {
        const jobs = Array.from({ length: 1_000 }, (_, at) => ({ name: queue, data: { index: from + at } }));
        await boss.insert(jobs);
      }
    });
    let done = 0;
    const worker = async () => {
      for (;;) {
        const jobs = await boss.fetch(queue, { batchSize: AT_ONCE });
        if (jobs.length === 0) return;
        await boss.complete(
          queue,
          jobs.map(({ id }) => id),
        );
        done += jobs.length;
      }
    };
    const rate = await rateOf(() => Promise.all(Array.from({ length: 4 }, worker)));
    if (done !== COUNT) throw new Error(`pg-boss did ${done} jobs`);
    return { created, done: rate };
  } finally {
    await boss.stop({ graceful: false });
  }
}

const QUIET = new Logger(() => () => {});

/** The providers' stubs, in a process of their own so that their work is not counted as ours. */
async function startStubs(): Promise<{ env: Record<string, string>; stop: () => void }> {
  const child: ChildProcess = spawn(process.execPath, ['tests/support/providers/run.mjs', '--quiet'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const env: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, name = '', value = ''] = /^(\w+)='(.*)'$/.exec(line) ?? [];
    env[name] = value;
    if (name === 'TWILIO_FROM') break;
  }
  return { env, stop: () => void child.kill() };
}

async function rateOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return COUNT / ((performance.now() - start) / 1000);
}

const figure = (rate: number): string => Math.round(rate).toLocaleString('en');

const median = (values: number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
