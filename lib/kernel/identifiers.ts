/** Checks and canonical forms of the numbers that Polish paperwork runs on. All pure; sources in DOMAIN.md. */

const digitsOnly = (text: string): string => text.replace(/[\s\u00a0-]/g, '');

/** Tax number: ten digits, weights 6 5 7 2 3 4 5 6 7, sum mod 11 is the tenth (10 is invalid). */
export function isNip(text: string): boolean {
  if (!/^\d{10}$/.test(text) || text === '0000000000') return false;
  const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
  const total = weights.reduce((acc, weight, i) => acc + weight * Number(text[i]), 0);
  return total % 11 === Number(text[9]);
}

/** NIP without spaces, hyphens and the `PL` prefix; not yet checked. */
export const canonicalNip = (text: string): string => digitsOnly(text).replace(/^PL/i, '');

/** Statistical number REGON-9: weights 8 9 2 3 4 5 6 7, sum mod 11 mod 10 is the ninth digit. */
export function isRegon(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const weights = [8, 9, 2, 3, 4, 5, 6, 7];
  const total = weights.reduce((acc, weight, i) => acc + weight * Number(text[i]), 0);
  return (total % 11) % 10 === Number(text[8]);
}

/** Domestic account number: 26 digits, (bank + account + 2521 + check) mod 97 = 1. */
export function isNrb(text: string): boolean {
  if (!/^\d{26}$/.test(text)) return false;
  return BigInt(`${text.slice(2)}2521${text.slice(0, 2)}`) % 97n === 1n;
}

/** NRB without spaces, hyphens and the `PL` prefix; not yet checked. */
export const canonicalNrb = (text: string): string => digitsOnly(text).replace(/^PL/i, '');

/** `94 0000 0000 0000 0012 3450 0017`: an account number as it is printed. */
export const formatNrb = (nrb: string): string =>
  `${nrb.slice(0, 2)} ${nrb.slice(2).replace(/(\d{4})(?=\d)/g, '$1 ')}`;

/** CRC-8 (polynomial 0x07, initial 0, no reflection) of ASCII text, as two hex digits: ends a KSeF number. */
export function crc8(text: string): string {
  let crc = 0;
  for (const char of text) {
    crc ^= char.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff;
  }
  return crc.toString(16).toUpperCase().padStart(2, '0');
}

/** KSeF number: `NIP-YYYYMMDD-12HEX-CC`, CC the CRC-8 over the 32 characters before it. */
export function isKsefNumber(text: string): boolean {
  return /^\d{10}-\d{8}-[0-9A-F]{12}-[0-9A-F]{2}$/.test(text) && crc8(text.slice(0, 32)) === text.slice(33);
}

/**
 * A customer's, invoice's or meter's number as somebody typed it from paper: upper case, no blanks, and
 * every dash the same.
 */
export const canonicalNumber = (text: string): string =>
  text
    .replace(/[\s\u00a0]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toLocaleUpperCase('pl-PL');

/** An e-mail address for comparison and storage: trimmed, lower case. */
export const canonicalEmail = (text: string): string => text.trim().toLowerCase();
