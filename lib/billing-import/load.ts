import { BrokenCsv } from './csv';
import { toDecimal, type Grosze } from '../kernel/money';
import { csvFile, type CsvFile, type CsvName } from './files';
import { openCsv, type HeaderColumn } from './header';
import type { Entry } from './entry';
import { copyCell, CopyIn, SQL_TYPE, stagingTable, type Run, type Staged } from './staging';
import { readerOf, Unreadable, type Reader } from './values';

/**
 * Reads a CSV file into its temporary table, every cell judged by its column. Rows that are refused are staged
 * too, marked as bad, as far as their key can be read: what refers to them is then not blamed as well.
 * @returns null when the file as a whole is refused
 */
export async function loadCsv(run: Run, name: CsvName, entry: Entry): Promise<Staged | null> {
  const file = csvFile(name);
  const opened = await openCsv(entry, file, run.findings);
  if (!opened) return null;
  const table = stagingTable(name);
  const all = Object.entries(file.columns);
  await run.tx.unsafe(
    `create temp table ${table} (line bigint not null, bad boolean not null,
      ${all.map(([column, { type }]) => `${column} ${SQL_TYPE[type]}`).join(', ')}) on commit drop`,
  );
  const names = opened.columns.map(column => column.name);
  const judge = rowJudge(run, name, file, opened.columns);
  const copy = await CopyIn.open(run.tx, `${table} (line, bad, ${names.join(', ')}) from stdin`);
  let rows = 0;
  let unstaged = 0;
  try {
    for await (const { lines, cells } of opened.records) {
      for (let at = 0; at < lines.length; at++) {
        const verdict = judge(lines[at]!, cells[at]!);
        if (verdict === 'blank') continue;
        rows += 1;
        if (verdict === 'unstaged') unstaged += 1;
        else copy.row(verdict);
        if (copy.isFull) await copy.flush();
      }
      run.tell({ phase: 'reading', file: name, rows, done: opened.done(), total: entry.size });
    }
    await copy.end();
  } catch (error) {
    if (!(error instanceof BrokenCsv)) {
      copy.abort(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    await copy.end();
    run.findings.add(name, error.line, null, error.value, error.code, error.params);
    unstaged += 1;
    run.broken.add(name);
  }
  // Temporary tables are never analysed by themselves, and a merge without statistics picks nested loops.
  await run.tx.unsafe(`analyze ${table}`);
  return { table, header: new Set(names), rows, unstaged };
}

type Verdict = string[] | 'blank' | 'unstaged';

function rowJudge(
  run: Run,
  name: CsvName,
  file: CsvFile,
  columns: HeaderColumn[],
): (line: number, cells: string[]) => Verdict {
  const readers: Reader[] = columns.map(({ column }) => readerOf(column));
  const at = (column: string) => columns.findIndex(header => header.name === column);
  const keys = file.key.map(at);
  const pairs = (file.ordered ?? [])
    .map(([from, to]) => ({ from: at(from), to: at(to), names: [from, to] as const }))
    .filter(pair => pair.from >= 0 && pair.to >= 0);
  const sums = (file.sums ?? []).map(sum => sum.map(at) as [number, number, number]);
  const { findings } = run;

  return (line, cells) => {
    if (cells.length !== columns.length) {
      if (cells.every(cell => cell.trim() === '')) return 'blank';
      const params = { found: cells.length, expected: columns.length };
      findings.add(name, line, null, cells.join(' | '), 'csv_fields', params);
      return 'unstaged';
    }
    const out: string[] = [String(line), 'f'];
    const values: (string | null)[] = [];
    let empty = 0;
    let bad = false;
    for (let i = 0; i < columns.length; i++) {
      const cell = cells[i]!.trim();
      let value: string | null = null;
      if (cell !== '') {
        const read = readers[i]!(cell);
        if (read instanceof Unreadable) {
          bad = true;
          findings.add(name, line, columns[i]!.name, cell, read.code, read.params);
        } else value = read;
      } else empty += 1;
      values.push(value);
      out.push(copyCell(value));
    }
    if (empty === columns.length) return 'blank';
    for (let i = 0; i < columns.length; i++) {
      if (columns[i]!.column.required && cells[i]!.trim() === '') {
        bad = true;
        findings.add(name, line, columns[i]!.name, null, 'missing_value');
      }
    }
    for (const { from, to, names } of pairs) {
      const [first, second] = [values[from], values[to]];
      if (first && second && second < first) {
        bad = true;
        findings.add(name, line, names[1], second, 'bad_order', { column: names[0], other: first });
      }
    }
    for (const [a, b, c] of sums) {
      const [net, vat, gross] = [values[a], values[b], values[c]];
      if (!net || !vat || !gross || Number(net) + Number(vat) === Number(gross)) continue;
      bad = true;
      const zloty = (value: number) => toDecimal(value as Grosze);
      findings.add(name, line, columns[c]!.name, cells[c]!.trim(), 'gross_mismatch', {
        net: zloty(Number(net)),
        vat: zloty(Number(vat)),
        sum: zloty(Number(net) + Number(vat)),
        gross: zloty(Number(gross)),
      });
    }
    if (bad) {
      if (keys.some(key => values[key] === null)) return 'unstaged';
      out[1] = 't';
    }
    return out;
  };
}
