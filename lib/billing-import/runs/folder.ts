import 'server-only';
import * as fs from 'node:fs';
import path from 'node:path';
import { env } from '@/lib/env';

/** Where uploaded packages lie until they are imported, discarded or forgotten. */
const base = (): string =>
  path.join(env().IBOK_DATA ?? path.join(/* turbopackIgnore: true */ env().IBOK_ROOT, '.data'), 'imports');

/** The folder of one run. @param ref of the run, which only ever holds letters and digits */
export function runFolder(ref: string): string {
  if (!/^[0-9A-Z]{10}$/.test(ref)) throw new RangeError(`no reference: ${ref}`);
  return path.join(base(), ref);
}

/** What the command is to read: the archive, or the folder with the files. */
export function packageOf(ref: string): string {
  const archive = path.join(runFolder(ref), 'package.zip');
  return fs.existsSync(archive) ? archive : path.join(runFolder(ref), 'package');
}

export const removeFolder = (ref: string): Promise<void> =>
  fs.promises.rm(runFolder(ref), { recursive: true, force: true });
