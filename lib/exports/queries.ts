import 'server-only';
import { and, eq, max } from 'drizzle-orm';
import { db } from '@/db/client';
import { exportBatches } from '@/db/schema';
import type { ExportName } from './kinds';

/** The file of an earlier batch, byte for byte. @returns null when there is no such batch */
export async function findBatch(
  kind: ExportName,
  number: number,
): Promise<{ readonly rows: number; readonly content: string } | null> {
  const [found] = await db()
    .select({ rows: exportBatches.rows, content: exportBatches.content })
    .from(exportBatches)
    .where(and(eq(exportBatches.kind, kind), eq(exportBatches.number, number)));
  return found ?? null;
}

/** The number of the newest batch, 0 when there is none. */
export async function newestBatch(kind: ExportName): Promise<number> {
  const [found] = await db()
    .select({ number: max(exportBatches.number) })
    .from(exportBatches)
    .where(eq(exportBatches.kind, kind));
  return found?.number ?? 0;
}
