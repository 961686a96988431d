import 'server-only';
import { eq } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { accounts, meters, submittedReadings } from '@/db/schema';
import { contactsOf } from '@/lib/accounts/queries';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { formatDay } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { formatCubicMetres } from '@/lib/kernel/volume';
import { judgeLeak } from '../leaks/commands';
import { findPhotoForStaff } from '../photos/queries';
import { mayCorrect } from '../rules/judge';
import { changeState, count, submissionColumns, uncount } from '../states';

/** What staff decide about readings that customers gave. */

/** @throws Refusal `readingGone` when there is none, or somebody decided before */
async function undecided(tx: Transaction, ref: string) {
  const [row] = await tx
    .select({
      ...submissionColumns,
      customerId: submittedReadings.customerId,
      accountId: submittedReadings.accountId,
      serial: meters.serialNumber,
    })
    .from(submittedReadings)
    .innerJoin(meters, eq(meters.id, submittedReadings.meterId))
    .where(eq(submittedReadings.ref, ref))
    .for('update', { of: submittedReadings });
  if (!row || !mayCorrect(row.state)) throw new Refusal('readingGone');
  return row;
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
    const [giver] = row.accountId
      ? await tx
          .select({ email: accounts.email, locale: accounts.locale })
          .from(accounts)
          .where(eq(accounts.id, row.accountId))
      : [];
    const told = giver ? [giver] : (await contactsOf(tx, row.customerId)).contacts;
    const mails = told.map(async ({ email, locale }) => ({
      kind: 'reading_rejected' as const,
      entity: `reading:${row.ref}`,
      occurrence: '1',
      recipient: email,
      customerId: row.customerId,
      locale,
      content: await renderMail(
        'reading_rejected',
        {
          readingRef: row.ref,
          serial: row.serial,
          state: formatCubicMetres(row.value, locale),
          day: formatDay(row.readOn, locale),
          reason: input.reason,
        },
        locale,
      ),
    }));
    await enqueueMails(tx, await Promise.all(mails), now);
    await writeAudit(
      tx,
      { action: 'reading.rejected', entity: `reading:${row.ref}`, accountId: actor.accountId, ip: from.ip },
      now,
    );
  });
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
