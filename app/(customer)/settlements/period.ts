import { day, parseDay, type Day } from '@/lib/kernel/dates';
import type { Period } from '@/lib/settlements/rules';

type Param = string | string[] | undefined;

/** What the address asks for: a year, everything, or two days (both inclusive). */
export interface AskedPeriod extends Period {
  /** the chosen year; `all`; null for a period by days */
  readonly year: number | 'all' | null;
  /** as typed, for the form */
  readonly typed: { readonly from: string; readonly to: string };
  /** what could not be read, or ends before it begins */
  readonly errors: readonly ('from' | 'to' | 'order')[];
}

const text = (value: Param): string => (typeof value === 'string' ? value.trim() : '');

const yearPeriod = (year: number): Period => ({ from: day(`${year}-01-01`), to: day(`${year}-12-31`) });

const EVERYTHING: Period = { from: null, to: null };

/**
 * Reads `year`, or `from` and `to` (each may be left out), of the page's address and of the CSV's.
 * @param standard what is meant when nothing is asked; null: everything
 */
export function askedPeriod(
  params: { year?: Param; from?: Param; to?: Param },
  standard: number | null,
): AskedPeriod {
  const typed = { from: text(params.from), to: text(params.to) };
  if (typed.from || typed.to) {
    const [from, to] = [readDay(typed.from), readDay(typed.to)];
    const errors: AskedPeriod['errors'] = [
      ...(from === undefined ? (['from'] as const) : []),
      ...(to === undefined ? (['to'] as const) : []),
      ...(from && to && from > to ? (['order'] as const) : []),
    ];
    return { from: from ?? null, to: to ?? null, year: null, typed, errors };
  }
  const asked = text(params.year);
  const year = /^(19|20)\d\d$/.test(asked) ? Number(asked) : asked === 'all' ? null : standard;
  return { ...(year === null ? EVERYTHING : yearPeriod(year)), year: year ?? 'all', typed, errors: [] };
}

/** null where nothing was typed, undefined where it is no day. */
const readDay = (typed: string): Day | null | undefined =>
  typed === '' ? null : (parseDay(typed) ?? undefined);
