import { csvNumber, type CsvCell } from '@/lib/kernel/csv';
import { daysBetween } from '@/lib/kernel/dates';
import { toCubicMetres } from '@/lib/kernel/volume';
import type { Question } from './analysis';
import { cutsOf, daysApart, guessedBetween, usedBetween, type Supply } from './use';

/** The columns of the consumption file, in their order (INTERFACES). */
export const CSV_COLUMNS = ['meter', 'from', 'to', 'm3', 'estimated'] as const;

/**
 * The rows of the consumption file: one a part, `to` exclusive, m³ empty where nothing is known. Unlike the page
 * it is never cut off: who asked for a period gets that period.
 */
export function csvRows(serial: string, supply: Supply, { from, to, step }: Question): CsvCell[][] {
  const cuts = cutsOf(from, to, step);
  const apart = daysApart(step, daysBetween(from, to));
  return cuts.slice(0, -1).map((begin, i) => {
    const end = cuts[i + 1]!;
    const used = usedBetween([supply], begin, end);
    const guess = used !== null && guessedBetween([supply], begin, end, apart);
    return [serial, begin, end, used === null ? null : csvNumber(toCubicMetres(used)), String(guess)];
  });
}
