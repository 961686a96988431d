import 'server-only';
import { and, eq, inArray, lt, notInArray, or } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { importRunChanges, importRunErrors, importRuns } from '@/db/schema';
import { removeFolder } from './folder';
import { isSilent } from './queries';
import { RUNNING, UPLOADING } from './rules';

/** A package that nobody confirmed, and rows shown of one that was, are forgotten: they are personal data. */
const KEPT_DAYS = 7;
/** No upload takes that long: what is left of it was cut off. */
const UPLOAD_DAYS = 1;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/** Nobody wants it any more: what its dry run found goes. Its files are the caller's to remove. */
export async function forget(connection: Connection, id: number): Promise<void> {
  await connection
    .update(importRuns)
    .set({ state: 'discarded', progress: null })
    .where(eq(importRuns.id, id));
  await connection.delete(importRunErrors).where(eq(importRunErrors.runId, id));
  await connection.delete(importRunChanges).where(eq(importRunChanges.runId, id));
}

/** Packages that wait for nobody any more, what was left of uploads that were cut off, samples of what is long done. */
export async function forgetOldRuns(now: Date): Promise<void> {
  const old = lt(importRuns.createdAt, daysBefore(now, KEPT_DAYS));
  const waiting = await db()
    .select({ id: importRuns.id, ref: importRuns.ref })
    .from(importRuns)
    .where(
      and(
        old,
        or(
          inArray(importRuns.state, ['checked', 'refused']),
          and(eq(importRuns.state, 'checking'), isSilent),
        ),
      ),
    );
  for (const { id, ref } of waiting) {
    await forget(db(), id);
    await removeFolder(ref);
  }
  const done = db()
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(and(old, notInArray(importRuns.state, [...RUNNING])));
  await db().delete(importRunChanges).where(inArray(importRunChanges.runId, done));
  const cutOff = await db()
    .delete(importRuns)
    .where(and(eq(importRuns.source, UPLOADING), lt(importRuns.createdAt, daysBefore(now, UPLOAD_DAYS))))
    .returning({ ref: importRuns.ref });
  for (const { ref } of cutOff) await removeFolder(ref);
}
