import 'server-only';
import { desc, eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { caseAttachments, caseEntries, cases, caseStates } from '@/db/schema';
import type { Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { Attachment } from './attachments';
import { answerLimit, sendingLimit } from './limits';
import { answerDay, isLate } from './rules/deadlines';
import type { MessageKind } from './rules/kinds';
import { afterAdding, isOver, type CaseState } from './rules/states';

/** The rows of a case: every command that changes one goes through here. */

export interface NewCase {
  readonly kind: MessageKind;
  readonly customerId: number | null;
  readonly accountId: number | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly secretHash: string | null;
  readonly locale: Locale;
  readonly fields: Readonly<Record<string, string>>;
  readonly invoice: { readonly id: number; readonly issuedOn: Day } | null;
  readonly occurredOn: Day | null;
  readonly channel: 'portal' | 'public';
  readonly formKey: string;
  readonly ip: string;
  readonly text: string;
  readonly files: readonly Attachment[];
}

/** What a command has to know of a case before it changes it. */
export const caseColumns = {
  id: cases.id,
  ref: cases.ref,
  kind: cases.kind,
  state: cases.state,
  answerBy: cases.answerBy,
  accountId: cases.accountId,
  customerId: cases.customerId,
  email: cases.email,
  locale: cases.locale,
};

/** Writes a new case with its first entry and state. */
export async function insertCase(tx: Transaction, made: NewCase, now: Date) {
  const limit = sendingLimit(made.kind);
  const from = limit?.after === 'invoice' ? (made.invoice?.issuedOn ?? null) : made.occurredOn;
  const { text, files, invoice, occurredOn: _occurredOn, ...values } = made;
  const [row] = await tx
    .insert(cases)
    .values({
      ...values,
      invoiceId: invoice?.id ?? null,
      receivedAt: now,
      answerBy: answerDay(now, answerLimit(made.kind)),
      late: limit !== null && from !== null && isLate(now, from, limit.within),
    })
    .returning({ id: cases.id, ref: cases.ref, answerBy: cases.answerBy });
  await tx.insert(caseStates).values({ caseId: row!.id, state: 'new', at: now, accountId: made.accountId });
  await insertEntry(tx, row!.id, { author: 'customer', accountId: made.accountId, text, files }, now);
  return row!;
}

export async function insertEntry(
  tx: Transaction,
  caseId: number,
  entry: {
    readonly author: 'customer' | 'staff' | 'party';
    readonly accountId: number | null;
    readonly text: string;
    readonly internal?: boolean;
    readonly files?: readonly Attachment[];
  },
  now: Date,
): Promise<void> {
  const { files = [], ...values } = entry;
  const [row] = await tx
    .insert(caseEntries)
    .values({ caseId, at: now, ...values })
    .returning({ id: caseEntries.id });
  if (files.length > 0)
    await tx
      .insert(caseAttachments)
      .values(files.map(file => ({ entryId: row!.id, ...file, size: file.content.byteLength })));
}

/** Whether the newest entry says just this: the same form, sent twice. The case is locked. */
export async function saidAlready(
  tx: Transaction,
  caseId: number,
  { author, text, internal = false }: { author: 'customer' | 'staff'; text: string; internal?: boolean },
): Promise<boolean> {
  const [last] = await tx
    .select({ author: caseEntries.author, text: caseEntries.text, internal: caseEntries.internal })
    .from(caseEntries)
    .where(eq(caseEntries.caseId, caseId))
    .orderBy(desc(caseEntries.id))
    .limit(1);
  return last?.author === author && last.text === text && last.internal === internal;
}

/** Moves a case; nothing where it is there already. @param answerBy set anew where the clock begins again */
export async function moveCase(
  tx: Transaction,
  row: { readonly id: number; readonly state: CaseState },
  to: { readonly state: CaseState; readonly by: number | null; readonly answerBy?: Day | null },
  now: Date,
): Promise<void> {
  if (row.state === to.state) return;
  await tx
    .update(cases)
    .set({ state: to.state, ...(to.answerBy === undefined ? {} : { answerBy: to.answerBy }) })
    .where(eq(cases.id, row.id));
  await tx.insert(caseStates).values({ caseId: row.id, state: to.state, at: now, accountId: to.by });
}

/**
 * What its writer adds to a locked case; one that was answered or closed is opened again, and its clock begins anew.
 * @returns what stands in the log, null when it was said already
 */
export async function writeAddition(
  tx: Transaction,
  row: { readonly id: number; readonly kind: string; readonly state: CaseState },
  {
    accountId,
    text,
    files,
  }: { readonly accountId: number | null; readonly text: string; readonly files: readonly Attachment[] },
  now: Date,
): Promise<'message.added' | 'message.reopened' | null> {
  if (await saidAlready(tx, row.id, { author: 'customer', text })) return null;
  await insertEntry(tx, row.id, { author: 'customer', accountId, text, files }, now);
  const again = isOver(row.state);
  const answerBy = answerDay(now, answerLimit(row.kind as MessageKind));
  const to = { state: afterAdding(row.state), by: accountId, ...(again ? { answerBy } : {}) };
  await moveCase(tx, row, to, now);
  return again ? 'message.reopened' : 'message.added';
}
