import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import { litres, type Litres } from '@/lib/kernel/volume';
import { isGuess, pieceOf, type Line, type OwnDays, type Piece } from './line';

/** Water through several meters and places. Pure; what is not known is null and never 0. */

/**
 * Meters that stand for each other or beside each other at one place: a replaced one and its successor each count
 * for their own time, two at once are added up.
 */
export interface Supply {
  /** the days that are the customer's; on each of them the meters have to know the use */
  readonly own: readonly OwnDays[];
  readonly lines: readonly Line[];
}

/** An additional meter: its water does not go to the sewer. */
export interface Garden {
  readonly line: Line;
  /** last day for which it is deducted; null when nothing is known against it */
  readonly validUntil: Day | null;
}

const time = (day: Day): number => startOfDay(day).getTime();

/**
 * Water from the beginning of `from` to the beginning of `to` (Warsaw midnights). Additive: the parts of a time sum
 * to the whole exactly, and the whole is known when all parts are.
 * @returns null when there are days that are not the customer's, or readings do not cover, and for an empty time
 */
export function usedBetween(supplies: readonly Supply[], from: Day, to: Day): Litres | null {
  if (from >= to) return null;
  const [begin, end] = [time(from), time(to)];
  let total = 0;
  const all: Span[] = [];
  for (const { own, lines } of supplies) {
    const spans = ownSpans(own, begin, end);
    if (spans.length === 0) continue;
    const pieces = lines.map(line => pieceOf(line, begin, end)).filter(piece => piece !== null);
    if (pieces.some(({ used }) => used === null)) return null;
    if (spans.some(span => !covers(pieces, span))) return null;
    for (const { used } of pieces) total += used!;
    all.push(...spans);
  }
  return covers(all, { from: begin, to: end }) ? litres(total) : null;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function ownSpans(own: readonly OwnDays[], begin: number, end: number): Span[] {
  return own
    .map(({ since, until }) => ({
      from: Math.max(begin, time(since)),
      to: until === null ? end : Math.min(end, time(until)),
    }))
    .filter(span => span.from < span.to);
}

/** Whether spans leave no gap; the hours between removing a meter and putting in another on one day are none. */
function covers(spans: readonly Span[], { from, to }: Span): boolean {
  let reached = from;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from > reached && !sameDay(reached, span.from)) return false;
    reached = Math.max(reached, span.to);
  }
  return reached >= to;
}

const sameDay = (one: number, other: number): boolean =>
  other - one < 26 * 3_600_000 && dayOf(new Date(one)) === dayOf(new Date(other));

/** Whether a part of the use of a time is a guess (see {@link isGuess}). @param days readings may be apart */
export function guessedBetween(supplies: readonly Supply[], from: Day, to: Day, days: number): boolean {
  const [begin, end] = [time(from), time(to)];
  return supplies.some(({ lines }) => lines.some(line => isGuess(line, begin, end, days * 86_400_000)));
}

export interface GardenUse {
  /** through the additional meters */
  readonly used: Litres;
  /** of it while their legalisation was valid: what is not charged as sewage */
  readonly deducted: Litres;
}

/**
 * Water through additional meters. Before they were put in and after they were removed there is none.
 * @returns null when one was there and readings do not cover its time
 */
export function gardenBetween(gardens: readonly Garden[], from: Day, to: Day): GardenUse | null {
  const [begin, end] = [time(from), time(to)];
  let [used, deducted] = [0, 0];
  for (const { line, validUntil } of gardens) {
    const whole = pieceOf(line, begin, end);
    if (whole === null) continue;
    if (whole.used === null) return null;
    used += whole.used;
    const valid: Piece | null =
      validUntil === null ? whole : pieceOf(line, begin, Math.min(end, time(addDays(validUntil, 1))));
    deducted += valid?.used ?? 0;
  }
  return { used: litres(used), deducted: litres(deducted) };
}

export type Step = 'day' | 'week' | 'month' | 'total';
export const STEPS: readonly Step[] = ['day', 'week', 'month', 'total'];

/**
 * The days at which a period is cut, its two ends among them: midnights, Mondays, firsts of months.
 * @param to exclusive, later than `from`
 */
export function cutsOf(from: Day, to: Day, step: Step): Day[] {
  const cuts: Day[] = [from];
  if (step !== 'total')
    for (let next = nextCut(from, step); next < to; next = nextCut(next, step)) cuts.push(next);
  return [...cuts, to];
}

function nextCut(after: Day, step: 'day' | 'week' | 'month'): Day {
  if (step === 'day') return addDays(after, 1);
  if (step === 'week') return addDays(after, 7 - ((new Date(`${after}T00:00:00Z`).getUTCDay() + 6) % 7));
  return firstOfMonth(addDays(firstOfMonth(after), 31));
}

export const firstOfMonth = (value: Day): Day => `${value.slice(0, 8)}01` as Day;

/** Readings so many days apart tell the use of a step; further apart they share it out. With some slack. */
const APART: Record<Exclude<Step, 'total'>, number> = { day: 1.1, week: 8, month: 36 };

/** @param from of the whole period @param to of the whole period; exclusive */
export const daysApart = (step: Step, days: number): number =>
  step === 'total' ? Math.max(days, APART.day) : APART[step];
