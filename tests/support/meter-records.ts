import type { MeterRecord, Reading } from '@/lib/consumption/rules/line';
import { lineOf } from '@/lib/consumption/rules/line';
import type { Supply } from '@/lib/consumption/rules/use';
import { day, parseLocalInstant, startOfDay } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import type { ReadingKind } from '@/lib/meters/rules';

/** A reading on a day, or at a time of it (`2026-01-01T10:00`), in m³. */
export const read = (on: string, cubicMetres: number, kind: ReadingKind = 'actual'): Reading => ({
  at: on.length > 10 ? parseLocalInstant(on)! : startOfDay(day(on)),
  value: litres(Math.round(cubicMetres * 1000)),
  kind,
});

/** A meter with five digits that was there long before the customer, who is there for ever. */
export const record = (readings: readonly Reading[], overrides: Partial<MeterRecord> = {}): MeterRecord => ({
  own: { since: day('2019-01-01'), until: null },
  installedOn: day('2018-01-01'),
  removedOn: null,
  digits: 5,
  readings,
  ...overrides,
});

/** The place of these meters; the own days are those of the first. */
export const supply = (...records: readonly MeterRecord[]): Supply => ({
  own: [records[0]!.own],
  lines: records.map(lineOf).filter(line => line !== null),
});
