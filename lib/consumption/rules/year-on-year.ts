import { addMonths, type Day } from '@/lib/kernel/dates';
import { litres, type Litres } from '@/lib/kernel/volume';
import { firstOfMonth, usedBetween, type Supply } from './use';

export interface MonthPair {
  /** first day of the month */
  readonly month: Day;
  readonly used: Litres;
  readonly yearBefore: Litres;
}

export type Verdict = 'less' | 'more' | 'same';

export interface YearOnYear {
  readonly months: readonly MonthPair[];
  readonly used: Litres;
  readonly yearBefore: Litres;
  readonly verdict: Verdict;
}

/** Within 3 % the two years count as the same: neither people nor linear months are exacter than that. */
const SAME_SHARE = 0.03;
/** A comparison whose newest month is older than this is history, not news. */
const FRESH_MONTHS = 6;

/** Whether a use is less or more than a year before. */
export function verdictOf(used: Litres, yearBefore: Litres): Verdict {
  const change = used - yearBefore;
  return Math.abs(change) <= Math.max(used, yearBefore) * SAME_SHARE ? 'same' : change < 0 ? 'less' : 'more';
}

/** Every first of a month that {@link yearOnYear} may ask a state for, the newest first. */
export function yearOnYearDays(today: Day, months: number): Day[] {
  const first = firstOfMonth(today);
  return Array.from({ length: months + FRESH_MONTHS + 13 }, (_, i) => addMonths(first, -i));
}

/**
 * The last `count` whole months that readings cover, beside the same months of the year before. Service points
 * are added up, and only months that are known at all of them count.
 * @param points the main meters of each service point (garden meters are part of the main one's)
 * @returns null when fewer than two such months exist
 */
export function yearOnYear(points: readonly Supply[], today: Day, count: number): YearOnYear | null {
  const inMonth = (month: Day): Litres | null => usedBetween(points, month, addMonths(month, 1));
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
  if (months.length < 2) return null;
  // Months sum exactly to the time they make up.
  const sum = (of: 'used' | 'yearBefore') => litres(months.reduce((total, pair) => total + pair[of], 0));
  const [used, yearBefore] = [sum('used'), sum('yearBefore')];
  return { months, used, yearBefore, verdict: verdictOf(used, yearBefore) };
}
