import { addDays, daysBetween, type Day } from '@/lib/kernel/dates';
import { grosze, sum, ZERO, type Grosze } from '@/lib/kernel/money';
import { divideRounded } from '@/lib/kernel/settlement';
import { workingDayFrom } from '@/lib/kernel/working-days';
import type { Settled, SettlementItem, SettlementPayment } from '@/lib/invoices/rules';

/** The account between the utility and a customer, line by line. Pure; all amounts in grosze. */

/**
 * `carried_deduction`, `carried_charge`: an older overpayment or arrears that a document takes into account and
 * that our own history does not hold. `refund`: money sent back to the customer.
 */
export type LedgerKind =
  'invoice' | 'correction' | 'carried_deduction' | 'carried_charge' | 'payment' | 'refund';

/** Why a line is shown and not counted. */
export type Apart = 'foreign' | 'unknown_invoice' | 'foreign_invoice';

export interface LedgerEntry<D extends SettlementItem = SettlementItem> {
  /** the same for the same thing for ever */
  readonly key: string;
  readonly kind: LedgerKind;
  readonly on: Day;
  /** as it stands on the document or in the bank's booking: never below 0; `effect` says which way it works */
  readonly amount: Grosze;
  readonly currency: string;
  /** what it adds to what is owed: + a charge, − in the customer's favour, 0 where it is not counted */
  readonly effect: Grosze;
  /** on which side it stands, also where it is not counted */
  readonly side: 'charge' | 'credit';
  readonly apart: Apart | null;
  /** owed after this line; below 0: overpaid */
  readonly balance: Grosze;
  /** the document that this line is, or that carries the amount */
  readonly document: D | null;
  /** what a payment names, as the billing system wrote it */
  readonly invoiceNumber: string | null;
  /** what a payment names, as far as we hold it */
  readonly invoice: D | null;
  /** what a correction corrects, as far as we hold it */
  readonly corrects: readonly D[];
}

type Draft<D extends SettlementItem> = Omit<LedgerEntry<D>, 'balance'>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Within a day: invoices, corrections, what they carry, then money; each by its number. */
const RANK: Record<LedgerKind, number> = {
  invoice: 0,
  correction: 1,
  carried_deduction: 2,
  carried_charge: 2,
  payment: 3,
  refund: 4,
};

const byDay = (a: Draft<SettlementItem>, b: Draft<SettlementItem>): number =>
  byText(a.on, b.on) || RANK[a.kind] - RANK[b.kind] || byText(a.key, b.key);

/**
 * Every document and payment, oldest first (documents by the day of issue, payments by the day of booking), with
 * what is owed after each. The rows may come in any order.
 *
 * The last balance is `settled.totals.balance`, by design: what {@link settle} counts is counted here, and nothing
 * else. A payment for an invoice that we do not hold is shown without effect, because that invoice is not in the
 * sum either; counting it would make an overpayment out of money that has long been used. What a document
 * deducts or adds from before our history is a line of its own, so that the invoice keeps the amount that stands
 * on it. Other currencies are shown and never added up.
 * @param settled of the same documents and payments
 */
export function ledger<D extends SettlementItem>(
  documents: readonly D[],
  payments: readonly SettlementPayment[],
  settled: Pick<Settled, 'carried' | 'setAside'>,
): LedgerEntry<D>[] {
  const byId = new Map(documents.map(document => [document.id, document]));
  const byNumber = new Map(documents.map(document => [document.number, document]));
  const drafts = [
    ...documents.flatMap(document => documentLines(document, byId, settled)),
    ...payments.map(payment => paymentLine(payment, byNumber, settled)),
  ].sort(byDay);
  let balance = 0;
  return drafts.map(draft => {
    balance += draft.effect;
    return { ...draft, balance: grosze(balance) };
  });
}

const absolute = (amount: number): Grosze => grosze(Math.abs(amount));
const sideOf = (effect: number): 'charge' | 'credit' => (effect < 0 ? 'credit' : 'charge');

function documentLines<D extends SettlementItem>(
  document: D,
  byId: ReadonlyMap<number, D>,
  { carried }: Pick<Settled, 'carried'>,
): Draft<D>[] {
  const foreign = document.currency !== 'PLN';
  const line: Draft<D> = {
    key: `document ${document.number}`,
    kind: document.isCorrection ? 'correction' : 'invoice',
    on: document.issuedOn,
    amount: absolute(document.gross),
    currency: document.currency,
    effect: foreign ? ZERO : document.gross,
    side: sideOf(document.gross),
    apart: foreign ? 'foreign' : null,
    document,
    invoiceNumber: null,
    invoice: null,
    corrects: document.corrects
      .flatMap(id => byId.get(id) ?? [])
      .sort((a, b) => byText(a.issuedOn, b.issuedOn) || byText(a.number, b.number)),
  };
  const off = carried.get(document.id);
  if (!off) return [line];
  const effect = grosze(-off);
  return [
    line,
    {
      ...line,
      key: `carried ${document.number}`,
      kind: off > 0 ? 'carried_deduction' : 'carried_charge',
      amount: absolute(off),
      effect,
      side: sideOf(effect),
      corrects: [],
    },
  ];
}

function paymentLine<D extends SettlementItem>(
  payment: SettlementPayment,
  byNumber: ReadonlyMap<string, D>,
  { setAside }: Pick<Settled, 'setAside'>,
): Draft<D> {
  const invoice = payment.invoiceNumber === null ? null : (byNumber.get(payment.invoiceNumber) ?? null);
  const aside = setAside.has(payment.paymentId);
  const owed = grosze(-payment.amount || 0);
  return {
    key: `payment ${payment.paymentId}`,
    kind: payment.amount < 0 ? 'refund' : 'payment',
    on: payment.bookedOn,
    amount: absolute(payment.amount),
    currency: 'PLN',
    effect: aside ? ZERO : owed,
    side: payment.amount < 0 ? 'charge' : 'credit',
    apart: aside ? (invoice ? 'foreign_invoice' : 'unknown_invoice') : null,
    document: null,
    invoiceNumber: payment.invoiceNumber,
    invoice,
    corrects: [],
  };
}

/** Days of a statement; both inclusive, absent: without end. */
export interface Period {
  readonly from: Day | null;
  readonly to: Day | null;
}

export interface Statement<D extends SettlementItem = SettlementItem> {
  /** owed before the first line; the day before the period. Absent where nothing came before */
  readonly opening: { readonly on: Day; readonly balance: Grosze } | null;
  readonly entries: readonly LedgerEntry<D>[];
  /** owed after the last line */
  readonly closing: Grosze;
  /** sums of what counts among the lines: `opening + charges − credits = closing` */
  readonly charges: Grosze;
  readonly credits: Grosze;
}

/** The part of an account that falls into a period, with what was carried into it. @param entries oldest first */
export function statementOf<D extends SettlementItem>(
  entries: readonly LedgerEntry<D>[],
  { from, to }: Period,
): Statement<D> {
  const before = from === null ? [] : entries.filter(entry => entry.on < from);
  const within = entries.filter(
    entry => (from === null || entry.on >= from) && (to === null || entry.on <= to),
  );
  const carried = before.at(-1)?.balance ?? ZERO;
  return {
    opening: before.length > 0 ? { on: addDays(from!, -1), balance: carried } : null,
    entries: within,
    closing: within.at(-1)?.balance ?? carried,
    charges: sum(within.map(({ effect }) => (effect > 0 ? effect : ZERO))),
    credits: sum(within.map(({ effect }) => (effect < 0 ? absolute(effect) : ZERO))),
  };
}

/** One row of the dated table of statutory interest for delay: it holds from that day until the next row's. */
export interface InterestRate {
  readonly from: Day;
  readonly percentPerYear: number;
}

export interface LateAmount {
  /** still to pay */
  readonly open: Grosze;
  readonly dueOn: Day;
}

const SCALE = 10_000;
const DAYS_A_YEAR = 365;

/**
 * Interest for delay on what is still open, from the day after the due day up to and including `today`: amount ×
 * days × rate / 365 for each rate's days, rounded once at the end, half away from zero. A due day that is free by
 * law or a Saturday ends with the next working day (art. 115 k.c.). What was paid late before does not count.
 * @param rates in any order
 * @returns 0 when it is not late; null when the table begins only after the delay did: no figure is better than a
 *   wrong one
 */
export function lateInterest(
  { open, dueOn }: LateAmount,
  rates: readonly InterestRate[],
  today: Day,
): Grosze | null {
  const limit = workingDayFrom(dueOn);
  if (open <= 0 || limit >= today) return ZERO;
  const first = addDays(limit, 1);
  const end = addDays(today, 1);
  const table = [...rates].sort((a, b) => byText(a.from, b.from));
  if (!table[0] || table[0].from > first) return null;
  // Rates have at most four decimals, so this sum is one of integers and only the last division rounds.
  let weighted = 0;
  for (const [index, { from, percentPerYear }] of table.entries()) {
    const next = table[index + 1]?.from ?? end;
    const start = from > first ? from : first;
    const stop = next < end ? next : end;
    if (start < stop) weighted += daysBetween(start, stop) * Math.round(percentPerYear * SCALE);
  }
  // BigInt, because a large debt over years is more than a number holds exactly.
  const interest = divideRounded(BigInt(open) * BigInt(weighted), BigInt(100 * SCALE * DAYS_A_YEAR));
  return grosze(Number(interest));
}

/**
 * The sum of {@link lateInterest} over documents, each rounded on its own, so that it is the sum of what each
 * page says. @returns null when that of one of them is not known
 */
export function totalInterest(
  late: readonly LateAmount[],
  rates: readonly InterestRate[],
  today: Day,
): Grosze | null {
  const each = late.map(amount => lateInterest(amount, rates, today));
  return each.every(amount => amount !== null) ? sum(each) : null;
}
