import { addDays, addMonths, day, daysBetween, parseDay, type Day } from '@/lib/kernel/dates';
import { firstOfMonth, STEPS, type Step } from './use';

/** Which period somebody asks for. Pure. People name the last day; reckoning wants the day after it. */

export interface Period {
  readonly from: Day;
  /** exclusive */
  readonly to: Day;
}

export const PRESETS = ['months', 'thisYear', 'lastYear', 'settled'] as const;
export type Preset = (typeof PRESETS)[number];

/**
 * The periods that are offered.
 * @param until the day after the last one that counts: tomorrow, or the end of a former customer's own time
 * @param settled the newest period that was invoiced; without one it is not offered
 */
export function presetsOf(until: Day, settled: Period | null): Partial<Record<Preset, Period>> {
  const last = addDays(until, -1);
  const newYear = day(`${last.slice(0, 4)}-01-01`);
  return {
    months: { from: addMonths(firstOfMonth(last), -11), to: until },
    thisYear: { from: newYear, to: until },
    lastYear: { from: addMonths(newYear, -12), to: newYear },
    ...(settled && { settled }),
  };
}

/** Longer than any meter lives. */
export const MOST_YEARS = 25;

export type PeriodFault = 'badFrom' | 'badTo' | 'order' | 'tooLong';

/**
 * Reads two days as people type them (`2026-01-31`, `31.01.2026`, stray spaces); the second is the last that counts.
 * @returns every fault with its field
 */
export function readPeriod(
  from: string,
  to: string,
): Period | readonly { field: 'from' | 'to'; fault: PeriodFault }[] {
  const [first, last] = [from, to].map(text => parseDay(text.replace(/\s/g, ''))) as [Day | null, Day | null];
  const faults: { field: 'from' | 'to'; fault: PeriodFault }[] = [];
  if (!first) faults.push({ field: 'from', fault: 'badFrom' });
  if (!last) faults.push({ field: 'to', fault: 'badTo' });
  if (!first || !last) return faults;
  if (first > last) return [{ field: 'to', fault: 'order' }];
  if (addMonths(first, MOST_YEARS * 12) < last) return [{ field: 'to', fault: 'tooLong' }];
  return { from: first, to: addDays(last, 1) };
}

/** Days of a step that still make a page and a drawing; longer periods are shown in longer steps. */
const MOST_DAYS: Partial<Record<Step, number>> = { day: 62, week: 371, month: 3_700 };

/** The step asked for, or the next longer one with which the period is still a page. */
export function fittingStep(step: Step, { from, to }: Period): Step {
  const days = daysBetween(from, to);
  return STEPS.slice(STEPS.indexOf(step)).find(each => days <= (MOST_DAYS[each] ?? Infinity)) ?? 'total';
}
