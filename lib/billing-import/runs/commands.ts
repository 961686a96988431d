import 'server-only';
import { eq, inArray, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { importRuns } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import { spend } from '@/lib/auth/limits';
import { Refusal } from '@/lib/kernel/refusal';
import { removeFolder } from './folder';
import { forget } from './forget';
import { startProcess } from './process';
import { isSilent } from './queries';
import { mayBegin, STEPS, UPLOADING, type Step } from './rules';

/** An upload begins: its place in the history, before its files. @returns reference @throws Refusal `tooMany` */
export async function openRun(actor: StaffActor, now: Date): Promise<string> {
  await spend(db(), 'actionOfAccount', String(actor.accountId), now);
  const [row] = await db()
    .insert(importRuns)
    .values({ accountId: actor.accountId, source: UPLOADING, state: 'discarded', createdAt: now })
    .returning({ ref: importRuns.ref });
  return row!.ref;
}

/** The files are there: the dry run begins. */
export async function uploaded(
  actor: StaffActor,
  from: { readonly ip: string },
  given: { readonly ref: string; readonly source: string; readonly bytes: number },
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    await tx
      .update(importRuns)
      .set({ source: given.source, bytes: given.bytes, state: 'checking', aliveAt: sql`clock_timestamp()` })
      .where(eq(importRuns.ref, given.ref));
    await note(tx, actor, from, 'billing.uploaded', given.ref, now);
  });
  startProcess(given.ref);
}

const note = (
  tx: Connection,
  { accountId }: StaffActor,
  { ip }: { readonly ip: string },
  action: AuditAction,
  ref: string,
  now: Date,
) => writeAudit(tx, { action, entity: `import-run:${ref}`, accountId, ip }, now);

/** @throws Refusal `importMoved` when somebody else has gone on with it, or it cannot be done */
async function locked(tx: Connection, ref: string) {
  const [row] = await tx
    .select({ id: importRuns.id, state: importRuns.state, silent: isSilent })
    .from(importRuns)
    .where(eq(importRuns.ref, ref))
    .for('update');
  if (!row) throw new Refusal('importMoved');
  return row;
}

/**
 * Begins a step, or begins it again after its process was killed.
 * @throws Refusal `importMoved`; `importBusy` while another one is written or undone
 */
export async function beginStep(
  actor: StaffActor,
  from: { readonly ip: string },
  ref: string,
  step: Step,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const row = await locked(tx, ref);
    if (!mayBegin(step, row.state, row.silent)) throw new Refusal('importMoved');
    if (step !== 'check') {
      const others = await tx
        .select({ ref: importRuns.ref, silent: isSilent })
        .from(importRuns)
        .where(inArray(importRuns.state, ['applying', 'undoing']));
      if (others.some(other => other.ref !== ref && !other.silent)) throw new Refusal('importBusy');
    }
    await tx
      .update(importRuns)
      .set({ state: STEPS[step].running, aliveAt: sql`clock_timestamp()`, fault: null, progress: null })
      .where(eq(importRuns.id, row.id));
    if (step !== 'check')
      await note(tx, actor, from, step === 'apply' ? 'billing.confirmed' : 'billing.undo_asked', ref, now);
  });
  startProcess(ref);
}

/** Nobody wants it: its files go. @throws Refusal `importMoved` */
export async function discardRun(
  actor: StaffActor,
  from: { readonly ip: string },
  ref: string,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const row = await locked(tx, ref);
    const stands = ['checked', 'refused'].includes(row.state);
    if (!stands && !(row.state === 'checking' && row.silent)) throw new Refusal('importMoved');
    await forget(tx, row.id);
    await note(tx, actor, from, 'billing.discarded', ref, now);
  });
  await removeFolder(ref);
}
