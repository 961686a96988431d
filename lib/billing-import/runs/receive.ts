import 'server-only';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Busboy from '@fastify/busboy';
import { env } from '@/lib/env';
import { removeFolder, runFolder } from './folder';

/** Why nothing was kept of an upload. */
export type UploadFault = 'nothing' | 'tooLarge' | 'broken' | 'mixed' | 'twice';

class TooLarge extends Error {}
/** A file could not be written; nothing is wrong with what was sent. */
class NotKept extends Error {}

/** Only the last part of a path, as a name that any file system takes. */
const plainName = (filename: string): string =>
  path.posix
    .basename(filename.replaceAll('\\', '/'))
    .replace(/[\u0000-\u001f<>:"|?*]/g, '_')
    .slice(0, 120);

function faultOf(names: readonly string[], archives: number): UploadFault | null {
  if (names.length === 0) return 'nothing';
  if (archives > 0 && names.length > 1) return 'mixed';
  return new Set(names).size < names.length ? 'twice' : null;
}

/**
 * Writes the files of a form to the run's folder as they come, never more of them in memory than one block. One
 * archive is the package; else all files together are, documents in `invoices/`.
 * @param contentType the request's, which names the boundary of the form's parts
 */
export async function receivePackage(
  ref: string,
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<{ readonly source: string; readonly bytes: number } | { readonly fault: UploadFault }> {
  const folder = runFolder(ref);
  const limit = env().IMPORT_MAX_MB * 1_000_000;
  const ended = new AbortController();
  const names: string[] = [];
  const writes: Promise<void>[] = [];
  let bytes = 0;
  let archives = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > limit ? new TooLarge() : null, chunk);
    },
  });
  try {
    await mkdir(path.join(folder, 'package/invoices'), { recursive: true, mode: 0o700 });
    const form = new Busboy({ headers: { 'content-type': contentType } });
    form.on('file', (_field, file, filename) => {
      const name = plainName(filename ?? '');
      if (name === '' || name.startsWith('.')) return void file.resume(); // no file was chosen
      const archive = /\.zip$/i.test(name);
      if (archive) archives += 1;
      const place = archive
        ? 'package.zip'
        : path.join('package', /\.(xml|pdf)$/i.test(name) ? 'invoices' : '', name);
      const isSpare = names.includes(name) || (archive && archives > 1);
      names.push(name);
      if (isSpare) return void file.resume(); // refused as a whole, below
      const kept = createWriteStream(path.join(folder, place), { mode: 0o600 });
      const written = pipeline(file, kept, { signal: ended.signal });
      written.catch(error => form.destroy(new NotKept('', { cause: error })));
      writes.push(written);
    });
    await pipeline(Readable.from(body), counted, form);
    await Promise.all(writes);
  } catch (error) {
    ended.abort();
    await Promise.allSettled(writes);
    await removeFolder(ref);
    if (error instanceof NotKept) throw error.cause;
    return { fault: error instanceof TooLarge ? 'tooLarge' : 'broken' };
  }
  const fault = faultOf(names, archives);
  if (fault) {
    await removeFolder(ref);
    return { fault };
  }
  const shown = names.slice(0, 3).join(', ');
  return { source: names.length > 3 ? `${shown} + ${names.length - 3}` : shown, bytes };
}
