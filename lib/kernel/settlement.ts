import { addMonths as nextMonths, type Day } from './dates';
import { grosze, roundHalfAway, type Grosze } from './money';
import { litres, type Litres } from './volume';

/**
 * The arithmetic of a water invoice, shared by whoever works one out: the tariff calculator and the demo data.
 * Exact: unit prices are whole numbers of 10⁻⁸ zł (FA(3) allows eight places), products are BigInt.
 */

/** A net price of one m³ or one month in 10⁻⁸ zł. */
export type UnitPrice = bigint & { readonly unit: 'zl-8' };

const PLACES = 8;
const PRICE = /^(\d{1,12})(?:\.(\d{1,8})0*)?$/;

/** Reads an exact decimal in zł with a point, as the database gives it. @throws RangeError for anything else */
export function unitPrice(text: string): UnitPrice {
  const match = PRICE.exec(text);
  if (!match) throw new RangeError(`not a unit price: ${text}`);
  return BigInt(match[1]! + (match[2] ?? '').padEnd(PLACES, '0')) as UnitPrice;
}

/** A price that is a whole number of grosze. */
export const unitPriceOf = (price: number): UnitPrice => (BigInt(price) * 1_000_000n) as UnitPrice;

/** The quotient rounded half away from zero, as {@link roundHalfAway} does for numbers. @param by above 0 */
export function divideRounded(value: bigint, by: bigint): bigint {
  const doubled = 2n * (value < 0n ? -value : value) + by;
  const rounded = doubled / (2n * by);
  return value < 0n ? -rounded : rounded;
}

/** Net value of a volume, rounded to whole grosze half away from zero. @param price per m³ */
export const volumeNet = (volume: Litres, price: UnitPrice): Grosze =>
  // litres × 10⁻⁸ zł are 10⁻¹¹ zł, i.e. 10⁻⁹ grosze
  grosze(Number(divideRounded(BigInt(volume) * price, 1_000_000_000n)));

/** Net value of a number of months, rounded like {@link volumeNet}. @param price per month */
export const monthsNet = (months: number, price: UnitPrice): Grosze =>
  grosze(Number(divideRounded(BigInt(months) * price, 1_000_000n)));

/** Shares a volume out by days; the last part takes what rounding leaves, so that the parts add up. */
export function splitByDays(volume: Litres, days: readonly number[]): Litres[] {
  const all = days.reduce((a, b) => a + b, 0);
  let left: number = volume;
  return days.map((count, i) => {
    const part = i === days.length - 1 ? left : roundHalfAway((volume * count) / all);
    left -= part;
    return litres(part);
  });
}

/** Sewage = water less the garden meter's, never below nothing. */
export const sewageOf = (water: Litres, garden: Litres): Litres => litres(Math.max(0, water - garden));

/** Days for which something holds; `to` is exclusive and absent where no end is known. */
export interface Term {
  readonly from: Day;
  readonly to: Day | null;
}

/** The period cut where the terms change; days without a term are left out. @param to exclusive */
export function cutByTerms<T extends Term>(
  terms: readonly T[],
  from: Day,
  to: Day,
): { from: Day; to: Day; term: T }[] {
  const found: { from: Day; to: Day; term: T }[] = [];
  for (const term of terms) {
    const start = term.from > from ? term.from : from;
    const end = term.to !== null && term.to < to ? term.to : to;
    if (start < end) found.push({ from: start, to: end, term });
  }
  return found;
}

/** The term that holds on a day. */
export const termOn = <T extends Term>(terms: readonly T[], on: Day): T | undefined =>
  terms.find(term => term.from <= on && (term.to === null || on < term.to));

/**
 * The days on which the period's months begin. The subscription is charged per begun month at the price of
 * that day, so that a change counts from the next month.
 * @param to exclusive
 * @param addMonths the kernel's, or one that remembers what it has reckoned
 */
export function monthStarts(from: Day, to: Day, addMonths = nextMonths): Day[] {
  const starts: Day[] = [];
  for (let start = from; start < to; start = addMonths(from, starts.length)) starts.push(start);
  return starts;
}
