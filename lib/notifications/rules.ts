import { addDays, daysBetween, type Day } from '@/lib/kernel/dates';

/**
 * Until when something may be told. Pure: days and lead times are arguments. Which lead is due is said by the scans'
 * SQL: the nearest one that has begun, so that nobody gets the 60-day and the 30-day letter together.
 */

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
