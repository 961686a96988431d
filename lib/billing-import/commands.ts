import 'server-only';
import postgres from 'postgres';
import { closeAnsweredLeaks } from '@/lib/readings/leaks/commands';
import { settleReadings } from '@/lib/readings/states';
import { rawSql, type Connection } from '../../db/client';
import { highestIds } from './before';
import { OWN_TABLES } from './own-tables';
import { mergeAccounts, mergeConsents, mergePreferences } from './decisions';
import { createXmlTable, loadPdf, loadXml } from './documents';
import type { ImportError } from './errors';
import { CSV_NAMES, PDF_FILES, XML_FILES, type CsvName } from './files';
import { mergeLines, mergePrints, settleDetails } from './invoice-details';
import { mergeInvoices } from './invoices';
import { loadCsv } from './load';
import { mergeTable, rejectDuplicates, rejectUnknown } from './merge';
import { IMPORT_LOCK } from './lock';
import { importReadings } from './readings';
import {
  Findings,
  noCounts,
  type Counts,
  type FoundChange,
  type ImportReport,
  type Progress,
} from './report';
import { sampleChanges } from './sample';
import { openPackage, type Package } from './source';
import type { Run } from './staging';

/** How often a run is begun again when the portal wrote the very same row at the very same time. */
const ATTEMPTS = 3;
/** unique_violation, serialization_failure, deadlock_detected */
const COLLISIONS = new Set(['23505', '40001', '40P01']);

export interface ImportOptions {
  /** report everything, write nothing */
  dryRun?: boolean;
  onProgress?: (progress: Progress) => void;
  now: Date;
  /** the account that started it, when somebody did so in the portal */
  accountId?: number;
  /** the application's pool when absent */
  pool?: { sql: postgres.Sql; db: Connection };
  /** the run in the portal's history that it belongs to, and which attempt; absent: one is added */
  run?: { id: number; attempt: number };
  /** the package's name for the history, where its file has another */
  source?: string;
  /** also a sample of what would change, field by field */
  sample?: boolean;
}

/** Somebody began the same run again, and that one goes on. */
export class RunTaken extends Error {
  override readonly name = 'RunTaken';
}

/** Takes everything back; the report is what remains. */
class TakeBack extends Error {}

/**
 * Imports a billing package (INTERFACES.md), all of it or nothing: one transaction, in which every file is
 * staged, judged and merged set by set. A run that is killed leaves the database as it was, and a second one
 * waits for the first. The portal goes on meanwhile: only rows that change are locked.
 *
 * @param location a folder or a zip archive
 * @returns what was done, or would be; `applied` is false for a dry run and when anything was rejected
 * @throws UnusablePackage when there is nothing to import or it must not be unpacked
 */
export async function importPackage(location: string, options: ImportOptions): Promise<ImportReport> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptImport(location, options);
    } catch (error) {
      const collided = error instanceof postgres.PostgresError && COLLISIONS.has(error.code);
      if (!collided || attempt === ATTEMPTS) throw error;
    }
  }
}

async function attemptImport(location: string, options: ImportOptions): Promise<ImportReport> {
  const findings = new Findings();
  const started = Date.now();
  const tell = options.onProgress ?? (() => {});
  const source = await openPackage(location, findings);
  const files = new Map<string, Counts>();
  let applied = false;
  let changes: readonly FoundChange[] = [];
  try {
    await (options.pool?.sql ?? rawSql()).begin(async tx => {
      await prepare(tx, tell);
      const run: Run = {
        tx,
        findings,
        now: options.now,
        staged: new Map(),
        broken: new Set(),
        tell,
        importId: await begin(tx, options.source ?? source.name, options.now),
        before: await highestIds(tx),
      };
      await importFiles(run, source, files);
      if (options.sample) changes = await sampleChanges(run, source);
      if (findings.count > 0 || options.dryRun) throw new TakeBack();
      await settleReadings(tx, options.now);
      await record(run, options.source ?? source.name, files, options, started);
      tell({ phase: 'committing' });
    });
    applied = true;
    // After the commit: it only takes hints back, and the next import or reading would do so as well.
    await closeAnsweredLeaks(options.now, options.pool?.db);
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error;
  } finally {
    await source.close();
  }
  return {
    applied,
    dryRun: options.dryRun === true,
    files: Object.fromEntries(files),
    errors: inOrder(findings.errors),
    omitted: findings.omitted,
    changes,
    rows: [...files.values()].reduce((sum, counts) => sum + total(counts), 0),
  };
}

async function prepare(tx: postgres.TransactionSql, tell: (progress: Progress) => void): Promise<void> {
  // Whatever the server's defaults: an import may take its time, and its sorts want some memory.
  await tx.unsafe(
    `set local statement_timeout = 0; set local lock_timeout = 0;
     set local idle_in_transaction_session_timeout = 0; set local work_mem = '64MB'; set local jit = off`,
  );
  const [lock] = await tx`select pg_try_advisory_xact_lock(${IMPORT_LOCK}) as taken`;
  if (lock?.taken) return;
  tell({ phase: 'waiting' });
  await tx`select pg_advisory_xact_lock(${IMPORT_LOCK})`;
}

/** What a file needs beyond the merge by its key. */
const MERGES: Partial<Record<CsvName, (run: Run) => Promise<Counts>>> = {
  'accounts.csv': mergeAccounts,
  'e_invoice_consents.csv': mergeConsents,
  'notification_preferences.csv': mergePreferences,
  'invoice_lines.csv': mergeLines,
};

async function importFiles(run: Run, source: Package, files: Map<string, Counts>): Promise<void> {
  const hasInvoices =
    source.csv.has('invoices.csv') ||
    source.csv.has('invoice_lines.csv') ||
    source.xml.length + source.pdf.length > 0;
  // Everything is read first in the order of the table, and each file merged at once: what comes later may
  // refer to it.
  for (const name of CSV_NAMES) {
    const entry = source.csv.get(name);
    if (name === 'readings.csv') {
      if (!entry) continue;
      const counts = await importReadings(run, entry);
      files.set(name, counts ?? noCounts());
      continue;
    }
    if (entry) {
      const staged = await loadCsv(run, name, entry);
      if (staged) run.staged.set(name, staged);
      else run.broken.add(name);
      files.set(name, noCounts());
    }
    if (name === 'invoices.csv' && hasInvoices) await importInvoices(run, source, files);
    else if (run.staged.has(name)) {
      run.tell({ phase: 'merging', file: name, rows: run.staged.get(name)!.rows });
      files.set(name, await (MERGES[name] ?? mergeByKey(name))(run));
    }
  }
  if (hasInvoices) await finishInvoices(run, source, files);
}

const mergeByKey = (name: CsvName) => async (run: Run) => {
  await rejectDuplicates(run, name);
  await rejectUnknown(run, name);
  return mergeTable(run, name, name === 'customers.csv' ? bankAccountChange(run) : {});
};

async function importInvoices(run: Run, source: Package, files: Map<string, Counts>): Promise<void> {
  await createXmlTable(run);
  const documents = source.xml.length > 0 ? await loadXml(run, source.xml) : null;
  run.tell({ phase: 'merging', file: 'invoices.csv', rows: run.staged.get('invoices.csv')?.rows ?? 0 });
  const counts = await mergeInvoices(run, documents);
  if (counts.csv) files.set('invoices.csv', counts.csv);
  if (counts.xml) files.set(XML_FILES, counts.xml);
}

async function finishInvoices(run: Run, source: Package, files: Map<string, Counts>): Promise<void> {
  await settleDetails(run);
  if (source.pdf.length === 0) return;
  const documents = await loadPdf(run, source.pdf);
  files.set(PDF_FILES, await mergePrints(run, documents));
}

/**
 * A changed account for payments is marked until staff confirm it, because a false account number is the
 * classic fraud. The account that was trusted last is kept through several changes; taking them back clears
 * the mark. A first account is no change.
 */
function bankAccountChange(run: Run): Record<string, string> {
  if (!run.staged.get('customers.csv')?.header.has('bank_account')) return {};
  const trusted = 'case when t.bank_account_confirmed_at is null then t.bank_account_before end';
  const same = 't.bank_account is not distinct from s.bank_account collate "C"';
  const back = `(${trusted}) = s.bank_account collate "C"`;
  const first = `t.bank_account is null and (${trusted}) is null`;
  const on = (whenSame: string, whenBack: string, whenFirst: string, changed: string) =>
    `case when ${same} then ${whenSame} when ${back} then ${whenBack} when ${first} then ${whenFirst} else ${changed} end`;
  return {
    bank_account_before: on(
      't.bank_account_before',
      'null',
      't.bank_account_before',
      `coalesce(${trusted}, t.bank_account)`,
    ),
    bank_account_changed_at: on(
      't.bank_account_changed_at',
      'null',
      't.bank_account_changed_at',
      `'${run.now.toISOString()}'::timestamptz`,
    ),
    bank_account_confirmed_at: on(
      't.bank_account_confirmed_at',
      'null',
      't.bank_account_confirmed_at',
      'null',
    ),
  };
}

/** Its row, so that what it changes can be kept under its id; taken back with everything else. */
async function begin(tx: postgres.TransactionSql, source: string, now: Date): Promise<number> {
  const [row] = await tx.unsafe<{ id: string }[]>(
    `insert into imports (source, started_at) values ($1, $2::timestamptz) returning id`,
    [source, now.toISOString()],
  );
  return Number(row!.id);
}

/** The run itself, for staff and auditors, and how its rows are found again. */
async function record(
  run: Run,
  source: string,
  files: Map<string, Counts>,
  options: ImportOptions,
  started: number,
): Promise<void> {
  const { tx, importId, before } = run;
  const counts = Object.fromEntries(files);
  const rows = [...files.values()].reduce((sum, file) => sum + total(file), 0);
  const at = options.now.toISOString();
  const finished = new Date(options.now.getTime() + Date.now() - started).toISOString();
  const after = await highestIds(tx);
  const ids = Object.fromEntries(OWN_TABLES.map(table => [table, [before[table], after[table]]]));
  const readings = files.get('readings.csv');
  const own = { ids, readings: (readings?.inserted ?? 0) + (readings?.updated ?? 0) };
  await tx.unsafe(
    `update imports set finished_at = $2::timestamptz, counts = $3::text::jsonb, rows = $4,
            own = $5::text::jsonb || jsonb_build_object('xid', pg_current_xact_id()::text) where id = $1`,
    [importId, finished, JSON.stringify(counts), rows, JSON.stringify(own)],
  );
  // Only the last one can be undone.
  await tx.unsafe('delete from import_before where import_id <> $1', [importId]);
  await tx.unsafe('delete from import_before_readings where import_id <> $1', [importId]);
  await tx.unsafe('update imports set own = null where id <> $1 and own is not null', [importId]);
  if (options.run) {
    const { id, attempt } = options.run;
    const mine = await tx.unsafe(
      `update import_runs set state = 'applied', import_id = $3, counts = $4::text::jsonb,
              applied_at = $5::timestamptz, progress = null, fault = null
        where id = $1 and attempt = $2 and state = 'applying'`,
      [id, attempt, importId, JSON.stringify(counts), finished],
    );
    if (mine.count === 0) throw new RunTaken();
  } else
    await tx.unsafe(
      `insert into import_runs (account_id, source, state, import_id, counts, created_at, applied_at)
       values ($1, $2, 'applied', $3, $4::text::jsonb, $5::timestamptz, $6::timestamptz)`,
      [options.accountId ?? null, source, importId, JSON.stringify(counts), at, finished],
    );
  await tx.unsafe(
    `insert into audit_log (at, account_id, action, entity, details)
     values ($1::timestamptz, $2, 'billing.imported', $3, $4::text::jsonb)`,
    [at, options.accountId ?? null, `import:${importId}`, JSON.stringify({ source, rows, counts })],
  );
}

const total = (counts: Counts): number =>
  counts.inserted + counts.updated + counts.unchanged + counts.rejected;

const PLACES = new Map<string, number>([...CSV_NAMES].map((name, place) => [name, place]));

/** By file in the order of the table, then line; what was found first about a line stays first. */
function inOrder(errors: ImportError[]): ImportError[] {
  const place = (error: ImportError) => PLACES.get(error.file) ?? PLACES.size;
  return errors.sort(
    (a, b) =>
      place(a) - place(b) ||
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
}
