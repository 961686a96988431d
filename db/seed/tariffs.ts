import { day, type Day } from '../../lib/kernel/dates';
import { cutByTerms, termOn, type Term } from '../../lib/kernel/settlement';
import type { tariffs } from '../schema';
import { addDays, addMonths, daysBetween } from './calendar';

export type TariffItem = 'water' | 'sewage' | 'subscription';
export type TariffGroup = 'G1' | 'G1E' | 'G1W' | 'R1' | 'B1' | 'B1W' | 'P1' | 'S1';
export type TariffRow = typeof tariffs.$inferSelect;

/** How many years of prices stand behind the one in force: the longest history is 66 months. */
const YEARS_BACK = 6;
export const VAT_RATE = 8;

/** Net prices in force, in grosze. Groups: by kind of customer, by e-invoice, by service. */
const PRICES: Record<TariffGroup, Partial<Record<TariffItem, number>>> = {
  G1: { water: 548, sewage: 890, subscription: 1429 },
  G1E: { water: 548, sewage: 890, subscription: 1189 },
  G1W: { water: 548, subscription: 789 },
  /** holiday plots: no subscription, so that a winter without water costs nothing */
  R1: { water: 612 },
  B1: { water: 597, sewage: 968, subscription: 2145 },
  B1W: { water: 597, subscription: 1180 },
  P1: { water: 571, sewage: 925, subscription: 1860 },
  S1: { sewage: 890, subscription: 640 },
};

/** A price and the days it holds for. */
export interface Price extends Term {
  /** grosze net */
  price: number;
}

/** Part of a period under one price. */
export interface Segment {
  from: Day;
  /** exclusive */
  to: Day;
  days: number;
  price: number;
}

export class TariffBook {
  private readonly book = new Map<string, Price[]>();

  /** @param today prices step every 12 months, the last time on the 15th of the month before this one */
  constructor(today: Day) {
    const anchor = addMonths(day(`${today.slice(0, 7)}-15`), -1);
    for (const [group, items] of Object.entries(PRICES)) {
      for (const [item, now] of Object.entries(items)) {
        const steps: Price[] = [];
        for (let years = YEARS_BACK; years >= -1; years--) {
          steps.push({
            from: addMonths(anchor, -12 * years),
            to: years === -1 ? null : addMonths(anchor, -12 * (years - 1)),
            price: Math.round(now / 1.07 ** years),
          });
        }
        this.book.set(`${group}/${item}`, steps);
      }
    }
  }

  /** The period cut where the price changes. @param to exclusive */
  segments(group: TariffGroup, item: TariffItem, from: Day, to: Day): Segment[] {
    return cutByTerms(this.prices(group, item), from, to).map(part => ({
      from: part.from,
      to: part.to,
      days: daysBetween(part.from, part.to),
      price: part.term.price,
    }));
  }

  /** The price on a day. */
  priceOn(group: TariffGroup, item: TariffItem, on: Day): number {
    const step = termOn(this.prices(group, item), on);
    if (!step) throw new RangeError(`no ${item} price in ${group} on ${on}`);
    return step.price;
  }

  has(group: TariffGroup, item: TariffItem): boolean {
    return this.book.has(`${group}/${item}`);
  }

  /** Rows for the table. The price to come is already approved: tariffs run for up to three years. */
  rows(): TariffRow[] {
    return [...this.book].flatMap(([key, steps], list) => {
      const [tariffGroup, item] = key.split('/') as [TariffGroup, TariffItem];
      return steps.map((step, i) => ({
        id: list * (YEARS_BACK + 2) + i + 1,
        tariffGroup,
        item,
        validFrom: step.from,
        validTo: step.to && addDays(step.to, -1),
        netPrice: (step.price / 100).toFixed(2),
        vatRate: String(VAT_RATE),
      }));
    });
  }

  private prices(group: TariffGroup, item: TariffItem): Price[] {
    return this.book.get(`${group}/${item}`) ?? [];
  }
}
