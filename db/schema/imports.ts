import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { imports } from './audit';
import { code, id, instant, litres, polish, reference } from './columns';
import { readingKind } from './meters';

/**
 * `checking` (a dry run) → `checked` → `applying` → `applied` → `undoing` → `undone`. `refused`: the dry run rejected
 * something, or the package cannot be read. `discarded`: nobody wants it any more. A run whose process died stays in
 * its state without a sign of life.
 */
export const IMPORT_RUN_STATES = [
  'checking',
  'checked',
  'refused',
  'discarded',
  'applying',
  'applied',
  'undoing',
  'undone',
] as const;
export type ImportRunState = (typeof IMPORT_RUN_STATES)[number];

/** A package on its way in, and every one that came in: the history that staff see. */
export const importRuns = pgTable(
  'import_runs',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    /** absent: by the command on the server */
    accountId: reference('account_id').references(() => accounts.id),
    /** name of the package */
    source: polish('source').notNull(),
    bytes: bigint('bytes', { mode: 'number' }),
    state: code('state').$type<ImportRunState>().notNull(),
    /** whoever began last; an earlier process that still lives finds that it is not the one */
    attempt: integer('attempt').notNull().default(0),
    /** how far it is: phase, file, rows, done, total */
    progress: jsonb('progress').$type<Record<string, string | number>>(),
    /** the running process's sign of life, by the database's clock */
    aliveAt: instant('alive_at'),
    /** per file: inserted, updated, unchanged, rejected */
    counts: jsonb('counts').$type<Record<string, Record<string, number>>>().notNull().default({}),
    rejected: integer('rejected').notNull().default(0),
    /** why the last attempt ended without a result: a code of ours */
    fault: code('fault'),
    importId: reference('import_id').references(() => imports.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull(),
    /** of the last dry run */
    checkedAt: instant('checked_at'),
    appliedAt: instant('applied_at'),
    undoneAt: instant('undone_at'),
  },
  t => [
    uniqueIndex('import_runs_ref').on(t.ref),
    index('import_runs_created').on(t.createdAt),
    check(
      'import_runs_state',
      sql`${t.state} in (${sql.raw(IMPORT_RUN_STATES.map(state => `'${state}'`).join(', '))})`,
    ),
  ],
);

/** What a dry run rejected, in the order of files and lines. */
export const importRunErrors = pgTable(
  'import_run_errors',
  {
    runId: reference('run_id')
      .notNull()
      .references(() => importRuns.id, { onDelete: 'cascade' }),
    no: integer('no').notNull(),
    file: polish('file').notNull(),
    line: integer('line'),
    column: polish('column_name'),
    value: polish('value'),
    code: code('code').notNull(),
    params: jsonb('params').$type<Record<string, string | number>>().notNull(),
  },
  t => [primaryKey({ name: 'import_run_errors_key', columns: [t.runId, t.no] })],
);

/** What a dry run would insert and change: a sample of each file, a changed row field by field. */
export const importRunChanges = pgTable(
  'import_run_changes',
  {
    runId: reference('run_id')
      .notNull()
      .references(() => importRuns.id, { onDelete: 'cascade' }),
    file: code('file').notNull(),
    kind: code('kind').$type<'inserted' | 'updated'>().notNull(),
    no: integer('no').notNull(),
    /** what names the row, e.g. a customer number */
    key: polish('key').notNull(),
    /** column: before (null for an inserted row) and after */
    fields: jsonb('fields').$type<Record<string, readonly [string | null, string | null]>>().notNull(),
  },
  t => [primaryKey({ name: 'import_run_changes_key', columns: [t.runId, t.file, t.kind, t.no] })],
);

/** Rows that the last import changed, as they were before: what its undo restores. Emptied by the next import. */
export const importBefore = pgTable(
  'import_before',
  {
    importId: reference('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    /** name of the table */
    kept: code('kept').notNull(),
    rowId: reference('row_id').notNull(),
    /** the row; null: the import inserted it */
    before: jsonb('before').$type<Record<string, unknown>>(),
  },
  t => [primaryKey({ name: 'import_before_key', columns: [t.importId, t.kept, t.rowId] })],
);

/** The same of readings, of which there may be very many. */
export const importBeforeReadings = pgTable(
  'import_before_readings',
  {
    importId: reference('import_id')
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    meterId: reference('meter_id').notNull(),
    readAt: instant('read_at').notNull(),
    value: litres('value_l').notNull(),
    kind: readingKind('kind').notNull(),
  },
  t => [primaryKey({ name: 'import_before_readings_key', columns: [t.importId, t.meterId, t.readAt] })],
);
