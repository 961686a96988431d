import 'server-only';
import { eq } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { accounts, meters, submittedReadings } from '@/db/schema';
import type { MailProps } from '@/emails/index';
import { contactsOf } from '@/lib/accounts/queries';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { judgeLeak } from '../leaks/commands';
import { findPhotoForStaff } from '../photos/queries';
import { mayCorrect, readState } from '../rules/judge';
import { changeState, count, noteState, submissionColumns, uncount } from '../states';

/** What staff decide about readings that customers gave. */

/** @throws Refusal `readingGone` when there is none, or somebody decided before */
async function undecided(tx: Transaction, ref: string) {
  const [row] = await tx
    .select({
      ...submissionColumns,
      customerId: submittedReadings.customerId,
      accountId: submittedReadings.accountId,
      serial: meters.serialNumber,
      digits: meters.digits,
      information: submittedReadings.information,
      note: submittedReadings.note,
      expectedFrom: submittedReadings.expectedFrom,
      expectedTo: submittedReadings.expectedTo,
    })
    .from(submittedReadings)
    .innerJoin(meters, eq(meters.id, submittedReadings.meterId))
    .where(eq(submittedReadings.ref, ref))
    .for('update', { of: submittedReadings });
  if (!row || !mayCorrect(row.state)) throw new Refusal('readingGone');
  return row;
}

/** Writes to whoever gave a reading what became of it; where nobody is known, to everybody on file. */
async function tell<Kind extends 'reading_rejected' | 'reading_corrected'>(
  tx: Transaction,
  row: { readonly ref: string; readonly accountId: number | null; readonly customerId: number },
  kind: Kind,
  now: Date,
  propsIn: (locale: Locale) => MailProps<Kind>,
): Promise<void> {
  const [giver] = row.accountId
    ? await tx
        .select({ email: accounts.email, locale: accounts.locale })
        .from(accounts)
        .where(eq(accounts.id, row.accountId))
    : [];
  const told = giver ? [giver] : (await contactsOf(tx, row.customerId)).contacts;
  const mails = told.map(async ({ email, locale }) => ({
    kind,
    entity: `reading:${row.ref}`,
    occurrence: '1',
    recipient: email,
    customerId: row.customerId,
    locale,
    content: await renderMail(kind, propsIn(locale), locale),
  }));
  await enqueueMails(tx, await Promise.all(mails), now);
}

/**
 * It counts from now on, as the customer gave it.
 * @throws Refusal `readingGone`; `readingInstantTaken` when the billing system has another state of that day
 */
export async function approveReading(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  ref: string,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const row = await undecided(tx, ref);
    if (row.state === 'in_review' && !(await count(tx, row))) throw new Refusal('readingInstantTaken');
    await changeState(tx, row, { state: 'approved', by: actor.accountId }, now);
    await judgeLeak(tx, row, now);
    await writeAudit(
      tx,
      { action: 'reading.approved', entity: `reading:${ref}`, accountId: actor.accountId, ip: from.ip },
      now,
    );
  });
}

/**
 * It does not count, and the customer is told why: whoever gave it, else everybody on file.
 * @param input.reason for the customer, in whole sentences
 * @throws Refusal `readingGone`
 */
export async function rejectReading(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  input: { readonly ref: string; readonly reason: string },
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const row = await undecided(tx, input.ref);
    await uncount(tx, row);
    await changeState(tx, row, { state: 'rejected', by: actor.accountId, reason: input.reason }, now);
    await judgeLeak(tx, row, now);
    await tell(tx, row, 'reading_rejected', now, locale => ({
      readingRef: row.ref,
      serial: row.serial,
      state: formatCubicMetres(row.value, locale),
      day: formatDay(row.readOn, locale),
      reason: input.reason,
    }));
    await writeAudit(
      tx,
      { action: 'reading.rejected', entity: `reading:${row.ref}`, accountId: actor.accountId, ip: from.ip },
      now,
    );
  });
}

/**
 * Another state counts in its place: what the customer gave stays in the history as replaced, and the reason is shown
 * beside the corrected one and written to them.
 * @param input.typed the black digits, as in the customer's own form
 * @returns the reference of the corrected reading
 * @throws Refusal `readingGone`, `readingInstantTaken`, `readingSame`; of the digits `readingNotDigits`,
 *   `readingTooManyDigits`
 */
export async function correctReading(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  input: { readonly ref: string; readonly typed: string; readonly reason: string },
  now: Date,
): Promise<string> {
  return db().transaction(async tx => {
    const row = await undecided(tx, input.ref);
    const value = readState(input.typed, row.digits);
    if (typeof value !== 'number')
      throw new Refusal(value.code, 'value', 'digits' in value ? { digits: value.digits } : {});
    if (value === row.value) throw new Refusal('readingSame', 'value');
    await uncount(tx, row);
    await changeState(tx, row, { state: 'withdrawn', by: actor.accountId, reason: input.reason }, now);
    const [made] = await tx
      .insert(submittedReadings)
      .values({
        meterId: row.meterId,
        customerId: row.customerId,
        accountId: row.accountId,
        channel: 'staff',
        formKey: newToken(),
        readOn: row.readOn,
        value,
        state: 'approved',
        information: row.information,
        note: row.note,
        expectedFrom: row.expectedFrom,
        expectedTo: row.expectedTo,
        submittedAt: now,
        replacesId: row.id,
      })
      .returning(submissionColumns);
    if (!(await count(tx, made!))) throw new Refusal('readingInstantTaken');
    await noteState(tx, made!.id, { state: 'approved', by: actor.accountId, reason: input.reason }, now);
    await judgeLeak(tx, { customerId: row.customerId, serial: row.serial }, now);
    await tell(tx, row, 'reading_corrected', now, locale => ({
      readingRef: made!.ref,
      serial: row.serial,
      given: formatCubicMetres(row.value, locale),
      state: formatCubicMetres(value, locale),
      day: formatDay(row.readOn, locale),
      reason: input.reason,
    }));
    await writeAudit(
      tx,
      {
        action: 'reading.corrected',
        entity: `reading:${made!.ref}`,
        accountId: actor.accountId,
        details: { replaces: row.ref },
        ip: from.ip,
      },
      now,
    );
    return made!.ref;
  });
}

export interface Decided {
  /** done */
  readonly done: number;
  /** somebody decided on them in the meantime */
  readonly gone: number;
  /** the billing system has another state of that day */
  readonly taken: number;
}

/**
 * Decides on many, each for itself: what somebody else decided meanwhile is left as it is and counted.
 * @param decision approve, or reject with a reason for the customers
 */
export async function decideReadings(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  refs: readonly string[],
  decision: 'approve' | { readonly reason: string },
  now: Date,
): Promise<Decided> {
  const decided = { done: 0, gone: 0, taken: 0 };
  for (const ref of new Set(refs)) {
    try {
      if (decision === 'approve') await approveReading(actor, from, ref, now);
      else await rejectReading(actor, from, { ref, reason: decision.reason }, now);
      decided.done += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'readingInstantTaken') decided.taken += 1;
      else if (error.code === 'readingGone') decided.gone += 1;
      else throw error;
    }
  }
  return decided;
}

/** A photo for whoever reviews its reading, with a line in the audit log. @returns null when there is none */
export async function readPhoto(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  ref: string,
  now: Date,
): Promise<Uint8Array | null> {
  const found = await findPhotoForStaff(actor, ref);
  if (!found) return null;
  const entity = `reading:${found.readingRef}`;
  const { accountId } = actor;
  await writeAudit(db(), { action: 'reading.photo_seen', entity, accountId, ip: from.ip }, now);
  return found.content;
}

/** That somebody of staff opened a reading, with its customer's data, is noted (SECURITY S12). */
export async function noteReadingSeen(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  ref: string,
  now: Date,
): Promise<void> {
  const { accountId } = actor;
  await writeAudit(db(), { action: 'reading.seen', entity: `reading:${ref}`, accountId, ip: from.ip }, now);
}
