import type { Day } from '@/lib/kernel/dates';

/**
 * The ledger of decisions on the e-invoice: what holds on any day follows from its entries alone (DOMAIN).
 *
 * A decision of a day holds for invoices issued on that day or later. Entries are ordered by the day of the decision
 * (for paper: of its receipt, whenever somebody enters it), and on one day by when they were entered.
 */
export type Delivery = 'portal' | 'email' | 'both';
export const DELIVERIES = ['portal', 'email', 'both'] as const satisfies readonly Delivery[];

export type ConsentAction = 'accepted' | 'changed' | 'withdrawn';
export type ConsentChannel = 'portal' | 'paper' | 'scan' | 'post' | 'in_person';

/** What of an entry decides. */
export interface ConsentEntry {
  /** grows with each entry of the ledger */
  readonly id: number;
  readonly action: ConsentAction;
  readonly effectiveOn: Day;
  /** null in a withdrawal */
  readonly delivery: Delivery | null;
  /** canonical; null where nothing is mailed */
  readonly email: string | null;
  /** of the terms that were accepted; null where an import does not say */
  readonly termsVersion: string | null;
}

/** What holds on a day. */
export type ConsentState =
  | { readonly active: false; readonly entry: number | null }
  | {
      readonly active: true;
      readonly delivery: Delivery;
      readonly email: string | null;
      readonly termsVersion: string | null;
      /** day since which there has been consent without a break */
      readonly since: Day;
      /** the entry that decides */
      readonly entry: number;
    };

const NONE: ConsentState = { active: false, entry: null };

/** In the order in which entries count. */
export const inOrder = <Entry extends Pick<ConsentEntry, 'id' | 'effectiveOn'>>(
  ledger: readonly Entry[],
): Entry[] =>
  [...ledger].sort((a, b) =>
    a.effectiveOn === b.effectiveOn ? a.id - b.id : a.effectiveOn < b.effectiveOn ? -1 : 1,
  );

/** What one more entry makes of the state. A change of what is not there changes nothing. */
function after(state: ConsentState, entry: ConsentEntry): ConsentState {
  if (entry.action === 'withdrawn') return state.active ? { active: false, entry: entry.id } : state;
  if (entry.action === 'changed' && !state.active) return state;
  const delivery = entry.delivery ?? (state.active ? state.delivery : 'portal');
  return {
    active: true,
    delivery,
    email: delivery === 'portal' ? null : (entry.email ?? (state.active ? state.email : null)),
    termsVersion: entry.termsVersion ?? (state.active ? state.termsVersion : null),
    since: state.active ? state.since : entry.effectiveOn,
    entry: entry.id,
  };
}

/** What holds for an invoice issued on a day. @param ledger all entries of one customer, in any order */
export const consentOn = (ledger: readonly ConsentEntry[], on: Day): ConsentState =>
  inOrder(ledger)
    .filter(({ effectiveOn }) => effectiveOn <= on)
    .reduce(after, NONE);

/** Whether invoices go to an e-mail address. */
export const mailsInvoices = (
  state: ConsentState,
): state is Extract<ConsentState, { active: true }> & { readonly email: string } =>
  state.active && state.delivery !== 'portal' && state.email !== null;

/** The first invoice that a decision affects, as far as it is known. */
export type FirstAffected<Invoice> =
  | { readonly kind: 'issued'; readonly invoice: Invoice }
  /** none yet: the first one issued from that day on */
  | { readonly kind: 'next'; readonly from: Day }
  /** another decision took its place before there was any */
  | { readonly kind: 'none' };

/**
 * The first invoice whose state an entry decides.
 * @param invoices of the same customer, in any order
 */
export function firstAffected<Invoice extends { readonly issuedOn: Day }>(
  ledger: readonly ConsentEntry[],
  entry: Pick<ConsentEntry, 'id' | 'effectiveOn'>,
  invoices: readonly Invoice[],
): FirstAffected<Invoice> {
  const first = invoices
    .filter(({ issuedOn }) => issuedOn >= entry.effectiveOn && consentOn(ledger, issuedOn).entry === entry.id)
    .reduce<Invoice | null>((best, one) => (best && best.issuedOn <= one.issuedOn ? best : one), null);
  if (first) return { kind: 'issued', invoice: first };
  const last = inOrder(ledger).at(-1);
  const inForce = last && consentOn(ledger, last.effectiveOn).entry === entry.id;
  return inForce ? { kind: 'next', from: entry.effectiveOn } : { kind: 'none' };
}

/** How old an invoice may be at its first import to be mailed, and for how long a missed one is caught up with. */
export const FRESH_DAYS = 7;

/** A version of the terms. */
export interface TermsVersion {
  readonly version: string;
  readonly effectiveFrom: Day;
}

/**
 * Whether terms in force wait to be accepted by somebody who has consented. An entry that an import brought without a
 * version stands for the terms that were in force when it was brought over, the oldest of ours at least.
 * @param versions all up to today, oldest first
 * @param recordedOn day on which the deciding entry was written
 */
export function termsWait(state: ConsentState, versions: readonly TermsVersion[], recordedOn: Day): boolean {
  const current = versions.at(-1);
  if (!state.active || !current) return false;
  const then = versions.filter(({ effectiveFrom }) => effectiveFrom <= recordedOn).at(-1) ?? versions[0]!;
  return (state.termsVersion ?? then.version) !== current.version;
}
