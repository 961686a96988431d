import { day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import {
  legalisationOn,
  registerDigits,
  replacements,
  urgentFirst,
  worstOwnDuty,
  type MeterRole,
  type OwnMeter,
} from '@/lib/meters/rules';

const TODAY = day('2026-11-22');

describe('where a legalisation stands on 22 November 2026', () => {
  it.each([
    ['2028-05-10', 'valid', 535],
    ['2027-02-21', 'valid', 91],
    ['2027-02-20', 'ending', 90],
    ['2026-11-23', 'ending', 1],
    ['2026-11-22', 'ending', 0],
    ['2026-11-21', 'expired', -1],
    ['2021-11-22', 'expired', -1826],
  ])('valid until %s: %s, %d days left', (until, state, daysLeft) => {
    expect(legalisationOn(day(until), TODAY)).toEqual({ state, validUntil: until, daysLeft });
  });

  it('no date: unknown, which is not valid', () => {
    expect(legalisationOn(null, TODAY)).toEqual({ state: 'unknown', validUntil: null, daysLeft: null });
  });
});

describe('what the customer has to look after', () => {
  const of = (role: MeterRole, until: string | null) => ({
    role,
    validUntil: until === null ? null : day(until),
  });

  it.each([
    ['an expired main meter is nothing of theirs', [of('main', '2020-01-01')], 'valid'],
    ['nor is one without a date', [of('main', null)], 'valid'],
    ['garden valid', [of('main', null), of('additional', '2030-01-01')], 'valid'],
    ['garden ending', [of('additional', '2030-01-01'), of('additional', '2026-12-24')], 'ending'],
    [
      'expired beats ending and unknown',
      [of('additional', '2026-12-24'), of('additional', '2026-01-01'), of('additional', null)],
      'expired',
    ],
    ['ending beats unknown', [of('additional', null), of('additional', '2026-12-24')], 'ending'],
    ['no meter at all', [], 'valid'],
  ])('%s', (_, meters, worst) => {
    expect(worstOwnDuty(meters, TODAY)).toBe(worst);
  });
});

it('the meter that asks for something comes first, else the order stays', () => {
  const meter = (serial: string, role: MeterRole, until: string): OwnMeter => ({
    ...{ serial, role, validUntil: day(until), digits: 5, installedOn: null, removedOn: null },
    ...{ first: null, last: null },
  });
  const meters = [
    meter('main, expired', 'main', '2020-01-01'),
    meter('garden, valid', 'additional', '2030-01-01'),
    meter('garden, ending', 'additional', '2026-12-24'),
    meter('garden, expired', 'additional', '2026-01-01'),
  ];
  expect(urgentFirst(meters, TODAY).map(({ serial }) => serial)).toEqual([
    'garden, expired',
    'garden, ending',
    'main, expired',
    'garden, valid',
  ]);
});

describe('replacements', () => {
  const meter = (
    serial: string,
    from: string | null,
    to: string | null = null,
    role: MeterRole = 'main',
  ): OwnMeter => ({
    serial,
    role,
    digits: 5,
    installedOn: from === null ? null : day(from),
    removedOn: to === null ? null : day(to),
    validUntil: null,
    first: null,
    last: null,
  });
  const pairs = (removed: OwnMeter[], present: OwnMeter[]) =>
    replacements(removed, present).map(({ on, before, after }) => [on, before.serial, after?.serial ?? null]);

  it('A out and B in on 12 May 2025, B out and C in two days later in 2026: newest first', () => {
    const [a, b, c] = [
      meter('A', null, '2025-05-12'),
      meter('B', '2025-05-12', '2026-03-01'),
      meter('C', '2026-03-03'),
    ];
    expect(pairs([a, b], [c])).toEqual([
      ['2026-03-01', 'B', 'C'],
      ['2025-05-12', 'A', 'B'],
    ]);
  });

  it('main and garden meter replaced on the same day do not mix', () => {
    const removed = [meter('M1', null, '2026-01-10'), meter('G1', null, '2026-01-10', 'additional')];
    const present = [meter('G2', '2026-01-10', null, 'additional'), meter('M2', '2026-01-10')];
    expect(pairs(removed, present)).toEqual([
      ['2026-01-10', 'M1', 'M2'],
      ['2026-01-10', 'G1', 'G2'],
    ]);
  });

  it('two of a role at once: each successor once', () => {
    const removed = [meter('A', null, '2026-01-10'), meter('B', null, '2026-01-10')];
    expect(pairs(removed, [meter('C', '2026-01-10'), meter('D', '2026-01-10')])).toEqual([
      ['2026-01-10', 'B', 'D'],
      ['2026-01-10', 'A', 'C'],
    ]);
  });

  it('31 days without a meter are no replacement, and one put in before is none', () => {
    expect(
      pairs([meter('A', null, '2026-01-10')], [meter('B', '2026-02-10'), meter('C', '2026-01-09')]),
    ).toEqual([['2026-01-10', 'A', null]]);
  });

  it('removed outside the own time: known to be gone, without a day and a successor', () => {
    expect(pairs([meter('A', '2020-01-01')], [meter('B', '2020-01-01')])).toEqual([[null, 'A', null]]);
  });
});

it.each([
  [432_618, 5, '00432'],
  [0, 5, '00000'],
  [999, 4, '0000'],
  [2_140_000_000, 8, '02140000'],
  [123_456_000, 5, '123456'],
  [7_000, null, '7'],
])('%d l on a register of %s digits reads %s', (value, digits, shown) => {
  expect(registerDigits(litres(value), digits)).toBe(shown);
});
