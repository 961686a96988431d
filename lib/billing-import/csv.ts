import { decoder, LONGEST_RECORD, wholeLines, type Encoding } from './encoding';
import type { ReasonCode, ReasonParams } from './errors';

export type Separator = ',' | ';' | '\t';

export interface Records {
  /** physical line on which each record begins, 1-based */
  lines: number[];
  /** cells as they stand, quotes removed */
  cells: string[][];
}

/** The text is no CSV from this line on. */
export class BrokenCsv extends Error {
  override readonly name = 'BrokenCsv';

  constructor(
    readonly line: number,
    readonly code: ReasonCode,
    readonly value: string,
    readonly params: ReasonParams = {},
  ) {
    super(code);
  }
}

/**
 * The records of a file, a block at a time: separator as given, quotes as in RFC 4180 (a quoted cell may hold
 * separators, doubled quotes and line ends), LF or CRLF. Blank lines are skipped. The first record is the
 * header. Ours rather than a library's because it must know physical lines and cut a million plain rows in
 * well under a second; measured in docs/decisions/0004.
 * @throws BrokenCsv for quotes that do not close, and records beyond all measure
 */
export async function* readRecords(
  source: AsyncIterable<Buffer>,
  encoding: Encoding,
  separatorOf: (header: string) => Separator,
): AsyncGenerator<Records> {
  const decode = decoder(encoding);
  let separator: Separator | undefined;
  let line = 1;
  /** an unfinished record: its text so far and the line it began on */
  let open: { text: string; line: number } | undefined;

  for await (const { bytes } of wholeLines(source)) {
    let text = decode(bytes);
    if (line === 1 && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    const quotes = text.includes('"');
    const lines: number[] = [];
    const cells: string[][] = [];
    for (let at = 0; at < text.length;) {
      const end = text.indexOf('\n', at);
      const stop = end < 0 ? text.length : end;
      const row = text.slice(at, stop > at && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop);
      at = stop + 1;
      const began = open?.line ?? line;
      line += 1;
      if (!open && row.length === 0) continue;
      if (row.length > LONGEST_RECORD || (open && open.text.length > LONGEST_RECORD))
        throw new BrokenCsv(began, 'csv_too_long', row.slice(0, 200), { limit: LONGEST_RECORD });
      separator ??= separatorOf(row);
      if (!open && !(quotes && row.includes('"'))) {
        lines.push(began);
        cells.push(row.split(separator));
        continue;
      }
      const whole: string = open ? `${open.text}\n${row}` : row;
      const parsed = splitQuoted(whole, separator);
      if (parsed === 'open') {
        open = { text: whole, line: began };
        continue;
      }
      if (parsed === 'broken') throw new BrokenCsv(began, 'csv_quotes', whole);
      open = undefined;
      lines.push(began);
      cells.push(parsed);
    }
    if (lines.length) yield { lines, cells };
  }
  if (open) throw new BrokenCsv(open.line, 'csv_quotes', open.text);
}

/** Cells of a record that holds a quote; `open` when a quoted cell goes on behind the line's end. */
function splitQuoted(record: string, separator: Separator): string[] | 'open' | 'broken' {
  const cells: string[] = [];
  for (let at = 0; ;) {
    let start = at;
    while (record[start] === ' ') start++;
    if (record[start] === '"') {
      let cell = '';
      let from = start + 1;
      for (;;) {
        const quote = record.indexOf('"', from);
        if (quote < 0) return 'open';
        cell += record.slice(from, quote);
        if (record[quote + 1] !== '"') {
          at = quote + 1;
          break;
        }
        cell += '"';
        from = quote + 2;
      }
      while (record[at] === ' ') at++;
      cells.push(cell);
      if (at < record.length && record[at] !== separator) return 'broken';
    } else {
      const end = record.indexOf(separator, at);
      const stop = end < 0 ? record.length : end;
      // A quote inside an unquoted cell is a character like any other: `ul. "Zielona" 5`.
      cells.push(record.slice(at, stop));
      at = stop;
    }
    if (at >= record.length) return cells;
    at += 1;
    if (at === record.length) {
      cells.push('');
      return cells;
    }
  }
}

/**
 * The separator of a header row: the one that cuts it into the most column names that are known; when none
 * does, the one that stands in it most often, so that the complaint names the right columns.
 */
export function detectSeparator(header: string, known: (name: string) => boolean): Separator {
  const rated = ([';', ',', '\t'] as const).map(separator => {
    const split = splitQuoted(header, separator);
    const cells = Array.isArray(split) ? split : header.split(separator);
    return { separator, known: cells.filter(cell => known(cell.trim())).length, cells: cells.length };
  });
  rated.sort((a, b) => b.known - a.known || b.cells - a.cells);
  return rated[0]!.separator;
}
