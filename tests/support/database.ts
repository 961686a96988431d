import postgres from 'postgres';
import { connect, type Database } from '@/db/client';

export type TestDatabase = { db: Database; sql: postgres.Sql; url: string };

let count = 0;

/**
 * A database of this test file's own, cloned from the migrated template before its first test and dropped
 * after its last. Call it at the top of the file, or of a `describe` that wants a fresh one:
 *
 *     const { db, sql, url } = testDatabase();
 *
 * From then on `db()` of db/client.ts, and with it every query and command, uses the same pool. The values may
 * be taken apart at once, because the pool connects with its first query.
 */
export function testDatabase(): TestDatabase {
  const server = process.env.IBOK_TEST_SERVER;
  const run = process.env.IBOK_TEST_RUN;
  if (!server || !run) throw new Error('No database server: database tests belong into tests/db.');
  const name = `${run}_${process.env.JEST_WORKER_ID ?? '1'}_${++count}`;
  const address = new URL(server);
  address.pathname = `/${name}`;
  const pool = connect(address.href, { max: 10, idle_timeout: 0 });

  beforeAll(async () => {
    await withServer(async sql => {
      await sql`drop database if exists ${sql(name)} with (force)`;
      // No checkpoint, unlike file_copy: about the same here (50 to 100 ms), and kinder to a durable server.
      await sql`create database ${sql(name)} template ${sql(`${run}_template`)} strategy wal_log`;
    });
    process.env.DATABASE_URL = address.href;
    (globalThis as { ibokPool?: ReturnType<typeof connect> }).ibokPool = pool;
  });

  afterAll(async () => {
    await pool.sql.end({ timeout: 5 });
    await withServer(sql => sql`drop database if exists ${sql(name)} with (force)`);
  });

  return { db: pool.db, sql: pool.sql, url: address.href };
}

async function withServer(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(process.env.IBOK_TEST_SERVER ?? '', { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
