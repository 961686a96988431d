import { lineOf } from '@/lib/consumption/rules/line';
import type { Supply } from '@/lib/consumption/rules/use';
import { day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import { expectedDays, expectedState } from '@/lib/readings/rules/expected';
import { read, record } from '../../support/meter-records';

const supply = (...readings: ReturnType<typeof read>[]): Supply => {
  const meter = record(readings);
  return { own: [meter.own], lines: [lineOf(meter)!] };
};
const at = (of: Supply, on: string, value: number, readOn: string) =>
  expectedState(of, { on: day(on), value: litres(value * 1000) }, day(readOn));

describe('from the same days of earlier years', () => {
  // 31 October to 22 November: 8 m³ in 2024, 10 m³ in 2025.
  const of = supply(
    read('2024-10-31', 100),
    read('2024-11-22', 108),
    read('2025-10-31', 300),
    read('2025-11-22', 310),
    read('2026-10-31', 432),
  );
  it('8 and 10 m³ after 432: half of the least to one and a half of the most and 2 m³: 436 to 449', () => {
    expect(at(of, '2026-10-31', 432, '2026-11-22')).toEqual({
      from: 436_000,
      to: 449_000,
      basis: 'season',
    });
  });
  it('asks for those days, the last year and the last state alone', () => {
    expect(expectedDays(day('2026-10-31'), day('2026-11-22')).sort()).toEqual([
      '2023-10-31',
      '2023-11-22',
      '2024-10-31',
      '2024-11-22',
      '2025-10-31',
      '2025-10-31',
      '2025-11-22',
      '2026-10-31',
    ]);
  });
  it('one reading in two years: 200 m³ in the 731 days before say 199,7 for 730, and never the time itself', () => {
    expect(expectedDays(day('2024-11-22'), day('2026-11-22'))).not.toContain('2025-11-22');
    const rare = supply(read('2022-11-22', 100), read('2024-11-22', 300));
    expect(at(rare, '2024-11-22', 300, '2026-11-22')).toEqual({
      from: 399_000,
      to: 601_000,
      basis: 'season',
    });
  });
  it('a garden meter that stood still in November may do 2 m³', () => {
    const still = supply(read('2025-10-01', 107), read('2026-10-31', 107));
    expect(at(still, '2026-10-31', 107, '2026-11-22')).toMatchObject({ from: 107_000, to: 109_000 });
  });
});

describe('from the last year, where there is no earlier season', () => {
  it('30 m³ in 100 days is 0,3 a day: 22 days after 130 give 133 to 145', () => {
    const of = supply(read('2026-07-23', 100), read('2026-10-31', 130));
    expect(at(of, '2026-10-31', 130, '2026-11-22')).toEqual({ from: 133_000, to: 145_000, basis: 'year' });
  });
  it('27 days are too short for an average', () => {
    expect(
      at(supply(read('2026-10-04', 100), read('2026-10-31', 130)), '2026-10-31', 130, '2026-11-22'),
    ).toBeNull();
  });
  it('a single reading says nothing', () => {
    expect(at(supply(read('2026-10-31', 130)), '2026-10-31', 130, '2026-11-22')).toBeNull();
  });
});
