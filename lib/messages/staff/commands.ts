import 'server-only';
import { eq } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { cases } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { Refusal } from '@/lib/kernel/refusal';
import type { Attachment } from '../attachments';
import { mailAnswered } from '../mails';
import { STAFF_MOVES, type CaseState } from '../rules/states';
import { caseColumns, insertEntry, moveCase, saidAlready } from '../write';

/** What staff do with cases; who may is said by the actions that call this. */

type From = Pick<Visitor, 'ip'>;

async function within(
  { actor, from, ref, action }: { actor: StaffActor; from: From; ref: string; action: AuditAction },
  now: Date,
  /** @returns what the log says of it; null: nothing was done */
  work: (
    tx: Transaction,
    row: Awaited<ReturnType<typeof lockedCase>>,
  ) => Promise<Record<string, string> | null>,
): Promise<void> {
  await db().transaction(async tx => {
    const details = await work(tx, await lockedCase(tx, ref));
    if (!details) return;
    const { accountId } = actor;
    await writeAudit(tx, { action, entity: `case:${ref}`, accountId, ip: from.ip, details }, now);
  });
}

async function lockedCase(tx: Transaction, ref: string) {
  const [row] = await tx
    .select({ ...caseColumns, assignedTo: cases.assignedTo })
    .from(cases)
    .where(eq(cases.ref, ref))
    .for('update');
  if (!row) throw new Refusal('caseGone');
  return row;
}

/**
 * Answers, or asks the customer something; who wrote is told by mail. The same answer twice is one.
 * @throws Refusal `caseGone`
 */
export const answerCase = (
  actor: StaffActor,
  from: From,
  {
    ref,
    text,
    asks = false,
    files = [],
  }: { ref: string; text: string; asks?: boolean; files?: readonly Attachment[] },
  now: Date,
): Promise<void> =>
  within({ actor, from, ref, action: 'message.answered' }, now, async (tx, row) => {
    if (await saidAlready(tx, row.id, { author: 'staff', text })) return null;
    const state: CaseState = asks ? 'waiting_for_customer' : 'answered';
    await insertEntry(tx, row.id, { author: 'staff', accountId: actor.accountId, text, files }, now);
    await moveCase(tx, row, { state, by: actor.accountId }, now);
    await mailAnswered(tx, row, { asks }, now);
    return { state };
  });

/** A note of staff for staff; the customer never sees it. @throws Refusal `caseGone` */
export const noteCase = (
  actor: StaffActor,
  from: From,
  { ref, text }: { ref: string; text: string },
  now: Date,
): Promise<void> =>
  within({ actor, from, ref, action: 'message.noted' }, now, async (tx, row) => {
    if (await saidAlready(tx, row.id, { author: 'staff', text, internal: true })) return null;
    const entry = { author: 'staff', accountId: actor.accountId, text, internal: true } as const;
    await insertEntry(tx, row.id, entry, now);
    return {};
  });

/** Takes a case; a new one is received by that. @throws Refusal `caseGone` */
export const takeCase = (actor: StaffActor, from: From, ref: string, now: Date): Promise<void> =>
  within({ actor, from, ref, action: 'message.assigned' }, now, async (tx, row) => {
    if (row.assignedTo === actor.accountId) return null;
    await tx.update(cases).set({ assignedTo: actor.accountId }).where(eq(cases.id, row.id));
    if (row.state === 'new') await moveCase(tx, row, { state: 'received', by: actor.accountId }, now);
    return {};
  });

/** Moves a case by hand. @throws Refusal `caseGone`; `caseMove` when that state does not follow from where it is */
export const setCaseState = (
  actor: StaffActor,
  from: From,
  { ref, state }: { ref: string; state: CaseState },
  now: Date,
): Promise<void> =>
  within({ actor, from, ref, action: 'message.moved' }, now, async (tx, row) => {
    if (row.state === state) return null;
    if (!STAFF_MOVES[row.state].includes(state)) throw new Refusal('caseMove', 'state');
    await moveCase(tx, row, { state, by: actor.accountId }, now);
    return { from: row.state, to: state };
  });
