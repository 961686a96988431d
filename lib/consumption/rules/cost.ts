import type { Day } from '@/lib/kernel/dates';
import { grosze, type Grosze } from '@/lib/kernel/money';
import { divideRounded, monthsNet, monthStarts, termOn, unitPrice, type Term } from '@/lib/kernel/settlement';
import type { TariffPrice } from '@/lib/tariffs/rules';

/**
 * What a use costs by the tariffs in force, VAT included; pure. An estimate and no invoice: the states on the days
 * on which a price changes decide how much water falls to which price. Between two readings that is exactly the
 * sharing out by days that an invoice does; where more is known, it is nearer to the truth.
 */

export type Service = 'water' | 'sewage' | 'water_sewage';

/** A contract as far as it says what is charged; `to` is exclusive. */
export interface ChargedTerm extends Term {
  readonly service: Service;
  readonly tariffGroup: string | null;
}

/** Items that depend on the use; the subscription does not. */
export const CHARGED_ITEMS = ['water', 'sewage'] as const;
export type ChargedItem = (typeof CHARGED_ITEMS)[number];

const charges = (contract: ChargedTerm, item: ChargedItem): boolean =>
  contract.service === item || contract.service === 'water_sewage';

/** Where what is charged may change: every beginning and end of contracts and prices. */
export function chargeDays(contracts: readonly ChargedTerm[], prices: readonly TariffPrice[]): Day[] {
  return [...contracts, ...prices].flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
}

/** 10⁻¹⁹ grosze: a litre at a price of 10⁻⁸ zł with a VAT of 10⁻⁸ per cent, so that nothing is rounded. */
export type ExactCost = bigint;

/** A hundred per cent in 10⁻⁸. */
const WHOLE = 10_000_000_000n;
const PER_GROSZ = 10n ** 19n;

/**
 * What a volume costs on a day on which neither contract nor price changes.
 * @param volume litres; below 0 where the garden meter ran ahead of the main one
 * @returns 0 when the item is not charged there; null when its price is not known
 */
export function exactCost(
  contracts: readonly ChargedTerm[],
  prices: readonly TariffPrice[],
  item: ChargedItem,
  on: Day,
  volume: number,
): ExactCost | null {
  // Of two contracts at once the newer one charges, and each item once.
  const contract = termOn(
    contracts.filter(each => charges(each, item)).sort((a, b) => (a.from > b.from ? -1 : 1)),
    on,
  );
  if (!contract) return 0n;
  const price = termOn(
    prices.filter(each => each.group === contract.tariffGroup && each.item === item),
    on,
  );
  return price ? BigInt(volume) * unitPrice(price.netPrice) * (WHOLE + unitPrice(price.vatRate)) : null;
}

/** Whole grosze, rounded half away from zero. */
export const roundedCost = (cost: ExactCost): Grosze => grosze(Number(divideRounded(cost, PER_GROSZ)));

/**
 * The subscription of a period with VAT: per begun month of each contract, at the price of the day on which the
 * month begins (as lib/tariffs reckons: a change counts from the next month).
 * @returns null when a price is not known
 */
export function subscriptionOf(
  contracts: readonly ChargedTerm[],
  prices: readonly TariffPrice[],
  from: Day,
  to: Day,
): Grosze | null {
  let total = 0n;
  for (const contract of contracts) {
    const begin = contract.from > from ? contract.from : from;
    const end = contract.to !== null && contract.to < to ? contract.to : to;
    const own = prices.filter(price => price.group === contract.tariffGroup && price.item === 'subscription');
    for (const start of begin < end ? monthStarts(begin, end) : []) {
      const price = termOn(own, start);
      // A group without any subscription owes none.
      if (!price && own.length > 0) return null;
      if (price)
        total += BigInt(monthsNet(1, unitPrice(price.netPrice))) * (WHOLE + unitPrice(price.vatRate));
    }
  }
  return grosze(Number(divideRounded(total, WHOLE)));
}
