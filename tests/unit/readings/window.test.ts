import fc from 'fast-check';
import { addDays, day } from '@/lib/kernel/dates';
import { inWindow, nextWindow, windowEnd, type ReadingWindow } from '@/lib/readings/rules/window';

const turn: ReadingWindow[] = [{ from: -5, to: 5 }];

describe('the last five days of a month and the first five of the next', () => {
  it.each([
    ['2026-11-25', false],
    ['2026-11-26', true],
    ['2026-11-30', true],
    ['2026-12-05', true],
    ['2026-12-06', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2028-02-24', false],
    ['2028-02-25', true],
  ])('%s: %s', (on, open) => {
    expect(inWindow(turn, day(on))).toBe(open);
  });
  it('on 28 November it closes with 5 December; on the 22nd the next begins on the 26th', () => {
    expect(windowEnd(turn, day('2026-11-28'))).toBe('2026-12-05');
    expect(windowEnd(turn, day('2026-11-22'))).toBeNull();
    expect(nextWindow(turn, day('2026-11-22'))).toBe('2026-11-26');
  });
});

it('no windows: always, without an end', () => {
  expect(inWindow([], day('2026-11-22'))).toBe(true);
  expect(windowEnd([], day('2026-11-22'))).toBeNull();
  expect(nextWindow([], day('2026-11-22'))).toBeNull();
});

it('10th to 20th of March, June, September and December: next after 22 November is 10 December', () => {
  const quarter: ReadingWindow[] = [{ from: 10, to: 20, months: [3, 6, 9, 12] }];
  expect(nextWindow(quarter, day('2026-11-22'))).toBe('2026-12-10');
  expect(inWindow(quarter, day('2026-12-20'))).toBe(true);
  expect(inWindow(quarter, day('2026-11-15'))).toBe(false);
});

it('27th to the 31st ends with the month, also in February', () => {
  const end: ReadingWindow[] = [{ from: 27, to: 31 }];
  expect(windowEnd(end, day('2026-02-27'))).toBe('2026-02-28');
  expect(windowEnd(end, day('2026-10-31'))).toBe('2026-10-31');
});

it('property: within a window exactly when it has an end, and the end is within it', () => {
  const number = fc.integer({ min: -28, max: 28 }).filter(n => n !== 0);
  fc.assert(
    fc.property(number, number, fc.nat(1500), (from, to, n) => {
      const windows = [{ from, to }];
      const on = addDays(day('2024-01-01'), n);
      const end = windowEnd(windows, on);
      expect(inWindow(windows, on)).toBe(end !== null);
      if (end === null) return;
      expect(end >= on).toBe(true);
      expect(inWindow(windows, end)).toBe(true);
    }),
  );
});
