import { Rate } from '@/lib/delivery/rate';
import { backOff, breakerOpensFor } from '@/lib/delivery/rules/retry';
import { validitySeconds, withinWindow } from '@/lib/delivery/rules/sms';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the nth attempt is followed, with a first delay of a minute, by a wait of', () => {
  it.each([
    [1, 0, 1],
    [1, 0.5, 1],
    [1, 1, 1.25],
    [2, 0, 1.5],
    [2, 0.5, 2],
    [2, 1, 2.5],
    [5, 0.5, 16],
    [8, 0.5, 128],
    [9, 0.5, 240],
    [9, 0, 192],
    [10, 1, 240],
    [60, 0.5, 240],
  ])('attempt %i, chance %d: %d minutes', (attempt, chance, minutes) => {
    expect(backOff(attempt, MINUTE, chance)).toBe(minutes * MINUTE);
  });

  it('ten attempts are over within 12 hours, so well within the 23 of a key', () => {
    const total = Array.from({ length: 9 }, (_, index) => backOff(index + 1, MINUTE, 1));
    expect(total.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(12 * HOUR);
  });
});

it.each([
  [0, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [8, 5],
  [500, 5],
])('after %i failures in a row a provider is left alone for %i minutes', (failures, minutes) => {
  expect(breakerOpensFor(failures, MINUTE)).toBe(minutes * MINUTE);
});

describe('SMS go out', () => {
  it.each([
    ['08:00-20:00', '2026-11-22T06:59:59Z', false],
    ['08:00-20:00', '2026-11-22T07:00:00Z', true],
    ['08:00-20:00', '2026-11-22T18:59:59Z', true],
    ['08:00-20:00', '2026-11-22T19:00:00Z', false],
    // summer time: Warsaw is two hours ahead
    ['08:00-20:00', '2026-07-01T06:00:00Z', true],
    ['08:00-20:00', '2026-07-01T18:00:00Z', false],
    ['00:00-24:00', '2026-11-22T22:59:59Z', true],
    ['22:00-06:00', '2026-11-22T22:00:00Z', true],
    ['22:00-06:00', '2026-11-22T12:00:00Z', false],
  ])('within %s at %s: %s', (window, instant, isWithin) => {
    expect(withinWindow(window, new Date(instant))).toBe(isWithin);
  });

  it.each([
    [null, 14_400],
    ['2026-11-23T10:00:00Z', 14_400],
    ['2026-11-22T11:00:00Z', 3600],
    ['2026-11-22T10:00:01Z', 60],
  ])('of a message that is worthless after %s the provider lets go after %i seconds', (until, seconds) => {
    expect(validitySeconds(new Date('2026-11-22T10:00:00Z'), until === null ? null : new Date(until))).toBe(
      seconds,
    );
  });
});

describe('the rate that answers tell', () => {
  const told = (left: number) => ({
    'ratelimit-limit': '2',
    'ratelimit-remaining': String(left),
    'ratelimit-reset': '1',
  });
  let now = 0;
  const rate = () => {
    now = 0;
    return new Rate(() => now);
  };

  it('one request goes alone until the first answer; without a rate in it there is none', () => {
    const own = rate();
    expect(own.take()).toBe(0);
    expect(own.take()).toBeGreaterThan(0);
    own.note({}, true);
    for (let count = 0; count < 50; count++) expect(own.take()).toBe(0);
  });

  it('2 a second: never three within any second, also across its end', () => {
    const own = rate();
    own.take();
    own.note(told(1), true);
    const granted: number[] = [];
    for (now = 1; now < 5000; now += 10) {
      if (own.take() > 0) continue;
      granted.push(now);
      own.note(told(0), true);
    }
    for (const [index, at] of granted.entries()) {
      const third = granted[index + 2];
      if (third !== undefined) expect(third - at).toBeGreaterThan(1000);
    }
    expect(granted.length).toBeGreaterThan(4);
  });

  it('what others use of the same account counts: nothing left is nothing left', () => {
    const own = rate();
    own.take();
    own.note(told(0), true);
    expect(own.take()).toBe(1000);
    now = 1001;
    expect(own.take()).toBe(0);
  });

  it('«retry-after: 30» keeps everybody away for 30 seconds', () => {
    const own = rate();
    own.take();
    own.note({}, false, 30_000);
    expect(own.take()).toBe(30_000);
    expect(own.askedToWait()).toBe(30_000);
    now = 30_000;
    expect(own.take()).toBe(0);
  });

  it('a place that was not used is free again', () => {
    const own = rate();
    own.take();
    own.note(told(2), true);
    for (let count = 0; count < 20; count++) {
      expect(own.take()).toBe(0);
      own.giveBack();
    }
  });
});
