import * as fs from 'node:fs';
import * as fsp from 'node:fs/promises';
import path from 'node:path';
import { LIMITS, MB, type Entry } from './entry';
import { CSV_NAMES, type CsvName } from './files';
import { UnusablePackage, type Findings } from './report';
import { openZip } from './zip';

export interface Package {
  /** last part of the path, for the log */
  name: string;
  csv: Map<CsvName, Entry>;
  /** in the order of their names */
  xml: Entry[];
  pdf: Entry[];
  close(): Promise<void>;
}

/** What operating systems leave behind, and what people add for people. */
const JUNK =
  /(^|\/)(\.[^/]*|__MACOSX(\/.*)?|Thumbs\.db|desktop\.ini|[^/]*\.(txt|md)|README|CHANGELOG|LICENSE)$/i;

/**
 * Opens a package: a folder, or a zip archive with the same files in it (or in one folder in it).
 * @throws UnusablePackage when there is nothing to import, or something that must not be unpacked
 */
export async function openPackage(location: string, findings: Findings): Promise<Package> {
  const stat = await fsp.stat(location).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new UnusablePackage('package_missing', location);
    throw new UnusablePackage('package_unreadable', location, { detail: error.message });
  });
  const name = path.basename(path.resolve(location));
  const { entries, close } = stat.isDirectory()
    ? { entries: await listFolder(location), close: async () => {} }
    : await openZip(location);
  try {
    return { name, ...sort(entries, location, findings), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listFolder(folder: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  const read = async (below: string): Promise<void> => {
    for (const item of await fsp.readdir(path.join(folder, below), { withFileTypes: true })) {
      const name = below ? `${below}/${item.name}` : item.name;
      if (JUNK.test(name)) continue;
      const file = path.join(folder, name);
      const stat = await fsp.stat(file);
      if (stat.isDirectory()) {
        if (name === 'invoices') await read(name);
        // Deeper folders are no part of a package: named once, not walked.
        else entries.push({ name: `${name}/`, size: 0, open: () => fs.createReadStream(file) });
      } else if (stat.isFile()) {
        entries.push({
          name,
          size: stat.size,
          open: () => fs.createReadStream(file, { highWaterMark: 512 * 1024 }),
        });
      }
    }
  };
  try {
    await read('');
  } catch (error) {
    throw new UnusablePackage('package_unreadable', folder, {
      detail: error instanceof Error ? error.message : '',
    });
  }
  return entries;
}

/** Puts entries into their places; what has no place is reported. */
function sort(all: Entry[], location: string, findings: Findings): Pick<Package, 'csv' | 'xml' | 'pdf'> {
  const entries = all.filter(entry => !JUNK.test(entry.name));
  const csv = new Map<CsvName, Entry>();
  const xml: Entry[] = [];
  const pdf: Entry[] = [];
  const unknown: Entry[] = [];
  let total = 0;
  for (const entry of entries) {
    const known = CSV_NAMES.find(name => name === entry.name);
    const document = /^(?:invoices\/)?[^/]+\.(xml|pdf)$/i.exec(entry.name);
    if (known) csv.set(known, entry);
    else if (document?.[1]?.toLowerCase() === 'xml') xml.push(entry);
    else if (document && entry.name.startsWith('invoices/')) pdf.push(entry);
    else {
      unknown.push(entry);
      continue;
    }
    const limit = known ? LIMITS.csv : document?.[1]?.toLowerCase() === 'xml' ? LIMITS.xml : LIMITS.pdf;
    if (entry.size > limit)
      throw new UnusablePackage('file_too_large', entry.name, megabytes(entry.size, limit));
    total += entry.size;
  }
  if (csv.size + xml.length + pdf.length === 0 && !unknown.some(entry => entry.name.endsWith('.csv')))
    throw new UnusablePackage('package_empty', location);
  if (total > LIMITS.total)
    throw new UnusablePackage('package_too_large', location, megabytes(total, LIMITS.total));
  const places = [...CSV_NAMES, 'invoices/*.xml', 'invoices/*.pdf'].join(', ');
  for (const entry of unknown) findings.add(entry.name, null, null, null, 'unknown_file', { known: places });
  const byName = (a: Entry, b: Entry) => (a.name < b.name ? -1 : 1);
  return { csv, xml: xml.sort(byName), pdf: pdf.sort(byName) };
}

const megabytes = (size: number, limit: number) => ({
  size: Math.ceil(size / MB),
  limit: Math.round(limit / MB),
});

/** All bytes of a small entry. @throws UnusablePackage when it is larger than it said */
export async function readEntry(entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of entry.open()) {
    parts.push(part);
    size += part.length;
    if (size > entry.size) {
      throw new UnusablePackage('package_unreadable', entry.name, { detail: 'size' });
    }
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
