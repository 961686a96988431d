import * as fc from 'fast-check';
import {
  addDays,
  addMonths,
  day,
  dayOf,
  daysBetween,
  formatDay,
  formatDayOfYear,
  formatDayShort,
  formatTime,
  parseDay,
  parseLocalInstant,
  startOfDay,
} from '@/lib/kernel/dates';

describe('reading days', () => {
  it.each([
    ['2026-11-30', '2026-11-30'],
    ['30.11.2026', '2026-11-30'],
    ['1.2.2026', '2026-02-01'],
    ['2028-02-29', '2028-02-29'],
  ])('«%s» is %s', (text, expected) => {
    expect(parseDay(text)).toBe(expected);
  });

  it.each([
    '2026-02-29',
    '31.04.2026',
    '2026-13-01',
    '2026-00-10',
    '30/11/2026',
    '0026-01-01',
    '',
    '2026-1-1',
  ])('«%s» does not exist', text => {
    expect(parseDay(text)).toBeNull();
  });
});

describe('instants of Warsaw', () => {
  it.each([
    ['2026-01-15', '2026-01-14T23:00:00.000Z'],
    ['2026-07-15', '2026-07-14T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z'],
  ])('%s begins at %s', (date, instant) => {
    expect(startOfDay(day(date)).toISOString()).toBe(instant);
  });

  it.each([
    ['2026-07-15T12:30', '2026-07-15T10:30:00.000Z'],
    ['2026-07-15 12:30:15', '2026-07-15T10:30:15.000Z'],
    ['15.07.2026 12:30', '2026-07-15T10:30:00.000Z'],
    ['2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
    // the hour that the clock skips is the following hour
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:30', '2026-03-29T01:30:00.000Z'],
    // the hour that it repeats is its first run
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    ['2026-11-30', '2026-11-29T23:00:00.000Z'],
  ])('%s is %s', (local, instant) => {
    expect(parseLocalInstant(local)?.toISOString()).toBe(instant);
  });

  it.each(['2026-07-15T24:00', '2026-07-15T12:60', '2026-02-30T12:00', 'noon'])(
    '«%s» is no instant',
    local => {
      expect(parseLocalInstant(local)).toBeNull();
    },
  );

  it('every day begins on itself, and the instant before belongs to the day before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), count => {
        const date = addDays(day('1990-01-01'), count);
        const start = startOfDay(date);
        expect(dayOf(start)).toBe(date);
        expect(dayOf(new Date(start.getTime() - 1))).toBe(addDays(date, -1));
      }),
    );
  });
});

describe('counting days', () => {
  it('counts across clock changes, leap days and years', () => {
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2);
    expect(daysBetween(day('2028-02-28'), day('2028-03-01'))).toBe(2);
    expect(daysBetween(day('2026-12-31'), day('2026-01-01'))).toBe(-364);
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-15', -12, '2025-05-15'],
  ])('%s and %d months is %s', (from, count, to) => {
    expect(addMonths(day(from), count)).toBe(to);
  });
});

it('writes days as people do', () => {
  expect(formatDay(day('2026-11-30'), 'pl')).toBe('30\u00a0listopada\u00a02026');
  expect(formatDay(day('2026-11-05'), 'en')).toBe('5\u00a0November\u00a02026');
  expect(formatDayOfYear(day('2026-01-01'), 'pl')).toBe('1\u00a0stycznia');
  expect(formatDayShort(day('2026-01-01'))).toBe('01.01.2026');
  expect(formatTime(new Date('2026-07-15T12:05:00Z'))).toBe('14:05');
});
