import fc from 'fast-check';
import { lineOf, type MeterRecord, type Reading } from '@/lib/consumption/rules/line';
import {
  cutsOf,
  daysApart,
  gardenBetween,
  guessedBetween,
  usedBetween,
  type Supply,
} from '@/lib/consumption/rules/use';
import { addDays, day, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import { read, record, supply } from '../../support/meter-records';

const used = (of: Supply | readonly Supply[], from: string, to: string) =>
  usedBetween(Array.isArray(of) ? (of as Supply[]) : [of as Supply], day(from), day(to));

describe('between two readings', () => {
  const ten = supply(record([read('2026-01-01', 100), read('2026-01-11', 110)]));
  it('100 m³ on 1 January and 110 m³ on the 11th: 4 m³ until the 5th, 6 m³ after it', () => {
    expect(used(ten, '2026-01-01', '2026-01-05')).toBe(4_000);
    expect(used(ten, '2026-01-05', '2026-01-11')).toBe(6_000);
  });
  it('before the first and after the last nothing is known, and for no days nothing is said', () => {
    expect(used(ten, '2025-12-31', '2026-01-05')).toBeNull();
    expect(used(ten, '2026-01-05', '2026-01-12')).toBeNull();
    expect(used(ten, '2026-01-05', '2026-01-05')).toBeNull();
    expect(used(supply(record([])), '2026-01-05', '2026-01-06')).toBeNull();
    expect(used(supply(record([read('2026-01-05', 1)])), '2026-01-05', '2026-01-06')).toBeNull();
  });
  it('1 m³ in three days is 333 + 334 + 333 litres, never 999', () => {
    const third = supply(record([read('2026-01-01', 0), read('2026-01-04', 1)]));
    const parts = ['2026-01-01', '2026-01-02', '2026-01-03'].map((from, i) =>
      used(third, from, `2026-01-0${i + 2}`),
    );
    expect(parts).toEqual([333, 334, 333]);
  });
  it('a meter that stands still used 0 m³, which is known', () => {
    expect(
      used(supply(record([read('2026-01-01', 7), read('2026-02-01', 7)])), '2026-01-05', '2026-01-06'),
    ).toBe(0);
  });
});

describe('the clocks change', () => {
  it('the 23 hours of 29 March 2026 take 23 of 47 parts', () => {
    const spring = supply(record([read('2026-03-29', 0), read('2026-03-31', 47)]));
    expect(used(spring, '2026-03-29', '2026-03-30')).toBe(23_000);
    expect(used(spring, '2026-03-30', '2026-03-31')).toBe(24_000);
  });
  it('the 25 hours of 25 October 2026 take 25 of 49 parts', () => {
    const autumn = supply(record([read('2026-10-25', 0), read('2026-10-27', 49)]));
    expect(used(autumn, '2026-10-25', '2026-10-26')).toBe(25_000);
    expect(used(autumn, '2026-10-26', '2026-10-27')).toBe(24_000);
  });
  it('readings of the hour that is skipped and of the one that comes twice are in order', () => {
    const spring = supply(
      record([
        read('2026-03-29', 0),
        read('2026-03-29T02:30', 1),
        read('2026-03-29T03:45', 2),
        read('2026-03-30', 3),
      ]),
    );
    expect(used(spring, '2026-03-29', '2026-03-30')).toBe(3_000);
  });
});

describe('replaced meters', () => {
  const old = record([read('2026-01-01', 100), read('2026-01-21', 110, 'removal')], {
    removedOn: day('2026-01-21'),
  });
  const fresh = record([read('2026-01-21', 0, 'install'), read('2026-02-01', 5)], {
    installedOn: day('2026-01-21'),
  });
  it('110 − 100 on the old one, 5 − 0 on the new one = 15 m³', () => {
    expect(used(supply(fresh, old), '2026-01-01', '2026-02-01')).toBe(15_000);
    expect(used(supply(fresh, old), '2026-01-11', '2026-01-21')).toBe(5_000);
    expect(used(supply(old, fresh), '2026-01-21', '2026-02-01')).toBe(5_000);
  });
  it('removed at 10:00 and put in at 11:30 of the same day: no gap', () => {
    const morning = record([read('2026-01-01', 100), read('2026-01-21T10:00', 110, 'removal')], {
      removedOn: day('2026-01-21'),
    });
    const noon = record([read('2026-01-21T11:30', 2, 'install'), read('2026-02-01', 5)], {
      installedOn: day('2026-01-21'),
    });
    expect(used(supply(morning, noon), '2026-01-01', '2026-02-01')).toBe(13_000);
  });
  it('four days without any meter are not known, nor is the time to a removal without a reading', () => {
    const later = {
      ...fresh,
      installedOn: day('2026-01-25'),
      readings: [read('2026-01-25', 0), read('2026-02-01', 5)],
    };
    expect(used(supply(old, later), '2026-01-01', '2026-02-01')).toBeNull();
    expect(used(supply(old, later), '2026-01-25', '2026-02-01')).toBe(5_000);
    const unread = { ...old, readings: [read('2026-01-01', 100), read('2026-01-15', 106)] };
    expect(used(supply(unread, fresh), '2026-01-01', '2026-02-01')).toBeNull();
  });
  it('two meters at once at one place are added up, and both have to be known', () => {
    const second = record([read('2026-01-01', 7), read('2026-02-01', 10)]);
    const first = record([read('2026-01-01', 0), read('2026-02-01', 20)]);
    expect(used(supply(first, second), '2026-01-01', '2026-02-01')).toBe(23_000);
    const silent = { ...second, readings: second.readings.slice(0, 1) };
    expect(used(supply(first, silent), '2026-01-01', '2026-02-01')).toBeNull();
  });
});

describe('rollovers and states that fall', () => {
  it('99 990 m³, then 15 m³ on five digits: 25 m³', () => {
    expect(
      used(supply(record([read('2026-01-01', 99_990), read('2026-02-01', 15)])), '2026-01-01', '2026-02-01'),
    ).toBe(25_000);
  });
  it('four digits roll over at 10 000 m³: 9 999,5 then 0,25 is 0,75 m³', () => {
    const four = record([read('2026-01-01', 9_999.5), read('2026-02-01', 0.25)], { digits: 4 });
    expect(used(supply(four), '2026-01-01', '2026-02-01')).toBe(750);
  });
  it('a small fall, or any on a register of unknown length, is not guessed; the rest is known', () => {
    const fell = record([read('2026-01-01', 100), read('2026-02-01', 90), read('2026-03-01', 95)]);
    expect(used(supply(fell), '2026-01-01', '2026-03-01')).toBeNull();
    expect(used(supply(fell), '2026-02-01', '2026-03-01')).toBe(5_000);
    const unknown = record([read('2026-01-01', 99_990), read('2026-02-01', 15)], { digits: null });
    expect(used(supply(unknown), '2026-01-01', '2026-02-01')).toBeNull();
  });
  it('an estimate of 112 m³ above the 108 m³ read later was wrong: 8 m³, evenly', () => {
    const estimated = record([
      read('2026-01-01', 100),
      read('2026-01-06', 112, 'estimated'),
      read('2026-01-09', 108),
    ]);
    expect(used(supply(estimated), '2026-01-01', '2026-01-09')).toBe(8_000);
    expect(used(supply(estimated), '2026-01-01', '2026-01-05')).toBe(4_000);
  });
});

describe('own days (S13)', () => {
  const readings = [
    read('2026-03-01', 10),
    read('2026-04-01', 40),
    read('2026-05-01', 50),
    read('2026-06-01', 60),
  ];
  it('days after the contract are not known, the last own day is', () => {
    const former = supply(record(readings, { own: { since: day('2026-03-01'), until: day('2026-05-01') } }));
    expect(used(former, '2026-03-01', '2026-05-01')).toBe(40_000);
    expect(used(former, '2026-04-01', '2026-06-01')).toBeNull();
  });
  it('two places, the second from April on: 30 in March, 10 + 10 in April', () => {
    const second = supply(
      record([read('2026-04-01', 0), read('2026-06-01', 20.333)], {
        own: { since: day('2026-04-01'), until: null },
      }),
    );
    const first = supply(record(readings));
    expect(used([first, second], '2026-03-01', '2026-04-01')).toBe(30_000);
    expect(used([first, second], '2026-04-01', '2026-06-01')).toBe(40_333);
    expect(used([second], '2026-03-01', '2026-05-01')).toBeNull();
  });
});

describe('garden meters', () => {
  const line = lineOf(record([read('2026-05-01', 0), read('2026-07-01', 61)]))!;
  it('61 m³ in May and June, legalisation valid until 31 May: 31 m³ are deducted', () => {
    expect(
      gardenBetween([{ line, validUntil: day('2026-05-31') }], day('2026-05-01'), day('2026-07-01')),
    ).toEqual({ used: 61_000, deducted: 31_000 });
    expect(
      gardenBetween([{ line, validUntil: day('2026-04-30') }], day('2026-05-01'), day('2026-07-01')),
    ).toEqual({ used: 61_000, deducted: 0 });
    expect(gardenBetween([{ line, validUntil: null }], day('2026-05-01'), day('2026-06-01'))).toEqual({
      used: 31_000,
      deducted: 31_000,
    });
  });
  it('none before it was put in; unknown after its last reading', () => {
    const late = lineOf(
      record([read('2026-06-01', 0), read('2026-07-01', 30)], { installedOn: day('2026-06-01') }),
    )!;
    const garden = [{ line: late, validUntil: null }];
    expect(gardenBetween(garden, day('2026-05-01'), day('2026-06-01'))).toEqual({ used: 0, deducted: 0 });
    expect(gardenBetween(garden, day('2026-05-01'), day('2026-07-01'))?.used).toBe(30_000);
    expect(gardenBetween(garden, day('2026-06-01'), day('2026-07-02'))).toBeNull();
  });
});

describe('what is a guess', () => {
  const guess = (of: Supply, from: string, to: string, step: 'day' | 'week' | 'month') =>
    guessedBetween([of], day(from), day(to), daysApart(step, 0));
  const monthly = supply(record([read('2026-01-15', 0), read('2026-02-15', 10), read('2026-03-17', 20)]));
  it('months of a meter read every month are none, its days and weeks are', () => {
    expect(guess(monthly, '2026-02-01', '2026-03-01', 'month')).toBe(false);
    expect(guess(monthly, '2026-02-02', '2026-02-09', 'week')).toBe(true);
    expect(guess(monthly, '2026-02-02', '2026-02-03', 'day')).toBe(true);
  });
  it('months of a meter read every second month are', () => {
    const second = supply(record([read('2026-01-01', 0), read('2026-03-01', 59)]));
    expect(used(second, '2026-01-01', '2026-02-01')).toBe(31_000);
    expect(guess(second, '2026-01-01', '2026-02-01', 'month')).toBe(true);
  });
  it('what rests on an estimate is, what lies between real readings is not', () => {
    const estimated = supply(
      record([
        read('2026-01-01', 0),
        read('2026-02-01', 10, 'estimated'),
        read('2026-03-01', 20),
        read('2026-04-01', 30),
      ]),
    );
    expect(guess(estimated, '2026-01-01', '2026-02-01', 'month')).toBe(true);
    expect(guess(estimated, '2026-02-01', '2026-03-01', 'month')).toBe(true);
    expect(guess(estimated, '2026-03-01', '2026-04-01', 'month')).toBe(false);
    expect(guess(estimated, '2026-01-01', '2026-03-01', 'month')).toBe(false);
  });
});

describe('where a period is cut', () => {
  it('days, Mondays, firsts of months, or not at all', () => {
    expect(cutsOf(day('2026-03-28'), day('2026-03-31'), 'day')).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
      '2026-03-31',
    ]);
    expect(cutsOf(day('2026-11-18'), day('2026-12-02'), 'week')).toEqual([
      '2026-11-18',
      '2026-11-23',
      '2026-11-30',
      '2026-12-02',
    ]);
    expect(cutsOf(day('2026-01-31'), day('2026-03-01'), 'month')).toEqual([
      '2026-01-31',
      '2026-02-01',
      '2026-03-01',
    ]);
    expect(cutsOf(day('2026-01-31'), day('2026-03-01'), 'total')).toEqual(['2026-01-31', '2026-03-01']);
  });
});

/** Any life of a meter: hours between readings and litres of use. */
const anyLife = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 0, max: 90_000 })), {
    minLength: 2,
    maxLength: 40,
  })
  .map(steps => {
    let [hours, value] = [0, 0];
    return steps.map(([pause, use], i): Reading => {
      if (i > 0) [hours, value] = [hours + pause, value + use];
      return { at: new Date(BEGIN.getTime() + hours * 3_600_000), value: litres(value), kind: 'actual' };
    });
  });
const BEGIN = startOfDay(day('2020-01-01'));
const of = (readings: readonly Reading[], more: Partial<MeterRecord> = {}) => [
  supply(record(readings, more)),
];
const anyDays = (count: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 4_000 }), { minLength: count, maxLength: 12 })
    .map(offsets => offsets.sort((a, b) => a - b).map(offset => addDays(day('2020-01-01'), offset)));
const pairs = (days: readonly Day[]) => days.slice(0, -1).map((from, i) => [from, days[i + 1]!] as const);

describe('for any readings and any cuts', () => {
  it('the parts sum to the whole, which is known exactly when all of them are', () => {
    fc.assert(
      fc.property(anyLife, anyDays(3), (life, days) => {
        const parts = pairs(days).map(([from, to]) => usedBetween(of(life), from, to));
        const whole = usedBetween(of(life), days[0]!, days.at(-1)!);
        if (parts.includes(null)) expect(whole).toBeNull();
        else expect(parts.reduce<number>((sum, part) => sum + part!, 0)).toBe(whole);
      }),
    );
  });
  it('use is never negative, and a longer time never has less', () => {
    fc.assert(
      fc.property(anyLife, anyDays(3), (life, days) => {
        const [from, middle, to] = days as [Day, Day, Day];
        const [part, whole] = [usedBetween(of(life), from, middle), usedBetween(of(life), from, to)];
        if (part !== null) expect(part).toBeGreaterThanOrEqual(0);
        if (part !== null && whole !== null) expect(whole).toBeGreaterThanOrEqual(part);
      }),
    );
  });
  it('a reading on the line between two others changes nothing when it is added or removed', () => {
    fc.assert(
      fc.property(
        anyLife,
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        anyDays(2),
        (life, which, tenth, days) => {
          const i = 1 + (which % (life.length - 1));
          const [before, after] = [life[i - 1]!, life[i]!];
          // Ten times as much, so that the line passes whole litres at every tenth.
          const ten = (reading: Reading) => ({ ...reading, value: litres(reading.value * 10) });
          const between: Reading = {
            at: new Date(before.at.getTime() + ((after.at.getTime() - before.at.getTime()) / 10) * tenth),
            value: litres(before.value * 10 + (after.value - before.value) * tenth),
            kind: 'actual',
          };
          const plain = life.map(ten);
          for (const [from, to] of pairs(days))
            expect(usedBetween(of([...plain, between], { digits: 9 }), from, to)).toBe(
              usedBetween(of(plain, { digits: 9 }), from, to),
            );
        },
      ),
    );
  });
  it('the order of the readings changes nothing', () => {
    fc.assert(
      fc.property(
        anyLife.chain(life =>
          fc.tuple(fc.constant(life), fc.shuffledSubarray(life, { minLength: life.length })),
        ),
        anyDays(2),
        ([life, shuffled], days) => {
          for (const [from, to] of pairs(days))
            expect(usedBetween(of(shuffled), from, to)).toBe(usedBetween(of(life), from, to));
        },
      ),
    );
  });
  it('the same history on a register that rolls over, many times, is the same', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 0, max: 999_999 }), anyDays(2), (life, start, days) => {
        // Three digits: 1 000 m³ a turn, no step above 90 m³.
        const turning = life.map(each => ({ ...each, value: litres((each.value + start) % 1_000_000) }));
        for (const [from, to] of pairs(days))
          expect(usedBetween(of(turning, { digits: 3 }), from, to)).toBe(usedBetween(of(life), from, to));
      }),
    );
  });
  it('the same history on two meters, one replacing the other, is the same', () => {
    fc.assert(
      fc.property(anyLife, fc.nat(), fc.nat(50_000), anyDays(2), (life, which, opening, days) => {
        const i = 1 + (which % (life.length - 1));
        const [at, value] = [life[i]!.at, life[i]!.value];
        const old = record(life.slice(0, i + 1), { removedOn: dayOf(at) });
        const fresh = record(
          life.slice(i).map(each => ({ ...each, value: litres(each.value - value + opening) })),
          { installedOn: dayOf(at) },
        );
        for (const [from, to] of pairs(days))
          expect(usedBetween([supply(old, fresh)], from, to)).toBe(usedBetween(of(life), from, to));
      }),
    );
  });
  it('what is unknown stays unknown: readings of other times do not change it', () => {
    fc.assert(
      fc.property(anyLife, anyDays(2), (life, days) => {
        const last = life.at(-1)!.at;
        for (const [from, to] of pairs(days))
          if (startOfDay(to) > last || startOfDay(from) < life[0]!.at)
            expect(usedBetween(of(life), from, to)).toBeNull();
      }),
    );
  });
});
