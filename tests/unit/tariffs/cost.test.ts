import * as fc from 'fast-check';
import { addMonths, day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import {
  answerCost,
  costOf,
  grossUnitPrice,
  overviewOf,
  pricesOf,
  readVolume,
  type CostValues,
  type TariffItem,
  type TariffRow,
} from '@/lib/tariffs/rules';

const row = (
  item: TariffItem,
  validFrom: string,
  netPrice: string,
  validTo: string | null = null,
  more: Partial<TariffRow> = {},
): TariffRow => ({
  group: 'G1',
  item,
  validFrom: day(validFrom),
  validTo: validTo === null ? null : day(validTo),
  netPrice,
  vatRate: '8',
  ...more,
});

/** Prices step on 15 October 2026, as in the demo data. */
const rows = [
  row('water', '2025-10-15', '5.12', '2026-10-14'),
  row('water', '2026-10-15', '5.48'),
  row('sewage', '2025-10-15', '8.32', '2026-10-14'),
  row('sewage', '2026-10-15', '8.90'),
  row('subscription', '2025-10-15', '13.36', '2026-10-14'),
  row('subscription', '2026-10-15', '14.29'),
];
const prices = pricesOf(rows);

const usage = (water: number, from: string, months: number, garden = 0, group = 'G1') => ({
  group,
  water: litres(water),
  garden: litres(garden),
  from: day(from),
  to: addMonths(day(from), months),
});

const asked = (more: Partial<CostValues> = {}): CostValues => ({
  group: 'G1',
  m3: '20',
  gardenM3: '6',
  month: '2026-09',
  months: '2',
  ...more,
});

test('September and October, 20 m³, garden 6 m³: 73.86 + 30.55 + 84.02 + 34.73 + 26.72 = 249.88, VAT 19.99, 269.87', () => {
  const cost = costOf(prices, usage(20_000, '2026-09-01', 2, 6000))!;
  expect(cost.lines.map(l => [l.item, l.volume ?? l.months, l.netPrice, l.net])).toEqual([
    ['water', 14_426, '5.12', 7386],
    ['water', 5574, '5.48', 3055],
    ['sewage', 10_098, '8.32', 8402],
    ['sewage', 3902, '8.90', 3473],
    ['subscription', 2, '13.36', 2672],
  ]);
  expect(cost).toMatchObject({ net: 24_988, vat: [{ rate: '8', net: 24_988, vat: 1999 }], gross: 26_987 });
});

test('November and December, 10 m³ at one price: 54.80 + 89.00 + 28.58 = 172.38, VAT 13.79, 186.17', () => {
  const cost = costOf(prices, usage(10_000, '2026-11-01', 2))!;
  expect(cost.lines.map(l => [l.cut, l.net])).toEqual([
    [false, 5480],
    [false, 8900],
    [false, 2858],
  ]);
  expect([cost.net, cost.gross]).toEqual([17_238, 18_617]);
});

test('the subscription changes from the next month: October 13.36, November 14.29', () => {
  const cost = costOf(prices, usage(0, '2026-10-01', 2))!;
  expect(cost.lines.filter(l => l.item === 'subscription').map(l => [l.from, l.to, l.months, l.net])).toEqual(
    [
      ['2026-10-01', '2026-11-01', 1, 1336],
      ['2026-11-01', '2026-12-01', 1, 1429],
    ],
  );
});

test('0 m³ for a month is the subscription alone: 14.29 and 1.14 VAT', () => {
  expect(costOf(prices, usage(0, '2026-11-01', 1))).toMatchObject({ net: 1429, gross: 1543 });
});

test('eight places: 12.345 m³ at 5.12345678 zł are 63.25', () => {
  const cost = costOf(pricesOf([row('water', '2026-01-01', '5.12345678')]), usage(12_345, '2026-11-01', 1))!;
  expect(cost.net).toBe(6325);
});

test('two VAT rates: 10.00 at 8 % and 10.00 at 23 % make 0.80 + 2.30, 23.10', () => {
  const mixed = pricesOf([
    row('water', '2026-01-01', '1'),
    row('subscription', '2026-01-01', '10', null, { vatRate: '23.00' }),
  ]);
  const cost = costOf(mixed, usage(10_000, '2026-11-01', 1))!;
  expect(cost.vat.map(v => [v.rate, v.vat])).toEqual([
    ['8', 80],
    ['23.00', 230],
  ]);
  expect(cost.gross).toBe(2310);
});

test('a day without a price: no sum at all', () => {
  const gap = pricesOf([row('water', '2026-01-01', '5', '2026-10-31'), row('water', '2026-11-02', '6')]);
  expect(costOf(gap, usage(1000, '2026-10-01', 1))).not.toBeNull();
  expect(costOf(gap, usage(1000, '2026-10-01', 2))).toBeNull();
  expect(costOf(prices, usage(1000, '2020-01-01', 1))).toBeNull();
  expect(costOf(prices, usage(1000, '2026-11-01', 1, 0, 'XX'))).toBeNull();
});

test('a price without an end holds until its successor begins, a too long one as well', () => {
  const [first, second] = pricesOf([
    row('water', '2026-10-15', '5.48'),
    row('water', '2025-10-15', '5.12', '2027-12-31'),
  ]);
  expect([first!.to, second!.to]).toEqual(['2026-10-15', null]);
});

test('5.48 net with 8 % is 5.92 gross, 5.125 with 0 % is 5.13', () => {
  expect(grossUnitPrice({ netPrice: '5.48', vatRate: '8' })).toBe(592);
  expect(grossUnitPrice({ netPrice: '5.125', vatRate: '0' })).toBe(513);
});

test('a price step between equal prices changes no sum, wherever it lies', () => {
  const flat = pricesOf([row('subscription', '2025-01-01', '13.37'), row('water', '2025-01-01', '5')]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 400 }), (months, at) => {
      const on = new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
      const stepped = pricesOf([
        row('subscription', '2025-01-01', '13.37'),
        row('subscription', on, '13.37'),
        row('water', '2025-01-01', '5'),
      ]);
      const [one, other] = [flat, stepped].map(p => costOf(p, usage(7000, '2026-01-01', months))!);
      expect(other!.gross).toBe(one!.gross);
    }),
  );
});

test('splitting a period at any month never changes the subscription', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 11 }),
      fc.integer({ min: 1, max: 11 }),
      (start, left, right) => {
        const from = addMonths(day('2025-11-01'), start);
        const subscription = (first: string, months: number) =>
          costOf(prices, usage(0, first, months))!.lines.reduce((sum, line) => sum + line.net, 0);
        expect(subscription(from, left) + subscription(addMonths(from, left), right)).toBe(
          subscription(from, left + right),
        );
      },
    ),
  );
});

test('more m³ never cost less, more garden never costs more, and the parts add up to the whole', () => {
  fc.assert(
    fc.property(
      fc.nat(2000),
      fc.nat(2000),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 1, max: 12 }),
      (less, more, start, months) => {
        const from = addMonths(day('2025-11-01'), start);
        const of = (m3: number, garden = 0) => costOf(prices, usage(m3 * 1000, from, months, garden * 1000))!;
        expect(of(less + more).gross).toBeGreaterThanOrEqual(of(less).gross);
        expect(of(less + more, less).gross).toBeLessThanOrEqual(of(less + more).gross);
        const water = of(less).lines.filter(line => line.item === 'water');
        expect(water.reduce((sum, line) => sum + line.volume!, 0)).toBe(less * 1000);
      },
    ),
  );
});

test.each([
  ['12', 12_000],
  [' 1 000,5 m³', 1_000_500],
  ['14 m3', 14_000],
  ['0', 0],
  ['12,3450', 12_345],
  ['100000', 100_000_000],
  ['', 'missing'],
  ['  ', 'missing'],
  ['dwa', 'notNumber'],
  ['-5', 'notNumber'],
  ['1,2,3', 'notNumber'],
  ['12,3456', 'decimals'],
  ['100000,001', 'tooLarge'],
  ['9999999999999999', 'tooLarge'],
])('«%s» m³ is read as %s', (text, read) => {
  expect(readVolume(text)).toBe(read);
});

test.each<[Partial<CostValues>, string, string]>([
  [{ m3: 'dużo' }, 'm3', 'notNumber'],
  [{ m3: '100001' }, 'm3', 'tooLarge'],
  [{ m3: '5', gardenM3: '6' }, 'gardenM3', 'gardenMore'],
  [{ gardenM3: 'x' }, 'gardenM3', 'notNumber'],
  [{ group: 'XX' }, 'group', 'unknownGroup'],
  [{ months: '13' }, 'months', 'badMonths'],
  [{ months: '' }, 'months', 'badMonths'],
  [{ month: '2026-13' }, 'month', 'badMonth'],
  [{ month: '2019-01' }, 'month', 'noPrice'],
])('%j is refused at %s: %s', (more, field, fault) => {
  expect(answerCost(prices, asked(more))).toEqual({ faults: [{ field, fault }] });
});

test('several faults come in the order of the form, and an empty garden is none', () => {
  const answer = answerCost(prices, asked({ m3: '', gardenM3: ' ', group: '' }));
  expect('faults' in answer && answer.faults.map(f => f.field)).toEqual(['group', 'm3']);
});

test('today in force, next and past ones, groups in the order of the utility', () => {
  const all = pricesOf([
    ...rows,
    row('water', '2027-10-15', '5.86'),
    row('water', '2020-01-01', '4', '2021-12-31'),
    row('water', '2026-01-01', '6', null, { group: 'A1' }),
  ]);
  const view = overviewOf(all, day('2026-11-22'), ['G1']);
  expect(view.current.map(g => [g.group, g.items.water?.netPrice])).toEqual([
    ['G1', '5.48'],
    ['A1', '6'],
  ]);
  expect(view.upcoming.map(step => [step.from, step.groups.length])).toEqual([['2027-10-15', 1]]);
  // what ended more than three years ago is not shown
  expect(view.past.map(step => step.from)).toEqual(['2025-10-15']);
});
