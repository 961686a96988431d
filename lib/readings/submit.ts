import 'server-only';
import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { meters, readingPhotos, submittedReadings } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { Day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import type { Litres } from '@/lib/kernel/volume';
import { currentUtility } from '@/lib/settings/queries';
import { judgeGiven, type Judged } from './judged';
import type { KnownMeter } from './known';
import { judgeLeak } from './leaks/commands';
import type { Photo } from './photos/prepare';
import type { Expected } from './rules/expected';
import { mayCorrect, readState, type Answer, type Asked, type Refused } from './rules/judge';
import { inWindow } from './rules/window';
import { changeState, count, noteState, submissionColumns, uncount, type Submission } from './states';

/** The one way by which every reading of a customer's comes in, whoever sends it: lock, judge, write. */

/** One meter of a form. */
export interface TypedReading {
  readonly serial: string;
  /** as typed */
  readonly typed: string;
  /** what was said to a question; counts only when the question was about this very state and day */
  readonly answer?: Answer | undefined;
  readonly note?: string | undefined;
  readonly photo?: Photo | undefined;
}

export interface ReadingForm {
  readonly readings: readonly TypedReading[];
  readonly readOn: Day;
  /** random, from the form's page: the same form again is the same reading */
  readonly formKey: string;
  /** only asks what there is to object to; nothing is stored */
  readonly onlyJudge?: boolean | undefined;
  /** reference of the own reading that this one corrects */
  readonly corrects?: string | undefined;
}

/** What stands in the way of one reading; `index` as in the form. */
export interface Objection {
  readonly index: number;
  readonly meter: KnownMeter | null;
  readonly refused?:
    Refused | { readonly code: 'meterUnknown' } | { readonly code: 'readingDayBusy'; readonly day: Day };
  readonly asked?: Asked;
  readonly value?: Litres;
  readonly expected?: Expected | null;
}

/** The reference of the first, or why nothing was stored. */
export type Outcome = { readonly ref: string } | { readonly objections: readonly Objection[] };

export interface Sender {
  readonly customerId: number;
  readonly accountId?: number | undefined;
  readonly channel: 'portal' | 'link' | 'public';
  readonly ip: string;
}

/** Undoes what a form with objections has written. */
class Objected extends Error {
  constructor(readonly objections: readonly Objection[]) {
    super('objections');
  }
}

/** Runs a transaction that {@link submit} may take back. */
export async function unlessObjected(work: () => Promise<string>): Promise<Outcome> {
  try {
    return { ref: await work() };
  } catch (error) {
    if (error instanceof Objected) return { objections: error.objections };
    throw error;
  }
}

/**
 * Stores the readings of a form, all or none.
 * @returns the reference of the first
 * @throws Objected, which takes back what was written (see {@link unlessObjected}); Refusal `readingGone`
 */
export async function submit(tx: Transaction, sender: Sender, form: ReadingForm, now: Date): Promise<string> {
  const given = form.readings;
  const serials = given.map(({ serial }) => serial);
  // Two at once take turns; in one order, so that they do not wait for each other.
  await tx.execute(sql`
    select from meters m where m.serial_number = any(string_to_array(${serials.join('\n')}, chr(10)))
    order by m.id for no key update`);
  if (given.length === 0) throw new Objected([]);
  const sent = await sentBefore(tx, sender.customerId, form);
  if (sent.same) return sent.same;
  const corrected = form.corrects ? await withdrawn(tx, sender, form.corrects, now) : null;
  const judged = await judgeGiven(tx, sender.customerId, given, form.readOn, now, corrected ?? undefined);

  const objections: Objection[] = [];
  const refs: string[] = [];
  for (const [index, each] of judged.entries()) {
    const objection = objectionTo(index, each, given[index]!, sender.channel);
    if (objection) {
      objections.push(objection);
      continue;
    }
    const stored = await store(tx, sender, { ...form, formKey: sent.key }, index, each, corrected, now);
    if (typeof stored === 'string') refs.push(stored);
    else objections.push({ index, meter: each.meter, refused: stored });
  }
  if (objections.length > 0 || form.onlyJudge) throw new Objected(objections);
  for (const serial of serials) await judgeLeak(tx, { customerId: sender.customerId, serial }, now);
  return refs[0]!;
}

/**
 * Whether this very form was stored already. A page that the browser kept may be filled in anew and comes with the
 * same key: that is another form.
 */
async function sentBefore(
  tx: Transaction,
  customerId: number,
  { formKey, readings, readOn }: ReadingForm,
): Promise<{ same: string | null; key: string }> {
  const rows = await tx
    .select({
      ref: submittedReadings.ref,
      serial: meters.serialNumber,
      value: submittedReadings.value,
      readOn: submittedReadings.readOn,
    })
    .from(submittedReadings)
    .innerJoin(meters, eq(meters.id, submittedReadings.meterId))
    .where(and(eq(submittedReadings.formKey, formKey), eq(submittedReadings.customerId, customerId)))
    .orderBy(submittedReadings.id);
  const found = readings.map(({ serial, typed }) =>
    rows.find(row => row.serial === serial && row.readOn === readOn && row.value === readState(typed, null)),
  );
  if (found.every(row => row !== undefined)) return { same: found[0]!.ref, key: formKey };
  return { same: null, key: rows.length === 0 ? formKey : newToken() };
}

/** The own reading that a correction takes the place of. */
async function withdrawn(tx: Transaction, sender: Sender, ref: string, now: Date): Promise<Submission> {
  const [row] = await tx
    .select(submissionColumns)
    .from(submittedReadings)
    .where(and(eq(submittedReadings.ref, ref), eq(submittedReadings.customerId, sender.customerId)))
    .for('update');
  if (!row || !mayCorrect(row.state)) throw new Refusal('readingGone');
  await changeState(tx, row, { state: 'withdrawn', by: sender.accountId }, now);
  await uncount(tx, row);
  return row;
}

function objectionTo(
  index: number,
  { meter, verdict, expected }: Judged,
  { answer, typed }: TypedReading,
  channel: Sender['channel'],
): Objection | null {
  if (!meter || !verdict) return { index, meter: null, refused: { code: 'meterUnknown' } };
  // Who only knows two numbers is told and asked nothing that another pair of numbers would not be: people look.
  if (channel === 'public' && typeof readState(typed, null) === 'number') return null;
  if ('refused' in verdict) return { index, meter, refused: verdict.refused };
  if (!verdict.asked || (answer && verdict.asked.answers.includes(answer))) return null;
  return { index, meter, asked: verdict.asked, value: verdict.value, expected };
}

/** What is written of a judged reading; one that cannot be right only came by the public form. */
function writtenOf({ verdict }: Judged, { typed }: TypedReading) {
  if (!verdict) throw new Error('only what was judged is stored');
  if ('refused' in verdict) {
    const value = readState(typed, null);
    if (typeof value !== 'number') throw new Error('only digits are stored');
    return { value, asked: null, state: 'in_review' as const };
  }
  return { ...verdict, state: verdict.asked ? ('in_review' as const) : ('accepted' as const) };
}

/** @returns the reference, or why not */
async function store(
  tx: Transaction,
  sender: Sender,
  form: ReadingForm,
  index: number,
  judged: Judged,
  corrected: Submission | null,
  now: Date,
): Promise<string | Extract<Objection['refused'], object>> {
  const { answer, note, photo } = form.readings[index]!;
  const { value, asked, state } = writtenOf(judged, form.readings[index]!);
  const { expected } = judged;
  const meter = judged.meter!;
  const [standing] = await tx
    .select({
      ref: submittedReadings.ref,
      value: submittedReadings.value,
      customerId: submittedReadings.customerId,
    })
    .from(submittedReadings)
    .where(
      and(
        eq(submittedReadings.meterId, meter.id),
        eq(submittedReadings.readOn, form.readOn),
        notInArray(submittedReadings.state, ['rejected', 'withdrawn']),
      ),
    );
  if (standing)
    return standing.value === value && standing.customerId === sender.customerId
      ? standing.ref
      : { code: 'readingDayBusy', day: form.readOn };

  const replaces = corrected?.meterId === meter.id ? corrected : null;
  const [row] = await tx
    .insert(submittedReadings)
    .values({
      meterId: meter.id,
      customerId: sender.customerId,
      accountId: sender.accountId,
      channel: sender.channel,
      formKey: form.formKey,
      readOn: form.readOn,
      value,
      state,
      information: !inWindow((await currentUtility(tx)).readingWindows, form.readOn),
      question: asked?.question,
      answer: asked ? answer : undefined,
      note,
      expectedFrom: expected?.from,
      expectedTo: expected?.to,
      submittedAt: now,
      replacesId: replaces?.id,
    })
    .returning(submissionColumns);
  await noteState(tx, row!.id, { state, by: sender.accountId }, now);
  if (state === 'accepted' && !(await count(tx, row!)))
    return { code: 'readingDayTaken', day: form.readOn, state: value };
  if (photo) await tx.insert(readingPhotos).values({ submissionId: row!.id, ...photo, createdAt: now });
  await writeAudit(
    tx,
    {
      action: replaces ? 'reading.corrected' : 'reading.submitted',
      entity: `reading:${row!.ref}`,
      ...(sender.accountId === undefined ? {} : { accountId: sender.accountId }),
      details: { state, channel: sender.channel, photo: photo !== undefined },
      ip: sender.ip,
    },
    now,
  );
  return row!.ref;
}
