import {
  canonicalEmail,
  canonicalNip,
  canonicalNrb,
  canonicalNumber,
  formatNrb,
  isKsefNumber,
  isNip,
  isNrb,
  isRegon,
} from '@/lib/kernel/identifiers';
import { canonicalRef, newRef, newToken } from '@/lib/kernel/refs';

it('knows valid numbers from their slips', () => {
  expect(isNip('8567346215')).toBe(true);
  expect(isNip('8567346216')).toBe(false);
  expect(isNip('856734621')).toBe(false);
  expect(isNip('0000000000')).toBe(false);
  expect(isRegon('123456785')).toBe(true);
  expect(isRegon('123456784')).toBe(false);
  expect(isNrb('22101010100000123400005678')).toBe(true);
  expect(isNrb('22101010100000123400005679')).toBe(false);
  expect(isKsefNumber('5265877635-20250826-0100001AF629-AF')).toBe(true);
  expect(isKsefNumber('5265877635-20250826-0100001AF629-AE')).toBe(false);
  expect(isKsefNumber('5265877635-20250826-0100001af629-af')).toBe(false);
});

it('two neighbouring digits swapped never pass for the same account', () => {
  const valid = '22101010100000123400005678';
  for (let i = 0; i < 25; i++) {
    if (valid[i] === valid[i + 1]) continue;
    expect(isNrb(valid.slice(0, i) + valid[i + 1] + valid[i] + valid.slice(i + 2))).toBe(false);
  }
});

it('takes numbers as people type them', () => {
  expect(canonicalNip('PL 856-734-62-15')).toBe('8567346215');
  expect(canonicalNrb('PL22 1010 1010 0000 1234 0000 5678')).toBe('22101010100000123400005678');
  expect(formatNrb('22101010100000123400005678')).toBe('22 1010 1010 0000 1234 0000 5678');
  expect(canonicalNumber(' k\u2013000 118 ')).toBe('K-000118');
  expect(canonicalEmail(' Jan.Nowak@Example.PL ')).toBe('jan.nowak@example.pl');
});

it('makes references that can be read out and typed back', () => {
  const refs = new Set(Array.from({ length: 5_000 }, () => newRef()));
  expect(refs.size).toBe(5_000);
  for (const ref of refs) expect(ref).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(canonicalRef(' 7k2m-9qo1 il')).toBe('7K2M9Q0111');
  expect(newToken()).toMatch(/^[A-Za-z0-9_-]{32}$/);
});
