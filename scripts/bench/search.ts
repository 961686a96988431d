import { randomBytes } from 'node:crypto';
import { closePool, connect } from '@/db/client';
import { migrate } from '@/db/migrate';
import { searchCustomers } from '@/lib/customers/search/queries';
import { staffActor } from '../../tests/support/staff';
import { insertPeople, misspelt } from '../../tests/support/searched-people';

const CUSTOMERS = 100_000;
const QUERIES = 50;
const ROUNDS = 5;

/**
 * The staff's search among 100,000 customers: misspelt names with addresses, whether the one that was meant is among
 * the first five, and how long it takes, against one reading of the table of customers on the same server. The
 * database is made for it and dropped.
 */
export async function run(): Promise<void> {
  const address = new URL(process.env.DATABASE_URL ?? '');
  const name = `ibok_bench_${randomBytes(4).toString('hex')}`;
  const server = connect(address.href, { max: 1 });
  await server.sql.unsafe(`create database ${name}`);
  address.pathname = `/${name}`;
  const pool = connect(address.href);
  (globalThis as { ibokPool?: typeof pool }).ibokPool = pool;
  try {
    await migrate(address.href);
    const [account] = await pool.sql<{ id: string }[]>`
      insert into accounts (email, staff_role) values ('bench@example.com', 'auditor') returning id`;
    const staff = staffActor('auditor', Number(account!.id));
    const start = performance.now();
    const people = await insertPeople(pool.sql, CUSTOMERS);
    console.log(`  made in ${((performance.now() - start) / 1000).toFixed(0)} s`);
    const [words] = await pool.sql<{ count: string }[]>`select count(*) from search_words`;
    console.log(`search: ${CUSTOMERS.toLocaleString('en')} customers, ${words!.count} different words`);
    const queries = misspelt(people, QUERIES);
    const times: number[] = [];
    const scans: number[] = [];
    let among = 0;
    for (let round = 0; round <= ROUNDS; round++)
      for (const { wanted, query } of queries) {
        const start = performance.now();
        const { hits } = await searchCustomers(staff, query, new Date());
        // The first round opens connections and fills caches.
        if (round > 0) times.push(performance.now() - start);
        const place = hits.findIndex(({ customerNumber }) => customerNumber === wanted.customerNumber);
        if (round === 0 && place >= 0 && place < 5) among++;
        else if (round === 0) console.log(`  missed: ${query} (${wanted.name}, ${wanted.street})`);
      }
    for (let i = 0; i < 20; i++) {
      const start = performance.now();
      await pool.sql`select count(*) from customers where name like '%qx%'`;
      scans.push(performance.now() - start);
    }
    const sorted = [...times].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]!;
    console.log(`  wanted customer among the first five:  ${among} of ${QUERIES}`);
    console.log(
      `  median ${at(0.5).toFixed(1)} ms (aim ≤ 50), 95 %: ${at(0.95).toFixed(1)} ms; ` +
        `${(at(0.5) / median(scans)).toFixed(1)} × one scan of the customers (${median(scans).toFixed(1)} ms)`,
    );
    await cost(pool.sql);
  } finally {
    await closePool();
    await server.sql.unsafe(`drop database if exists ${name} with (force)`);
    await server.sql.end();
  }
}

/** What the words cost when customers come in: 20,000 rows with the trigger and without. */
async function cost(sql: ReturnType<typeof connect>['sql']): Promise<void> {
  const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (let round = 0; round < 3; round++)
    for (const way of ['without', 'with'] as const) {
      const undone = new Error('measured');
      await sql
        .begin(async tx => {
          if (way === 'without') await tx`alter table customers disable trigger customers_searched_new`;
          const start = performance.now();
          await tx`
          insert into customers (customer_number, kind, name, street, building, postal_code, city)
          select customer_number || '-x', kind, name, street, building, postal_code, city from customers
          where id <= 20000`;
          times[way].push(performance.now() - start);
          throw undone;
        })
        .catch((error: unknown) => {
          if (error !== undone) throw error;
        });
    }
  console.log(
    `  20,000 new customers: ${median(times.with).toFixed(0)} ms with the words, ${median(times.without).toFixed(0)} ms without`,
  );
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
