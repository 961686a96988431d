/** One server of one home folder: set up, launched, found again, stopped. */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { commandOf, isAlive, pause, read, START_MS } from './processes.mjs';

const exec = promisify(execFile);
export const ROLE = 'ibok';
export const DATABASE = 'ibok';

/** What postmaster.pid says (PostgreSQL's pidfile.h), if the server it names really runs. */
export function running(home) {
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

export function prepareFolders(home, account) {
  fs.mkdirSync(path.join(home, 'users'), { recursive: true });
  // The account has to pass this folder; what is secret in it has a mode of its own.
  fs.chmodSync(home, account ? 0o711 : 0o700);
}

export async function initialise(home, native, account, { durable }) {
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

export async function launch(home, native, account, { durable }) {
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

/** Asks the server to finish: connections are cut, the files are left in order. Does not wait. */
export function signalStop(home, signal = 'SIGINT') {
  const server = running(home);
  if (!server) return;
  try {
    process.kill(server.pid, signal);
  } catch {
    // It ended by itself.
  }
}

export async function stopServer(home, native, account) {
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
