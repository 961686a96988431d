import 'server-only';
import { and, asc, desc, eq, notInArray } from 'drizzle-orm';
import { db } from '@/db/client';
import { caseDraftFiles, caseDrafts, caseEntries, cases } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { Refusal } from '@/lib/kernel/refusal';
import { MOST_FILES, type Attachment } from '../../attachments';
import { writeAnswer } from '../commands';
import { lockedCase, withinCase, type From } from '../locked';
import { emptyPlaces } from '../templates/rules';

/**
 * An answer is first a draft, so that its writer sees it as the customer will, files included, and so that a colleague
 * who opens the case sees that somebody is writing.
 */

export interface DraftForm {
  readonly ref: string;
  readonly text: string;
  readonly asks: boolean;
  readonly files: readonly Attachment[];
  /** names of the files of the draft before that go with it no longer */
  readonly without: readonly string[];
  /** how many entries the customer's page had when this was written */
  readonly seen: number;
}

const ownDraft = (caseId: number, { accountId }: StaffActor) =>
  and(eq(caseDrafts.caseId, caseId), eq(caseDrafts.accountId, accountId));
const ownFiles = (caseId: number, { accountId }: StaffActor) =>
  and(eq(caseDraftFiles.caseId, caseId), eq(caseDraftFiles.accountId, accountId));

/**
 * Keeps an answer to look at before it is sent.
 * @throws Refusal `casePlaces` where a place of a template is not filled; `caseGone`; `filesMany`
 */
export async function draftAnswer(actor: StaffActor, form: DraftForm, now: Date): Promise<void> {
  const { ref, text, asks, files, without, seen } = form;
  const places = emptyPlaces(text);
  if (places.length > 0) throw new Refusal('casePlaces', 'text', { place: places[0]! });
  await db().transaction(async tx => {
    const { id: caseId } = await lockedCase(tx, ref);
    const [newest] = await tx
      .select({ id: caseEntries.id })
      .from(caseEntries)
      .where(and(eq(caseEntries.caseId, caseId), eq(caseEntries.internal, false)))
      .orderBy(asc(caseEntries.id))
      .offset(Math.max(0, seen - 1))
      .limit(1);
    const draft = { text, asks, seenEntry: newest?.id ?? 0, savedAt: now };
    await tx
      .insert(caseDrafts)
      .values({ ...draft, caseId, accountId: actor.accountId })
      .onConflictDoUpdate({ target: [caseDrafts.caseId, caseDrafts.accountId], set: draft });
    const kept = await tx
      .select({ id: caseDraftFiles.id, filename: caseDraftFiles.filename })
      .from(caseDraftFiles)
      .where(ownFiles(caseId, actor));
    const stay = kept.filter(({ filename }) => !without.includes(filename)).map(({ id }) => id);
    if (stay.length + files.length > MOST_FILES)
      throw new Refusal('filesMany', 'files', { count: MOST_FILES });
    if (stay.length < kept.length)
      await tx
        .delete(caseDraftFiles)
        .where(
          and(ownFiles(caseId, actor), stay.length > 0 ? notInArray(caseDraftFiles.id, stay) : undefined),
        );
    if (files.length > 0)
      await tx.insert(caseDraftFiles).values(
        files.map(file => ({
          ...file,
          caseId,
          accountId: actor.accountId,
          size: file.content.byteLength,
        })),
      );
  });
}

/** Throws an own draft away; nothing where there is none. @throws Refusal `caseGone` */
export async function dropDraft(actor: StaffActor, ref: string): Promise<void> {
  await db().transaction(async tx => {
    const { id } = await lockedCase(tx, ref);
    await tx.delete(caseDrafts).where(ownDraft(id, actor));
  });
}

/**
 * Sends an own draft as it was shown; who wrote the case is told by mail. Whoever has no colleague on the case has it
 * by that.
 * @throws Refusal `caseGone`; `caseDraftGone` when it was sent or thrown away already; `caseChanged` when somebody has
 * written since its writer looked: one of two who answer at once is told
 */
export const sendDraft = (actor: StaffActor, from: From, ref: string, now: Date): Promise<void> =>
  withinCase({ actor, from, ref, action: 'message.answered' }, now, async (tx, row) => {
    const [draft] = await tx
      .select({ text: caseDrafts.text, asks: caseDrafts.asks, seenEntry: caseDrafts.seenEntry })
      .from(caseDrafts)
      .where(ownDraft(row.id, actor));
    if (!draft) throw new Refusal('caseDraftGone');
    const [newest] = await tx
      .select({ id: caseEntries.id })
      .from(caseEntries)
      .where(and(eq(caseEntries.caseId, row.id), eq(caseEntries.internal, false)))
      .orderBy(desc(caseEntries.id))
      .limit(1);
    if (newest && newest.id > draft.seenEntry) throw new Refusal('caseChanged');
    const files = await tx
      .select({
        filename: caseDraftFiles.filename,
        contentType: caseDraftFiles.contentType,
        content: caseDraftFiles.content,
      })
      .from(caseDraftFiles)
      .where(ownFiles(row.id, actor))
      .orderBy(caseDraftFiles.id);
    const state = await writeAnswer(tx, row, actor, { text: draft.text, asks: draft.asks, files }, now);
    if (row.assignedTo === null)
      await tx.update(cases).set({ assignedTo: actor.accountId }).where(eq(cases.id, row.id));
    await tx.delete(caseDrafts).where(ownDraft(row.id, actor));
    return { state };
  });
