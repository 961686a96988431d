import { usedBetween, type Supply } from '@/lib/consumption/rules/use';
import type { OwnDays } from '@/lib/consumption/rules/line';
import { startOfDay, type Day } from '@/lib/kernel/dates';
import { litres, type Litres } from '@/lib/kernel/volume';
import type { MeterRole, MeterState } from '@/lib/meters/rules';
import type { Expected } from './expected';

/** Whether a state that somebody gives may stand, and what to ask about it. Pure. */

export type Question = 'below_previous' | 'above_expected' | 'above_main';
/** What was said to it; a slip is corrected and not sent. */
export type Answer = 'correct' | 'replaced' | 'rollover';
export const ANSWERS: readonly Answer[] = ['correct', 'replaced', 'rollover'];

export type SubmissionState = 'accepted' | 'in_review' | 'approved' | 'rejected' | 'settled' | 'withdrawn';

/** Until somebody decided, whoever gave a reading may give another in its place. */
export const mayCorrect = (state: SubmissionState): boolean => state === 'accepted' || state === 'in_review';

/** Of a meter, what the judgement needs; only what is the customer's own (SECURITY S13). */
export interface JudgedMeter {
  readonly role: MeterRole;
  readonly digits: number | null;
  readonly installedOn: Day;
  readonly removedOn: Day | null;
  /** the unbroken time of the customer's own */
  readonly own: OwnDays;
}

/** A state at an instant; telemetry has many a day. */
export interface PreviousState extends MeterState {
  readonly at: Date;
}

export type Refused =
  | { readonly code: 'readingNotDigits' }
  | { readonly code: 'readingTooManyDigits'; readonly digits: number }
  | { readonly code: 'readingFuture' }
  | { readonly code: 'readingBeforeInstallation'; readonly day: Day }
  | { readonly code: 'readingAfterRemoval'; readonly day: Day }
  | { readonly code: 'readingBeforeContract'; readonly day: Day }
  | { readonly code: 'readingAfterContract'; readonly day: Day }
  | { readonly code: 'readingOld' | 'readingDayTaken'; readonly day: Day; readonly state: Litres };

export interface Asked {
  readonly question: Question;
  /** since the previous state; of a rollover what the register ran on */
  readonly used: Litres;
  /** through the main meter in the same time; for `above_main` */
  readonly mainUsed: Litres | null;
  /** what may be said to it */
  readonly answers: readonly Answer[];
}

export type Verdict =
  { readonly refused: Refused } | { readonly value: Litres; readonly asked: Asked | null };

/** No register has more. */
const MOST_DIGITS = 9;

/**
 * Reads the black digits as they are typed: blanks, hyphens and «m³» do not matter, leading zeros count as digits.
 * @param digits of the register; null when unknown
 */
export function readState(typed: string, digits: number | null): Litres | Refused {
  const plain = typed.replace(/[\s\u00a0\u202f‐-―−-]|m(³|3|\^3)$/gi, '');
  if (!/^\d+$/.test(plain)) return { code: 'readingNotDigits' };
  const most = digits ?? MOST_DIGITS;
  return plain.length > most ? { code: 'readingTooManyDigits', digits: most } : litres(Number(plain) * 1000);
}

/** What only the day says. */
function refusedDay(
  { installedOn, removedOn, own }: JudgedMeter,
  previous: PreviousState | null,
  readOn: Day,
  today: Day,
): Refused | null {
  if (readOn > today) return { code: 'readingFuture' };
  if (readOn < installedOn && installedOn >= own.since)
    return { code: 'readingBeforeInstallation', day: installedOn };
  if (readOn < own.since) return { code: 'readingBeforeContract', day: own.since };
  if (removedOn !== null && readOn > removedOn) return { code: 'readingAfterRemoval', day: removedOn };
  // The state at the midnight that ends the contract belongs to the next one (lib/meters/queries.ts).
  if (own.until !== null && readOn >= own.until) return { code: 'readingAfterContract', day: own.until };
  if (previous && previous.at >= startOfDay(readOn))
    return {
      code: previous.on === readOn ? 'readingDayTaken' : 'readingOld',
      day: previous.on,
      state: previous.value,
    };
  return null;
}

/**
 * Judges one reading.
 * @param previous the meter's last state that counts, estimates left out; null when there is none
 * @param expected range of the state; null when nothing is known
 * @param main of an additional meter: water through the main one from the previous state to this one, null when
 *   not known
 */
export function judgeReading(
  meter: JudgedMeter,
  given: { readonly typed: string; readonly readOn: Day },
  known: {
    readonly previous: PreviousState | null;
    readonly expected: Expected | null;
    readonly mainUsed: Litres | null;
  },
  today: Day,
): Verdict {
  const { previous, expected, mainUsed } = known;
  const value = readState(given.typed, meter.digits);
  if (typeof value !== 'number') return { refused: value };
  const refused = refusedDay(meter, previous, given.readOn, today);
  if (refused) return { refused };
  if (!previous) return { value, asked: null };

  if (value < wholeOf(previous.value)) {
    const rolled = rolledOver(previous.value, value, meter.digits);
    return {
      value,
      asked: {
        question: 'below_previous',
        used: rolled ?? litres(value - wholeOf(previous.value)),
        mainUsed: null,
        answers: rolled === null ? ['replaced', 'correct'] : ['rollover', 'replaced', 'correct'],
      },
    };
  }
  const used = litres(Math.max(0, value - previous.value));
  if (expected && value > expected.to)
    return {
      value,
      asked: { question: 'above_expected', used, mainUsed: null, answers: ['correct', 'replaced'] },
    };
  // Whole m³ on both sides: each may hide up to one.
  if (meter.role === 'additional' && mainUsed !== null && used > mainUsed + 1_000)
    return { value, asked: { question: 'above_main', used, mainUsed, answers: ['correct', 'replaced'] } };
  return { value, asked: null };
}

/** Telemetry knows litres, people type whole m³: 432 is not below 432,618. */
const wholeOf = (state: Litres): Litres => litres(state - (state % 1000));

/**
 * What flowed if the register began anew at 10ⁿ m³: only when the state fell by more than half of it, as the line of
 * consumption takes it (lib/consumption/rules/line.ts).
 * @returns null when it did not
 */
export function rolledOver(previous: Litres, value: Litres, digits: number | null): Litres | null {
  if (digits === null) return null;
  const register = 1000 * 10 ** digits;
  return previous - value > register / 2 ? litres(register - previous + value) : null;
}

/**
 * Water through the main meters of a point in a time of which the last state may only just have been typed.
 * @returns null when it is not known
 */
export const usedByMain = (main: Supply, from: Day, to: Day): Litres | null =>
  from < to ? usedBetween([main], from, to) : null;
