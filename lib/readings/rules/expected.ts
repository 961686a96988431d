import { usedBetween, type Supply } from '@/lib/consumption/rules/use';
import { addDays, addMonths, dayOf, daysBetween, startOfDay, type Day } from '@/lib/kernel/dates';
import { litres, type Litres } from '@/lib/kernel/volume';

/** What a meter should show: from the same days of earlier years, else from the last year. Pure. */

export interface Expected {
  /** states, whole m³ */
  readonly from: Litres;
  readonly to: Litres;
  /** `season`: the same days of earlier years; `year`: the average of the last one */
  readonly basis: 'season' | 'year';
}

const YEARS = 3;
/** Shorter than this is no average. */
const FEWEST_DAYS = 28;
/** Half less and half more than ever at this time of year is still usual; of a mere average twice as much. */
const LOWEST = 0.5;
const HIGHEST = { season: 1.5, year: 2 } as const;
/** A filled pool or a guest is no question; whole m³ are rounded as well. */
const SLACK = 2_000;

/** Every day whose state {@link expectedState} may ask for. */
export function expectedDays(previousOn: Day, readOn: Day): Day[] {
  const seasons = sameSeasons(previousOn, readOn).flatMap(({ from, to }) => [from, to]);
  return [...seasons, addDays(previousOn, -365), previousOn];
}

/** The same days of three earlier years; whole years back, such that the time asked for is not part of itself. */
export function sameSeasons(from: Day, to: Day): { readonly from: Day; readonly to: Day }[] {
  const first = Math.max(1, Math.ceil(daysBetween(from, to) / 365));
  return Array.from({ length: YEARS }, (_, i) => 12 * (first + i)).map(months => ({
    from: addMonths(from, -months),
    to: addMonths(to, -months),
  }));
}

/**
 * The range in which a meter's next state should lie.
 * @param supply the meter with those that it replaced
 * @returns null when nothing is known of earlier use
 */
export function expectedState(
  supply: Supply,
  previous: { readonly on: Day; readonly value: Litres },
  readOn: Day,
): Expected | null {
  const days = daysBetween(previous.on, readOn);
  const season = sameSeasons(previous.on, readOn).flatMap(({ from, to }) => {
    const used = usedBetween([supply], from, to);
    // February has its leap day: as many days as are asked for.
    return used === null ? [] : [(used * days) / Math.max(1, daysBetween(from, to))];
  });
  if (season.length > 0) return range(previous.value, Math.min(...season), Math.max(...season), 'season');
  const since = firstKnown(supply, addDays(previous.on, -365));
  if (since === null || daysBetween(since, previous.on) < FEWEST_DAYS) return null;
  const lastYear = usedBetween([supply], since, previous.on);
  if (lastYear === null) return null;
  const usual = (lastYear / daysBetween(since, previous.on)) * days;
  return range(previous.value, usual, usual, 'year');
}

function range(previous: Litres, least: number, most: number, basis: Expected['basis']): Expected {
  const whole = (state: number) => litres(Math.floor(state / 1000) * 1000);
  return {
    from: whole(previous + LOWEST * least),
    to: whole(previous + HIGHEST[basis] * most + SLACK),
    basis,
  };
}

/** The first day from `since` on of which the state is known; null when there is none. */
function firstKnown({ lines, own }: Supply, since: Day): Day | null {
  const begin = own.reduce((latest, { since: day }) => (day > latest ? day : latest), since);
  const knots = lines.flatMap(line => line.knots.map(knot => knot.at));
  if (knots.length === 0) return null;
  const first = new Date(Math.min(...knots));
  const day = dayOf(first);
  const known = startOfDay(day).getTime() === first.getTime() ? day : addDays(day, 1);
  return known > begin ? known : begin;
}
