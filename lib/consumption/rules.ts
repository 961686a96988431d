import { addMonths, startOfDay, type Day } from '@/lib/kernel/dates';
import { litres, type Litres } from '@/lib/kernel/volume';

/** Use of water out of cumulative states; pure. A state between two readings lies on the line between them. */

export interface State {
  readonly at: Date;
  readonly value: Litres;
}

/** One meter's states in the order of time: at least those next to every day that is asked for. */
export type MeterStates = readonly State[];

/**
 * The state at an instant, linear in time between its neighbours.
 * @returns litres, not rounded; null before the first and after the last reading, where nothing is known
 */
export function stateAt(states: MeterStates, at: Date): number | null {
  const time = at.getTime();
  const next = states.findIndex(state => state.at.getTime() >= time);
  if (next === -1) return null;
  const after = states[next]!;
  if (after.at.getTime() === time) return after.value;
  const before = states[next - 1];
  if (!before) return null;
  const share = (time - before.at.getTime()) / (after.at.getTime() - before.at.getTime());
  return before.value + (after.value - before.value) * share;
}

/**
 * Water through a set of meters from the beginning of `from` to the beginning of `to` (Warsaw midnights). Meters
 * may follow each other: where one is replaced, each counts for its own time.
 * @returns null when no meter, or not the whole time, is covered by readings, and for a state that fell (a
 *   rollover or a mistake: not for this function to guess)
 */
export function usedBetween(meters: readonly MeterStates[], from: Day, to: Day): Litres | null {
  const [begin, end] = [startOfDay(from), startOfDay(to)];
  let total = 0;
  const spans: { from: number; to: number }[] = [];
  for (const states of meters) {
    const [first, last] = [states[0], states.at(-1)];
    if (!first || !last) continue;
    const start = first.at > begin ? first.at : begin;
    const stop = last.at < end ? last.at : end;
    if (start >= stop) continue;
    const used = stateAt(states, stop)! - stateAt(states, start)!;
    if (used < 0) return null;
    total += used;
    spans.push({ from: start.getTime(), to: stop.getTime() });
  }
  return spans.length > 0 && covers(spans, begin.getTime(), end.getTime()) ? litres(Math.round(total)) : null;
}

function covers(spans: { from: number; to: number }[], begin: number, end: number): boolean {
  let reached = begin;
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    if (span.from > reached) return false;
    reached = Math.max(reached, span.to);
  }
  return reached >= end;
}

export interface MonthPair {
  /** first day of the month */
  readonly month: Day;
  readonly used: Litres;
  readonly yearBefore: Litres;
}

export interface YearOnYear {
  readonly months: readonly MonthPair[];
  readonly used: Litres;
  readonly yearBefore: Litres;
  readonly verdict: 'less' | 'more' | 'same';
}

/** Within 3 % the two years count as the same: neither people nor linear months are exacter than that. */
const SAME_SHARE = 0.03;
/** A comparison whose newest month is older than this is history, not news. */
const FRESH_MONTHS = 6;

/** Every first of a month that {@link yearOnYear} may ask a state for, the newest first. */
export function yearOnYearDays(today: Day, months: number): Day[] {
  const first = firstOfMonth(today);
  return Array.from({ length: months + FRESH_MONTHS + 13 }, (_, i) => addMonths(first, -i));
}

const firstOfMonth = (value: Day): Day => `${value.slice(0, 8)}01` as Day;

/**
 * The last `count` whole months that readings cover, beside the same months of the year before. Service points
 * are added up, and only months that are known at all of them count.
 * @param points per service point the states of its main meters (garden meters are part of the main one's)
 * @returns null when fewer than two such months exist
 */
export function yearOnYear(
  points: readonly (readonly MeterStates[])[],
  today: Day,
  count: number,
): YearOnYear | null {
  const between = (from: Day, to: Day): Litres | null => {
    let total = 0;
    for (const meters of points) {
      const used = usedBetween(meters, from, to);
      if (used === null) return null;
      total += used;
    }
    return litres(total);
  };
  const inMonth = (month: Day): Litres | null => between(month, addMonths(month, 1));
  if (points.length === 0) return null;
  const months: MonthPair[] = [];
  for (let back = 1; back <= FRESH_MONTHS + count && months.length < count; back++) {
    if (months.length === 0 && back > FRESH_MONTHS) break;
    const month = addMonths(firstOfMonth(today), -back);
    const used = inMonth(month);
    const yearBefore = used === null ? null : inMonth(addMonths(month, -12));
    if (used !== null && yearBefore !== null) months.unshift({ month, used, yearBefore });
    else if (months.length > 0) break;
  }
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last || first === last) return null;
  // Over the whole time, not as a sum of months that were each rounded to the litre.
  const end = addMonths(last.month, 1);
  const used = between(first.month, end);
  const yearBefore = between(addMonths(first.month, -12), addMonths(end, -12));
  if (used === null || yearBefore === null) return null;
  const change = used - yearBefore;
  const verdict =
    Math.abs(change) <= Math.max(used, yearBefore) * SAME_SHARE ? 'same' : change < 0 ? 'less' : 'more';
  return { months, used, yearBefore, verdict };
}
