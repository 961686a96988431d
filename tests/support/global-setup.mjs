/**
 * Once per Jest run: a PostgreSQL for the database tests, with a migrated template that every test file clones.
 * TEST_DATABASE_URL or DATABASE_URL names an own server; there, only databases called ibok_test_… are touched.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { openThrowaway } from '../../db/embedded.mjs';

/** The kinds of test that need no database, when only such are asked for. */
const WITHOUT_DATABASE = /(^|\/)tests\/(unit|architecture)\b/;

export default async function globalSetup(globalConfig) {
  const asked = globalConfig.testPathPatterns?.patterns ?? [];
  if (asked.length > 0 && asked.every(pattern => WITHOUT_DATABASE.test(pattern))) return;

  const given = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  const server = given ? undefined : await openThrowaway();
  const url = new URL(given ?? server.url);
  const run = `ibok_test_${randomBytes(4).toString('hex')}`;
  const template = `${run}_template`;

  globalThis.ibokTestServer = {
    stop: async () => {
      if (server) return server.stop();
      const sql = postgres(url.href, { max: 1, onnotice: () => {} });
      const left = await sql`select datname from pg_database where starts_with(datname, ${run})`;
      for (const { datname } of left) await sql`drop database if exists ${sql(datname)} with (force)`;
      await sql.end();
    },
  };
  if (server) {
    process.once('exit', server.stopNow);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  }

  try {
    const sql = postgres(url.href, { max: 1, onnotice: () => {} });
    await sql`create database ${sql(template)}`;
    await sql.end();
    const templateUrl = new URL(url);
    templateUrl.pathname = `/${template}`;
    await promisify(execFile)(process.execPath, ['scripts/cli.mjs', 'db-migrate'], {
      cwd: globalConfig.rootDir,
      env: { ...process.env, DATABASE_URL: templateUrl.href, MIGRATION_DATABASE_URL: '', APP_ENV: 'test' },
    });
  } catch (error) {
    await globalThis.ibokTestServer.stop().catch(() => {});
    throw error;
  }
  process.env.IBOK_TEST_SERVER = url.href;
  process.env.IBOK_TEST_RUN = run;
}
