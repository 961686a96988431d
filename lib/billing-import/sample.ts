import { OWN_TABLES } from './own-tables';
import {
  csvFile,
  CSV_NAMES,
  ENTITIES,
  XML_FILES,
  type Column,
  type CountedName,
  type CsvName,
} from './files';
import type { FoundChange } from './report';
import { SAMPLE_ROWS } from './runs/rules';
import type { Package } from './source';
import type { Run } from './staging';

type Row = Readonly<Record<string, string | null>>;

/** A column as its file writes it, from what is kept: złoty, m³, the number of what it refers to. */
function written({ type, references }: Column, kept: string): string {
  if (references) {
    const { table, column } = ENTITIES[references];
    return `(select e.${column} from ${table} e where e.id = (${kept})::bigint)`;
  }
  if (type === 'money') return `round((${kept})::numeric / 100, 2)::text`;
  if (type === 'volume') return `trim_scale((${kept})::numeric / 1000)::text`;
  if (type === 'decimal') return `trim_scale((${kept})::numeric)::text`;
  return `(${kept})::text`;
}

/** A row as its file writes it. @param kept where a column of the table is read */
const rowOf = (name: CsvName, kept: (column: string) => string): string =>
  `jsonb_build_object(${Object.entries(csvFile(name).columns)
    .map(([column, spec]) => `'${column}', ${written(spec, kept(spec.keptAs ?? column))}`)
    .join(', ')})`;

/** What names the row, and of the other columns those that differ. @returns null when none does */
function changeOf(
  name: CsvName,
  before: Row | null,
  after: Row,
  file: CountedName = name,
): FoundChange | null {
  const { key, columns } = csvFile(name);
  const fields = Object.keys(columns)
    .filter(column => !key.includes(column) && (before?.[column] ?? null) !== after[column])
    .map(column => [column, [before?.[column] ?? null, after[column] ?? null]] as const);
  if (before && fields.length === 0) return null;
  return {
    file,
    kind: before ? 'updated' : 'inserted',
    key: key.map(column => after[column] ?? '').join(' / '),
    fields: Object.fromEntries(fields),
  };
}

/** What the import has inserted and changed so far, in its own transaction. */
export async function sampleChanges(run: Run, source: Package): Promise<FoundChange[]> {
  const { tx, importId, before } = run;
  const found: (FoundChange | null)[] = [];
  for (const table of [...OWN_TABLES].reverse()) {
    const name = CSV_NAMES.find(each => csvFile(each).table === table)!;
    const file = name === 'invoices.csv' && !source.csv.has(name) ? XML_FILES : name;
    const invoice = table === 'invoices';
    const was = (column: string) =>
      column === 'corrects_invoice'
        ? `b.before->'corrections'->0->>'corrected_number'`
        : `b.before${invoice ? `->'row'` : ''}->>'${column}'`;
    const now = (column: string) =>
      column === 'corrects_invoice'
        ? '(select min(k.corrected_number) from invoice_corrections k where k.invoice_id = t.id)'
        : `t.${column}`;
    const changed = await tx.unsafe<{ was: Row; now: Row }[]>(
      `select ${rowOf(name, was)} as was, ${rowOf(name, now)} as now
         from import_before b join ${table} t on t.id = b.row_id
        where b.import_id = $1 and b.kept = $2 order by b.row_id limit ${SAMPLE_ROWS}`,
      [importId, table],
    );
    for (const row of changed) found.push(changeOf(name, row.was, row.now, file));
    const added = await tx.unsafe<{ now: Row }[]>(
      `select ${rowOf(name, now)} as now from ${table} t where t.id > $1 order by t.id limit ${SAMPLE_ROWS}`,
      [before[table]],
    );
    for (const row of added) found.push(changeOf(name, null, row.now, file));
  }
  found.push(...(await changedLines(run)), ...(await changedReadings(run)));
  return found.filter(change => change !== null);
}

/** Lines of invoices that were there. */
async function changedLines({ tx, importId }: Run): Promise<(FoundChange | null)[]> {
  const name = 'invoice_lines.csv';
  const was = rowOf(name, column => (column === 'invoice_id' ? 'i.id' : `o.line->>'${column}'`));
  const rows = await tx.unsafe<{ was: Row | null; now: Row }[]>(
    `select case when o.line is not null then ${was} end as was, ${rowOf(name, column => `l.${column}`)} as now
       from import_before b join invoices i on i.id = b.row_id join invoice_lines l on l.invoice_id = i.id
       left join lateral (select x as line from jsonb_array_elements(b.before->'lines') x
                           where (x->>'position')::int = l.position) o on true
      where b.import_id = $1 and b.kept = 'invoices' and o.line is distinct from to_jsonb(l)
      order by i.id, l.position limit ${SAMPLE_ROWS}`,
    [importId],
  );
  return rows.map(row => changeOf(name, row.was, row.now));
}

/** Readings that were there; the day alone where the package gave no time. */
async function changedReadings({ tx, importId }: Run): Promise<(FoundChange | null)[]> {
  const name = 'readings.csv';
  const row = (from: string) =>
    rowOf(name, column =>
      column === 'read_at'
        ? `regexp_replace(to_char(b.read_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD HH24:MI'), ' 00:00$', '')`
        : `${from}.${column}`,
    );
  const rows = await tx.unsafe<{ was: Row; now: Row }[]>(
    `select ${row('b')} as was, ${row('r')} as now
       from (select * from import_before_readings where import_id = $1
              order by meter_id, read_at limit ${SAMPLE_ROWS}) b
       join readings r using (meter_id, read_at)
      order by b.meter_id, b.read_at`,
    [importId],
  );
  return rows.map(row => changeOf(name, row.was, row.now));
}
