/** Processes and the lock between them: who still runs, and who may start or stop the server. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';

/** Enough for a crash recovery on a slow disk; a healthy server needs a tenth of a second. */
export const START_MS = 90_000;

export const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** A file's text; undefined when there is none. */
export function read(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** State and start of a process (Linux, proc_pid_stat(5)); empty where the system does not say. */
function statOf(pid) {
  const stat = read(`/proc/${pid}/stat`) ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', born: fields[19] ?? '' };
}

/** What tells a process from a later one with the same number. */
const bornAt = pid => statOf(pid).born;

/** How a process was called; undefined where the system does not say. */
export function commandOf(pid) {
  if (process.platform === 'linux') return read(`/proc/${pid}/cmdline`);
  if (process.platform === 'win32') return undefined;
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  // In a container nobody may collect the dead.
  return statOf(pid).state !== 'Z';
}

export const stamp = pid => `${pid} ${bornAt(pid)}`;

/** Whether the process that wrote this stamp still runs. */
export function isCurrent(text) {
  const [pid, born] = text.trim().split(' ');
  return Number(pid) > 0 && isAlive(Number(pid)) && (!born || bornAt(Number(pid)) === born);
}

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

export async function withLock(home, work) {
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
