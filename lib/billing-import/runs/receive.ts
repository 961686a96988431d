import 'server-only';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { env } from '@/lib/env';
import { readParts, BrokenForm } from '@/lib/uploads/multipart';
import { removeFolder, runFolder } from './folder';

/** Why nothing was kept of an upload. */
export type UploadFault = 'nothing' | 'tooLarge' | 'broken' | 'mixed';

class TooLarge extends Error {}

/** Only the last part of a path, as a name that any file system takes. */
const plainName = (filename: string): string =>
  path.posix
    .basename(filename.replaceAll('\\', '/'))
    .replace(/[\u0000-\u001f<>:"|?*]/g, '_')
    .slice(0, 120);

/**
 * Writes the files of a form to the run's folder as they come. One archive is the package; else all files together
 * are, documents in `invoices/`.
 */
export async function receivePackage(
  ref: string,
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): Promise<{ readonly source: string; readonly bytes: number } | { readonly fault: UploadFault }> {
  const folder = runFolder(ref);
  const limit = env().IMPORT_MAX_MB * 1_000_000;
  const names: string[] = [];
  let bytes = 0;
  let archives = 0;
  const counted = () =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        done(bytes > limit ? new TooLarge() : null, chunk);
      },
    });
  try {
    await mkdir(path.join(folder, 'package/invoices'), { recursive: true, mode: 0o700 });
    for await (const part of readParts(body, boundary)) {
      const name = plainName(part.filename ?? '');
      if (name === '' || name.startsWith('.')) {
        // No file was chosen, or a field of the form: read and forgotten.
        for await (const chunk of part.content) if ((bytes += chunk.length) > limit) throw new TooLarge();
        continue;
      }
      const archive = /\.zip$/i.test(name);
      if (archive) archives += 1;
      const place = archive
        ? 'package.zip'
        : path.join('package', /\.(xml|pdf)$/i.test(name) ? 'invoices' : '', name);
      names.push(name);
      await pipeline(part.content, counted(), createWriteStream(path.join(folder, place), { mode: 0o600 }));
    }
    const fault = names.length === 0 ? 'nothing' : archives > 0 && names.length > 1 ? 'mixed' : null;
    if (!fault) {
      const shown = names.slice(0, 3).join(', ');
      return { source: names.length > 3 ? `${shown} + ${names.length - 3}` : shown, bytes };
    }
    await removeFolder(ref);
    return { fault };
  } catch (error) {
    await removeFolder(ref);
    if (error instanceof TooLarge) return { fault: 'tooLarge' };
    if (error instanceof BrokenForm) return { fault: 'broken' };
    throw error;
  }
}
