import { connect } from '../db/client';
import { grantApplication } from '../db/grants';
import { migrate } from '../db/migrate';
import { ensureTerms } from '../lib/terms/commands';

/**
 * `npm run db:migrate`: brings the database up to date. The owner's connection wins where there is one; the role of
 * the application's own connection is then granted what it may do, after each migration anew.
 */
export default async function dbMigrate(): Promise<void> {
  const url = process.env.MIGRATION_DATABASE_URL || process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is missing.');
  await migrate(url);
  const { sql, db } = connect(url, { max: 1 });
  await ensureTerms(db).finally(() => sql.end());
  const { MIGRATION_DATABASE_URL: owner, DATABASE_URL: own } = process.env;
  const role = owner && own ? decodeURIComponent(new URL(own).username) : '';
  if (owner && role !== '' && role !== decodeURIComponent(new URL(owner).username))
    await grantApplication(owner, role);
  console.error('The database is up to date.');
}
