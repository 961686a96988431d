import 'server-only';
import { rawSql } from '@/db/client';
import { importPackage, RunTaken } from '../commands';
import type { ImportError } from '../errors';
import { UnusablePackage, type FoundChange, type ImportReport, type Progress } from '../report';
import { undoImport, type Obstacle } from '../undo';
import { packageOf, removeFolder } from './folder';
import type { RunState } from './rules';

/** A sign of life, and how far it is, so often. */
const BEAT = 1_000;
/** Rows of a statement. */
const CHUNK = 2_000;

interface Claimed {
  readonly id: number;
  readonly attempt: number;
  readonly state: RunState;
  readonly source: string;
  readonly accountId: number | null;
  readonly importId: number | null;
}

/**
 * Does what a run in the portal's history waits for: its dry run, its import or its undo. Safe to begin twice: the
 * later attempt is the one that counts.
 * @returns false when there is nothing to do, or it went wrong; why stands in the history
 */
export async function performRun(ref: string): Promise<boolean> {
  const sql = rawSql();
  const [row] = await sql<
    {
      id: string;
      attempt: number;
      state: RunState;
      source: string;
      accountId: string | null;
      importId: string | null;
    }[]
  >`
    update import_runs set attempt = attempt + 1, alive_at = clock_timestamp(), fault = null
    where ref = ${ref} and state in ('checking', 'applying', 'undoing')
    returning id, attempt, state, source, account_id as "accountId", import_id as "importId"`;
  if (!row) return false;
  const run: Claimed = {
    ...row,
    id: Number(row.id),
    accountId: row.accountId === null ? null : Number(row.accountId),
    importId: row.importId === null ? null : Number(row.importId),
  };
  let last: Progress | null = null;
  let beating: Promise<unknown> = Promise.resolve();
  const beat = () => {
    beating = sql`
      update import_runs set alive_at = clock_timestamp(),
        progress = coalesce(${last === null ? null : JSON.stringify(last)}::text::jsonb, progress)
      where id = ${run.id} and attempt = ${run.attempt} and state = ${run.state}`.catch(() => {});
  };
  const timer = setInterval(beat, BEAT);
  try {
    const done = await perform(run, ref, step => (last = step));
    clearInterval(timer);
    await beating;
    return done;
  } catch (error) {
    clearInterval(timer);
    await beating;
    if (error instanceof RunTaken) return false;
    if (error instanceof UnusablePackage) {
      const { file, code, params } = error;
      const blame: ImportError = { file, line: null, column: null, value: null, code, params };
      await found(run, {
        files: {},
        errors: [{ ...blame, file: file.includes('/') ? run.source : file }],
        omitted: 0,
        changes: [],
      });
      return false;
    }
    await sql`update import_runs set fault = 'failed', alive_at = null where id = ${run.id} and attempt = ${run.attempt}`;
    throw error;
  } finally {
    clearInterval(timer);
  }
}

async function perform(run: Claimed, ref: string, onProgress: (step: Progress) => void): Promise<boolean> {
  const now = new Date();
  const { id, attempt, source } = run;
  const accountId = run.accountId ?? undefined;
  if (run.state === 'undoing') {
    if (run.importId === null) return false;
    const obstacles = await undoImport(run.importId, { run: { id, attempt }, accountId, now, onProgress });
    if (obstacles.length > 0) await notUndone(run, obstacles);
    return obstacles.length === 0;
  }
  const applying = run.state === 'applying';
  const report = await importPackage(packageOf(ref), {
    now,
    onProgress,
    source,
    ...(accountId !== undefined && { accountId }),
    ...(applying ? { run: { id, attempt } } : { dryRun: true, sample: true }),
  });
  if (report.applied) await removeFolder(ref);
  else await found(run, report);
  return report.errors.length === 0;
}

/** It stays imported: something was built on it between the question and the answer. */
async function notUndone({ id, attempt }: Claimed, obstacles: readonly Obstacle[]): Promise<void> {
  await rawSql()`
    update import_runs set state = 'applied', progress = null, fault = ${`not_undone_${obstacles[0]!.code}`}
    where id = ${id} and attempt = ${attempt} and state = 'undoing'`;
}

/** What the dry run found, or the import that was refused. */
async function found(
  { id, attempt, state }: Claimed,
  report: Pick<ImportReport, 'files' | 'errors' | 'omitted' | 'changes'>,
): Promise<void> {
  const rejected = report.errors.length + report.omitted;
  await rawSql().begin(async tx => {
    const mine = await tx`
      update import_runs set state = ${rejected > 0 ? 'refused' : 'checked'}, progress = null,
        counts = ${JSON.stringify(report.files)}::text::jsonb, rejected = ${rejected}, checked_at = clock_timestamp()
      where id = ${id} and attempt = ${attempt} and state = ${state}`;
    if (mine.count === 0) return;
    await tx`delete from import_run_errors where run_id = ${id}`;
    await tx`delete from import_run_changes where run_id = ${id}`;
    for (let at = 0; at < report.errors.length; at += CHUNK) {
      const rows = report.errors.slice(at, at + CHUNK).map((error, index) => ({ no: at + index, ...error }));
      await tx`
        insert into import_run_errors (run_id, no, file, line, column_name, value, code, params)
        select ${id}, e.no, e.file, e.line, e."column", e.value, e.code, e.params
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as
          e(no int, file text, line int, "column" text, value text, code text, params jsonb)`;
    }
    const places = new Map<string, number>();
    const place = ({ file, kind }: FoundChange) => {
      const no = places.get(`${file} ${kind}`) ?? 0;
      places.set(`${file} ${kind}`, no + 1);
      return no;
    };
    for (let at = 0; at < report.changes.length; at += CHUNK) {
      const rows = report.changes.slice(at, at + CHUNK).map(change => ({ no: place(change), ...change }));
      await tx`
        insert into import_run_changes (run_id, file, kind, no, key, fields)
        select ${id}, c.file, c.kind, c.no, c.key, c.fields
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as
          c(file text, kind text, no int, key text, fields jsonb)`;
    }
  });
}
