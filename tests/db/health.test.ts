import { readiness } from '@/lib/health/queries';
import { GET as live } from '@/app/api/health/live/route';
import { GET as ready } from '@/app/api/health/ready/route';
import { testDatabase } from '../support/database';

const { sql } = testDatabase();

describe('health', () => {
  it('is live without asking the database', async () => {
    expect(live().status).toBe(200);
  });

  it('is ready on a migrated database', async () => {
    expect((await ready()).status).toBe(200);
  });

  it('is ready on a newer schema: migrations expand first, and old instances go on serving', async () => {
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 99999999999999)`;
    expect(await readiness()).toMatchObject({ ready: true });
    await sql`delete from drizzle.__drizzle_migrations where hash = 'later'`;
  });

  it('answers within a second, with 503, while the database keeps it waiting', async () => {
    const started = performance.now();
    await sql.begin(async lock => {
      await lock`lock table drizzle.__drizzle_migrations in access exclusive mode`;
      expect(await readiness()).toEqual({ ready: false, reason: 'database' });
    });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('is not ready while the newest migration is missing', async () => {
    await sql`delete from drizzle.__drizzle_migrations
              where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
    const answer = await ready();
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: 'unavailable', reason: 'schema' });
  });

  it('is not ready on an empty database', async () => {
    await sql`drop schema drizzle cascade`;
    expect(await readiness()).toEqual({ ready: false, reason: 'schema' });
  });
});
