import type { Locale } from '@/lib/kernel/money';
import { grosze, type Grosze } from '@/lib/kernel/money';
import type { Litres } from '@/lib/kernel/volume';
import type { InvoiceLine } from './queries';

/** An exact decimal as people write it: `14.426` → `14,426`, `5.1200` → `5,12` with at least two places. */
export function formatDecimal(text: string, locale: Locale, places = 0): string {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const digits = fraction.replace(/0+$/, '').padEnd(places, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'pl' ? '\u00a0' : ',');
  const point = locale === 'pl' ? ',' : '.';
  return `${text.startsWith('-') ? '\u2212' : ''}${grouped}${digits ? point + digits : ''}`;
}

/** `14,426 m³`, `2 mies.`; nothing where the document names no quantity. */
export const formatQuantity = (line: InvoiceLine, locale: Locale): string =>
  line.quantity === null
    ? ''
    : [formatDecimal(line.quantity, locale), (line.unit ?? '').replace(/^m3$/i, 'm³')]
        .filter(Boolean)
        .join('\u00a0');

/** `8%`; what FA(3) allows besides numbers (`zw`, `np I`) stays as it is. */
export const formatRate = (rate: string): string =>
  /^\d+(\.\d+)?$/.test(rate) ? `${rate.replace('.', ',')}%` : rate;

export interface LineChange {
  readonly name: string;
  /** absent for a line that was added, or where only the difference is stated */
  readonly before: InvoiceLine | null;
  /** absent for a line that was struck out */
  readonly after: InvoiceLine | null;
  readonly difference: Grosze | null;
}

/**
 * A correction's lines as changes: what stood under a number before beside what stands there now (FA(3)
 * StanPrzed). Where the document only states differences, each line is its own difference.
 */
export function changesOf(lines: readonly InvoiceLine[]): LineChange[] {
  const onlyDifferences = !lines.some(line => line.before);
  const left = lines.filter(line => !line.before);
  const changes = lines
    .filter(line => line.before)
    .map((before): LineChange => {
      const at = left.findIndex(line => line.lineNo === before.lineNo);
      const after = at === -1 ? null : left.splice(at, 1)[0]!;
      return { name: (after ?? before).name, before, after, difference: netDifference(before, after) };
    });
  const rest = left.map((after): LineChange => ({
    name: after.name,
    before: null,
    after,
    difference: onlyDifferences ? after.net : netDifference(null, after),
  }));
  return [...changes, ...rest];
}

const netDifference = (before: InvoiceLine | null, after: InvoiceLine | null): Grosze | null =>
  (before && before.net === null) || (after && after.net === null)
    ? null
    : grosze((after?.net ?? 0) - (before?.net ?? 0));

export interface MeterReadings {
  readonly serial: string;
  readonly role: 'main' | 'additional' | null;
  readonly from: Litres;
  readonly to: Litres;
  /** as they stood before the correction */
  readonly before: boolean;
}

/** The readings behind the lines, each once, in the order of the document. */
export function readingsOf(lines: readonly InvoiceLine[]): MeterReadings[] {
  const found = new Map<string, MeterReadings>();
  for (const line of lines) {
    if (line.meterSerial === null || line.readingFrom === null || line.readingTo === null) continue;
    const key = [line.before, line.meterSerial, line.readingFrom, line.readingTo].join('|');
    found.set(key, {
      serial: line.meterSerial,
      role: line.meterRole,
      from: line.readingFrom,
      to: line.readingTo,
      before: line.before,
    });
  }
  return [...found.values()];
}
