import { addDays, startOfDay, type Day } from '../kernel/dates';
import { litres, type Litres } from '../kernel/volume';

/** Judging a move-out; days are Warsaw's, states litres. */

/** How many days a handing over may lie back or ahead when it is told (the utility's configuration). */
export interface HandoverSpan {
  readonly back: number;
  readonly ahead: number;
}

export type HandoverRefusal =
  | { readonly code: 'moveOutBeforeContract' | 'moveOutAfterContract'; readonly day: Day }
  | { readonly code: 'moveOutTooOld' | 'moveOutTooFar'; readonly days: number };

/**
 * Whether a property may have been handed over on a day.
 * @param own days of the customer's contract there; `until` is the day after its last, null while it runs
 * @returns null when it may
 */
export function judgeHandover(
  on: Day,
  own: { readonly since: Day; readonly until: Day | null },
  span: HandoverSpan,
  today: Day,
): HandoverRefusal | null {
  if (on < own.since) return { code: 'moveOutBeforeContract', day: own.since };
  if (own.until !== null && on >= own.until)
    return { code: 'moveOutAfterContract', day: addDays(own.until, -1) };
  if (on < addDays(today, -span.back)) return { code: 'moveOutTooOld', days: span.back };
  if (on > addDays(today, span.ahead)) return { code: 'moveOutTooFar', days: span.ahead };
  return null;
}

const MOST_DIGITS = 9;

export type FinalRefusal =
  | { readonly code: 'moveOutStateMissing' | 'moveOutNotDigits' }
  | { readonly code: 'moveOutTooManyDigits'; readonly digits: number }
  | { readonly code: 'moveOutBelow' | 'moveOutAbove'; readonly state: number };

/**
 * The final state of a meter, whole m³: not below the last known one, and not above it when that is of a later day. A
 * register that began anew at 10ⁿ m³ may be below.
 * @param last the last known state that is no estimate
 * @returns litres, or what is wrong with it (`state` in whole m³)
 */
export function judgeFinal(
  typed: string,
  {
    digits,
    last,
    on,
  }: {
    readonly digits: number | null;
    readonly last: { readonly at: Date; readonly value: Litres } | null;
    readonly on: Day;
  },
): Litres | FinalRefusal {
  const plain = typed.replace(/[\s\u00a0\u202f-]|m(³|3)$/gi, '');
  if (plain === '') return { code: 'moveOutStateMissing' };
  if (!/^\d+$/.test(plain)) return { code: 'moveOutNotDigits' };
  const most = digits ?? MOST_DIGITS;
  if (plain.length > most) return { code: 'moveOutTooManyDigits', digits: most };
  const whole = Number(plain);
  const value = litres(whole * 1000);
  if (!last) return value;
  const known = Math.floor(last.value / 1000);
  if (last.at >= startOfDay(addDays(on, 1)))
    return whole > known ? { code: 'moveOutAbove', state: known } : value;
  // As for readings: a fall by more than half of the register is a new round of it.
  const rolled = digits !== null && known - whole > 10 ** digits / 2;
  return whole < known && !rolled ? { code: 'moveOutBelow', state: known } : value;
}

/** How long the new party's link works (SECURITY S7: invitations). */
export const LINK_DAYS = 7;

export const linkExpiry = (now: Date): Date => new Date(now.getTime() + LINK_DAYS * 86_400_000);

/** What stands of a meter's number for people who need not know it: its last four signs. */
export const serialEnd = (serial: string): string => serial.slice(-4);
