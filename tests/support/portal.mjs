/**
 * Once per Playwright run: the built portal with demo data on a database of its own, on a free port. Tests find
 * E2E_URL (also Playwright's baseURL), E2E_URL_WITHOUT_PROXY, E2E_DATABASE_URL, E2E_AUTH_SECRET and E2E_DATA (the folder with
 * demo-sign-ins.json).
 */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { openThrowaway } from '../../db/embedded.mjs';
import { build, buildIsCurrent } from '../../scripts/support/prepare.mjs';
import { atEnd, endAll, freePort, run } from '../../scripts/support/processes.mjs';
import { startServer, untilReady } from '../../scripts/support/server.mjs';
import { ROOT } from '../../scripts/support/settings.mjs';
import { standaloneWithoutProxy } from './without-proxy.mjs';

/** A database on the server at DATABASE_URL if one is given, else on an embedded server of our own. */
async function makeDatabase() {
  const given = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  if (!given) {
    const server = await openThrowaway();
    process.once('exit', server.stopNow);
    atEnd(server.stop);
    return server.url;
  }
  const name = `ibok_test_${randomBytes(4).toString('hex')}_portal`;
  const work = async statement => {
    const sql = postgres(given, { max: 1, onnotice: () => {} });
    await sql.unsafe(statement);
    await sql.end();
  };
  await work(`create database ${name}`);
  atEnd(() => work(`drop database if exists ${name} with (force)`));
  return Object.assign(new URL(given), { pathname: `/${name}` }).href;
}

async function command(env, ...args) {
  const { code, output } = await run(process.execPath, ['scripts/cli.mjs', ...args], { env });
  if (code !== 0) throw new Error(`${args.join(' ')} failed:\n${output}`);
}

/** The same portal on the same data without proxy.ts. @returns its address */
async function startWithoutProxy(env) {
  fs.mkdirSync(path.join(ROOT, '.data'), { recursive: true, mode: 0o700 });
  const folder = fs.mkdtempSync(path.join(ROOT, '.data/without-proxy-'));
  atEnd(() => fs.rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const file = standaloneWithoutProxy(path.join(folder, 'portal'));
  const log = path.join(ROOT, '.data/test-portal-without-proxy.log');
  const url = `http://localhost:${port}`;
  const { gone } = startServer({
    env: { ...env, PORT: String(port), APP_URL: url },
    port,
    host: '127.0.0.1',
    log,
    file,
  });
  await untilReady(`http://127.0.0.1:${port}`, gone, log);
  return url;
}

export default async function startPortal() {
  if (process.env.E2E_URL) return;
  try {
    if (!buildIsCurrent()) await build();
    const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-portal-'));
    atEnd(() => fs.rmSync(data, { recursive: true, force: true }));
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const database = await makeDatabase();
    // Of the caller's own settings nothing but what programs need to run.
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      APP_ENV: 'test',
      APP_URL: url,
      PORT: String(port),
      DATABASE_URL: database,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      CRON_SECRET: randomBytes(32).toString('base64url'),
      DELIVERY: 'outbox',
      TRUSTED_PROXIES: '1', // each test comes from a network of its own
      IBOK_DATA: data,
    };
    await command(env, 'db-migrate');
    await command(env, 'seed');
    const log = path.join(ROOT, '.data/test-portal.log');
    const { gone } = startServer({ env, port, host: '127.0.0.1', log });
    await untilReady(`http://127.0.0.1:${port}`, gone, log);
    const unguarded = await startWithoutProxy(env);
    Object.assign(process.env, { E2E_URL_WITHOUT_PROXY: unguarded, E2E_AUTH_SECRET: env.AUTH_SECRET });
    Object.assign(process.env, { E2E_URL: url, E2E_DATABASE_URL: database, E2E_DATA: data });
  } catch (error) {
    await endAll();
    throw error;
  }
  return endAll;
}
