import 'server-only';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { env, environmentForPrograms } from '@/lib/env';
import { runFolder } from './folder';

/**
 * Lets `npm run import -- --run REF` do the work: a process of its own, so that the portal answers meanwhile, its
 * memory is given back, and a restart of the portal does not end it.
 */
export function startProcess(ref: string): void {
  const root = env().IBOK_ROOT;
  fs.mkdirSync(runFolder(ref), { recursive: true, mode: 0o700 });
  const log = fs.openSync(path.join(runFolder(ref), 'log.txt'), 'a', 0o600);
  const child = spawn(process.execPath, ['scripts/cli.mjs', 'import', '--run', ref], {
    cwd: root,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...environmentForPrograms(), NODE_OPTIONS: '' },
  });
  // A process that cannot be started gives no sign of life, and the page says so.
  child.on('error', () => {});
  child.unref();
  fs.closeSync(log);
}
