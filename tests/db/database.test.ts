import { sql as text } from 'drizzle-orm';
import { db as applicationDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { testDatabase } from '../support/database';

const { db, sql, url } = testDatabase();

describe('the database', () => {
  it('is PostgreSQL 15 or newer', async () => {
    const [row] = await sql`select current_setting('server_version_num')::int as version`;
    expect(row?.version).toBeGreaterThanOrEqual(150_000);
  });

  it('is the one that queries and commands use', async () => {
    const name = text`select current_database() as name`;
    expect(await applicationDatabase().execute(name)).toEqual(await db.execute(name));
  });

  it('migrates twice, and by two at once, without harm', async () => {
    await Promise.all([migrate(url), migrate(url)]);
    const [row] = await sql`select count(*)::int as count from drizzle.__drizzle_migrations`;
    expect(row?.count).toBeGreaterThan(0);
  });

  it('sorts Polish names as a Polish reader does, whatever the server’s own locale', async () => {
    const rows = await sql`
      select name from unnest(array['Żak', 'Zając', 'Łoś', 'Lis', 'Ćma', 'Cyc', 'Dąb']) as name
      order by name collate "pl-x-icu"`;
    expect(rows.map(row => String(row.name))).toEqual(['Cyc', 'Ćma', 'Dąb', 'Lis', 'Łoś', 'Zając', 'Żak']);
  });
});
