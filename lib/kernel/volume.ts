import type { Locale } from './money';

/** Water is an integer number of litres (1/1000 m³), for the same reason as money is grosze. */
export type Litres = number & { readonly unit: 'litres' };

/** Marks an integer as litres. @throws RangeError when it is not a safe integer. */
export function litres(value: number): Litres {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of litres: ${value}`);
  return value as Litres;
}

const CUBIC_METRES = /^(\d{1,12})(?:[.,](\d{1,3})0*)?$/;

/**
 * Reads a meter's state in m³ (`432`, `432,618`, `432.6`): never negative, three decimals at most.
 * @returns null when it is not such a state
 */
export function parseCubicMetres(text: string): Litres | null {
  const match = CUBIC_METRES.exec(text.replace(/[\s\u00a0\u202f]/g, ''));
  return match ? litres(Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))) : null;
}

/**
 * `1 432,618 m³`: as many decimals as are needed, grouped by language.
 * @param places decimals at least: 3 where figures stand under each other
 */
export function formatCubicMetres(volume: Litres, locale: Locale, places: 0 | 3 = 0): string {
  const digits = Math.abs(volume).toString().padStart(4, '0');
  const whole = digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, locale === 'pl' ? '\u00a0' : ',');
  const fraction = places === 3 ? digits.slice(-3) : digits.slice(-3).replace(/0+$/, '');
  const point = locale === 'pl' ? ',' : '.';
  return `${volume < 0 ? '\u2212' : ''}${whole}${fraction ? point + fraction : ''}\u00a0m³`;
}

/** `432.618`: a plain decimal in m³ for machines. */
export function toCubicMetres(volume: Litres): string {
  const digits = Math.abs(volume).toString().padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return `${volume < 0 ? '-' : ''}${digits.slice(0, -3)}${fraction ? `.${fraction}` : ''}`;
}
