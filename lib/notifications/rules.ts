import { addDays, daysBetween, type Day } from '@/lib/kernel/dates';

/** When something is to be told. Pure: days and lead times are arguments. */

/**
 * The lead that is due: the nearest to the day among those that have begun. One that was missed is not told any more
 * once a nearer one is due, so nobody gets the 60-day and the 30-day letter together.
 * @param on the day that it is about
 * @param leads days before it
 * @param catchUp for how many days after its own day a lead is still told; absent: until the day itself
 * @returns null when none is due, or the day is over
 */
export function dueLead(on: Day, leads: readonly number[], today: Day, catchUp?: number): number | null {
  const left = daysBetween(today, on);
  if (left < 0) return null;
  const begun = leads.filter(lead => left <= lead);
  if (begun.length === 0) return null;
  const lead = Math.min(...begun);
  return catchUp !== undefined && lead - left > catchUp ? null : lead;
}

/** Whether a lead has been overtaken: a nearer one has begun. */
export const isSuperseded = (on: Day, lead: number, leads: readonly number[], today: Day): boolean =>
  leads.some(other => other < lead && daysBetween(today, on) <= other);

/** Last day on which a lead may still be sent: the one before the next lead begins, or the day itself. */
export function lastDayOf(on: Day, lead: number, leads: readonly number[]): Day {
  const nearer = leads.filter(other => other < lead);
  return nearer.length === 0 ? on : addDays(on, -Math.max(...nearer) - 1);
}

/** `end:2027-02-01:30` taken apart; null for anything else. */
export function readOccurrence(occurrence: string): { on: Day; lead: number } | null {
  const match = /^[a-z]+:(\d{4}-\d{2}-\d{2}):(\d+)$/.exec(occurrence);
  return match && { on: match[1] as Day, lead: Number(match[2]) };
}
