import fc from 'fast-check';
import { addDays, day, startOfDay } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import {
  judgeReading,
  readState,
  rolledOver,
  type JudgedMeter,
  type PreviousState,
} from '@/lib/readings/rules/judge';

const TODAY = day('2026-11-22');
const m3 = (value: number) => litres(value * 1000);

const meter: JudgedMeter = {
  role: 'main',
  digits: 5,
  installedOn: day('2023-05-10'),
  removedOn: null,
  own: { since: day('2020-03-01'), until: null },
};
const stateOf = (value: number, on = '2026-10-31', at = startOfDay(day(on))): PreviousState => ({
  on: day(on),
  at,
  value: m3(value),
  kind: 'actual',
});
const expected = { from: m3(438), to: m3(446), basis: 'season' as const };

const judge = (
  typed: string,
  more: {
    readOn?: string;
    meter?: Partial<JudgedMeter>;
    previous?: PreviousState | null;
    expected?: typeof expected | null;
    mainUsed?: number | null;
  } = {},
) =>
  judgeReading(
    { ...meter, ...more.meter },
    { typed, readOn: day(more.readOn ?? '2026-11-22') },
    {
      previous: more.previous === undefined ? stateOf(432) : more.previous,
      expected: more.expected === undefined ? expected : more.expected,
      mainUsed: more.mainUsed == null ? null : m3(more.mainUsed),
    },
    TODAY,
  );
const refused = (...of: Parameters<typeof judge>) => {
  const verdict = judge(...of);
  return 'refused' in verdict ? verdict.refused.code : null;
};
const asked = (...of: Parameters<typeof judge>) => {
  const verdict = judge(...of);
  return 'refused' in verdict ? verdict.refused.code : (verdict.asked?.question ?? 'accepted');
};

describe('what is typed', () => {
  it.each([
    ['438', 438],
    ['00438', 438],
    [' 4 38 ', 438],
    ['0-0-438', 438],
    ['438 m³', 438],
    ['438m3', 438],
    ['0', 0],
    ['99999', 99_999],
  ])('«%s» on a register of 5 digits is %i m³', (typed, value) => {
    expect(readState(typed, 5)).toBe(value * 1000);
  });
  it.each(['', 'abc', '438,618', '438.6', '-', '4e3', '１２', '438 618,'])(
    '«%s» is no row of digits',
    typed => {
      expect(readState(typed, 5)).toEqual({ code: 'readingNotDigits' });
    },
  );
  it('with the three red digits it is 8 digits where the meter has 5, leading zeros or not', () => {
    expect(readState('00432618', 5)).toEqual({ code: 'readingTooManyDigits', digits: 5 });
    expect(readState('432618', 5)).toEqual({ code: 'readingTooManyDigits', digits: 5 });
  });
  it('where the digits are not known, nine are the most', () => {
    expect(readState('123456789', null)).toBe(123_456_789_000);
    expect(readState('1234567890', null)).toEqual({ code: 'readingTooManyDigits', digits: 9 });
  });
  it('property: every whole state that fits is read as itself, with any zeros before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), value => {
        expect(readState(String(value), 5)).toBe(value * 1000);
        expect(readState(String(value).padStart(5, '0'), 5)).toBe(value * 1000);
      }),
    );
  });
});

describe('refused at once', () => {
  it.each([
    ['tomorrow', '2026-11-23', {}, 'readingFuture'],
    [
      'the day before it was put in, 10 May 2023',
      '2023-05-09',
      { previous: null },
      'readingBeforeInstallation',
    ],
    [
      'the day after it was removed',
      '2026-11-11',
      { meter: { removedOn: day('2026-11-10') } },
      'readingAfterRemoval',
    ],
    ['a day before the last reading of 31 October', '2026-10-30', {}, 'readingOld'],
    ['the very day of the last reading', '2026-10-31', {}, 'readingDayTaken'],
    [
      'a day of telemetry: the last state came at 14:00',
      '2026-11-22',
      { previous: stateOf(432, '2026-11-22', new Date('2026-11-22T13:00:00Z')) },
      'readingDayTaken',
    ],
    [
      'before the own contract, of a meter that was there before',
      '2026-04-30',
      { meter: { own: { since: day('2026-05-01'), until: null } }, previous: null },
      'readingBeforeContract',
    ],
    [
      'the midnight that ends the contract',
      '2026-11-20',
      { meter: { own: { since: day('2020-03-01'), until: day('2026-11-20') } } },
      'readingAfterContract',
    ],
  ] as const)('%s', (_what, readOn, more, code) => {
    expect(refused('438', { readOn, ...more })).toBe(code);
  });
  it('but not: today, the day it was put in, the day it was removed, the contract’s last day', () => {
    expect(refused('438')).toBeNull();
    expect(refused('1', { readOn: '2023-05-10', previous: null, expected: null })).toBeNull();
    expect(refused('438', { readOn: '2026-11-10', meter: { removedOn: day('2026-11-10') } })).toBeNull();
    expect(
      refused('438', {
        readOn: '2026-11-19',
        meter: { own: { since: day('2020-03-01'), until: day('2026-11-20') } },
      }),
    ).toBeNull();
  });
});

describe('asked about', () => {
  it('432 before, usual 438 to 446: 438, 446 and 432 itself are accepted, 447 is asked about', () => {
    expect(['432', '438', '446', '447'].map(typed => asked(typed))).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'above_expected',
    ]);
  });
  it('518 after 432 is 86 m³ more', () => {
    expect(judge('518')).toMatchObject({ asked: { question: 'above_expected', used: 86_000 } });
  });
  it('where nothing is known of earlier use, nothing is asked about a high state', () => {
    expect(asked('518', { expected: null })).toBe('accepted');
  });
  it('without any state before nothing is asked', () => {
    expect(asked('9', { previous: null })).toBe('accepted');
  });
  it('431 after 432: a slip or a replaced meter, but no rollover', () => {
    expect(judge('431')).toMatchObject({
      asked: { question: 'below_previous', used: -1_000, answers: ['replaced', 'correct'] },
    });
  });
  it('telemetry said 432,618: 432 is not below it, 431 is', () => {
    const previous = { ...stateOf(432), value: litres(432_618) };
    expect(asked('432', { previous })).toBe('accepted');
    expect(asked('431', { previous })).toBe('below_previous');
  });
  it('3 after 99 998 on five digits: rolled over, 5 m³', () => {
    expect(judge('3', { previous: stateOf(99_998), expected: null })).toMatchObject({
      asked: { question: 'below_previous', used: 5_000, answers: ['rollover', 'replaced', 'correct'] },
    });
  });
  it('the same without known digits: no rollover is suggested', () => {
    expect(judge('3', { previous: stateOf(99_998), expected: null, meter: { digits: null } })).toMatchObject({
      asked: { answers: ['replaced', 'correct'] },
    });
  });
  it('garden 20 m³, main 18 m³: asked; 19 and 18 m³: whole m³ on both sides may hide one', () => {
    const garden = { meter: { role: 'additional' as const }, expected: null, mainUsed: 18 };
    expect(asked('452', garden)).toBe('above_main');
    expect(asked('451', garden)).toBe('accepted');
  });
  it('the main meter is never held against itself', () => {
    expect(asked('452', { expected: null, mainUsed: 1 })).toBe('accepted');
  });
});

describe('properties', () => {
  it('a rollover runs on by less than half of the register, and arrives at the state', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(99_999), (before, after) => {
        const used = rolledOver(m3(before), m3(after), 5);
        if (used === null) return;
        expect((before * 1000 + used) % 100_000_000).toBe(after * 1000);
        expect(used).toBeLessThan(50_000_000);
      }),
    );
  });
  it('what is accepted lies between the state before and the top of the range', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(400), (value, ago) => {
        const verdict = judge(String(value), { readOn: addDays(TODAY, -ago) });
        if ('refused' in verdict || verdict.asked) return;
        expect(verdict.value).toBeGreaterThanOrEqual(432_000);
        expect(verdict.value).toBeLessThanOrEqual(446_000);
      }),
    );
  });
});
