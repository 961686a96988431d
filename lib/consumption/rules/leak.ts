import { litres, type Litres } from '@/lib/kernel/volume';

/** Use far above the same season's of earlier years: a hint at a leak (DOMAIN). Pure. */

/** What was used in a number of whole days. */
export interface Use {
  readonly days: number;
  readonly used: Litres;
}

export interface LeakHint {
  /** a day's use now, and in the same season before */
  readonly daily: Litres;
  readonly usual: Litres;
  /** what was used beyond the usual */
  readonly extra: Litres;
}

/** A weekend with guests is no leak. */
const FEWEST_DAYS = 7;
/** Registers are read in whole m³, so that a difference of two states is up to 1 m³ off, and the usual one as well. */
const LEAST_EXTRA = 3_000;

/**
 * Judges the use since the last reading.
 * @param now since the last reading
 * @param seasons the same days of earlier years, as far as they are known; longer ones weigh more
 * @param factor how many times the usual is too much (`leakFactor` of the utility's configuration)
 * @returns the hint; `usual` when there is no reason for one (an open one closes); null when nothing can be said:
 *   too few days, or nothing known of earlier years
 */
export function leakHint(now: Use, seasons: readonly Use[], factor: number): LeakHint | 'usual' | null {
  const before = seasons.filter(({ days }) => days > 0);
  const days = before.reduce((sum, season) => sum + season.days, 0);
  if (now.days < FEWEST_DAYS || days === 0) return null;
  const used = before.reduce((sum, season) => sum + season.used, 0);
  const extra = now.used - (used * now.days) / days;
  // Multiplied rather than divided: exactly the factor is not above it.
  const above = now.used * days > factor * used * now.days;
  if (!above || extra < LEAST_EXTRA) return 'usual';
  return {
    daily: litres(Math.round(now.used / now.days)),
    usual: litres(Math.round(used / days)),
    extra: litres(Math.round(extra)),
  };
}
