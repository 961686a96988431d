import yauzl from 'yauzl';
import type { ReasonCode } from './errors';
import { UnusablePackage } from './report';
import { LIMITS, type Entry } from './entry';

/** Unix file type of a symbolic link, in the upper half of the attributes. */
const LINK = 0xa000;
const ARCHIVES = /\.(zip|7z|rar|gz|tgz|tar|bz2|xz)$/i;

/**
 * Opens a zip archive. The whole directory is judged before a byte is unpacked; entries are then streamed, in
 * whatever order they are asked for, and yauzl stops one that turns out larger than its directory says.
 * @throws UnusablePackage for what must not be unpacked
 */
export async function openZip(location: string): Promise<{ entries: Entry[]; close: () => Promise<void> }> {
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(location, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    const code = /end of central directory|signature/i.test(detail) ? 'package_not_zip' : 'zip_broken';
    throw new UnusablePackage(code, location, { detail });
  }
  const close = async () => zip.close();
  try {
    return { entries: judge(await directory(zip, location), zip, location), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function directory(zip: yauzl.ZipFile, location: string): Promise<yauzl.Entry[]> {
  if (zip.entryCount > LIMITS.entries)
    throw new UnusablePackage('zip_too_many', location, { limit: LIMITS.entries });
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('error', (error: Error) =>
      reject(new UnusablePackage('zip_broken', location, { detail: error.message })),
    );
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

function judge(all: yauzl.Entry[], zip: yauzl.ZipFile, location: string): Entry[] {
  const named = all.map(entry => ({
    entry,
    // Backslashes stay as they are, to be refused: what they mean depends on who unpacks.
    name: yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true),
  }));
  const seen = new Set<string>();
  let total = 0;
  for (const { entry, name } of named) {
    const refuse = (code: ReasonCode, params = {}) => {
      throw new UnusablePackage(code, name || location, params);
    };
    if (yauzl.validateFileName(name) || /[\u0000-\u001f]/.test(name) || name === '') refuse('zip_path');
    if (((entry.externalFileAttributes >>> 16) & 0xf000) === LINK) refuse('zip_symlink');
    if (entry.isEncrypted()) refuse('zip_encrypted');
    if (ARCHIVES.test(name)) refuse('zip_nested');
    if (seen.has(name)) refuse('file_twice');
    seen.add(name);
    const ratio = Math.round(entry.uncompressedSize / Math.max(entry.compressedSize, 1));
    if (entry.uncompressedSize > LIMITS.ratioFrom && ratio > LIMITS.ratio)
      refuse('zip_bomb', { ratio, limit: LIMITS.ratio });
    total += entry.uncompressedSize;
  }
  // Entries may overlap in the archive, so that each looks harmless and all together are not.
  const ratio = Math.round(total / Math.max(zip.fileSize, 1));
  if (total > LIMITS.ratioFrom && ratio > LIMITS.ratio)
    throw new UnusablePackage('zip_bomb', location, { ratio, limit: LIMITS.ratio });

  const files = named.filter(({ name }) => !name.endsWith('/'));
  const top = topFolder(files.map(({ name }) => name));
  return files.map(({ entry, name }) => ({
    name: name.slice(top.length),
    size: entry.uncompressedSize,
    open: () => stream(zip, entry, name),
  }));
}

/** `export-2026-11/` when everything lies in that one folder; what Macs add beside it does not count. */
function topFolder(names: string[]): string {
  const own = names.filter(name => !/(^|\/)(__MACOSX\/|\.DS_Store$)/.test(name));
  const top = /^[^/]+\//.exec(own[0] ?? '')?.[0];
  return top && top !== 'invoices/' && own.every(name => name.startsWith(top)) ? top : '';
}

async function* stream(zip: yauzl.ZipFile, entry: yauzl.Entry, name: string): AsyncGenerator<Buffer> {
  try {
    const source = await zip.openReadStreamPromise(entry);
    for await (const chunk of source) yield chunk as Buffer;
  } catch (error) {
    throw new UnusablePackage('zip_broken', name, { detail: error instanceof Error ? error.message : '' });
  }
}
