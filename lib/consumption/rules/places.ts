import type { Day } from '@/lib/kernel/dates';
import { takesPlaceOf, type MeterRole } from '@/lib/meters/rules';
import type { Place } from './analysis';
import type { ChargedTerm } from './cost';
import { lineOf, type Line, type OwnDays, type Reading } from './line';
import type { Garden, Supply } from './use';

/** Whose water is looked at: service points, and the meters that follow each other there. Pure. */

export interface OutlineMeter {
  readonly serial: string;
  readonly role: MeterRole;
  readonly digits: number | null;
  readonly installedOn: Day;
  readonly removedOn: Day | null;
  readonly validUntil: Day | null;
  /** by the first day of the own time: at least the first and the last reading of it */
  readonly readings: ReadonlyMap<Day, readonly Reading[]>;
}

/** A service point for the days that are the customer's. */
export interface OutlinePoint {
  readonly number: string;
  readonly own: readonly OwnDays[];
  readonly contracts: readonly ChargedTerm[];
  readonly meters: readonly OutlineMeter[];
}

/**
 * Meters of one place and role that stand for each other, the oldest first; the last one names the chain. Two that
 * are there at once make two chains.
 */
export function chainsOf(meters: readonly OutlineMeter[]): OutlineMeter[][] {
  const chains: OutlineMeter[][] = [];
  const inOrder = [...meters].sort((a, b) => (a.installedOn + a.serial < b.installedOn + b.serial ? -1 : 1));
  for (const meter of inOrder) {
    const before = chains.find(chain => takesPlaceOf(meter, chain.at(-1)!));
    if (before) before.push(meter);
    else chains.push([meter]);
  }
  return chains;
}

/** What is looked at: a point with what is deducted there, or some of its meters alone. */
export interface Target {
  readonly point: OutlinePoint;
  /** null: the whole point */
  readonly chain: readonly OutlineMeter[] | null;
}

export const metersOf = ({ point, chain }: Target): readonly OutlineMeter[] => chain ?? point.meters;

/** Whether two readings of one meter are there at all: without them there is no use to tell. */
export const hasReadings = (target: Target): boolean =>
  metersOf(target).some(
    meter =>
      (target.chain !== null || meter.role === 'main') &&
      [...meter.readings.values()].some(all => new Set(all.map(({ at }) => at.getTime())).size > 1),
  );

/** @param readings of the meters by serial and own time; left out: the first and last ones */
export function placeOf({ point, chain }: Target, readings?: ReadingsOf): Place {
  const { own } = point;
  const lines = (meter: OutlineMeter): Line[] =>
    own
      .map(each =>
        lineOf({
          own: each,
          installedOn: meter.installedOn,
          removedOn: meter.removedOn,
          digits: meter.digits,
          readings: (readings ? readings(meter.serial, each.since) : meter.readings.get(each.since)) ?? [],
        }),
      )
      .filter(line => line !== null);
  if (chain !== null) return { supply: { own, lines: chain.flatMap(lines) }, gardens: [], contracts: [] };
  const of = (role: MeterRole) => point.meters.filter(meter => meter.role === role);
  const supply: Supply = { own, lines: of('main').flatMap(lines) };
  const gardens = of('additional').flatMap(meter =>
    lines(meter).map((line): Garden => ({ line, validUntil: meter.validUntil })),
  );
  return { supply, gardens, contracts: point.contracts };
}

export type ReadingsOf = (serial: string, since: Day) => readonly Reading[] | undefined;

/** The chain that a meter belongs to. @returns null when no own place has it */
export function targetOfMeter(points: readonly OutlinePoint[], serial: string): Target | null {
  for (const point of points) {
    const chain = chainsOf(point.meters).find(meters => meters.some(meter => meter.serial === serial));
    if (chain) return { point, chain };
  }
  return null;
}
