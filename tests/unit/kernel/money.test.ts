import * as fc from 'fast-check';
import { formatMoney, grosze, parseMoney, roundHalfAway, sum, toDecimal, vatOn } from '@/lib/kernel/money';

describe('rounding', () => {
  it.each([
    [0.5, 1],
    [-0.5, -1],
    [1.5, 2],
    [-1.5, -2],
    [2.4, 2],
    [-0.2, 0],
  ])('%d rounds half away from zero to %d', (value, rounded) => {
    expect(roundHalfAway(value)).toBe(rounded);
  });

  it('cancels an invoice by its correction for every net and rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(5, 8, 23), (net, rate) => {
        expect(vatOn(grosze(net), rate) + vatOn(grosze(-net || 0), rate)).toBe(0);
      }),
    );
  });

  it('8 % on 252,04 zł is 20,16 zł', () => {
    expect(vatOn(grosze(25_204), 8)).toBe(2_016);
  });
});

describe('reading amounts', () => {
  it.each([
    ['1 234,50', 123_450],
    ['1234.5', 123_450],
    ['1\u00a0234,50 zł', 123_450],
    ['-12', -1_200],
    ['0,01', 1],
    ['272.20', 27_220],
    ['12,3400', 1_234],
    ['-0', 0],
  ])('«%s» is %d gr', (text, amount) => {
    expect(parseMoney(text)).toBe(amount);
  });

  it.each(['', 'abc', '1,234', '1.2.3', '12,', ',5', '1e5', '--1', '99999999999999'])(
    '«%s» is no amount',
    text => {
      expect(parseMoney(text)).toBeNull();
    },
  );

  it('reads back what it writes, for machines and for people', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), value => {
        expect(parseMoney(toDecimal(grosze(value)))).toBe(value);
        if (value >= 0) expect(parseMoney(formatMoney(grosze(value), 'pl'))).toBe(value);
      }),
    );
  });
});

describe('showing amounts', () => {
  it('groups and names the currency as each language does', () => {
    expect(formatMoney(grosze(123_450), 'pl')).toBe('1\u00a0234,50\u00a0zł');
    expect(formatMoney(grosze(123_450), 'en')).toBe('PLN\u00a01,234.50');
    expect(formatMoney(grosze(-7_765), 'pl')).toBe('\u221277,65\u00a0zł');
    expect(formatMoney(grosze(5), 'pl')).toBe('0,05\u00a0zł');
    expect(formatMoney(grosze(100), 'pl', 'EUR')).toBe('1,00\u00a0EUR');
  });
});

it('0 + nothing = 0, and 0,10 zł three times is 0,30 zł', () => {
  expect(sum([])).toBe(0);
  expect(sum([grosze(10), grosze(10), grosze(10)])).toBe(30);
});

it('refuses what is not a whole number of grosze', () => {
  expect(() => grosze(0.1)).toThrow(RangeError);
  expect(() => grosze(Number.NaN)).toThrow(RangeError);
});
