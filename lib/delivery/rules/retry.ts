/** When a message is tried again, and when a provider is left alone. Milliseconds; chance is an argument. */

/** How often a message is handed to a provider at most (N7). */
export const MOST_ATTEMPTS = 10;

const HOUR = 3_600_000;
const LONGEST = 4 * HOUR;

/**
 * How long to wait after the nth attempt: doubling from `first` to four hours, up to a quarter less or more, so that
 * what failed together does not come back together; never less than `first`.
 * @param attempt 1 after the first one
 * @param chance between 0 and 1
 */
export function backOff(attempt: number, first: number, chance: number): number {
  const whole = first * 2 ** Math.max(0, attempt - 1);
  return Math.round(Math.min(LONGEST, Math.max(first, whole * (0.75 + chance / 2))));
}

/** A provider that has failed so often in a row is left alone for a while. */
export const BREAKER_AT = 5;

/**
 * For how long the breaker opens after so many failures in a row: the first delay of a retry, doubling to five
 * minutes, so that a provider that is back gets work soon. 0: it stays closed.
 */
export const breakerOpensFor = (failures: number, first: number): number =>
  failures < BREAKER_AT ? 0 : Math.min(5 * 60_000, first * 2 ** Math.min(20, failures - BREAKER_AT));

/** The provider keeps a key for 24 hours; an hour less, whatever its clock. */
export const KEY_HOURS = 23;

/** A lease outlives the call, ten seconds at most, the reading of attachments and some attempts to write down what came of it (N5). */
export const LEASE_SECONDS = 60;

/** A lease that ends sooner is not used: whoever slept since the claim leaves what it holds to the others. Twice the longest call. */
export const CALL_ROOM_MS = 20_000;

/** A run begins nothing more after this share of its time limit (N6). */
export const SHARE_OF_BUDGET = 0.8;
