import type { Reading } from '@/lib/consumption/rules/line';
import { yearOnYear, yearOnYearDays } from '@/lib/consumption/rules/year-on-year';
import { addMonths, day } from '@/lib/kernel/dates';
import { read, record, supply } from '../../support/meter-records';

describe('this year against last', () => {
  const today = day('2026-11-22');
  /** states on each first of a month from 2024-11-01 on; `volume(n)` m³ in the n-th month */
  const monthly = (volume: (index: number) => number, months = 24): Reading[] => {
    let value = 50;
    const states = [read('2024-11-01', value)];
    for (let i = 0; i < months; i++)
      states.push(read(addMonths(day('2024-11-01'), i + 1), (value += volume(i))));
    return states;
  };
  const point = (readings: Reading[]) => supply(record(readings));

  it('10 m³ a month after 12 m³: 60 m³ against 72 m³, less', () => {
    const result = yearOnYear([point(monthly(i => (i < 12 ? 12 : 10)))], today, 6)!;
    expect(result.months.map(m => m.month)).toEqual([
      '2026-05-01',
      '2026-06-01',
      '2026-07-01',
      '2026-08-01',
      '2026-09-01',
      '2026-10-01',
    ]);
    expect(result).toMatchObject({ used: 60_000, yearBefore: 72_000, verdict: 'less' });
  });
  it('10,2 m³ after 10 m³ a month is the same', () => {
    expect(yearOnYear([point(monthly(i => (i < 12 ? 10 : 10.2)))], today, 6)!.verdict).toBe('same');
  });
  it('two service points add up: 10 + 5 against 8 + 5', () => {
    const points = [point(monthly(i => (i < 12 ? 8 : 10))), point(monthly(() => 5))];
    expect(yearOnYear(points, today, 6)).toMatchObject({ used: 90_000, yearBefore: 78_000, verdict: 'more' });
  });
  it('nothing is said of a year without a year before', () => {
    expect(yearOnYear([point(monthly(() => 10).slice(12))], today, 6)).toBeNull();
    expect(yearOnYear([], today, 6)).toBeNull();
  });
  it('nothing is said when the newest whole month is older than half a year', () => {
    expect(yearOnYear([point(monthly(() => 10))], day('2027-06-22'), 6)).toBeNull();
    expect(yearOnYear([point(monthly(() => 10))], day('2027-04-22'), 6)).not.toBeNull();
  });
  it('needs no other states than those around the days it names', () => {
    const days = yearOnYearDays(today, 6);
    expect(days[0]).toBe('2026-11-01');
    expect(days.at(-1)).toBe('2024-11-01');
  });
});
