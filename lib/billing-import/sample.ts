import { OWN_TABLES } from './before';
import { csvFile, CSV_NAMES, XML_FILES, type CountedName } from './files';
import type { FoundChange } from './report';
import type { Package } from './source';
import type { Run } from './staging';

/** So many rows of a file are shown, inserted and changed each: to be looked through, not kept for ever. */
const SHOWN = 500;

type Row = Record<string, unknown>;

const text = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** The columns of which one differs. */
function difference(before: Row, after: Row): FoundChange['fields'] {
  const names = Object.keys(after).filter(name => name !== 'id' && text(before[name]) !== text(after[name]));
  return Object.fromEntries(names.map(name => [name, [text(before[name]), text(after[name])] as const]));
}

const inserted = (row: Row): FoundChange['fields'] =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name, value]) => value !== null && !['id', 'ref'].includes(name))
      .map(([name, value]) => [name, [null, text(value)] as const]),
  );

/** What the import has inserted and changed so far, in its own transaction. */
export async function sampleChanges(run: Run, source: Package): Promise<FoundChange[]> {
  const { tx, importId, before } = run;
  const found: FoundChange[] = [];
  const fileOf = new Map<string, CountedName>(CSV_NAMES.map(name => [csvFile(name).table, name]));
  if (!source.csv.has('invoices.csv')) fileOf.set('invoices', XML_FILES);
  for (const table of [...OWN_TABLES].reverse()) {
    const file = fileOf.get(table)!;
    const keys = csvFile(table === 'invoices' ? 'invoices.csv' : (file as (typeof CSV_NAMES)[number])).key;
    const keyOf = (row: Row) => keys.map(key => text(row[key]) ?? '').join(' / ');
    const own = table === 'invoices' ? "b.before->'row'" : 'b.before';
    const changed = await tx.unsafe<{ was: Row; now: Row }[]>(
      `select ${own} as was, to_jsonb(t) as now from import_before b join ${table} t on t.id = b.row_id
        where b.import_id = $1 and b.kept = $2 order by b.row_id limit ${SHOWN}`,
      [importId, table],
    );
    for (const { was, now } of changed) {
      const fields = difference(was, now);
      if (Object.keys(fields).length > 0) found.push({ file, kind: 'updated', key: keyOf(now), fields });
    }
    const added = await tx.unsafe<{ now: Row }[]>(
      `select to_jsonb(t) as now from ${table} t where t.id > $1 order by t.id limit ${SHOWN}`,
      [before[table]],
    );
    for (const { now } of added)
      found.push({ file, kind: 'inserted', key: keyOf(now), fields: inserted(now) });
  }
  return [...found, ...(await changedLines(run)), ...(await changedReadings(run))];
}

/** Lines of invoices that were there. */
async function changedLines({ tx, importId }: Run): Promise<FoundChange[]> {
  const rows = await tx.unsafe<{ number: string; was: Row | null; now: Row }[]>(
    `select i.invoice_number as number, o.was, to_jsonb(l) - 'invoice_id' as now
       from import_before b join invoices i on i.id = b.row_id join invoice_lines l on l.invoice_id = i.id
       left join lateral (select x - 'invoice_id' as was from jsonb_array_elements(b.before->'lines') x
                           where (x->>'position')::int = l.position) o on true
      where b.import_id = $1 and b.kept = 'invoices' and o.was is distinct from to_jsonb(l) - 'invoice_id'
      order by i.id, l.position limit ${SHOWN}`,
    [importId],
  );
  return rows.map(({ number, was, now }) => ({
    file: 'invoice_lines.csv' as const,
    kind: was ? ('updated' as const) : ('inserted' as const),
    key: `${number} / ${text(now.line_no)}`,
    fields: was ? difference(was, now) : inserted(now),
  }));
}

async function changedReadings({ tx, importId }: Run): Promise<FoundChange[]> {
  const rows = await tx.unsafe<{ serial: string; at: string; was: Row; now: Row }[]>(
    `select m.serial_number as serial, to_char(b.read_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD HH24:MI') as at,
            jsonb_build_object('value_m3', b.value_l / 1000.0, 'kind', b.kind) as was,
            jsonb_build_object('value_m3', r.value_l / 1000.0, 'kind', r.kind) as now
       from (select * from import_before_readings where import_id = $1 order by meter_id, read_at limit ${SHOWN}) b
       join readings r using (meter_id, read_at) join meters m on m.id = b.meter_id
      order by m.serial_number, b.read_at`,
    [importId],
  );
  return rows.map(({ serial, at, was, now }) => ({
    file: 'readings.csv' as const,
    kind: 'updated' as const,
    key: `${serial} / ${at.replace(/ 00:00$/, '')}`,
    fields: difference(was, now),
  }));
}
