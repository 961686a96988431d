import 'server-only';
import { and, asc, count, desc, eq, gte, ne, sql, type SQL } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, importRunChanges, importRunErrors, importRuns, imports } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import type { Counts } from '../report';
import { undoObstacles, type Obstacle } from '../undo';
import { SILENT_SECONDS, UPLOADING, type RunState } from './rules';

/** Imports as staff see them: on their way, done, undone. */

/** Its process gives no sign of life; by the database's clock, as the signs are. */
export const isSilent: SQL<boolean> = sql<boolean>`coalesce(${importRuns.aliveAt}
  < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS}), true)`;

export interface RunProgress {
  readonly phase: 'waiting' | 'reading' | 'merging' | 'undoing' | 'committing';
  readonly file?: string;
  readonly rows?: number;
  readonly done?: number;
  readonly total?: number;
}

export interface RunRow {
  readonly ref: string;
  readonly source: string;
  readonly state: RunState;
  readonly silent: boolean;
  /** who uploaded it; null: the command on the server */
  readonly by: string | null;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
  readonly undoneAt: Date | null;
  readonly counts: Readonly<Record<string, Counts>>;
  readonly rejected: number;
}

export interface RunDetails extends RunRow {
  readonly bytes: number | null;
  readonly progress: RunProgress | null;
  readonly fault: string | null;
  readonly importId: number | null;
  /** the newest of all imports: the only one that may be undone */
  readonly newest: boolean;
}

const columns = {
  ref: importRuns.ref,
  source: importRuns.source,
  state: importRuns.state,
  silent: isSilent,
  by: accounts.email,
  createdAt: importRuns.createdAt,
  appliedAt: importRuns.appliedAt,
  undoneAt: importRuns.undoneAt,
  counts: sql<Record<string, Counts>>`${importRuns.counts}`,
  rejected: importRuns.rejected,
};

/** The history, newest first. */
export const listRuns = (
  _actor: StaffActor,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<RunRow[]> =>
  db()
    .select(columns)
    .from(importRuns)
    .leftJoin(accounts, eq(accounts.id, importRuns.accountId))
    .where(ne(importRuns.source, UPLOADING))
    .orderBy(desc(importRuns.createdAt), desc(importRuns.id))
    .limit(limit)
    .offset(offset);

export async function findRun(_actor: StaffActor, ref: string): Promise<RunDetails | null> {
  const [row] = await db()
    .select({
      ...columns,
      bytes: importRuns.bytes,
      progress: sql<RunProgress | null>`${importRuns.progress}`,
      fault: importRuns.fault,
      importId: importRuns.importId,
      newest: sql<boolean>`coalesce(${importRuns.importId} = (select max(${imports.id}) from ${imports}), false)`,
    })
    .from(importRuns)
    .leftJoin(accounts, eq(accounts.id, importRuns.accountId))
    .where(eq(importRuns.ref, ref));
  return row ?? null;
}

const idOf = (ref: string) =>
  sql`(select ${importRuns.id} from ${importRuns} where ${importRuns.ref} = ${ref})`;

export const runErrors = (
  _actor: StaffActor,
  ref: string,
  { offset, limit }: { readonly offset: number; readonly limit: number },
) =>
  db()
    .select({
      no: importRunErrors.no,
      file: importRunErrors.file,
      line: importRunErrors.line,
      column: importRunErrors.column,
      value: importRunErrors.value,
      code: importRunErrors.code,
      params: importRunErrors.params,
    })
    .from(importRunErrors)
    .where(and(eq(importRunErrors.runId, idOf(ref)), gte(importRunErrors.no, offset)))
    .orderBy(asc(importRunErrors.no))
    .limit(limit);

export const runChanges = (
  _actor: StaffActor,
  ref: string,
  which: { readonly file: string; readonly kind: 'inserted' | 'updated' },
  { offset, limit }: { readonly offset: number; readonly limit: number },
) =>
  db()
    .select({ key: importRunChanges.key, fields: importRunChanges.fields })
    .from(importRunChanges)
    .where(
      and(
        eq(importRunChanges.runId, idOf(ref)),
        eq(importRunChanges.file, which.file),
        eq(importRunChanges.kind, which.kind),
        gte(importRunChanges.no, offset),
      ),
    )
    .orderBy(asc(importRunChanges.no))
    .limit(limit);

/** Of which files there is a sample of what kind, and how many rows. */
export const sampledFiles = (_actor: StaffActor, ref: string) =>
  db()
    .select({ file: importRunChanges.file, kind: importRunChanges.kind, rows: count() })
    .from(importRunChanges)
    .where(eq(importRunChanges.runId, idOf(ref)))
    .groupBy(importRunChanges.file, importRunChanges.kind);

/** Why it cannot be undone; empty when it can. */
export async function whyNotUndo(actor: StaffActor, ref: string): Promise<readonly Obstacle[]> {
  const run = await findRun(actor, ref);
  return run?.importId ? undoObstacles(run.importId) : [{ code: 'unknown' }];
}
