import { detectSeparator, readRecords, type Records } from './csv';
import { BrokenCsv } from './csv';
import { scanEncoding } from './encoding';
import type { Column, CsvFile } from './files';
import type { Findings } from './report';
import type { Entry } from './entry';

export interface HeaderColumn {
  readonly name: string;
  readonly column: Column;
}

export interface OpenCsv {
  readonly columns: HeaderColumn[];
  /** the rows behind the header */
  readonly records: AsyncGenerator<Records>;
  /** bytes handed out so far */
  done(): number;
}

/**
 * Opens a CSV file and reads its header: any separator, encoding and order of columns, exactly the names of
 * the table.
 * @returns null when the file as a whole is refused; the findings say why
 */
export async function openCsv(entry: Entry, file: CsvFile, findings: Findings): Promise<OpenCsv | null> {
  const scan = await scanEncoding(entry.open);
  if (!scan.ok) {
    findings.add(entry.name, scan.line, null, scan.value || null, scan.code);
    return null;
  }
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of entry.open()) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  const known = (name: string) => Object.hasOwn(file.columns, name);
  const records = readRecords(counted(), scan.encoding, header => detectSeparator(header, known));
  try {
    const first = await records.next();
    const names = first.done ? undefined : first.value.cells.shift()?.map(cell => cell.trim());
    const line = (first.done ? undefined : first.value.lines.shift()) ?? 1;
    if (first.done || !names) {
      findings.add(entry.name, 1, null, null, 'csv_empty');
      return null;
    }
    const columns = checkHeader(entry.name, line, names, file, findings);
    if (!columns) return null;
    const rest = async function* () {
      if (first.value.lines.length) yield first.value;
      yield* records;
    };
    return { columns, records: rest(), done: () => bytes };
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error;
    findings.add(entry.name, error.line, null, error.value, error.code, error.params);
    return null;
  }
}

const UNREAD: Column = { type: 'text' };

function checkHeader(
  name: string,
  line: number,
  names: string[],
  file: CsvFile,
  findings: Findings,
): HeaderColumn[] | null {
  const before = findings.count;
  const columns: HeaderColumn[] = [];
  const seen = new Set<string>();
  for (const header of names) {
    const unread = file.unread?.includes(header) ? UNREAD : undefined;
    const column = Object.hasOwn(file.columns, header) ? file.columns[header] : unread;
    if (!column) {
      const known = Object.keys(file.columns).join(', ');
      findings.add(name, line, header, header, 'unknown_column', { known });
    } else if (seen.has(header)) {
      findings.add(name, line, header, header, 'duplicate_column');
    } else columns.push({ name: header, column });
    seen.add(header);
  }
  for (const [required, column] of Object.entries(file.columns)) {
    if (column.required && !seen.has(required)) findings.add(name, line, required, null, 'missing_column');
  }
  return findings.count > before ? null : columns;
}
