import { fittingStep, presetsOf, readPeriod } from '@/lib/consumption/rules/periods';
import { chainsOf, hasReadings, targetOfMeter, type OutlineMeter } from '@/lib/consumption/rules/places';
import { day } from '@/lib/kernel/dates';
import { formatCubicMetres, litres } from '@/lib/kernel/volume';
import { read } from '../../support/meter-records';

describe('periods that are offered', () => {
  it('on 22 November 2026: from 1 December 2025, this year, 2025, and what was invoiced last', () => {
    const settled = { from: day('2026-09-13'), to: day('2026-11-13') };
    expect(presetsOf(day('2026-11-23'), settled)).toEqual({
      months: { from: '2025-12-01', to: '2026-11-23' },
      thisYear: { from: '2026-01-01', to: '2026-11-23' },
      lastYear: { from: '2025-01-01', to: '2026-01-01' },
      settled,
    });
    expect(presetsOf(day('2026-11-23'), null)).not.toHaveProperty('settled');
  });
  it('of a customer whose contract ended on 31 December 2025: the years before that', () => {
    expect(presetsOf(day('2026-01-01'), null)).toEqual({
      months: { from: '2025-01-01', to: '2026-01-01' },
      thisYear: { from: '2025-01-01', to: '2026-01-01' },
      lastYear: { from: '2024-01-01', to: '2025-01-01' },
    });
  });
});

describe('two days as they are typed', () => {
  it('1. 5. 2026 and 2026-05-31: May, the last day with it', () => {
    expect(readPeriod(' 1.05. 2026', '2026-05-31')).toEqual({ from: '2026-05-01', to: '2026-06-01' });
    expect(readPeriod('2026-05-01', '2026-05-01')).toEqual({ from: '2026-05-01', to: '2026-05-02' });
  });
  it.each([
    ['x', 'y', ['from badFrom', 'to badTo']],
    ['31.02.2026', '2026-03-01', ['from badFrom']],
    ['2026-03-01', '', ['to badTo']],
    ['2026-03-02', '2026-03-01', ['to order']],
    ['1990-01-01', '2026-03-01', ['to tooLong']],
  ])('«%s» and «%s»: %s', (from, to, expected) => {
    const found = readPeriod(from, to);
    expect(Array.isArray(found) && found.map(({ field, fault }) => `${field} ${fault}`)).toEqual(expected);
  });
  it('a year by days is shown by weeks, ten years by weeks by months', () => {
    const period = (from: string, to: string) => ({ from: day(from), to: day(to) });
    expect(fittingStep('day', period('2026-01-01', '2026-03-01'))).toBe('day');
    expect(fittingStep('day', period('2026-01-01', '2027-01-01'))).toBe('week');
    expect(fittingStep('week', period('2016-01-01', '2026-01-01'))).toBe('month');
    expect(fittingStep('month', period('2001-01-01', '2026-01-01'))).toBe('total');
    expect(fittingStep('total', period('2026-01-01', '2026-01-02'))).toBe('total');
  });
});

describe('meters that stand for each other', () => {
  const meter = (
    serial: string,
    installedOn: string,
    removedOn: string | null,
    role = 'main',
  ): OutlineMeter => ({
    serial,
    role: role as OutlineMeter['role'],
    digits: 5,
    installedOn: day(installedOn),
    removedOn: removedOn === null ? null : day(removedOn),
    validUntil: null,
    readings: new Map([[day('2020-01-01'), [read('2024-01-01', 1), read('2024-02-01', 2)]]]),
  });
  const names = (meters: OutlineMeter[]) =>
    chainsOf(meters).map(chain => chain.map(each => each.serial).join());
  it('a replaced one and its successor, in whatever order they come; a garden meter by itself', () => {
    const old = meter('W1', '2015-01-01', '2020-05-12');
    const next = meter('W2', '2020-05-12', '2025-05-12');
    const now = meter('W3', '2025-05-14', null);
    const garden = meter('D1', '2020-05-12', null, 'additional');
    expect(names([now, garden, next, old])).toEqual(['W1,W2,W3', 'D1']);
    const points = [{ number: 'P', own: [], contracts: [], meters: [now, garden, next, old] }];
    expect(targetOfMeter(points, 'W2')!.chain!.map(each => each.serial)).toEqual(['W1', 'W2', 'W3']);
    expect(targetOfMeter(points, 'W9')).toBeNull();
  });
  it('two at once are two; two months without any do not belong together', () => {
    expect(names([meter('W1', '2015-01-01', null), meter('W2', '2018-01-01', null)])).toEqual(['W1', 'W2']);
    expect(names([meter('W1', '2015-01-01', '2020-01-01'), meter('W2', '2020-03-01', null)])).toEqual([
      'W1',
      'W2',
    ]);
  });
  it('one reading alone tells no use', () => {
    const once = {
      ...meter('W1', '2015-01-01', null),
      readings: new Map([[day('2020-01-01'), [read('2024-01-01', 1), read('2024-01-01', 1)]]]),
    };
    const of = (meters: OutlineMeter[]) =>
      hasReadings({ point: { number: 'P', own: [], contracts: [], meters }, chain: null });
    expect(of([once])).toBe(false);
    expect(of([once, meter('W2', '2015-01-01', null)])).toBe(true);
    expect(of([meter('D1', '2015-01-01', null, 'additional')])).toBe(false);
  });
});

it('figures under each other have three decimals: 10,880 m³', () => {
  expect(formatCubicMetres(litres(10_880), 'pl', 3)).toBe('10,880\u00a0m³');
  expect(formatCubicMetres(litres(1_010_000), 'en', 3)).toBe('1,010.000\u00a0m³');
});
