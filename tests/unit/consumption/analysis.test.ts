import fc from 'fast-check';
import { analyse, askedDays, type Place, type Question } from '@/lib/consumption/rules/analysis';
import type { ChargedTerm } from '@/lib/consumption/rules/cost';
import { CSV_COLUMNS, csvRows } from '@/lib/consumption/rules/csv-rows';
import { lineOf, type MeterRecord } from '@/lib/consumption/rules/line';
import { STEPS, type Step } from '@/lib/consumption/rules/use';
import { csvText } from '@/lib/kernel/csv';
import { addDays, day } from '@/lib/kernel/dates';
import { pricesOf } from '@/lib/tariffs/rules';
import { read, record, supply } from '../../support/meter-records';

const prices = pricesOf([
  { group: 'G1', item: 'water', validFrom: day('2024-01-01'), validTo: null, netPrice: '5', vatRate: '8' },
  { group: 'G1', item: 'water', validFrom: day('2026-01-16'), validTo: null, netPrice: '6', vatRate: '8' },
  { group: 'G1', item: 'sewage', validFrom: day('2024-01-01'), validTo: null, netPrice: '10', vatRate: '8' },
  {
    group: 'G1',
    item: 'subscription',
    validFrom: day('2024-01-01'),
    validTo: null,
    netPrice: '4',
    vatRate: '8',
  },
]);
const contract: ChargedTerm = {
  service: 'water_sewage',
  tariffGroup: 'G1',
  from: day('2019-01-01'),
  to: null,
};
const place = (records: readonly MeterRecord[], more: Partial<Place> = {}): Place => ({
  supply: supply(...records),
  gardens: [],
  contracts: [contract],
  ...more,
});
const asked = (from: string, to: string, step: Step = 'month'): Question => ({
  from: day(from),
  to: day(to),
  step,
});
const monthly = record([
  read('2024-12-01', 0),
  read('2025-01-01', 31),
  read('2025-02-01', 62),
  read('2025-12-01', 365),
  read('2026-01-01', 400),
  read('2026-02-01', 431),
  read('2026-02-11', 441),
]);

describe('a period', () => {
  it('is cut off where readings end: January 31 m³, 1 to 10 February 10 m³, together 41 m³, 1 m³ a day', () => {
    const result = analyse([place([monthly])], prices, asked('2026-01-01', '2026-04-01'))!;
    expect(result).toMatchObject({
      from: '2026-01-01',
      to: '2026-02-11',
      used: 41_000,
      days: 41,
      gaps: false,
    });
    expect(result.parts.map(({ from, to, used }) => [from, to, used])).toEqual([
      ['2026-01-01', '2026-02-01', 31_000],
      ['2026-02-01', '2026-02-11', 10_000],
    ]);
  });
  it('of which nothing is known has no answer', () => {
    expect(analyse([place([monthly])], prices, asked('2026-03-01', '2026-04-01'))).toBeNull();
    expect(analyse([place([record([])])], prices, asked('2026-01-01', '2026-04-01'))).toBeNull();
    expect(analyse([], prices, asked('2026-01-01', '2026-04-01'))).toBeNull();
  });
  it('with an unknown part in its midst says so and adds up the rest', () => {
    const fell = record([
      read('2026-01-01', 50),
      read('2026-02-01', 60),
      read('2026-03-01', 40),
      read('2026-04-01', 45),
    ]);
    const result = analyse([place([fell])], prices, asked('2026-01-01', '2026-04-01'))!;
    expect(result.parts.map(part => part.used)).toEqual([10_000, null, 5_000]);
    expect(result).toMatchObject({ used: 15_000, days: 62, gaps: true });
  });
  it('January 31 m³ against 31 m³ a year before is the same; only parts known in both years count', () => {
    const result = analyse([place([monthly])], prices, asked('2026-01-01', '2026-02-01'))!;
    expect(result.comparison).toEqual({ used: 31_000, yearBefore: 31_000, verdict: 'same', whole: true });
    expect(analyse([place([monthly])], prices, asked('2024-12-01', '2025-01-01'))!.comparison).toBeNull();
    expect(analyse([place([monthly])], prices, asked('2024-12-01', '2026-02-01'))!.comparison).toBeNull();
  });
});

describe('what it costs', () => {
  it('16 January: the price of water rises from 5 to 6 zł; 15 × 5 + 16 × 6 + 31 × 10 = 481 zł net, 519,48 zł', () => {
    const result = analyse([place([monthly])], prices, asked('2026-01-01', '2026-02-01'))!;
    expect(result.cost).toEqual({ water: 18_468, sewage: 33_480, total: 51_948 });
    expect(result.subscription).toBe(432);
    expect(result.parts[0]!.cost).toBe(51_948);
  });
  it('10 of 31 m³ through the garden meter: sewage of 21 m³; none deducted once the legalisation has ended', () => {
    const line = lineOf(record([read('2026-01-01', 0), read('2026-02-01', 10)]))!;
    const cost = (validUntil: string) =>
      analyse(
        [place([monthly], { gardens: [{ line, validUntil: day(validUntil) }] })],
        prices,
        asked('2026-01-01', '2026-02-01'),
      )!.cost;
    expect(cost('2030-01-01')).toEqual({ water: 18_468, sewage: 22_680, total: 41_148 });
    expect(cost('2025-12-31')).toEqual({ water: 18_468, sewage: 33_480, total: 51_948 });
  });
  it('water alone, without a sewage contract, and no cost where no price is known', () => {
    const water = { ...contract, service: 'water' as const };
    const of = (contracts: ChargedTerm[], from = '2026-01-01') =>
      analyse([place([monthly], { contracts })], prices, asked(from, '2026-02-01'))!.cost;
    expect(of([water])).toEqual({ water: 18_468, sewage: 0, total: 18_468 });
    expect(of([{ ...contract, tariffGroup: null }])).toBeNull();
    expect(of([{ ...contract, tariffGroup: 'X' }])).toBeNull();
    expect(of([])).toBeNull();
  });
  it('the months’ costs sum to the whole period’s, whatever the step', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 130 }), fc.nat(9_999), (start, length, odd) => {
        const uneven = record([read('2025-01-01', 0), read('2026-06-01', 123.457 + odd / 1000)]);
        const from = addDays(day('2025-01-01'), start);
        const totals = STEPS.map(step => {
          const result = analyse([place([uneven])], prices, { from, to: addDays(from, length), step })!;
          expect(result.parts.reduce((sum, part) => sum + part.cost!, 0)).toBe(result.cost!.total);
          expect(result.parts.reduce((sum, part) => sum + part.used!, 0)).toBe(result.used);
          return [result.used, result.cost!.total];
        });
        expect(new Set(totals.map(String)).size).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('only the states next to the days asked for are needed', () => {
  it('daily telemetry over two years answers alike with a handful of readings', () => {
    const all = Array.from({ length: 730 }, (_, i) => read(addDays(day('2024-06-01'), i), i * 0.321));
    const question = asked('2025-08-15', '2026-03-10');
    const ends = [all[0]!, all.at(-1)!];
    const days = askedDays([place([record(ends)])], prices, question);
    const near = record(
      all.filter(({ at }) => days.some(d => Math.abs(at.getTime() - Date.parse(d)) < 2 * 86_400_000)),
    );
    expect(near.readings.length).toBeLessThan(150);
    expect(analyse([place([near])], prices, question)).toEqual(
      analyse([place([record(all)])], prices, question),
    );
  });
});

describe('the file', () => {
  it('one row a part, m³ with a decimal point, empty and never 0 where nothing is known', () => {
    const file = (question: Question, dialect: 'standard' | 'pl') =>
      csvText(CSV_COLUMNS, csvRows('W-1', supply(monthly), question), dialect).split('\r\n');
    expect(file(asked('2026-01-01', '2026-03-15'), 'standard')).toEqual([
      'meter,from,to,m3,estimated',
      'W-1,2026-01-01,2026-02-01,31,false',
      'W-1,2026-02-01,2026-03-01,,false',
      'W-1,2026-03-01,2026-03-15,,false',
      '',
    ]);
    expect(file(asked('2026-02-01', '2026-02-03', 'day'), 'standard').slice(1)).toEqual([
      'W-1,2026-02-01,2026-02-02,1,true',
      'W-1,2026-02-02,2026-02-03,1,true',
      '',
    ]);
    expect(file(asked('2025-12-01', '2025-12-08', 'total'), 'pl')).toEqual([
      '\ufeffmeter;from;to;m3;estimated',
      'W-1;2025-12-01;2025-12-08;7,903;true',
      '',
    ]);
  });
});
