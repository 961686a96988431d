/** The real meter: what counts is the difference of its states. */
import { lineOf } from '@/lib/consumption/rules/line';
import { cutsOf, guessedBetween, usedBetween } from '@/lib/consumption/rules/use';
import { addDays, day, type Day } from '@/lib/kernel/dates';
import { random } from '@/db/seed/random';
import { record } from '../../support/meter-records';
import { realTelemetry } from '../../support/telemetry';

const telemetry = realTelemetry();
const when = telemetry ? describe : describe.skip;

when('a year of a real meter, every 15 minutes', () => {
  const { readings, atMidnight } = telemetry ?? { readings: [], atMidnight: new Map<Day, number>() };
  const well = record(readings, { digits: 6 });
  const wells = [{ own: [well.own], lines: [lineOf(well)!] }];
  const [first, last] = [day('2019-07-01'), day('2020-06-30')];

  it('200 random pairs of days: the use is the difference of the states at midnight', () => {
    const dice = random(3110);
    for (let i = 0; i < 200; i++) {
      const [a, b] = [dice.int(0, 364), dice.int(0, 364)];
      if (a === b) continue;
      const [from, to] = [addDays(first, Math.min(a, b)), addDays(first, Math.max(a, b))];
      const states = [atMidnight.get(from), atMidnight.get(to)];
      if (states.includes(undefined)) continue;
      expect({ from, to, used: usedBetween(wells, from, to) }).toEqual({
        from,
        to,
        used: states[1]! - states[0]!,
      });
    }
  });
  it('the days sum to the months, the months and the weeks to the year; no day is a guess', () => {
    const sum = (step: 'day' | 'week' | 'month', from: Day, to: Day) =>
      cutsOf(from, to, step).reduce<number>((total, cut, i, cuts) => {
        const next = cuts[i + 1];
        return next === undefined ? total : total + usedBetween(wells, cut, next)!;
      }, 0);
    const year = usedBetween(wells, first, last)!;
    expect(year).toBe(atMidnight.get(last)! - atMidnight.get(first)!);
    for (const step of ['day', 'week', 'month'] as const) expect(sum(step, first, last)).toBe(year);
    const months = cutsOf(first, last, 'month');
    for (const [i, month] of months.slice(0, -1).entries())
      expect(sum('day', month, months[i + 1]!)).toBe(usedBetween(wells, month, months[i + 1]!));
    // 29 March 2020 and 27 October 2019 among them: 23 and 25 hours.
    const guesses = cutsOf(first, last, 'day').filter(
      (from, i, cuts) => cuts[i + 1] && guessedBetween(wells, from, cuts[i + 1]!, 1.1),
    );
    expect(guesses).toEqual([]);
  });
  it('after the last reading, 30 June 2020 at 23:45, nothing is known', () => {
    expect(usedBetween(wells, last, day('2020-07-01'))).toBeNull();
    expect(usedBetween(wells, day('2019-06-30'), last)).toBeNull();
  });
});
