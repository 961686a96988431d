import 'server-only';
import type { Connection } from '@/db/client';
import { lineOf, type Reading } from '@/lib/consumption/rules/line';
import type { Supply } from '@/lib/consumption/rules/use';
import { dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import { takesPlaceOf } from '@/lib/meters/rules';
import { knownMeters, statesNear, type KnownMeter, type Without } from './known';
import { expectedDays, expectedState, type Expected } from './rules/expected';
import { judgeReading, readState, usedByMain, type Verdict } from './rules/judge';

/** The rules of expecting and judging, held against what is known of the meters. */

/** The meter with those that it replaced, one after another. */
export function chainOf(meter: KnownMeter, all: readonly KnownMeter[]): KnownMeter[] {
  const before = all.find(
    other => other !== meter && other.point === meter.point && takesPlaceOf(meter, other),
  );
  const rest = all.filter(other => other !== meter);
  return before ? [meter, ...chainOf(before, rest)] : [meter];
}

/** The meters of a chain as one supply. @param states by meter, as {@link statesNear} found them */
export function supplyOf(chain: readonly KnownMeter[], states: ReadonlyMap<number, Reading[]>): Supply {
  const { own } = chain[0]!;
  const lines = chain.map(meter => lineOf({ ...meter, own, readings: states.get(meter.id) ?? [] }));
  return { own: [own], lines: lines.filter(line => line !== null) };
}

/** The range in which each meter's state of a day should lie; null where nothing is known. */
export async function expectedOf(
  connection: Connection,
  meters: readonly KnownMeter[],
  all: readonly KnownMeter[],
  readOn: Day,
  now: Date,
  without?: Without,
): Promise<(Expected | null)[]> {
  const chains = meters.map(meter => chainOf(meter, all));
  const days = meters.flatMap(({ previous }) =>
    previous && previous.on < readOn ? expectedDays(previous.on, readOn) : [],
  );
  const states = await statesNear(connection, [...new Set(chains.flat())], days, now, without);
  return meters.map(({ previous }, index) =>
    previous && previous.on < readOn
      ? expectedState(supplyOf(chains[index]!, states), previous, readOn)
      : null,
  );
}

export interface Given {
  readonly serial: string;
  readonly typed: string;
}

export interface Judged {
  /** null: not one of the customer's, or none at all */
  readonly meter: KnownMeter | null;
  readonly verdict: Verdict | null;
  readonly expected: Expected | null;
}

/** Judges the readings of one form, all of one day; an additional meter is held against the main one. */
export async function judgeGiven(
  connection: Connection,
  customerId: number,
  given: readonly Given[],
  readOn: Day,
  now: Date,
  without?: Without,
): Promise<Judged[]> {
  const serials = given.map(({ serial }) => serial);
  const all = await knownMeters(connection, customerId, now, { serials, without });
  const meters = given.map(({ serial }) => all.find(meter => meter.serial === serial) ?? null);
  const known = meters.filter(meter => meter !== null);
  const expected = await expectedOf(connection, known, all, readOn, now, without);
  const gardens = known.filter(meter => meter.role === 'additional' && meter.previous);
  const mains = all.filter(
    meter => meter.role === 'main' && gardens.some(({ point }) => point === meter.point),
  );
  const states = await statesNear(
    connection,
    mains,
    gardens.flatMap(({ previous }) => [previous!.on, readOn]),
    now,
    without,
  );
  const mainUsed = (garden: KnownMeter): Litres | null => {
    const of = mains.filter(({ point }) => point === garden.point);
    if (of.length === 0 || !garden.previous || garden.previous.on >= readOn) return null;
    const typed = given.flatMap(({ serial, typed }) => {
      const main = of.find(meter => meter.serial === serial);
      const value = main && readState(typed, main.digits);
      return main && typeof value === 'number' ? [{ id: main.id, value }] : [];
    });
    const withTyped = new Map(states);
    for (const { id, value } of typed)
      withTyped.set(id, [
        ...(states.get(id) ?? []),
        { at: startOfDay(readOn), value, kind: 'customer' as const },
      ]);
    return usedByMain(supplyOf(of, withTyped), garden.previous.on, readOn);
  };
  return meters.map((meter, index) => {
    if (!meter) return { meter, verdict: null, expected: null };
    const range = expected[known.indexOf(meter)]!;
    const verdict = judgeReading(
      meter,
      { typed: given[index]!.typed, readOn },
      {
        previous: meter.previous,
        expected: range,
        mainUsed: meter.role === 'additional' ? mainUsed(meter) : null,
      },
      dayOf(now),
    );
    return { meter, verdict, expected: range };
  });
}
