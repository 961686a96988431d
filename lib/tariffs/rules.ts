import { addDays, addMonths, daysBetween, parseDay, type Day } from '@/lib/kernel/dates';
import { grosze, sum, type Grosze } from '@/lib/kernel/money';
import {
  cutByTerms,
  divideRounded,
  monthsNet,
  monthStarts,
  sewageOf,
  splitByDays,
  termOn,
  unitPrice,
  volumeNet,
  type Term,
} from '@/lib/kernel/settlement';
import { litres, parseCubicMetres, type Litres } from '@/lib/kernel/volume';

/** Tariffs: what holds when, and what a use costs by them. Pure; prices are exact decimals in zł net. */

export const TARIFF_ITEMS = ['water', 'sewage', 'subscription'] as const;
export type TariffItem = (typeof TARIFF_ITEMS)[number];

/** A row as the billing system gave it. */
export interface TariffRow {
  readonly group: string;
  readonly item: TariffItem;
  readonly validFrom: Day;
  /** last day; absent where no end is named */
  readonly validTo: Day | null;
  /** zł per m³, or per month for the subscription */
  readonly netPrice: string;
  /** per cent */
  readonly vatRate: string;
}

/** A price with the days for which it holds; `to` is exclusive. */
export interface TariffPrice extends Term {
  readonly group: string;
  readonly item: TariffItem;
  readonly netPrice: string;
  readonly vatRate: string;
}

/** Oldest first. A price without an end, or with too late a one, ends where its successor begins. */
export function pricesOf(rows: readonly TariffRow[]): TariffPrice[] {
  const sorted = [...rows].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  return sorted.map((row, index) => {
    const next = sorted.slice(index + 1).find(other => other.group === row.group && other.item === row.item);
    const end = row.validTo && addDays(row.validTo, 1);
    return {
      group: row.group,
      item: row.item,
      from: row.validFrom,
      to: next && (end === null || next.validFrom < end) ? next.validFrom : end,
      netPrice: row.netPrice,
      vatRate: row.vatRate,
    };
  });
}

export interface GroupPrices {
  readonly group: string;
  readonly items: Partial<Record<TariffItem, TariffPrice>>;
}

/** Prices that begin on one day. */
export interface PriceStep {
  readonly from: Day;
  readonly groups: readonly GroupPrices[];
}

export interface TariffOverview {
  /** in force today, one entry a group */
  readonly current: readonly GroupPrices[];
  /** already known, the next first */
  readonly upcoming: readonly PriceStep[];
  /** no longer in force, the newest first */
  readonly past: readonly PriceStep[];
}

/** Tariffs are approved for up to three years: so far back the page looks. */
const MONTHS_BACK = 36;

/** @param order groups in the order in which they are shown; others follow by their code */
export function overviewOf(
  prices: readonly TariffPrice[],
  today: Day,
  order: readonly string[],
): TariffOverview {
  const since = addMonths(today, -MONTHS_BACK);
  const steps = (some: readonly TariffPrice[]): PriceStep[] =>
    [...new Set(some.map(price => price.from))].map(from => ({
      from,
      groups: byGroup(
        some.filter(price => price.from === from),
        order,
      ),
    }));
  return {
    current: byGroup(
      prices.filter(price => price.from <= today && (price.to === null || today < price.to)),
      order,
    ),
    upcoming: steps(prices.filter(price => price.from > today)),
    past: steps(prices.filter(price => price.to !== null && price.to <= today && price.to > since)).reverse(),
  };
}

function byGroup(prices: readonly TariffPrice[], order: readonly string[]): GroupPrices[] {
  const groups = [...new Set(prices.map(price => price.group))];
  return sortGroups(groups, order).map(group => ({
    group,
    items: Object.fromEntries(prices.filter(p => p.group === group).map(p => [p.item, p])),
  }));
}

/** Groups as the utility orders them, then the rest by their code. */
export function sortGroups(groups: readonly string[], order: readonly string[]): string[] {
  const rank = (group: string) => (order.includes(group) ? order.indexOf(group) : order.length);
  return [...groups].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Per cent in 10⁻⁸, so that 100 % is 10¹⁰. */
const WHOLE = 10_000_000_000n;

/** VAT on a net amount, rounded half away from zero. @param rate per cent as an exact decimal */
const vatOf = (net: Grosze, rate: string): Grosze =>
  grosze(Number(divideRounded(BigInt(net) * unitPrice(rate), WHOLE)));

/** What one m³ or month costs with VAT, in grosze: to be read, not to be reckoned with. */
export const grossUnitPrice = (price: Pick<TariffPrice, 'netPrice' | 'vatRate'>): Grosze =>
  grosze(
    Number(divideRounded(unitPrice(price.netPrice) * (WHOLE + unitPrice(price.vatRate)), WHOLE * 1_000_000n)),
  );

/** What the calculator is asked. */
export interface CostQuestion {
  readonly group: string;
  readonly water: Litres;
  /** by the garden meter: does not go to the sewer */
  readonly garden: Litres;
  readonly from: Day;
  /** exclusive; whole months after `from` */
  readonly to: Day;
}

export interface CostLine {
  readonly item: TariffItem;
  readonly from: Day;
  /** exclusive */
  readonly to: Day;
  /** the period was cut because the price changes within it */
  readonly cut: boolean;
  /** of water or sewage; null for the subscription */
  readonly volume: Litres | null;
  /** of subscription; null for water and sewage */
  readonly months: number | null;
  readonly netPrice: string;
  readonly vatRate: string;
  readonly net: Grosze;
}

export interface Cost {
  readonly lines: readonly CostLine[];
  readonly net: Grosze;
  readonly vat: readonly { readonly rate: string; readonly net: Grosze; readonly vat: Grosze }[];
  readonly gross: Grosze;
}

/**
 * What a use costs, as an invoice reckons it: m³ shared out by days where the price changes, the subscription
 * at the price of the day on which each month begins (a change: from the next month), each line rounded to
 * grosze, VAT on the sum of each rate.
 * @returns null when there are days of the period for which a price is not known
 */
export function costOf(prices: readonly TariffPrice[], question: CostQuestion): Cost | null {
  const { group, water, garden, from, to } = question;
  const lines: CostLine[] = [];
  let known = false;
  for (const item of TARIFF_ITEMS) {
    const own = prices.filter(price => price.group === group && price.item === item);
    const parts = cutByTerms(own, from, to);
    if (parts.length === 0) continue;
    known = true;
    if (parts.reduce((days, p) => days + daysBetween(p.from, p.to), 0) < daysBetween(from, to)) return null;
    lines.push(
      ...(item === 'subscription'
        ? monthLines(own, from, to)
        : volumeLines(item, parts, item === 'water' ? water : sewageOf(water, garden))),
    );
  }
  return known ? totalled(lines) : null;
}

function volumeLines(
  item: TariffItem,
  parts: readonly { from: Day; to: Day; term: TariffPrice }[],
  volume: Litres,
): CostLine[] {
  const shares = splitByDays(
    volume,
    parts.map(part => daysBetween(part.from, part.to)),
  );
  return parts.map(({ from, to, term }, index) => ({
    item,
    from,
    to,
    cut: parts.length > 1,
    volume: shares[index]!,
    months: null,
    netPrice: term.netPrice,
    vatRate: term.vatRate,
    net: volumeNet(shares[index]!, unitPrice(term.netPrice)),
  }));
}

function monthLines(prices: readonly TariffPrice[], from: Day, to: Day): CostLine[] {
  const starts = monthStarts(from, to);
  const terms = [...new Set(starts.map(start => termOn(prices, start)!))];
  return terms.map(term => {
    const own = starts.filter(start => termOn(prices, start) === term);
    return {
      item: 'subscription',
      from: own[0]!,
      to: starts[starts.indexOf(own.at(-1)!) + 1] ?? to,
      cut: terms.length > 1,
      volume: null,
      months: own.length,
      netPrice: term.netPrice,
      vatRate: term.vatRate,
      net: monthsNet(own.length, unitPrice(term.netPrice)),
    };
  });
}

function totalled(lines: readonly CostLine[]): Cost {
  const rates = new Map<bigint, { rate: string; net: Grosze }>();
  for (const { vatRate, net } of lines) {
    const held = rates.get(unitPrice(vatRate));
    rates.set(unitPrice(vatRate), { rate: held?.rate ?? vatRate, net: grosze((held?.net ?? 0) + net) });
  }
  const vat = [...rates.values()].map(entry => ({ ...entry, vat: vatOf(entry.net, entry.rate) }));
  const net = sum(lines.map(line => line.net));
  return { lines, net, vat, gross: sum([net, ...vat.map(entry => entry.vat)]) };
}

/** More than any customer uses in a year is a slip of the finger. */
export const MOST_LITRES = litres(100_000_000);
export const MOST_MONTHS = 12;

export type VolumeFault = 'missing' | 'notNumber' | 'decimals' | 'tooLarge';

/** Reads m³ as people type them: `12,5`, ` 1 000 `, `14 m3`. */
export function readVolume(text: string): Litres | VolumeFault {
  const typed = text.replace(/[\s\u00a0\u202f]|m(³|3|\^3)?$/gi, '');
  if (typed === '') return 'missing';
  if (/^\d+[.,]\d{4,}$/.test(typed) && !/[.,]\d{3}0+$/.test(typed)) return 'decimals';
  if (!/^\d+([.,]\d+)?$/.test(typed)) return 'notNumber';
  const volume = parseCubicMetres(typed);
  return volume === null || volume > MOST_LITRES ? 'tooLarge' : volume;
}

export const COST_FIELDS = ['group', 'm3', 'gardenM3', 'month', 'months'] as const;
export type CostField = (typeof COST_FIELDS)[number];
export type CostFault = VolumeFault | 'gardenMore' | 'unknownGroup' | 'badMonth' | 'badMonths' | 'noPrice';
export type CostValues = Readonly<Record<CostField, string>>;

export type CostAnswer =
  | { readonly question: CostQuestion; readonly cost: Cost }
  | { readonly faults: readonly { readonly field: CostField; readonly fault: CostFault }[] };

/** Reads the calculator's form and reckons, or says what is wrong with which field, in the form's order. */
export function answerCost(prices: readonly TariffPrice[], values: CostValues): CostAnswer {
  const faults: { field: CostField; fault: CostFault }[] = [];
  const wrong = (field: CostField, fault: CostFault) => void faults.push({ field, fault });
  if (!prices.some(price => price.group === values.group)) wrong('group', 'unknownGroup');
  const water = readVolume(values.m3);
  if (typeof water === 'string') wrong('m3', water);
  const garden = values.gardenM3.trim() === '' ? litres(0) : readVolume(values.gardenM3);
  if (typeof garden === 'string') wrong('gardenM3', garden);
  else if (typeof water === 'number' && garden > water) wrong('gardenM3', 'gardenMore');
  const from = /^\d{4}-\d{2}$/.test(values.month) ? parseDay(`${values.month}-01`) : null;
  if (!from) wrong('month', 'badMonth');
  const months = /^\d{1,2}$/.test(values.months.trim()) ? Number(values.months) : 0;
  if (months < 1 || months > MOST_MONTHS) wrong('months', 'badMonths');
  if (faults.length > 0 || !from || typeof water === 'string' || typeof garden === 'string')
    return { faults };
  const question = { group: values.group, water, garden, from, to: addMonths(from, months) };
  const cost = costOf(prices, question);
  return cost ? { question, cost } : { faults: [{ field: 'month', fault: 'noPrice' }] };
}
