import { addDays, type Day } from '@/lib/kernel/dates';

/**
 * Days of each month on which readings are taken for settlement, both inclusive; below 0 they count from the
 * month's end (-1 is its last day). `{ from: -5, to: 5 }`: the last five days of a month and the first five of the
 * next. `months`: only those in which it begins; every month when absent.
 */
export interface ReadingWindow {
  readonly from: number;
  readonly to: number;
  readonly months?: readonly number[] | undefined;
}

/** Longer than any month has days; no window is longer than that. */
const LOOK_BACK = 62;
/** A window of a single month comes again within so many days. */
const LOOK_AHEAD = 400;

const monthOf = (day: Day): number => Number(day.slice(5, 7));

/** The day of a month by its number; behind the end counts as the end. */
function dayAt(anyOfMonth: Day, number: number): Day {
  const first = `${anyOfMonth.slice(0, 8)}01` as Day;
  const next = `${addDays(first, 31).slice(0, 8)}01` as Day;
  const last = addDays(next, -1);
  if (number < 0) {
    const fromEnd = addDays(next, number);
    return fromEnd < first ? first : fromEnd;
  }
  const fromStart = addDays(first, number - 1);
  return fromStart > last ? last : fromStart;
}

/** The last day of the window that begins on a day; null when none begins there. */
function endOf(windows: readonly ReadingWindow[], start: Day): Day | null {
  const ends = windows
    .filter(({ from, months }) => dayAt(start, from) === start && (months?.includes(monthOf(start)) ?? true))
    .map(({ to }) => {
      const same = dayAt(start, to);
      return same >= start ? same : dayAt(addDays(dayAt(start, -1), 1), to);
    });
  return ends.length === 0 ? null : ends.reduce((a, b) => (a > b ? a : b));
}

/**
 * Whether readings of a day are for settlement.
 * @param windows none: always
 */
export const inWindow = (windows: readonly ReadingWindow[], day: Day): boolean =>
  windows.length === 0 || windowEnd(windows, day) !== null;

/** Last day of the window that is open on a day; null when none is, and when it is always open. */
export function windowEnd(windows: readonly ReadingWindow[], day: Day): Day | null {
  let latest: Day | null = null;
  for (let back = 0; back <= LOOK_BACK; back++) {
    const end = endOf(windows, addDays(day, -back));
    if (end !== null && end >= day && (latest === null || end > latest)) latest = end;
  }
  return latest;
}

/** First day after a day on which a window begins; null when it is always open. */
export function nextWindow(windows: readonly ReadingWindow[], day: Day): Day | null {
  if (windows.length === 0) return null;
  for (let ahead = 1; ahead <= LOOK_AHEAD; ahead++) {
    const start = addDays(day, ahead);
    if (endOf(windows, start) !== null) return start;
  }
  return null;
}
