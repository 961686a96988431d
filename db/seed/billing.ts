import { formatDayShort, type Day } from '../../lib/kernel/dates';
import { grosze, sum, vatOn, type Grosze } from '../../lib/kernel/money';
import { monthStarts, sewageOf, splitByDays, unitPriceOf, volumeNet } from '../../lib/kernel/settlement';
import { litres, toCubicMetres, type Litres } from '../../lib/kernel/volume';
import { addDays, addMonths } from './calendar';
import { VAT_RATE, type Segment, type TariffBook, type TariffGroup } from './tariffs';

/** The invoices of the demo data, by the kernel's arithmetic; pure. Volumes in litres, prices and amounts in grosze net. */

/** What one meter measured between two of its readings. */
export interface MeterSpan {
  serial: string;
  from: Day;
  /** day of the closing reading, exclusive */
  to: Day;
  readingFrom: Litres;
  readingTo: Litres;
}

export interface Line {
  name: string;
  unit: 'm3' | 'mies.';
  /** exact decimal */
  quantity: string;
  /** exact decimal, zł */
  netPrice: string;
  net: Grosze;
  meter: MeterSpan | null;
}

export interface Totals {
  net: Grosze;
  vat: Grosze;
  gross: Grosze;
}

/** What a settlement needs to know. */
export interface Settlement {
  group: TariffGroup;
  from: Day;
  /** exclusive */
  to: Day;
  main: readonly MeterSpan[];
  /** the garden meter, only while its legalisation is valid: its water does not go to the sewer */
  deducted: MeterSpan | null;
}

export const used = (span: MeterSpan): Litres => litres(span.readingTo - span.readingFrom);

/** Water of all main meters less the garden meter's. */
export function sewageVolume(main: readonly MeterSpan[], deducted: MeterSpan | null): Litres {
  const water = litres(main.reduce((acc, span) => acc + used(span), 0));
  return sewageOf(water, deducted ? used(deducted) : litres(0));
}

const zloty = (price: number): string => (price / 100).toFixed(2);

/** ` – taryfa do 14.10.2026` where a price change cuts the period; nothing otherwise. */
function suffix(segment: Segment, index: number, count: number): string {
  if (count === 1) return '';
  return index === 0
    ? ` – taryfa do ${formatDayShort(addDays(segment.to, -1))}`
    : ` – taryfa od ${formatDayShort(segment.from)}`;
}

function volumeLines(name: string, volume: Litres, segments: Segment[], meter: MeterSpan | null): Line[] {
  const parts = splitByDays(
    volume,
    segments.map(s => s.days),
  );
  return segments.map((segment, i) => ({
    name: name + suffix(segment, i, segments.length),
    unit: 'm3',
    quantity: toCubicMetres(parts[i]!),
    netPrice: zloty(segment.price),
    net: volumeNet(parts[i]!, unitPriceOf(segment.price)),
    meter,
  }));
}

/** The fee per begun month, at the price of the day on which that month begins (a change: from the next). */
function subscriptionLines(book: TariffBook, { group, from, to }: Settlement): Line[] {
  if (!book.has(group, 'subscription')) return [];
  const months = new Map<number, number>();
  for (const start of monthStarts(from, to, addMonths)) {
    const price = book.priceOn(group, 'subscription', start);
    months.set(price, (months.get(price) ?? 0) + 1);
  }
  return [...months].map(([price, count]) => ({
    name: 'Opłata abonamentowa',
    unit: 'mies.',
    quantity: String(count),
    netPrice: zloty(price),
    net: grosze(count * price),
    meter: null,
  }));
}

/** All lines of a settlement: water per meter, sewage, subscription; each cut where its price changes. */
export function settlementLines(book: TariffBook, settlement: Settlement): Line[] {
  const { group, from, to, main, deducted } = settlement;
  const lines: Line[] = [];
  if (book.has(group, 'water')) {
    for (const span of main) {
      lines.push(...volumeLines('Woda', used(span), book.segments(group, 'water', span.from, span.to), span));
    }
  }
  if (book.has(group, 'sewage')) {
    const volume = sewageVolume(main, deducted);
    // Without water on the invoice the sewage lines carry the meter: it is all that was read.
    const meter = book.has(group, 'water') ? null : (main.at(-1) ?? null);
    lines.push(...volumeLines('Ścieki', volume, book.segments(group, 'sewage', from, to), meter));
  }
  return [...lines, ...subscriptionLines(book, settlement)];
}

/** Net is the sum of the lines; VAT is taken once, on the sum of the rate. */
export function totals(lines: readonly Line[]): Totals {
  return withVat(sum(lines.map(line => line.net)));
}

/** What a correction changes: lines after less lines before, VAT on the difference. */
export function difference(before: readonly Line[], after: readonly Line[]): Totals {
  return withVat(grosze(sum(after.map(l => l.net)) - sum(before.map(l => l.net))));
}

function withVat(net: Grosze): Totals {
  const vat = vatOn(net, VAT_RATE);
  return { net, vat, gross: grosze(net + vat) };
}
