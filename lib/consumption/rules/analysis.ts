import { addDays, addMonths, dayOf, daysBetween, startOfDay, type Day } from '@/lib/kernel/dates';
import { grosze, type Grosze } from '@/lib/kernel/money';
import { litres, type Litres } from '@/lib/kernel/volume';
import type { TariffPrice } from '@/lib/tariffs/rules';
import {
  CHARGED_ITEMS,
  chargeDays,
  exactCost,
  roundedCost,
  subscriptionOf,
  type ChargedItem,
  type ChargedTerm,
} from './cost';
import {
  cutsOf,
  daysApart,
  gardenBetween,
  guessedBetween,
  usedBetween,
  type Garden,
  type GardenUse,
  type Step,
  type Supply,
} from './use';
import { verdictOf, type Verdict } from './year-on-year';

/** The use of a period, cut into parts, beside the year before and with its cost. Pure. */

/** One place whose water is looked at. */
export interface Place {
  readonly supply: Supply;
  /** deducted from sewage; none where additional meters themselves are looked at */
  readonly gardens: readonly Garden[];
  /** none: nothing is said of the cost */
  readonly contracts: readonly ChargedTerm[];
}

export interface Question {
  readonly from: Day;
  /** exclusive */
  readonly to: Day;
  readonly step: Step;
}

export interface Part {
  readonly from: Day;
  /** exclusive */
  readonly to: Day;
  /** null: not known */
  readonly used: Litres | null;
  /** shared out or estimated rather than read (see guessedBetween) */
  readonly guess: boolean;
  /** with VAT, without subscription; null when the use or a price is not known */
  readonly cost: Grosze | null;
  /** the same days a year before */
  readonly yearBefore: Litres | null;
}

export interface Comparison {
  /** of the parts that are known in both years */
  readonly used: Litres;
  readonly yearBefore: Litres;
  readonly verdict: Verdict;
  /** whether these are all parts that are known this year */
  readonly whole: boolean;
}

export interface Analysis {
  /** the part of the period that readings reach: cut off where nothing is known before or after */
  readonly from: Day;
  readonly to: Day;
  readonly parts: readonly Part[];
  /** of all known parts */
  readonly used: Litres;
  /** of them, what is a guess */
  readonly guessed: Litres;
  /** the days of all known parts */
  readonly days: number;
  /** there are parts in the midst that are not known */
  readonly gaps: boolean;
  readonly garden: GardenUse | null;
  /** of the known parts; null when a price is not known */
  readonly cost: (Readonly<Record<ChargedItem, Grosze>> & { readonly total: Grosze }) | null;
  readonly subscription: Grosze | null;
  readonly comparison: Comparison | null;
}

/** Longer periods are not held against the year before: it would be part of them. */
const LONGEST_COMPARED = 366;

/** Days at which knowledge may begin or end: only between two of them it can change. */
function edgesOf(places: readonly Place[], prices: readonly TariffPrice[]): Day[] {
  return places.flatMap(({ supply, gardens, contracts }) => [
    ...supply.own.flatMap(({ since, until }) => (until === null ? [since] : [since, until])),
    ...[...supply.lines, ...gardens.map(garden => garden.line)].flatMap(line => edgesOfLine(line)),
    ...gardens.flatMap(({ validUntil }) => (validUntil === null ? [] : [addDays(validUntil, 1)])),
    ...(contracts.length > 0 ? chargeDays(contracts, prices) : []),
  ]);
}

function edgesOfLine({ start, end, knots }: Supply['lines'][number]): Day[] {
  const instants = [start, end, knots[0]?.at, knots.at(-1)?.at];
  return instants.flatMap(at => {
    if (at === undefined || !Number.isFinite(at)) return [];
    const day = dayOf(new Date(at));
    return startOfDay(day).getTime() === at ? [day] : [day, addDays(day, 1)];
  });
}

/**
 * Every day of which an answer needs the state.
 * @param places as far as known yet: their first and last readings are enough
 */
export function askedDays(
  places: readonly Place[],
  prices: readonly TariffPrice[],
  { from, to, step }: Question,
): Day[] {
  const days = pieces(places, prices, { from, to, step });
  // By months too, so that no rollover hides between two states.
  const all = [...days, ...cutsOf(from, to, 'month')];
  return [...new Set([...all, ...all.map(day => addMonths(day, -12))])].sort();
}

const pieces = (places: readonly Place[], prices: readonly TariffPrice[], asked: Question): Day[] =>
  [
    ...new Set([
      ...cutsOf(asked.from, asked.to, asked.step),
      ...edgesOf(places, prices).filter(day => day > asked.from && day < asked.to),
    ]),
  ].sort();

/**
 * Answers what was used from the beginning of `from` to the beginning of `to`.
 * @returns null when nothing of the period is known
 */
export function analyse(
  places: readonly Place[],
  prices: readonly TariffPrice[],
  asked: Question,
): Analysis | null {
  const supplies = places.map(place => place.supply);
  const days = pieces(places, prices, asked);
  const known = days.map(
    (from, i) => i + 1 < days.length && usedBetween(supplies, from, days[i + 1]!) !== null,
  );
  const [first, last] = [known.indexOf(true), known.lastIndexOf(true)];
  if (first === -1) return null;
  const [from, to] = [days[first]!, days[last + 1]!];
  const apart = daysApart(asked.step, daysBetween(from, to));
  const compared = daysBetween(from, to) <= LONGEST_COMPARED;
  const cuts = [from, ...cutsOf(asked.from, asked.to, asked.step).filter(day => day > from && day < to), to];

  const costs = new CostSoFar(places, prices);
  const parts = cuts.slice(0, -1).map((begin, i): Part => {
    const end = cuts[i + 1]!;
    const used = usedBetween(supplies, begin, end);
    return {
      from: begin,
      to: end,
      used,
      guess: used !== null && guessedBetween(supplies, begin, end, apart),
      cost: used === null ? null : costs.add([...days.filter(day => day > begin && day < end), end], begin),
      yearBefore: compared ? usedBetween(supplies, addMonths(begin, -12), addMonths(end, -12)) : null,
    };
  });
  const knownParts = parts.filter(part => part.used !== null);
  return {
    from,
    to,
    parts,
    used: sumOf(knownParts, part => part.used!),
    guessed: sumOf(knownParts, part => (part.guess ? part.used! : 0)),
    days: knownParts.reduce((sum, part) => sum + daysBetween(part.from, part.to), 0),
    gaps: knownParts.length < parts.length,
    garden: gardenOf(places, from, to),
    cost: costs.total(),
    subscription: places.some(place => place.contracts.length > 0)
      ? subscriptionOf(
          places.flatMap(place => place.contracts),
          prices,
          from,
          to,
        )
      : null,
    comparison: comparisonOf(knownParts),
  };
}

const sumOf = (parts: readonly Part[], of: (part: Part) => number): Litres =>
  litres(parts.reduce((sum, part) => sum + of(part), 0));

function gardenOf(places: readonly Place[], from: Day, to: Day): GardenUse | null {
  const gardens = places.flatMap(place => place.gardens);
  return gardens.length === 0 ? null : gardenBetween(gardens, from, to);
}

function comparisonOf(known: readonly Part[]): Comparison | null {
  const both = known.filter(part => part.yearBefore !== null);
  if (both.length === 0) return null;
  const [used, yearBefore] = [sumOf(both, part => part.used!), sumOf(both, part => part.yearBefore!)];
  return { used, yearBefore, verdict: verdictOf(used, yearBefore), whole: both.length === known.length };
}

/** Adds costs up exactly and hands out whole grosze that sum to the rounded total. */
class CostSoFar {
  private readonly exact: Record<ChargedItem, bigint> = { water: 0n, sewage: 0n };
  private unknown = false;

  constructor(
    private readonly places: readonly Place[],
    private readonly prices: readonly TariffPrice[],
  ) {}

  /** @param ends of the pieces within which neither contract nor price changes @returns of these pieces */
  add(ends: readonly Day[], begin: Day): Grosze | null {
    const before = roundedCost(this.exact.water + this.exact.sewage);
    const added = { water: 0n, sewage: 0n };
    let from = begin;
    for (const to of ends) {
      for (const place of this.places)
        for (const item of CHARGED_ITEMS) {
          const cost = this.costOf(place, item, from, to);
          if (cost === null) return this.fail();
          added[item] += cost;
        }
      from = to;
    }
    for (const item of CHARGED_ITEMS) this.exact[item] += added[item];
    return grosze(roundedCost(this.exact.water + this.exact.sewage) - before);
  }

  private fail(): null {
    this.unknown = true;
    return null;
  }

  private costOf(place: Place, item: ChargedItem, from: Day, to: Day): bigint | null {
    if (place.contracts.length === 0) return null;
    const water = usedBetween([place.supply], from, to);
    // Within a piece whose whole is known, a place without an answer is one that is not the customer's then.
    if (water === null) return 0n;
    if (item === 'water') return exactCost(place.contracts, this.prices, item, from, water);
    const garden = gardenBetween(place.gardens, from, to);
    return garden && exactCost(place.contracts, this.prices, item, from, water - garden.deducted);
  }

  total(): Analysis['cost'] {
    if (this.unknown) return null;
    const total = roundedCost(this.exact.water + this.exact.sewage);
    const water = roundedCost(this.exact.water);
    return { water, sewage: grosze(total - water), total };
  }
}
