import { day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { lateInterest, totalInterest } from '@/lib/settlements/rules';

const RATES = [
  { from: day('2025-01-01'), percentPerYear: 10 },
  { from: day('2025-07-01'), percentPerYear: 9.5 },
  { from: day('2025-09-01'), percentPerYear: 9.25 },
];
const interest = (open: number, dueOn: string, today: string, rates = RATES) =>
  lateInterest({ open: grosze(open), dueOn: day(dueOn) }, rates, day(today));

it.each([
  // amount, due, today, interest
  ['1 000,00 × 30 days × 10 % / 365 = 8,219 → 8,22', 100_000, '2025-03-03', '2025-04-02', 822],
  ['365,00 × 100 days × 10 % / 365 = 10,00', 36_500, '2025-01-10', '2025-04-20', 1_000],
  ['1,00 × 18 days × 10 % / 365 = 0,0049 → 0,00', 100, '2025-03-03', '2025-03-21', 0],
  ['1,00 × 19 days × 10 % / 365 = 0,0052 → 0,01', 100, '2025-03-03', '2025-03-22', 1],
  ['73,00 × 25 days × 10 % / 365 = 0,50', 7_300, '2025-03-03', '2025-03-28', 50],
  ['on the due day itself nothing', 100_000, '2025-03-03', '2025-03-03', 0],
  ['the day after, one day: 1 000,00 × 10 % / 365 = 0,274 → 0,27', 100_000, '2025-03-03', '2025-03-04', 27],
  ['before the due day nothing', 100_000, '2025-03-03', '2025-02-01', 0],
  ['due on a Saturday: nothing until Monday', 100_000, '2025-03-01', '2025-03-03', 0],
  ['due on a Saturday: one day on Tuesday', 100_000, '2025-03-01', '2025-03-04', 27],
  ['due on 11 November: nothing on the 12th', 100_000, '2025-11-11', '2025-11-12', 0],
  ['0,00 open: nothing', 0, '2025-03-03', '2025-04-01', 0],
])('%s', (_name, open, dueOn, today, expected) => {
  expect(interest(open, dueOn, today)).toBe(expected);
});

it('1 000,00 due on 20 June, until 10 July: 10 days at 10 % + 10 at 9,5 % = 2,740 + 2,603 = 5,342 → 5,34', () => {
  expect(interest(100_000, '2025-06-20', '2025-07-10')).toBe(534);
});

it('across three rates, rounded once: 4 + 62 + 3 days = 1,096 + 16,137 + 0,760 = 17,993 → 17,99', () => {
  expect(interest(100_000, '2025-06-26', '2025-09-03')).toBe(1_799);
});

it('rounding each rate’s part would give 0,00 + 0,00; once at the end 0,01', () => {
  // 1,00 × (10 days × 10 % + 10 days × 9,5 %) / 365 = 0,0027 + 0,0026
  expect(interest(100, '2025-06-20', '2025-07-10')).toBe(1);
});

it('the order of the table makes no difference', () => {
  expect(interest(100_000, '2025-06-26', '2025-09-03', RATES.toReversed())).toBe(1_799);
});

it('the first day of a new rate counts by the new one', () => {
  const at = (today: string) => interest(36_500_000, '2025-06-27', today)!;
  expect(at('2025-06-30')).toBe(30_000);
  expect(at('2025-07-01') - at('2025-06-30')).toBe(9_500);
});

it('a delay older than the table is not reckoned at all', () => {
  expect(interest(100_000, '2024-12-30', '2025-02-01')).toBeNull();
  expect(interest(100_000, '2024-12-31', '2025-01-31')).toBe(849);
  expect(interest(100_000, '2025-03-03', '2025-04-01', [])).toBeNull();
});

it('9 999 999,99 over five years stays exact to the grosz', () => {
  expect(interest(999_999_999, '2025-09-30', '2030-09-30')).toBe(
    Number((999_999_999n * 1826n * 925n + 1_825_000n) / 3_650_000n),
  );
});

it('the total is the sum of what each document says: 0,27 + 0,27 = 0,54, not 0,55', () => {
  const one = { open: grosze(100_000), dueOn: day('2025-03-03') };
  expect(totalInterest([one, one], RATES, day('2025-03-04'))).toBe(54);
  expect(totalInterest([], RATES, day('2025-03-04'))).toBe(0);
  expect(totalInterest([one, { ...one, dueOn: day('2020-01-01') }], RATES, day('2025-03-04'))).toBeNull();
});
