import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, rawSql, type Transaction } from '@/db/client';
import { accounts, cases } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { Refusal } from '@/lib/kernel/refusal';
import type { Attachment } from '../attachments';
import { mailAnswered } from '../mails';
import { STAFF_MOVES, type CaseState } from '../rules/states';
import { insertEntry, moveCase, saidAlready } from '../write';
import { withinCase, type From, type LockedCase } from './locked';
import { caseForStaff, findCaseFile, type StaffCase } from './queries';

/** What staff do with cases; who may is said by the actions that call this. */

export interface Answer {
  readonly text: string;
  /** a question, after which the case waits for the customer */
  readonly asks: boolean;
  readonly files: readonly Attachment[];
}

/** Writes an answer into a locked case and tells who wrote by mail. @returns the new state */
export async function writeAnswer(
  tx: Transaction,
  row: LockedCase,
  { accountId }: StaffActor,
  { text, asks, files }: Answer,
  now: Date,
): Promise<CaseState> {
  const state: CaseState = asks ? 'waiting_for_customer' : 'answered';
  await insertEntry(tx, row.id, { author: 'staff', accountId, text, files }, now);
  await moveCase(tx, row, { state, by: accountId }, now);
  await mailAnswered(tx, row, { asks }, now);
  return state;
}

/**
 * Answers, or asks the customer something; who wrote is told by mail. The same answer twice is one.
 * @throws Refusal `caseGone`
 */
export const answerCase = (
  actor: StaffActor,
  from: From,
  { ref, text, asks = false, files = [] }: { ref: string } & Pick<Answer, 'text'> & Partial<Answer>,
  now: Date,
): Promise<void> =>
  withinCase({ actor, from, ref, action: 'message.answered' }, now, async (tx, row) => {
    if (await saidAlready(tx, row.id, { author: 'staff', text })) return null;
    return { state: await writeAnswer(tx, row, actor, { text, asks, files }, now) };
  });

/** A note of staff for staff; the customer never sees it. @throws Refusal `caseGone` */
export const noteCase = (
  actor: StaffActor,
  from: From,
  { ref, text }: { ref: string; text: string },
  now: Date,
): Promise<void> =>
  withinCase({ actor, from, ref, action: 'message.noted' }, now, async (tx, row) => {
    if (await saidAlready(tx, row.id, { author: 'staff', text, internal: true })) return null;
    const entry = { author: 'staff', accountId: actor.accountId, text, internal: true } as const;
    await insertEntry(tx, row.id, entry, now);
    return {};
  });

/** Gives a locked case to somebody of staff; a new one is received by that. */
async function give(tx: Transaction, row: LockedCase, to: number, by: StaffActor, now: Date) {
  await tx.update(cases).set({ assignedTo: to }).where(eq(cases.id, row.id));
  if (row.state === 'new') await moveCase(tx, row, { state: 'received', by: by.accountId }, now);
}

/** Takes a case; a new one is received by that. @throws Refusal `caseGone` */
export const takeCase = (actor: StaffActor, from: From, ref: string, now: Date): Promise<void> =>
  withinCase({ actor, from, ref, action: 'message.assigned' }, now, async (tx, row) => {
    if (row.assignedTo === actor.accountId) return null;
    await give(tx, row, actor.accountId, actor, now);
    return {};
  });

/**
 * Gives a case to a colleague, or back to the queue.
 * @param input.to mail of somebody who may answer cases; null: nobody has it any more
 * @throws Refusal `caseGone`; `caseColleague` when there is no such person, or they may not answer
 */
export const assignCase = (
  actor: StaffActor,
  from: From,
  { ref, to }: { ref: string; to: string | null },
  now: Date,
): Promise<void> =>
  withinCase({ actor, from, ref, action: 'message.assigned' }, now, async (tx, row) => {
    if (to === null) {
      if (row.assignedTo === null) return null;
      await tx.update(cases).set({ assignedTo: null }).where(eq(cases.id, row.id));
      return { to: 'nobody' };
    }
    const [person] = await tx
      .select({ id: accounts.id, role: accounts.staffRole })
      .from(accounts)
      .where(and(eq(accounts.email, to), isNull(accounts.disabledAt)));
    if (!person?.role || !may(person.role, 'messages.answer')) throw new Refusal('caseColleague', 'to');
    if (row.assignedTo === person.id) return null;
    await give(tx, row, person.id, actor, now);
    return { to: `account:${person.id}` };
  });

/** Moves a case by hand. @throws Refusal `caseGone`; `caseMove` when that state does not follow from where it is */
export const setCaseState = (
  actor: StaffActor,
  from: From,
  { ref, state }: { ref: string; state: CaseState },
  now: Date,
): Promise<void> =>
  withinCase({ actor, from, ref, action: 'message.moved' }, now, async (tx, row) => {
    if (row.state === state) return null;
    if (!STAFF_MOVES[row.state].includes(state)) throw new Refusal('caseMove', 'state');
    await moveCase(tx, row, { state, by: actor.accountId }, now);
    return { from: row.state, to: state };
  });

/** Opening the same case again within this time is one reading of it. */
const ONE_READING = '15 minutes';

/** A whole case, with a line in the audit log (SECURITY S12). @returns null when there is none */
export async function readCase(
  actor: StaffActor,
  from: From,
  ref: string,
  now: Date,
): Promise<StaffCase | null> {
  const found = await caseForStaff(actor, ref);
  if (!found) return null;
  const { accountId } = actor;
  const entity = `case:${found.ref}`;
  const sql = rawSql();
  const [before] = await sql`
    select 1 from audit_log where entity = ${entity} and action = 'message.seen'
      and account_id = ${accountId}::bigint and at > ${now.toISOString()}::timestamptz - ${ONE_READING}::interval
      and at <= ${now.toISOString()}::timestamptz limit 1`;
  if (!before) await writeAudit(db(), { action: 'message.seen', entity, accountId, ip: from.ip }, now);
  return found;
}

/** A file of a case, with a line in the audit log. @returns null when there is none */
export async function readCaseFile(
  actor: StaffActor,
  from: From,
  ref: string,
  now: Date,
): ReturnType<typeof findCaseFile> {
  const found = await findCaseFile(actor, ref);
  if (!found) return null;
  const entity = `case:${found.caseRef}`;
  const { accountId } = actor;
  await writeAudit(db(), { action: 'message.file_seen', entity, accountId, ip: from.ip }, now);
  return found;
}
