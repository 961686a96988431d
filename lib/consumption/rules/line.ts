import { addDays, startOfDay, type Day } from '@/lib/kernel/dates';
import { divideRounded } from '@/lib/kernel/settlement';
import { litres, type Litres } from '@/lib/kernel/volume';
import type { ReadingKind } from '@/lib/meters/rules';

/**
 * One meter's counter as a line through time: readings sorted, the register's rollovers undone, straight between
 * them. Pure. A state between two readings lies on the line and is rounded once, so that differences of states
 * add up exactly, however a period is cut.
 */

export interface Reading {
  readonly at: Date;
  readonly value: Litres;
  readonly kind: ReadingKind;
}

/** Days for which something is the customer's own; `until` is exclusive. */
export interface OwnDays {
  readonly since: Day;
  /** null while a contract runs */
  readonly until: Day | null;
}

/** One meter within one unbroken time of the customer's own (SECURITY S13). */
export interface MeterRecord {
  readonly own: OwnDays;
  readonly installedOn: Day;
  readonly removedOn: Day | null;
  /** whole m³ digits of the register; null when unknown */
  readonly digits: number | null;
  /** in any order; at least those next to every day that is asked for, none from outside the own days */
  readonly readings: readonly Reading[];
}

interface Knot {
  readonly at: number;
  /** litres since the first knot's register was at 0, rollovers undone */
  readonly total: number;
  /** read and not estimated by the utility */
  readonly measured: boolean;
  /** nobody knows what flowed since the knot before */
  readonly broken: boolean;
}

/** @see lineOf */
export interface Line {
  /** from when to when the meter counts, in ms; what is asked beyond is not its business */
  readonly start: number;
  readonly end: number;
  readonly knots: readonly Knot[];
}

/**
 * The line of a meter. It begins with the installation (its first reading of that day) or the customer's own time
 * and ends with the removal or that time; within it, what no two readings enclose is unknown.
 * @returns null for a meter that was not there on any own day
 */
export function lineOf({ own, installedOn, removedOn, digits, readings }: MeterRecord): Line | null {
  if (own.until !== null && installedOn >= own.until) return null;
  if (removedOn !== null && removedOn <= own.since) return null;
  const knots = knotsOf(readings, digits);
  const [first, last] = [knots[0], knots.at(-1)];
  const installed = installedOn >= own.since ? time(installedOn) : null;
  const removed =
    removedOn !== null && (own.until === null || removedOn <= own.until) ? time(removedOn) : null;
  const start =
    installed === null
      ? time(own.since)
      : first && first.at < time(addDays(installedOn, 1))
        ? first.at
        : installed;
  const end =
    removed === null
      ? own.until === null
        ? Infinity
        : time(own.until)
      : last && last.at >= removed
        ? last.at
        : removed;
  return { start, end, knots };
}

const time = (day: Day): number => startOfDay(day).getTime();

/**
 * A register with n digits begins anew at 10ⁿ m³. A state that fell by more than half the register is taken as
 * that; after a smaller fall nobody can say what flowed.
 */
function rolled(before: Reading, after: Reading, register: number | null): boolean {
  return register !== null && before.value < register && before.value - after.value > register / 2;
}

function knotsOf(readings: readonly Reading[], digits: number | null): Knot[] {
  const register = digits === null ? null : 1000 * 10 ** digits;
  const kept: Reading[] = [];
  const contradicts = (before: Reading | undefined, after: Reading): before is Reading =>
    before !== undefined && after.value < before.value && !rolled(before, after, register);
  for (const reading of inOrder(readings)) {
    // An estimate that a real reading contradicts was wrong, whichever of the two came first.
    while (kept.at(-1)?.kind === 'estimated' && contradicts(kept.at(-1), reading)) kept.pop();
    if (reading.kind === 'estimated' && contradicts(kept.at(-1), reading)) continue;
    kept.push(reading);
  }
  const knots: Knot[] = [];
  for (const [index, reading] of kept.entries()) {
    const before = kept[index - 1];
    const grown = before === undefined ? reading.value : reading.value - before.value;
    const broken = contradicts(before, reading);
    knots.push({
      at: reading.at.getTime(),
      total: (knots.at(-1)?.total ?? 0) + (grown >= 0 ? grown : broken ? 0 : grown + (register ?? 0)),
      measured: reading.kind !== 'estimated',
      broken,
    });
  }
  return knots;
}

/** By time, one an instant: a real reading before an estimate, the higher state before the lower. */
function inOrder(readings: readonly Reading[]): Reading[] {
  const guess = (reading: Reading) => (reading.kind === 'estimated' ? 1 : 0);
  const sorted = [...readings].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || guess(a) - guess(b) || b.value - a.value,
  );
  return sorted.filter((reading, i) => reading.at.getTime() !== sorted[i - 1]?.at.getTime());
}

/** Index of the first knot at or after an instant; the number of knots when there is none. */
function indexAt(knots: readonly Knot[], at: number): number {
  let [low, high] = [0, knots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (knots[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Litres at an instant between the first and the last knot; exact, then rounded. */
function totalAt(knots: readonly Knot[], at: number): number {
  const index = indexAt(knots, at);
  const after = knots[index]!;
  if (after.at === at) return after.total;
  const before = knots[index - 1]!;
  const grown = BigInt(after.total - before.total) * BigInt(at - before.at);
  return before.total + Number(divideRounded(grown, BigInt(after.at - before.at)));
}

/** What one line knows of a time. */
export interface Piece {
  /** the part of the asked time for which the meter counts, in ms */
  readonly from: number;
  readonly to: number;
  /** null when readings do not cover it, or a state fell within */
  readonly used: Litres | null;
}

/** @param from in ms @param to in ms @returns null when the meter does not count in any of that time */
export function pieceOf({ start, end, knots }: Line, from: number, to: number): Piece | null {
  const [begin, stop] = [Math.max(from, start), Math.min(to, end)];
  if (begin >= stop) return null;
  const [first, last] = [knots[0], knots.at(-1)];
  const unknown = { from: begin, to: stop, used: null };
  if (!first || !last || begin < first.at || stop > last.at) return unknown;
  // Every stretch between two knots that the time touches.
  for (let i = Math.max(1, indexAt(knots, begin)); i < knots.length && knots[i - 1]!.at < stop; i++)
    if (knots[i]!.broken && knots[i]!.at > begin) return unknown;
  return { from: begin, to: stop, used: litres(totalAt(knots, stop) - totalAt(knots, begin)) };
}

/**
 * Whether the use of a time is a guess: one of the states at its two ends is an estimate of the utility's, rests on
 * one, or lies between two readings that are further apart than `apart`, so that sharing out evenly decides.
 * @param apart in ms
 */
export function isGuess(line: Line, from: number, to: number, apart: number): boolean {
  const { knots } = line;
  const piece = pieceOf(line, from, to);
  if (piece?.used == null) return false;
  return [piece.from, piece.to].some(at => {
    const index = indexAt(knots, at);
    const after = knots[index]!;
    if (after.at === at) return !after.measured;
    const before = knots[index - 1]!;
    return !before.measured || !after.measured || after.at - before.at > apart;
  });
}
