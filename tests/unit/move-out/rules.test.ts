import { day, startOfDay } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import { judgeFinal, judgeHandover, linkExpiry, serialEnd } from '@/lib/move-out/rules';

const TODAY = day('2026-11-23');
const SPAN = { back: 60, ahead: 60 };
const running = { since: day('2020-03-01'), until: null };
const ending = { since: day('2026-10-01'), until: day('2026-12-01') };

describe('the day of handing over', () => {
  it.each([
    ['today', '2026-11-23', running, null],
    ['60 days ago', '2026-09-24', running, null],
    ['61 days ago: too old', '2026-09-23', running, { code: 'moveOutTooOld', days: 60 }],
    ['in 60 days', '2027-01-22', running, null],
    ['in 61 days: too far', '2027-01-23', running, { code: 'moveOutTooFar', days: 60 }],
    ['the first day of the contract', '2026-10-01', ending, null],
    [
      'the day before the contract',
      '2026-09-30',
      ending,
      { code: 'moveOutBeforeContract', day: '2026-10-01' },
    ],
    ['the last day of the contract', '2026-11-30', ending, null],
    ['the day after the contract', '2026-12-01', ending, { code: 'moveOutAfterContract', day: '2026-11-30' }],
  ])('%s: %s', (_name, on, own, expected) => {
    expect(judgeHandover(day(on), own, SPAN, TODAY)).toEqual(expected);
  });
});

describe('the final state of a meter', () => {
  const at = (on: string, m3: number) => ({ at: startOfDay(day(on)), value: litres(m3 * 1000) });
  const last = at('2026-11-01', 432);
  it.each([
    ['432 after 432: nothing flowed', '432', 5, last, 432_000],
    ['440 after 432', ' 440 m³', 5, last, 440_000],
    ['00440: leading zeros', '00440', 5, last, 440_000],
    ['nothing', ' ', 5, last, { code: 'moveOutStateMissing' }],
    ['431,6', '431,6', 5, last, { code: 'moveOutNotDigits' }],
    ['six digits on a meter of five', '004400', 5, last, { code: 'moveOutTooManyDigits', digits: 5 }],
    ['431 after 432', '431', 5, last, { code: 'moveOutBelow', state: 432 }],
    ['432 after 432,618 of telemetry', '432', 5, at('2026-11-01', 432.618), 432_000],
    ['12 after 99 990 on five digits: a new round', '12', 5, at('2026-11-01', 99_990), 12_000],
    [
      '12 after 99 990, digits unknown',
      '12',
      null,
      at('2026-11-01', 99_990),
      { code: 'moveOutBelow', state: 99_990 },
    ],
    [
      '440, though 432 was read two days later',
      '440',
      5,
      at('2026-11-22', 432),
      { code: 'moveOutAbove', state: 432 },
    ],
    ['430, and 432 was read two days later', '430', 5, at('2026-11-22', 432), 430_000],
    [
      'read on the very day: not below',
      '431',
      5,
      at('2026-11-20', 432),
      { code: 'moveOutBelow', state: 432 },
    ],
    ['nothing known', '7', null, null, 7_000],
  ])('%s', (_name, typed, digits, known, expected) => {
    expect(judgeFinal(typed, { digits, last: known, on: day('2026-11-20') })).toEqual(expected);
  });
});

it('the link works for seven days, of a number four signs show', () => {
  expect(linkExpiry(new Date('2026-11-23T10:00:00Z'))).toEqual(new Date('2026-11-30T10:00:00Z'));
  expect(serialEnd('WM-104528')).toBe('4528');
});
