import { BrokenCsv } from './csv';
import { csvFile } from './files';
import { openCsv } from './header';
import { Meters } from './meters';
import { noCounts, type Counts } from './report';
import type { Entry } from './entry';
import { CopyIn, type Run } from './staging';
import { Batch, byKey, encodeRows } from './reading-batch';
import { instantReader, readerOf, readLitres, Unreadable } from './values';

const NAME = 'readings.csv';
/** Rows of a batch: enough to be worth a statement where the file is in the order of the key, … */
const BATCH = 131_072;
/** … and many more where it is not (day by day, say), because the index likes long sorted runs. */
const LARGEST = 1_048_576;

/**
 * Imports readings, of which there may be millions. The rows are judged here, sorted by meter and instant in
 * batches, and those that cannot meet a stored one go straight into the table by COPY; only rows within the
 * span that a meter already has are staged and merged by sets. While the server takes a batch, the next is
 * read. Measured alternatives: docs/decisions/0004.
 */
export async function importReadings(run: Run, entry: Entry): Promise<Counts | null> {
  const opened = await openCsv(entry, csvFile(NAME), run.findings);
  if (!opened) return null;
  const { tx, findings } = run;
  const columns = opened.columns.map(({ column }) => column);
  const place = (name: string) => opened.columns.findIndex(column => column.name === name);
  const [serialAt, instantAt, valueAt, kindAt] = [
    place('meter_serial'),
    place('read_on'),
    place('value_m3'),
    place('kind'),
  ] as [number, number, number, number];
  const readSerial = readerOf(columns[serialAt]!);
  const readInstant = instantReader();
  const kinds = csvFile(NAME).columns.kind!.values!;
  const kindOf = new Map(kinds.map((kind, index) => [kind, index]));

  await tx.unsafe(
    `create temp table in_readings (meter_id bigint not null, read_at timestamptz not null,
       value_l bigint not null, kind reading_kind not null, line bigint not null) on commit drop`,
  );
  const meters = await Meters.open(run);
  const counts = noCounts();
  let staged = 0;

  /** Sorts a batch, settles doubles in it, and hands it to the server. */
  const flush = async (batch: Batch): Promise<void> => {
    await meters.resolve();
    const fresh: number[] = [];
    const held: number[] = [];
    const order = byKey(batch, meters);
    let last = -1;
    for (const row of order) {
      const meter = batch.meter[row]!;
      const at = batch.at[row]!;
      const state = meters.state(meter);
      if (state !== 'known') {
        if (state === 'unknown') {
          findings.add(NAME, batch.line[row]!, 'meter_serial', meters.serial(meter), 'unknown_meter');
          counts.rejected += 1;
        }
        continue;
      }
      if (last >= 0 && batch.meter[last] === meter && batch.at[last] === at) {
        if (batch.value[last] === batch.value[row]) counts.unchanged += 1;
        else {
          const first = batch.line[last]!;
          findings.add(
            NAME,
            batch.line[row]!,
            'value_m3',
            String(batch.value[row]! / 1000),
            'reading_conflict',
            {
              first,
            },
          );
          counts.rejected += 1;
        }
        continue;
      }
      last = row;
      (meters.mayHold(meter, at) ? held : fresh).push(row);
    }
    for (const row of fresh) meters.extend(batch.meter[row]!, batch.at[row]!);
    if (fresh.length > 0) {
      const copy = await CopyIn.open(
        tx,
        'readings (meter_id, read_at, value_l, kind) from stdin (format binary)',
      );
      for (const bytes of encodeRows(batch, fresh, meters, kinds, false)) await copy.bytes(bytes);
      await copy.end();
      counts.inserted += fresh.length;
    }
    if (held.length > 0) {
      const copy = await CopyIn.open(tx, 'in_readings from stdin (format binary)');
      for (const bytes of encodeRows(batch, held, meters, kinds, true)) await copy.bytes(bytes);
      await copy.end();
      staged += held.length;
    }
  };

  // Two take turns: one is filled while the server takes the other.
  let batch = new Batch(LARGEST);
  let other = new Batch(LARGEST);
  let pending: Promise<void> = Promise.resolve();
  let rows = 0;
  const width = columns.length;
  try {
    for await (const { lines, cells } of opened.records) {
      for (let i = 0; i < lines.length; i++) {
        const row = cells[i]!;
        const line = lines[i]!;
        if (row.length !== width) {
          if (row.every(cell => cell.trim() === '')) continue;
          rows += 1;
          counts.rejected += 1;
          const params = { found: row.length, expected: width };
          findings.add(NAME, line, null, row.join(' | '), 'csv_fields', params);
          continue;
        }
        rows += 1;
        const serial = row[serialAt]!.trim();
        const instant = row[instantAt]!.trim();
        const value = row[valueAt]!.trim();
        const kind = row[kindAt]!.trim();
        const at = readInstant(instant);
        const litres = readLitres(value);
        const kindIndex = kindOf.get(kind);
        if (
          serial === '' ||
          serial.length > 100 ||
          at === null ||
          litres === null ||
          kindIndex === undefined
        ) {
          if (serial === '' && instant === '' && value === '' && kind === '') {
            rows -= 1;
            continue;
          }
          counts.rejected += 1;
          const read = readSerial(serial);
          const add = findings.add.bind(findings, NAME, line);
          if (serial === '') add('meter_serial', null, 'missing_value');
          else if (read instanceof Unreadable) add('meter_serial', serial, read.code, read.params);
          if (instant === '') add('read_on', null, 'missing_value');
          else if (at === null) add('read_on', instant, 'bad_instant');
          if (value === '') add('value_m3', null, 'missing_value');
          else if (litres === null) add('value_m3', value, 'bad_reading');
          if (kind === '') add('kind', null, 'missing_value');
          else if (kindIndex === undefined) add('kind', kind, 'bad_value', { allowed: kinds.join(', ') });
          continue;
        }
        batch.push(meters.index(serial), at, litres, kindIndex, line);
        if (batch.size % BATCH === 0 && (batch.size === LARGEST || batch.isByMeter)) {
          await pending;
          [batch, other] = [other, batch];
          batch.clear();
          pending = flush(other);
          // Awaited before the next batch or at the end; until then a failure must not count as unhandled.
          pending.catch(() => {});
        }
      }
      run.tell({ phase: 'reading', file: NAME, rows, done: opened.done(), total: entry.size });
    }
  } catch (error) {
    await pending;
    if (!(error instanceof BrokenCsv)) throw error;
    findings.add(NAME, error.line, null, error.value, error.code, error.params);
    counts.rejected += 1;
  }
  await pending;
  await flush(batch);
  run.tell({ phase: 'merging', file: NAME, rows });
  if (staged > 0) await mergeStaged(run, counts, staged);
  return counts;
}

/**
 * Rows that may meet a stored reading. One pass over the two tables finds what differs; after that only the
 * differences are handled.
 */
async function mergeStaged(run: Run, counts: Counts, staged: number): Promise<void> {
  const { tx, findings } = run;
  await tx.unsafe('analyze in_readings');
  // xmin tells a row that this very import has written from one that was there before.
  await tx.unsafe(
    `create temp table in_readings_delta on commit drop as
     select s.*, r.value_l as held_value, r.origin as held_origin, r.meter_id is not null as held,
            coalesce(r.xmin = pg_current_xact_id()::xid, false) as ours
       from in_readings s left join readings r using (meter_id, read_at)
      where r.meter_id is null or r.value_l <> s.value_l or r.kind <> s.kind`,
  );
  await tx.unsafe('analyze in_readings_delta');
  // The same instant in two batches of one file: the value must agree, as within one batch.
  const clashes = await tx.unsafe<{ line: string; value: string }[]>(
    `with clash as (
       select line, value_l from in_readings_delta where ours and held_value <> value_l
       union
       select d.line, d.value_l from in_readings_delta d join in_readings s using (meter_id, read_at)
        where s.line < d.line and s.value_l <> d.value_l)
     select line, value_l as value from clash order by line`,
  );
  for (const { line, value } of clashes) {
    const shown = String(Number(value) / 1000);
    findings.add('readings.csv', Number(line), 'value_m3', shown, 'reading_conflict_here');
  }
  counts.rejected += clashes.length;
  await tx.unsafe(
    `delete from in_readings_delta d using in_readings s
      where s.meter_id = d.meter_id and s.read_at = d.read_at and s.line < d.line`,
  );
  await tx.unsafe(
    `insert into import_before_readings (import_id, meter_id, read_at, value_l, kind)
     select ${run.importId}, r.meter_id, r.read_at, r.value_l, r.kind
       from in_readings_delta d join readings r using (meter_id, read_at)
      where d.held and not d.ours and r.origin = 'billing'`,
  );
  const updated = await tx.unsafe(
    `update readings r set value_l = d.value_l, kind = d.kind from in_readings_delta d
      where d.held and not d.ours and r.meter_id = d.meter_id and r.read_at = d.read_at
        and r.origin = 'billing'`,
  );
  const inserted = await tx.unsafe(
    `insert into readings (meter_id, read_at, value_l, kind)
     select meter_id, read_at, value_l, kind from in_readings_delta where not held
      order by meter_id, read_at
     on conflict do nothing`,
  );
  counts.updated += updated.count;
  counts.inserted += inserted.count;
  counts.unchanged += staged - updated.count - inserted.count - clashes.length;
}
