import 'server-only';
import { eq } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { cases } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { Refusal } from '@/lib/kernel/refusal';
import { caseColumns } from '../write';

/** What every deed of staff with a case begins and ends with: the case is locked, and the log gets its line. */

export type From = Pick<Visitor, 'ip'>;

/** @throws Refusal `caseGone` */
export async function lockedCase(tx: Transaction, ref: string) {
  const [row] = await tx
    .select({ ...caseColumns, assignedTo: cases.assignedTo })
    .from(cases)
    .where(eq(cases.ref, ref))
    .for('update');
  if (!row) throw new Refusal('caseGone');
  return row;
}

export type LockedCase = Awaited<ReturnType<typeof lockedCase>>;

/** @param work returns what the log says of it; null: nothing was done */
export async function withinCase(
  { actor, from, ref, action }: { actor: StaffActor; from: From; ref: string; action: AuditAction },
  now: Date,
  work: (tx: Transaction, row: LockedCase) => Promise<Record<string, string> | null>,
): Promise<void> {
  await db().transaction(async tx => {
    const details = await work(tx, await lockedCase(tx, ref));
    if (!details) return;
    const { accountId } = actor;
    await writeAudit(tx, { action, entity: `case:${ref}`, accountId, ip: from.ip, details }, now);
  });
}
