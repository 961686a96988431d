import { migrate as run } from 'drizzle-orm/postgres-js/migrator';
import path from 'node:path';
import { connect } from './client';

/** Any number that no other program on the same database uses for its own lock. */
const LOCK = 7_315_202_611;

/**
 * Brings the database up to date. Safe to run twice and by two at once: the second waits for the first.
 * A statement that cannot get its lock within 10 s gives up rather than stop the portal.
 */
export async function migrate(url: string): Promise<void> {
  const { sql, db } = connect(url, { max: 1 });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await sql`set lock_timeout = '10s'`;
    await run(db, { migrationsFolder: path.join(process.cwd(), 'db/migrations') });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
