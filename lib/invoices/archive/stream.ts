import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of an archive, made only when its turn has come. */
export interface ArchiveFile {
  readonly name: string;
  readonly changedAt: Date;
  /** already compressed by its own kind, as PDF is */
  readonly packed: boolean;
  readonly load: () => Promise<Uint8Array>;
}

const PIECE = 64 * 1024;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/**
 * A ZIP as a stream: the next file is loaded when the one before it has gone out, so that what is in memory does
 * not depend on how many there are. It ends early, and nothing more is loaded, when the reader goes away, the
 * signal is given or a file cannot be made; the archive is then visibly broken, never silently incomplete.
 */
export function archiveStream(files: readonly ArchiveFile[], signal?: AbortSignal): Readable {
  const zip = new ZipFile();
  // It is a PassThrough; the types promise less.
  const output = zip.outputStream as Readable;
  const stop = () => void output.destroy(new Error('the download was broken off'));
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  output.once('close', () => signal?.removeEventListener('abort', stop));
  // Who reads it hears of the fault as well; unheard it would end the process.
  output.on('error', () => {});
  zip.on('error', error => void output.destroy(error));

  for (const { name, changedAt, packed, load } of files) {
    zip.addReadStreamLazy(name, { mtime: changedAt, mode: 0o100644, compress: !packed }, pass => {
      if (output.destroyed) return;
      load().then(
        bytes => {
          if (!output.destroyed) pass(null, Readable.from(pieces(bytes), { objectMode: false }));
        },
        (error: unknown) => void output.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }
  zip.end();
  return output;
}
