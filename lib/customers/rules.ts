import { daysBetween, type Day } from '@/lib/kernel/dates';
import { grosze, type Grosze } from '@/lib/kernel/money';

/** How long before its end a contract or a legalisation is spoken of as ending, in days. */
export const NOTICE_DAYS = 90;

export type ContractState = 'to_come' | 'indefinite' | 'fixed' | 'ending' | 'ended';

export interface ContractTerm {
  readonly state: ContractState;
  /** to the last day, 0 on it, negative afterwards; null for an indefinite contract */
  readonly daysLeft: number | null;
}

/**
 * Where a contract stands on a day.
 * @param endsOn its last day, still part of it; null for an indefinite one
 */
export function contractTerm(startsOn: Day, endsOn: Day | null, today: Day): ContractTerm {
  const daysLeft = endsOn === null ? null : daysBetween(today, endsOn);
  if (daysLeft !== null && daysLeft < 0) return { state: 'ended', daysLeft };
  if (startsOn > today) return { state: 'to_come', daysLeft };
  if (daysLeft === null) return { state: 'indefinite', daysLeft };
  return { state: daysLeft <= NOTICE_DAYS ? 'ending' : 'fixed', daysLeft };
}

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/** An exact decimal as a whole number of 10^-places. */
function scaled(text: string): { value: bigint; places: number } {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`not a price or rate: ${text}`);
  const fraction = match[2] ?? '';
  return { value: BigInt(match[1]! + fraction), places: fraction.length };
}

/**
 * A unit price with VAT, to the grosz, half up; for people to compare. Invoices add VAT to sums, not to prices.
 * @param net złoty as an exact decimal @param rate per cent as an exact decimal
 * @throws RangeError when one of them is no decimal
 */
export function grossPrice(net: string, rate: string): Grosze {
  const [price, vat] = [scaled(net), scaled(rate)];
  // net * 100 grosze * (100 + rate) / 100, over a common denominator
  const numerator = price.value * (100n * 10n ** BigInt(vat.places) + vat.value);
  const denominator = 10n ** BigInt(price.places + vat.places);
  return grosze(Number((2n * numerator + denominator) / (2n * denominator)));
}
