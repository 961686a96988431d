import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Connection } from '@/db/client';
import { readings, submittedReadings, submittedReadingStates } from '@/db/schema';
import { startOfDay, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { SubmissionState } from './rules/judge';

/** What becomes of submitted readings: each step is one row of their history, and what counts stands in `readings`. */

/** A row of `submitted_readings` as far as the steps need it. */
export interface Submission {
  readonly id: number;
  readonly ref: string;
  readonly meterId: number;
  readonly readOn: Day;
  readonly value: Litres;
  readonly state: SubmissionState;
}

export const submissionColumns = {
  id: submittedReadings.id,
  ref: submittedReadings.ref,
  meterId: submittedReadings.meterId,
  readOn: submittedReadings.readOn,
  value: submittedReadings.value,
  state: submittedReadings.state,
};

/** Notes a step, the first one too. @param by absent: the portal itself, or nobody who signed in */
export async function noteState(
  tx: Connection,
  submissionId: number,
  step: { state: SubmissionState; by?: number | undefined; reason?: string },
  now: Date,
): Promise<void> {
  await tx
    .insert(submittedReadingStates)
    .values({ submissionId, state: step.state, at: now, accountId: step.by, reason: step.reason });
}

/** Takes the step: the row itself and its history. */
export async function changeState(
  tx: Connection,
  submission: Submission,
  step: { state: SubmissionState; by?: number | undefined; reason?: string },
  now: Date,
): Promise<void> {
  await tx
    .update(submittedReadings)
    .set({ state: step.state })
    .where(eq(submittedReadings.id, submission.id));
  await noteState(tx, submission.id, step, now);
}

/** From now on the state counts. @returns false when there is another one of that very instant */
export async function count(tx: Connection, { meterId, readOn, value }: Submission): Promise<boolean> {
  const written = await tx
    .insert(readings)
    .values({ meterId, readAt: startOfDay(readOn), value, kind: 'customer', origin: 'portal' })
    .onConflictDoNothing()
    .returning({ meterId: readings.meterId });
  return written.length > 0;
}

/** It counts no longer. What the billing system gave stays. */
export async function uncount(tx: Connection, { meterId, readOn }: Submission): Promise<void> {
  await tx
    .delete(readings)
    .where(
      and(
        eq(readings.meterId, meterId),
        eq(readings.readAt, startOfDay(readOn)),
        eq(readings.origin, 'portal'),
      ),
    );
}

/**
 * Readings that are handed to the billing system are approved by that: they can no longer be corrected.
 * @param refs of submitted readings; those that are not `accepted` stay as they are
 */
export async function approveHandedOver(tx: Connection, refs: readonly string[], now: Date): Promise<void> {
  if (refs.length === 0) return;
  const rows = await tx
    .update(submittedReadings)
    .set({ state: 'approved' })
    .where(and(inArray(submittedReadings.ref, [...refs]), eq(submittedReadings.state, 'accepted')))
    .returning({ id: submittedReadings.id });
  if (rows.length > 0)
    await tx
      .insert(submittedReadingStates)
      .values(rows.map(({ id }) => ({ submissionId: id, state: 'approved' as const, at: now })));
}

/** An invoice that was issued later than this after a reading did not use it, even if a state is the same. */
export const LATEST_INVOICE_DAYS = 200;

/**
 * Readings that an invoice used are settled: a line of it for that meter ends with that state, and it was issued on
 * the reading's day or after. The end of every import.
 * @param tx the import's transaction
 * @returns how many
 */
export async function settleReadings(tx: postgres.TransactionSql, now: Date): Promise<number> {
  const settled = await tx`
    with used as (
      select distinct on (s.id) s.id, i.id as invoice_id
      from submitted_readings s
        join meters m on m.id = s.meter_id
        join invoice_lines l on l.meter_serial = m.serial_number and l.reading_to_l = s.value_l and not l.before
        join invoices i on i.id = l.invoice_id and i.customer_id = s.customer_id
          and i.issued_on between s.read_on and s.read_on + ${LATEST_INVOICE_DAYS}::int
      where s.state in ('accepted', 'approved')
      order by s.id, i.issued_on, i.id
    ), done as (
      update submitted_readings s set state = 'settled', invoice_id = u.invoice_id from used u where s.id = u.id
      returning s.id
    )
    insert into submitted_reading_states (submission_id, state, at)
    select d.id, 'settled', ${now.toISOString()}::timestamptz from done d`;
  return settled.count;
}
