import { leakHint } from '@/lib/consumption/rules/leak';
import { litres } from '@/lib/kernel/volume';

/** m³ in days */
const spent = (cubicMetres: number, days: number) => ({ days, used: litres(cubicMetres * 1000) });
const litresOf = (daily: number, usual: number, extra: number) => ({ daily, usual, extra });

it.each([
  [
    '25 m³ in 30 days, usually 12: 833 l a day instead of 400, 13 m³ extra',
    spent(25, 30),
    [spent(12, 30)],
    litresOf(833, 400, 13_000),
  ],
  ['24 m³ in 30 days, usually 12: exactly twice is not above twice', spent(24, 30), [spent(12, 30)], 'usual'],
  [
    '24.001 m³ in 30 days, usually 12: above twice by a litre',
    spent(24.001, 30),
    [spent(12, 30)],
    litresOf(800, 400, 12_001),
  ],
  [
    '30 m³ in 30 days, 10 and 16 in earlier years: 13 on average, 17 extra',
    spent(30, 30),
    [spent(10, 30), spent(16, 30)],
    litresOf(1000, 433, 17_000),
  ],
  [
    '26 m³ in 30 days, 10 and 16 in earlier years: exactly twice the average',
    spent(26, 30),
    [spent(10, 30), spent(16, 30)],
    'usual',
  ],
  [
    '28.1 m³ in 28 days, 14.5 in the 29 of a leap year: 500 l a day before, 14.1 m³ extra',
    spent(28.1, 28),
    [spent(14.5, 29)],
    litresOf(1004, 500, 14_100),
  ],
  [
    '4 m³ in 30 days, usually 1.5: nearly thrice, but 2.5 m³ extra are within the rounding of states',
    spent(4, 30),
    [spent(1.5, 30)],
    'usual',
  ],
  [
    '3 m³ in 30 days where nobody used any: 3 m³ extra',
    spent(3, 30),
    [spent(0, 30)],
    litresOf(100, 0, 3_000),
  ],
  ['nothing in 30 days where nobody used any', spent(0, 30), [spent(0, 30)], 'usual'],
  ['7 days are enough: 10 m³, usually 3', spent(10, 7), [spent(3, 7)], litresOf(1429, 429, 7_000)],
  ['6 days say nothing, however much it is', spent(100, 6), [spent(3, 6)], null],
  ['nothing known of earlier years', spent(100, 30), [], null],
  ['earlier years without a day', spent(100, 30), [spent(0, 0)], null],
])('%s', (_, now, seasons, expected) => {
  expect(leakHint(now, seasons, 2)).toEqual(expected);
});

it('with a factor of 3 in the configuration 25 m³ instead of 12 are usual, 37 are not', () => {
  expect(leakHint(spent(25, 30), [spent(12, 30)], 3)).toBe('usual');
  expect(leakHint(spent(37, 30), [spent(12, 30)], 3)).toEqual(litresOf(1233, 400, 25_000));
});
