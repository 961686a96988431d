/** Requests to change a customer's name or address: what may be asked for, and where a request stands. */

export const CHANGEABLE = ['name', 'address'] as const;
export type Changeable = (typeof CHANGEABLE)[number];
export type ChangeState = 'requested' | 'approved' | 'refused' | 'withdrawn';

/** `{ name }`, or the parts of an address; a part that there is not is null. */
export type ChangedData = Readonly<Record<string, string | null>>;

/** The parts of each, in the order in which they are read. */
export const PARTS = {
  name: ['name'],
  address: ['street', 'building', 'unit', 'postalCode', 'city'],
} as const satisfies Record<Changeable, readonly string[]>;

const plain = (text: string | null | undefined): string | null =>
  text?.normalize('NFC').replace(/\s+/g, ' ').trim() || null;

/** All parts of what was given, tidied; anything else is left out. */
export const dataOf = (
  what: Changeable,
  given: Readonly<Record<string, string | null | undefined>>,
): ChangedData => Object.fromEntries(PARTS[what].map(part => [part, plain(given[part])]));

/** Whether two say the same; capitals count, for a name may be asked to be written otherwise. */
export const sameData = (what: Changeable, one: ChangedData, other: ChangedData): boolean =>
  PARTS[what].every(part => plain(one[part]) === plain(other[part]));

export type ChangeVerdict = null | {
  readonly code:
    | 'changeNameMissing'
    | 'changeBuildingMissing'
    | 'changePostalCode'
    | 'changeCityMissing'
    | 'changeSame'
    | 'changeReasonMissing';
  readonly field?: string;
};

/**
 * Judges a request. A name needs a reason, because staff have to know whether it is still the same party to the
 * contract; an address only has to be complete (villages have no streets).
 */
export function judgeChange(
  what: Changeable,
  before: ChangedData,
  after: ChangedData,
  reason: string | null,
): ChangeVerdict {
  if (what === 'name' && !after.name) return { code: 'changeNameMissing', field: 'name' };
  if (what === 'address') {
    if (!after.building) return { code: 'changeBuildingMissing', field: 'building' };
    if (!/^\d{2}-\d{3}$/.test(after.postalCode ?? ''))
      return { code: 'changePostalCode', field: 'postalCode' };
    if (!after.city) return { code: 'changeCityMissing', field: 'city' };
  }
  if (sameData(what, before, after)) return { code: 'changeSame', field: PARTS[what][0] };
  if (what === 'name' && !plain(reason)) return { code: 'changeReasonMissing', field: 'reason' };
  return null;
}

/** `awaited`: approved, and the billing system has not brought it yet; `done`: it has. */
export type ChangeStage = 'requested' | 'awaited' | 'done' | 'refused' | 'withdrawn';

/**
 * Where a request stands. The billing system may write a name or an address its own way, so an approved change has
 * arrived as soon as what it was to replace is gone.
 * @param present what the billing system has now
 * @param newest whether it is the last approved one of its kind; earlier ones are history
 */
export function stageOf(
  change: { readonly what: Changeable; readonly state: ChangeState; readonly before: ChangedData },
  present: ChangedData,
  newest: boolean,
): ChangeStage {
  if (change.state !== 'approved') return change.state;
  return newest && sameData(change.what, change.before, present) ? 'awaited' : 'done';
}
