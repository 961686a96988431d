import * as fc from 'fast-check';
import { addDays, addMonths, day } from '@/lib/kernel/dates';
import {
  cutByTerms,
  divideRounded,
  monthsNet,
  monthStarts,
  sewageOf,
  splitByDays,
  unitPrice,
  unitPriceOf,
  volumeNet,
} from '@/lib/kernel/settlement';
import { litres } from '@/lib/kernel/volume';

test('20 m³ over 61 days with a step after 44: 14.426 + 5.574 m³', () => {
  expect(splitByDays(litres(20_000), [44, 17])).toEqual([14_426, 5_574]);
});

test('14 m³ of sewage over the same days: 10.098 + 3.902 m³', () => {
  expect(splitByDays(litres(14_000), [44, 17])).toEqual([10_098, 3_902]);
});

test('10 m³ over three equal parts: 3.333 + 3.333 + 3.334 m³, nothing lost', () => {
  expect(splitByDays(litres(10_000), [30, 30, 30])).toEqual([3_333, 3_333, 3_334]);
});

test.each([
  [14_426, 512, 7386],
  [5_574, 548, 3055],
  [500, 505, 253],
  [0, 548, 0],
])('%i l at %i gr a m³ is %i gr net', (volume, price, net) => {
  expect(volumeNet(litres(volume), unitPriceOf(price))).toBe(net);
});

test.each([
  ['12345.678 m³ at 5.12345678 zł is 63252.55', 12_345_678, '5.12345678', 6_325_255],
  ['a half: 0.001 m³ at 5 zł is 0.01', 1, '5', 1],
  ['just below it: 0.001 m³ at 4.99999999 zł is 0.00', 1, '4.99999999', 0],
  [
    '100000 m³ at 999.99999999 zł is 99999999.999, so 100000000.00',
    100_000_000,
    '999.99999999',
    10_000_000_000,
  ],
])('%s', (_sum, volume, price, net) => {
  expect(volumeNet(litres(volume), unitPrice(price))).toBe(net);
});

test('3 months at 14.295 are 42.885, so 42.89', () => {
  expect(monthsNet(3, unitPrice('14.295'))).toBe(4289);
});

test('-5 / 2 is -3 and 5 / 2 is 3: half away from zero', () => {
  expect([divideRounded(-5n, 2n), divideRounded(5n, 2n), divideRounded(4n, 3n)]).toEqual([-3n, 3n, 1n]);
});

test.each(['', '5,48', '-1', '1.123456789', 'x'])('«%s» is no unit price', text => {
  expect(() => unitPrice(text)).toThrow(RangeError);
});

test('4 m³ of water and 5 m³ in the garden leave 0 m³ of sewage', () => {
  expect(sewageOf(litres(4000), litres(5000))).toBe(0);
});

test('31 January to 31 March are two begun months: 31.01 and 28.02', () => {
  expect(monthStarts(day('2027-01-31'), day('2027-03-31'))).toEqual(['2027-01-31', '2027-02-28']);
});

test('a period cut in any two is covered by the same days', () => {
  const start = day('2026-01-01');
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
      fc.nat(300),
      fc.nat(300),
      (steps, a, b) => {
        let from = start;
        const terms = steps.map(length => {
          const term = { from, to: addDays(from, length) };
          from = term.to;
          return term;
        });
        const [left, right] = [addDays(start, a), addDays(start, a + b)];
        const days = (one: string, other: string) =>
          cutByTerms(terms, day(one), day(other)).flatMap(part => [part.from, part.to]);
        const middle = addDays(left, Math.floor(b / 2));
        expect(new Set([...days(left, middle), ...days(middle, right), middle])).toEqual(
          new Set([...days(left, right), middle]),
        );
      },
    ),
  );
});

test('whole months from any day up to the 28th: as many starts as months', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 60 }), (date, months) => {
      const from = day(`2026-01-${String(date).padStart(2, '0')}`);
      expect(monthStarts(from, addMonths(from, months))).toHaveLength(months);
    }),
  );
});
