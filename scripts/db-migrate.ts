import { connect } from '../db/client';
import { migrate } from '../db/migrate';
import { ensureTerms } from '../lib/terms/commands';

/** `npm run db:migrate`: brings the database up to date. The owner's connection wins where there is one. */
export default async function dbMigrate(): Promise<void> {
  const url = process.env.MIGRATION_DATABASE_URL || process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is missing.');
  await migrate(url);
  const { sql, db } = connect(url, { max: 1 });
  await ensureTerms(db).finally(() => sql.end());
  console.error('The database is up to date.');
}
