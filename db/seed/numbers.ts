import type { Day } from '../../lib/kernel/dates';
import { crc8 } from '../../lib/kernel/identifiers';

/**
 * Every number of the demo data starts at 100001, so that packages with numbers of their own (K-000118,
 * FV/2026/11/000123) can be imported beside it without touching it.
 */
const FIRST = 100_000;
const six = (id: number): string => String(FIRST + id).padStart(6, '0');

export const customerNumber = (id: number): string => `K-${six(id)}`;
export const servicePointNumber = (id: number): string => `PP-${six(id)}`;
export const contractNumber = (signedOn: Day, id: number): string => `U/${signedOn.slice(0, 4)}/${six(id)}`;
/** W: wodomierz główny, D: dodatkowy */
export const meterSerial = (role: 'main' | 'additional', id: number): string =>
  `${role === 'main' ? 'W' : 'D'}${six(id)}`;
/** @param kind FV or KOR @param sequence of that kind in that month, from 1 */
export const invoiceNumber = (kind: 'FV' | 'KOR', issuedOn: Day, sequence: number): string =>
  `${kind}/${issuedOn.slice(0, 4)}/${issuedOn.slice(5, 7)}/${six(sequence)}`;
export const paymentNumber = (id: number): string => `WB-${six(id)}`;

/**
 * A valid tax number out of a serial. It begins with 999, which was never a tax office: nobody's.
 * @param serial from 0 to 449,999
 */
export function nip(serial: number): string {
  const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
  // A check digit of 10 does not exist; the next number has another, so two are set aside for each serial.
  for (let step = 0; ; step++) {
    const nine = String(999_100_000 + serial * 2 + step);
    const check = weights.reduce((acc, weight, i) => acc + weight * Number(nine[i]), 0) % 11;
    if (check < 10) return `${nine}${check}`;
  }
}

/** A valid account number with a customer's own sixteen digits; the bank 00000000 does not exist. */
export function nrb(serial: number, series = 1): string {
  const body = `00000000${series}${String(serial).padStart(15, '0')}`;
  const check = 98n - (BigInt(`${body}252100`) % 97n);
  return `${String(check).padStart(2, '0')}${body}`;
}

/** `+48490000118`: no Polish number begins with 49, so nobody is called by mistake. */
export const phone = (id: number): string => `+4849${String(id).padStart(7, '0')}`;

/** A KSeF number with a valid check. @param sequence any whole number below 2⁴⁸ */
export function ksefNumber(sellerNip: string, issuedOn: Day, sequence: number): string {
  const head = `${sellerNip}-${issuedOn.replaceAll('-', '')}-${(0x0100_0000_0000 + sequence).toString(16).toUpperCase().padStart(12, '0')}`;
  return `${head}-${crc8(head)}`;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MASK = (1n << 50n) - 1n;

/** The public reference of the n-th row: a permutation of 50 bits, so no two are equal and none shows n. */
export function publicRef(n: number): string {
  let bits = (BigInt(n) * 0x2_5d3b_9c71_4f6dn + 0x1_9e37_79b9_7f4an) & MASK;
  bits ^= bits >> 27n;
  bits = (bits * 0x1_b54a_32d1_92edn) & MASK;
  bits ^= bits >> 25n;
  let text = '';
  for (let i = 0; i < 10; i++, bits >>= 5n) text += CROCKFORD[Number(bits & 31n)];
  return text;
}
