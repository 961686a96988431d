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
  ['1 000,00 × 30 days × 10 % / 365 = 8,219 → 8,22', 100_000, '2025-03-01', '2025-03-31', 822],
  ['365,00 × 100 days × 10 % / 365 = 10,00', 36_500, '2025-01-10', '2025-04-20', 1_000],
  ['1,00 × 18 days × 10 % / 365 = 0,0049 → 0,00', 100, '2025-03-01', '2025-03-19', 0],
  ['1,00 × 19 days × 10 % / 365 = 0,0052 → 0,01', 100, '2025-03-01', '2025-03-20', 1],
  ['73,00 × 25 days × 10 % / 365 = 0,50', 7_300, '2025-03-01', '2025-03-26', 50],
  ['on the due day itself nothing', 100_000, '2025-03-01', '2025-03-01', 0],
  ['the day after, one day: 1 000,00 × 10 % / 365 = 0,274 → 0,27', 100_000, '2025-03-01', '2025-03-02', 27],
  ['before the due day nothing', 100_000, '2025-03-01', '2025-02-01', 0],
  ['0,00 open: nothing', 0, '2025-03-01', '2025-04-01', 0],
])('%s', (_name, open, dueOn, today, expected) => {
  expect(interest(open, dueOn, today)).toBe(expected);
});

it('1 000,00 from 21 June to 10 July: 9 days at 10 % + 10 days at 9,5 % = 2,466 + 2,603 = 5,068 → 5,07', () => {
  expect(interest(100_000, '2025-06-21', '2025-07-10')).toBe(507);
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
  const at = (today: string) => interest(36_500_000, '2025-06-29', today)!;
  expect(at('2025-06-30')).toBe(10_000);
  expect(at('2025-07-01') - at('2025-06-30')).toBe(9_500);
});

it('a delay older than the table is not reckoned at all', () => {
  expect(interest(100_000, '2024-12-30', '2025-02-01')).toBeNull();
  expect(interest(100_000, '2024-12-31', '2025-01-31')).toBe(849);
  expect(interest(100_000, '2025-03-01', '2025-04-01', [])).toBeNull();
});

it('9 999 999,99 over five years stays exact to the grosz', () => {
  expect(interest(999_999_999, '2025-09-30', '2030-09-30')).toBe(
    Number((999_999_999n * 1826n * 925n + 1_825_000n) / 3_650_000n),
  );
});

it('the total is the sum of what each document says: 0,27 + 0,27 = 0,54, not 0,55', () => {
  const one = { open: grosze(100_000), dueOn: day('2025-03-01') };
  expect(totalInterest([one, one], RATES, day('2025-03-02'))).toBe(54);
  expect(totalInterest([], RATES, day('2025-03-02'))).toBe(0);
  expect(totalInterest([one, { ...one, dueOn: day('2020-01-01') }], RATES, day('2025-03-02'))).toBeNull();
});
