/**
 * Money is an integer number of grosze (1/100 zł): sums of floats drift, sums of integers do not.
 * The brand keeps an amount from being mixed up with litres or a plain count.
 */
export type Grosze = number & { readonly unit: 'grosze' };

/** Marks an integer as an amount in grosze. @throws RangeError when it is not a safe integer. */
export function grosze(value: number): Grosze {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of grosze: ${value}`);
  return value as Grosze;
}

export const ZERO = grosze(0);

/**
 * Rounds half away from zero, so that an invoice and the correction that takes it back cancel exactly
 * (Math.round would turn 0.5 into 1 but -0.5 into -0).
 */
export function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value)) || 0;
}

/** VAT in grosze on a net amount. @param rate per cent, e.g. 8 */
export const vatOn = (net: Grosze, rate: number): Grosze => grosze(roundHalfAway((net * rate) / 100));

/** Sum of amounts; the empty sum is 0. */
export const sum = (amounts: Iterable<Grosze>): Grosze => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return grosze(total);
};

const AMOUNT = /^([+-]?)(\d{1,13})(?:[.,](\d{1,2})0*)?$/;

/**
 * Reads an amount in złoty as people and billing systems write it: `1 234,50`, `1234.5`, `-12`, with an
 * optional trailing `zł`. At most two significant decimals, because a third would have to be rounded.
 * @returns null when it is not such an amount
 */
export function parseMoney(text: string): Grosze | null {
  const match = AMOUNT.exec(text.replace(/zł$|PLN$/i, '').replace(/[\s\u00a0\u202f]/g, ''));
  if (!match) return null;
  const [, sign, whole, fraction = ''] = match;
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return grosze(sign === '-' && value !== 0 ? -value : value);
}

export type Locale = 'pl' | 'en';

const GROUP = '\u00a0';

/** `1 234,50 zł` in Polish (NBSP between groups and before zł), `PLN 1,234.50` in English. */
export function formatMoney(amount: Grosze, locale: Locale, currency = 'PLN'): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, locale === 'pl' ? GROUP : ',');
  const sign = amount < 0 ? '\u2212' : '';
  return locale === 'pl'
    ? `${sign}${whole},${digits.slice(-2)}${GROUP}${currency === 'PLN' ? 'zł' : currency}`
    : `${sign}${currency}${GROUP}${whole}.${digits.slice(-2)}`;
}

/** `-1234.50`: a plain decimal for machines (CSV, XML, databases). */
export function toDecimal(amount: Grosze): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
