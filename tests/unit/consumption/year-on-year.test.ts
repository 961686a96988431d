import fc from 'fast-check';
import { stateAt, usedBetween, yearOnYear, yearOnYearDays, type State } from '@/lib/consumption/rules';
import { addDays, addMonths, day, startOfDay } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';

const at = (date: string, cubicMetres: number): State => ({
  at: startOfDay(day(date)),
  value: litres(Math.round(cubicMetres * 1000)),
});

describe('the state between two readings', () => {
  const states = [at('2026-01-01', 100), at('2026-01-11', 110)];
  it('100 m³ on 1 January and 110 m³ on the 11th: 104 m³ on the 5th', () => {
    expect(stateAt(states, startOfDay(day('2026-01-05')))).toBe(104_000);
  });
  it('is not known before the first and after the last', () => {
    expect(stateAt(states, startOfDay(day('2025-12-31')))).toBeNull();
    expect(stateAt(states, startOfDay(day('2026-01-12')))).toBeNull();
    expect(stateAt(states, startOfDay(day('2026-01-11')))).toBe(110_000);
  });
  it('days are Warsaw days: the 23 hours of 29 March 2026 take 23 of 47 parts', () => {
    const spring = [at('2026-03-29', 0), at('2026-03-31', 47)];
    expect(usedBetween([spring], day('2026-03-29'), day('2026-03-30'))).toBe(23_000);
    expect(usedBetween([spring], day('2026-03-30'), day('2026-03-31'))).toBe(24_000);
  });
});

describe('what was used', () => {
  it('a replaced meter: 110 − 100 on the old one, 5 − 0 on the new one = 15 m³', () => {
    const old = [at('2026-01-01', 100), at('2026-01-21', 110)];
    const fresh = [at('2026-01-21', 0), at('2026-02-01', 5)];
    expect(usedBetween([fresh, old], day('2026-01-01'), day('2026-02-01'))).toBe(15_000);
  });
  it('a gap between two meters is not guessed', () => {
    const old = [at('2026-01-01', 100), at('2026-01-21', 110)];
    const fresh = [at('2026-01-25', 0), at('2026-02-01', 5)];
    expect(usedBetween([old, fresh], day('2026-01-01'), day('2026-02-01'))).toBeNull();
  });
  it('a state that falls is not guessed', () => {
    const states = [at('2026-01-01', 99_999), at('2026-02-01', 3)];
    expect(usedBetween([states], day('2026-01-01'), day('2026-02-01'))).toBeNull();
  });
  it('between two days is the difference of the states, whatever lies between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 2, maxLength: 40 }),
        fc.nat(38),
        fc.nat(38),
        (steps, a, b) => {
          let value = 0;
          const states = steps.map((step, i) => ({
            at: startOfDay(addDays(day('2026-01-01'), i)),
            value: litres((value += step)),
          }));
          const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
          fc.pre(to < states.length);
          expect(
            usedBetween([states], addDays(day('2026-01-01'), from), addDays(day('2026-01-01'), to)),
          ).toBe(states[to]!.value - states[from]!.value);
        },
      ),
    );
  });
});

describe('this year against last', () => {
  const today = day('2026-11-22');
  /** states on each first of a month from 2024-11-01 on; `volume(n)` m³ in the n-th month */
  const monthly = (volume: (index: number) => number, months = 24): State[] => {
    let value = 50;
    const states = [at('2024-11-01', value)];
    for (let i = 0; i < months; i++) {
      states.push(at(addMonths(day('2024-11-01'), i + 1), (value += volume(i))));
    }
    return states;
  };

  it('10 m³ a month after 12 m³: 60 m³ against 72 m³, less', () => {
    const result = yearOnYear([[monthly(i => (i < 12 ? 12 : 10))]], today, 6)!;
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
    expect(yearOnYear([[monthly(i => (i < 12 ? 10 : 10.2))]], today, 6)!.verdict).toBe('same');
  });
  it('two service points add up: 10 + 5 against 8 + 5', () => {
    const points = [[monthly(i => (i < 12 ? 8 : 10))], [monthly(() => 5)]];
    expect(yearOnYear(points, today, 6)).toMatchObject({ used: 90_000, yearBefore: 78_000, verdict: 'more' });
  });
  it('nothing is said of a year without a year before', () => {
    expect(yearOnYear([[monthly(() => 10).slice(12)]], today, 6)).toBeNull();
    expect(yearOnYear([], today, 6)).toBeNull();
  });
  it('nothing is said when the newest whole month is older than half a year', () => {
    expect(yearOnYear([[monthly(() => 10)]], day('2027-06-22'), 6)).toBeNull();
    expect(yearOnYear([[monthly(() => 10)]], day('2027-04-22'), 6)).not.toBeNull();
  });
  it('needs no other states than those around the days it names', () => {
    const days = yearOnYearDays(today, 6);
    expect(days[0]).toBe('2026-11-01');
    expect(days.at(-1)).toBe('2024-11-01');
  });
});
