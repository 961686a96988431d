import { NOTICE_DAYS } from '@/lib/customers/rules';
import { daysBetween, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';

export type MeterRole = 'main' | 'additional';
export type LegalisationState = 'valid' | 'ending' | 'expired' | 'unknown';

export interface Legalisation {
  readonly state: LegalisationState;
  readonly validUntil: Day | null;
  /** to the last valid day, 0 on it, negative afterwards; null when the date is unknown */
  readonly daysLeft: number | null;
}

/**
 * Where a meter's legalisation stands on a day.
 * @param validUntil the last valid day, as the billing system says; null when it does not
 */
export function legalisationOn(validUntil: Day | null, today: Day): Legalisation {
  if (validUntil === null) return { state: 'unknown', validUntil, daysLeft: null };
  const daysLeft = daysBetween(today, validUntil);
  const state = daysLeft < 0 ? 'expired' : daysLeft <= NOTICE_DAYS ? 'ending' : 'valid';
  return { state, validUntil, daysLeft };
}

export type ReadingKind = 'actual' | 'estimated' | 'customer' | 'remote' | 'install' | 'removal';

/** A meter's state on a day. */
export interface MeterState {
  readonly on: Day;
  readonly value: Litres;
  readonly kind: ReadingKind;
}

/** A meter as far as the days of one customer's own contracts go (SECURITY S13). */
export interface OwnMeter {
  readonly serial: string;
  readonly role: MeterRole;
  readonly digits: number | null;
  /** null when it was there before the customer was */
  readonly installedOn: Day | null;
  /** null while it is there, and when it was removed outside the customer's time */
  readonly removedOn: Day | null;
  readonly validUntil: Day | null;
  readonly first: MeterState | null;
  readonly last: MeterState | null;
}

export interface Replacement {
  /** null when it was removed between two contracts of the customer's */
  readonly on: Day | null;
  readonly role: MeterRole;
  readonly before: OwnMeter;
  /** null when no other took its place */
  readonly after: OwnMeter | null;
}

/** A meter put in within so many days of a removal takes the place of the one removed. */
const SAME_WORK_DAYS = 30;

/** Whether a meter of the same service point took the place of another. */
export function takesPlaceOf(
  next: { readonly role: MeterRole; readonly installedOn: Day | null },
  before: { readonly role: MeterRole; readonly removedOn: Day | null },
): boolean {
  if (next.role !== before.role || before.removedOn === null || next.installedOn === null) return false;
  const days = daysBetween(before.removedOn, next.installedOn);
  return days >= 0 && days <= SAME_WORK_DAYS;
}

/**
 * What was removed at one service point, newest first, each with what took its place: the first meter of the same
 * role put in on that day or soon after, once.
 * @param removed those that are gone @param present those that came after them and are there
 */
export function replacements(removed: readonly OwnMeter[], present: readonly OwnMeter[]): Replacement[] {
  const fitted = [...removed, ...present]
    .filter(meter => meter.installedOn !== null)
    .sort((a, b) => (a.installedOn! + a.serial < b.installedOn! + b.serial ? -1 : 1));
  const removal = (meter: OwnMeter): string => (meter.removedOn ?? '') + meter.serial;
  return [...removed]
    .sort((a, b) => (removal(a) < removal(b) ? -1 : 1))
    .map((before): Replacement => {
      const { removedOn: on, role } = before;
      const at = fitted.findIndex(meter => meter !== before && takesPlaceOf(meter, before));
      return { on, role, before, after: at === -1 ? null : fitted.splice(at, 1)[0]! };
    })
    .reverse();
}

/**
 * A state as the register shows its whole m³: `00432`, as long as the meter has digits.
 * @param digits null when unknown: then without leading zeros
 */
export const registerDigits = (value: Litres, digits: number | null): string =>
  String(Math.floor(value / 1000)).padStart(digits ?? 1, '0');

const URGENCY: Record<LegalisationState, number> = { expired: 3, ending: 2, unknown: 1, valid: 0 };

/** Only an additional meter is the customer's to look after (DOMAIN). */
const duty = (meter: Pick<OwnMeter, 'role' | 'validUntil'>, today: Day): LegalisationState =>
  meter.role === 'main' ? 'valid' : legalisationOn(meter.validUntil, today).state;

/** Those that ask for something first, the most urgent at the top; else in the order given. */
export const urgentFirst = (meters: readonly OwnMeter[], today: Day): OwnMeter[] =>
  [...meters].sort((a, b) => URGENCY[duty(b, today)] - URGENCY[duty(a, today)]);

/**
 * The one thing about all meters that the customer should know first.
 * @returns the worst state among them; `valid` when there is nothing to do
 */
export const worstOwnDuty = (
  meters: readonly Pick<OwnMeter, 'role' | 'validUntil'>[],
  today: Day,
): LegalisationState =>
  meters
    .map(meter => duty(meter, today))
    .reduce<LegalisationState>((worst, state) => (URGENCY[state] > URGENCY[worst] ? state : worst), 'valid');
