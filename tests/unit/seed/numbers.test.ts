import * as numbers from '@/db/seed/numbers';
import { day } from '@/lib/kernel/dates';
import { isKsefNumber, isNip, isNrb } from '@/lib/kernel/identifiers';

const MANY = Array.from({ length: 20_000 }, (_, i) => i * 7);

test('140,000 tax numbers are valid and different', () => {
  const made = MANY.map(numbers.nip);
  expect(made.every(isNip)).toBe(true);
  expect(new Set(made).size).toBe(MANY.length);
});

test('neighbouring serials never share a tax number', () => {
  const made = Array.from({ length: 5000 }, (_, i) => numbers.nip(i));
  expect(new Set(made).size).toBe(5000);
});

test('account numbers are valid in both series and different', () => {
  const made = [1, 2].flatMap(series => MANY.slice(0, 2000).map(i => numbers.nrb(i, series)));
  expect(made.every(isNrb)).toBe(true);
  expect(new Set(made).size).toBe(4000);
});

test('KSeF numbers end with their check', () => {
  const made = MANY.slice(0, 500).map(i => numbers.ksefNumber('9990001137', day('2026-11-05'), i));
  expect(made.every(isKsefNumber)).toBe(true);
});

test('public references are ten characters of the alphabet and never repeat', () => {
  const made = Array.from({ length: 100_000 }, (_, i) => numbers.publicRef(i));
  expect(made.every(ref => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(ref))).toBe(true);
  expect(new Set(made).size).toBe(100_000);
});

test('numbers stay clear of the imported samples: the first invoice of a month is FV/2026/11/100001', () => {
  expect(numbers.invoiceNumber('FV', day('2026-11-05'), 1)).toBe('FV/2026/11/100001');
  expect(numbers.customerNumber(118)).toBe('K-100118');
});
