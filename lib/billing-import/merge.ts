import { keepRows } from './before';
import { csvFile, ENTITIES, type Column, type CsvName, type Entity } from './files';
import type { ReasonCode } from './errors';
import type { Counts } from './report';
import { SQL_TYPE, stagingTable, type Run, type Staged } from './staging';

const UNKNOWN: Record<Entity, ReasonCode> = {
  customer: 'unknown_customer',
  contract: 'unknown_contract',
  service_point: 'unknown_service_point',
  meter: 'unknown_meter',
  invoice: 'unknown_invoice',
};

/** Whether the staged column is text, whose comparisons must name a collation. */
const isText = (column: Column): boolean => SQL_TYPE[column.type].startsWith('text');

/** Rows of one file with the same key: every one but the first is rejected. */
export async function rejectDuplicates(run: Run, name: CsvName): Promise<void> {
  const { key } = csvFile(name);
  const table = stagingTable(name);
  const keys = key.join(', ');
  const found = await run.tx.unsafe<{ line: string; first: string; key: string; value: string }[]>(
    `with twice as (select ${keys}, min(line) as first from ${table} group by ${keys} having count(*) > 1)
     update ${table} s set bad = true from twice
      where (${key.map(k => `s.${k}`).join(', ')}) = (${key.map(k => `twice.${k}`).join(', ')})
        and s.line <> twice.first
     returning s.line, twice.first, concat_ws(' / ', ${key.map(k => `s.${k}`).join(', ')}) as key,
               s.${key.at(-1)}::text as value`,
  );
  for (const { line, first, key: whole, value } of found) {
    run.findings.add(name, Number(line), key.at(-1) ?? null, value, 'duplicate_key', {
      key: whole,
      first: Number(first),
    });
  }
}

/** Rows that name something that is neither in the package nor in the database. */
export async function rejectUnknown(run: Run, name: CsvName): Promise<void> {
  const table = stagingTable(name);
  const { header } = run.staged.get(name)!;
  for (const [column, { references }] of Object.entries(csvFile(name).columns)) {
    if (!references || !header.has(column)) continue;
    const entity = ENTITIES[references];
    if (run.broken.has(entity.file)) continue;
    const pending = [
      ...(run.staged.has(entity.file)
        ? [`select ${entity.column} from ${stagingTable(entity.file)} where bad`]
        : []),
      ...(references === 'invoice' ? ['select number from in_fa3 where bad and number is not null'] : []),
    ];
    const found = await run.tx.unsafe<{ line: string; value: string }[]>(
      `update ${table} s set bad = true
        where s.${column} is not null
          and not exists (select from ${entity.table} t where t.${entity.column} = s.${column})
          ${pending.map(query => `and s.${column} not in (${query})`).join(' ')}
       returning s.line, s.${column} as value`,
    );
    for (const { line, value } of found)
      run.findings.add(name, Number(line), column, value, UNKNOWN[references]);
  }
}

/** What is neither inserted nor updated nor rejected was already so. */
export async function countsOf(run: Run, staged: Staged, inserted: number, updated: number): Promise<Counts> {
  const [row] = await run.tx.unsafe<{ bad: string; all: string }[]>(
    `select count(*) filter (where bad) as bad, count(*) as all from ${staged.table}`,
  );
  const bad = Number(row?.bad ?? 0);
  return {
    inserted,
    updated,
    unchanged: Math.max(0, Number(row?.all ?? 0) - bad - inserted - updated),
    rejected: bad + staged.unstaged,
  };
}

/**
 * Merges a staged file into its table by its key: rows that differ are updated, new ones inserted, all in two
 * statements however many there are. Columns that the header does not have are left alone.
 * @param extra further columns to set when a row changes: expressions over `t` (stored) and `s` (given)
 */
export async function mergeTable(
  run: Run,
  name: CsvName,
  extra: Readonly<Record<string, string>> = {},
): Promise<Counts> {
  const file = csvFile(name);
  const staged = run.staged.get(name)!;
  const columns = Object.entries(file.columns)
    .filter(([column]) => staged.header.has(column))
    .map(([column, spec]) => {
      const kept = spec.keptAs ?? column;
      const given = spec.references ? `r_${column}.id` : `s.${column}${isText(spec) ? ' collate "C"' : ''}`;
      return { column, kept, given, spec };
    });
  const joins = columns
    .filter(({ spec }) => spec.references)
    .map(({ column, spec }) => {
      const entity = ENTITIES[spec.references!];
      const kind = spec.required ? 'join' : 'left join';
      return `${kind} ${entity.table} r_${column} on r_${column}.${entity.column} = s.${column}`;
    })
    .join('\n');
  const same = file.key.map(key => `t.${key} = s.${key}`).join(' and ');
  const rest = columns.filter(({ column }) => !file.key.includes(column));
  let updated = 0;
  if (rest.length > 0) {
    const sets = [
      ...rest.map(({ kept, given }) => `${kept} = ${given}`),
      ...Object.entries(extra).map(([column, expression]) => `${column} = ${expression}`),
    ];
    const changed = `not s.bad and ${same}
          and (${rest.map(({ kept }) => `t.${kept}`).join(', ')})
              is distinct from (${rest.map(({ given }) => given).join(', ')})`;
    const kept = await keepRows(
      run,
      file.table,
      `${file.table} t, ${staged.table} s ${joins} where ${changed}`,
    );
    if (kept > 0) {
      const result = await run.tx.unsafe(
        `update ${file.table} t set ${sets.join(', ')} from ${staged.table} s ${joins} where ${changed}`,
      );
      updated = result.count;
    }
  }
  const inserted = await run.tx.unsafe(
    `insert into ${file.table} (${columns.map(({ kept }) => kept).join(', ')})
     select ${columns.map(({ given }) => given).join(', ')}
       from ${staged.table} s ${joins}
      where not s.bad and not exists (select from ${file.table} t where ${same})
      order by s.line`,
  );
  return countsOf(run, staged, inserted.count, updated);
}
