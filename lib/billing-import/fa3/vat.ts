import { grosze, sum, type Grosze } from '../../kernel/money';
import type { Fa3Kind, Fa3Line, Fa3VatRate } from './document';

interface VatField {
  net: string;
  vat?: string;
  /** P_12 of the lines that go into this field, today's rate first; it is the label when they do not tell */
  rates: readonly [string, ...string[]];
  /** the amount is net of nothing or taxed elsewhere, so that the sum need not be the gross amount */
  apart?: true;
}

/** The VAT summary of the form, P_13_x with P_14_x (FA(3), 1-0E; rates by the act on VAT). */
export const VAT_FIELDS: readonly VatField[] = [
  { net: 'P_13_1', vat: 'P_14_1', rates: ['23', '22'] },
  { net: 'P_13_2', vat: 'P_14_2', rates: ['8', '7'] },
  { net: 'P_13_3', vat: 'P_14_3', rates: ['5'] },
  { net: 'P_13_4', vat: 'P_14_4', rates: ['4', '3'] },
  { net: 'P_13_5', vat: 'P_14_5', rates: ['OSS'], apart: true },
  { net: 'P_13_6_1', rates: ['0 KR'] },
  { net: 'P_13_6_2', rates: ['0 WDT'] },
  { net: 'P_13_6_3', rates: ['0 EX'] },
  { net: 'P_13_7', rates: ['zw'] },
  { net: 'P_13_8', rates: ['np I'] },
  { net: 'P_13_9', rates: ['np II'] },
  { net: 'P_13_10', rates: ['oo'] },
  { net: 'P_13_11', rates: ['marża'], apart: true },
];

/** The label of a field: the one rate of it that the lines name, else today's statutory one. */
export function rateLabel(field: VatField, lines: readonly Fa3Line[]): string {
  if (field.rates.length === 1) return field.rates[0];
  const named = new Set<string>();
  for (const line of lines) {
    if (line.vatRate !== null && field.rates.includes(line.vatRate)) named.add(line.vatRate);
  }
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : field.rates[0];
}

export interface VatSummary {
  rates: Fa3VatRate[];
  /** every stated amount is part of the gross amount */
  complete: boolean;
}

/** @param amount reads an element of the document; null when it is not there */
export function vatSummary(
  amount: (element: string) => Grosze | null,
  lines: readonly Fa3Line[],
): VatSummary {
  const rates: Fa3VatRate[] = [];
  let complete = true;
  for (const field of VAT_FIELDS) {
    const net = amount(field.net);
    if (net === null) continue;
    const vat = (field.vat && amount(field.vat)) || grosze(0);
    rates.push({ rate: rateLabel(field, lines), net, vat });
    if (field.apart) complete = false;
  }
  return { rates, complete };
}

/**
 * Does the summary contradict the gross amount (P_15)? Judged only where the law makes them equal: on plain
 * invoices (VAT) and their corrections (KOR) whose summary is stated, without margin schemes and OSS. Advance
 * and final invoices (ZAL, ROZ) show parts of a price, simplified ones (UPR) may show the gross alone.
 *
 * With one rate the sum must match to the grosz. Each further rate may be one grosz off, because amounts
 * reckoned from gross prices are rounded rate by rate: the Ministry's own example 1 is (2050.99 for 2051.00).
 */
export function contradictsGross(kind: Fa3Kind, summary: VatSummary, gross: Grosze): boolean {
  if ((kind !== 'VAT' && kind !== 'KOR') || !summary.complete || summary.rates.length === 0) return false;
  const total = sum(summary.rates.flatMap(rate => [rate.net, rate.vat]));
  return Math.abs(total - gross) > summary.rates.length - 1;
}
