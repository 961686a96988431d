import { formatTime } from '../../kernel/dates';

/** SMS that a person has just asked for and waits for: they go out at any hour. */
export const AT_ANY_HOUR: readonly string[] = ['phone_code'];

/**
 * Whether SMS go out at this instant.
 * @param window hours in Warsaw, `08:00-20:00`, the end excluded; `22:00-06:00` passes midnight, `00:00-24:00` is always
 */
export function withinWindow(window: string, instant: Date): boolean {
  const [from, to] = window.split('-') as [string, string];
  const time = formatTime(instant);
  if (from === to) return true;
  return from < to ? from <= time && time < to : from <= time || time < to;
}

const LONGEST = 4 * 3600;

/** Seconds for which the provider goes on trying: four hours, less where the message is worthless earlier. */
export function validitySeconds(now: Date, expiresAt: Date | null): number {
  if (!expiresAt) return LONGEST;
  return Math.min(LONGEST, Math.max(60, Math.floor((expiresAt.getTime() - now.getTime()) / 1000)));
}
