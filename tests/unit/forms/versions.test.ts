import { versionsInForce } from '@/lib/forms/rules';
import { day } from '@/lib/kernel/dates';

const version = (document: string, number: string, from: string) => ({
  ref: `${document}${number}`,
  document,
  version: number,
  validFrom: day(from),
});

it.each([
  ['nothing published: nothing', [], []],
  ['begins tomorrow: not yet', [version('A', '1', '2026-11-23')], []],
  ['begins today: in force', [version('A', '1', '2026-11-22')], ['A1']],
  [
    'a newer one that begins later: the older one still',
    [version('A', '1', '2026-01-01'), version('A', '2', '2026-12-01')],
    ['A1'],
  ],
  [
    'a newer one that has begun: the newer one alone',
    [version('A', '1', '2026-01-01'), version('A', '2', '2026-11-01')],
    ['A2'],
  ],
  [
    'published later with an earlier day (entered afterwards): the day decides',
    [version('A', '2', '2026-11-01'), version('A', '1', '2026-01-01')],
    ['A2'],
  ],
  [
    'two of one day: the later published one',
    [version('A', '1', '2026-11-01'), version('A', '1a', '2026-11-01')],
    ['A1a'],
  ],
  [
    'two forms: each its own',
    [version('A', '1', '2026-01-01'), version('B', '1', '2026-02-01'), version('A', '2', '2026-03-01')],
    ['A2', 'B1'],
  ],
])('%s', (_name, versions, expected) => {
  expect(versionsInForce(versions, day('2026-11-22')).map(({ ref }) => ref)).toEqual(expected);
});
