import type { Day } from '@/lib/kernel/dates';
import { grosze, sum, ZERO, type Grosze } from '@/lib/kernel/money';

/** What a customer owes: documents and payments set against each other. Pure; all amounts in grosze. */

/** A document as the settling needs it: an invoice, or a correction whose amounts are differences. */
export interface SettlementItem {
  readonly id: number;
  readonly number: string;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly gross: Grosze;
  /** what the document itself asks for (FA(3) DoZaplaty), when it names such an amount */
  readonly toPay: Grosze | null;
  readonly currency: string;
  readonly isCorrection: boolean;
  /** ids of what it corrects, as far as we hold that */
  readonly corrects: readonly number[];
}

export interface SettlementPayment {
  readonly paymentId: string;
  readonly bookedOn: Day;
  /** negative for a refund */
  readonly amount: Grosze;
  /** the invoice's number as the billing system named it */
  readonly invoiceNumber: string | null;
}

export const INVOICE_STATES = [
  'paid',
  'due',
  'overdue',
  'partly_due',
  'partly_overdue',
  'zero',
  'corrected',
  'credit',
  'foreign',
] as const;

/**
 * `partly_…`: something has been paid of it. `corrected`: corrections took it back entirely. `credit`: a
 * document in the customer's favour. `foreign`: in another currency, shown and never added up.
 */
export type InvoiceState = (typeof INVOICE_STATES)[number];

export interface SettledInvoice {
  readonly id: number;
  readonly state: InvoiceState;
  /** payments that count for it */
  readonly paid: Grosze;
  /** taken off by corrections and by deductions that the document states */
  readonly credited: Grosze;
  /** still to pay; never negative */
  readonly open: Grosze;
}

export interface Settled {
  readonly invoices: ReadonlyMap<number, SettledInvoice>;
  readonly totals: SettlementTotals;
  /** what a document deducts (+) or charges (−) that our history does not explain, by its id; none: absent */
  readonly carried: ReadonlyMap<number, Grosze>;
  /** ids of the payments that name no document in złoty that we hold: they settle nothing here */
  readonly setAside: ReadonlySet<string>;
}

export interface SettlementTotals {
  /** `amountDue − overpayment` */
  readonly balance: Grosze;
  /** everything open, due later or already overdue */
  readonly amountDue: Grosze;
  readonly overdue: Grosze;
  readonly overpayment: Grosze;
  /** the earliest due date among open documents, past or to come */
  readonly nextDueOn: Day | null;
  /** what the next due date asks for, when nothing is overdue: everything open that is due by then */
  readonly dueNext: Grosze;
  /** payments for invoices that we do not hold (history older than the portal): they settle nothing here */
  readonly setAside: Grosze;
  /** deductions (+) and charges (−) that documents state and our history does not explain */
  readonly carriedOver: Grosze;
  /** refunds beyond everything ever paid: owed, but by no document */
  readonly otherDebt: Grosze;
}

interface Working {
  readonly item: SettlementItem;
  /** gross, less what the document deducts beyond our knowledge; 0 for one in the customer's favour */
  readonly owed: number;
  readonly deducted: number;
  /** taken off by corrections */
  corrected: number;
  paid: number;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order in which debts are filled: oldest due date first. */
const byDue = (a: SettlementItem, b: SettlementItem): number =>
  byText(a.dueOn, b.dueOn) || byText(a.issuedOn, b.issuedOn) || byText(a.number, b.number) || a.id - b.id;

const byIssue = (a: SettlementItem, b: SettlementItem): number =>
  byText(a.issuedOn, b.issuedOn) || byText(a.number, b.number) || a.id - b.id;

const byBooking = (a: SettlementPayment, b: SettlementPayment): number =>
  byText(a.bookedOn, b.bookedOn) || byText(a.paymentId, b.paymentId);

/**
 * Settles a customer's documents with their payments, as of `today`.
 *
 * 1. A correction downwards lowers what the documents it names still ask for; what is left of it is surplus.
 *    A correction upwards is owed by its own due date (it has one: nobody is overdue with it on arrival).
 * 2. Payments that name an invoice go to it (several, and refunds of them, together); too much is surplus.
 * 3. Surplus and payments that name nothing fill what is open, oldest due date first; the rest is overpayment.
 *    Refunds beyond the surplus take payments back, latest due date first.
 *
 * A document that deducts an earlier overpayment (DoZaplaty below gross) is believed: what our own history
 * does not hold of it counts as paid elsewhere, so that nobody is asked for more than the paper says; stated
 * arrears likewise. Rows may come in any order.
 *
 *     Σ gross − Σ payments + setAside − carriedOver = Σ open + otherDebt − overpayment
 */
export function settle(
  items: readonly SettlementItem[],
  payments: readonly SettlementPayment[],
  today: Day,
): Settled {
  const carried = carriedAmounts(items.filter(inZloty), payments, today);
  return settleWith(items, payments, today, carried);
}

const inZloty = (item: SettlementItem): boolean => item.currency === 'PLN';

/** Per document: what it deducts (+) or charges (−) that the earlier documents and payments do not explain. */
function carriedAmounts(
  items: readonly SettlementItem[],
  payments: readonly SettlementPayment[],
  today: Day,
): Map<number, Grosze> {
  const carried = new Map<number, Grosze>();
  const ordered = [...items].sort(byIssue);
  for (const [index, item] of ordered.entries()) {
    if (item.isCorrection || item.gross <= 0 || item.toPay === null || item.toPay < 0) continue;
    if (item.toPay === item.gross) continue;
    const known = settleWith(
      ordered.slice(0, index),
      payments.filter(payment => payment.bookedOn <= item.issuedOn),
      today,
      carried,
    ).totals;
    const stated = item.gross - item.toPay;
    const unexplained =
      stated > 0 ? Math.max(0, stated - known.overpayment) : -Math.max(0, -stated - known.amountDue);
    if (unexplained !== 0) carried.set(item.id, grosze(unexplained));
  }
  return carried;
}

function settleWith(
  items: readonly SettlementItem[],
  payments: readonly SettlementPayment[],
  today: Day,
  carried: ReadonlyMap<number, Grosze>,
): Settled {
  const working = items
    .filter(inZloty)
    .sort(byDue)
    .map((item): Working => {
      const off = carried.get(item.id) ?? 0;
      return { item, owed: Math.max(0, item.gross - off), deducted: Math.max(0, off), corrected: 0, paid: 0 };
    });
  const byId = new Map(working.map(entry => [entry.item.id, entry]));
  const numbers = new Map(working.map(entry => [entry.item.number, entry]));
  let carriedOver = 0;
  for (const entry of working) carriedOver += carried.get(entry.item.id) ?? 0;

  let surplus = applyCredits(working, byId);
  let setAside = 0;
  const aside = new Set<string>();

  const named = new Map<Working, number>();
  for (const payment of [...payments].sort(byBooking)) {
    const entry = payment.invoiceNumber === null ? null : numbers.get(payment.invoiceNumber);
    if (entry === undefined) {
      setAside += payment.amount;
      aside.add(payment.paymentId);
    } else if (entry === null) surplus += payment.amount;
    else named.set(entry, (named.get(entry) ?? 0) + payment.amount);
  }
  for (const [entry, amount] of named) {
    const taken = Math.max(0, Math.min(amount, openOf(entry)));
    entry.paid += taken;
    surplus += amount - taken;
  }

  for (const entry of working) {
    if (surplus <= 0) break;
    const taken = Math.min(surplus, openOf(entry));
    entry.paid += taken;
    surplus -= taken;
  }
  for (const entry of working.toReversed()) {
    if (surplus >= 0) break;
    const back = Math.min(-surplus, entry.paid);
    entry.paid -= back;
    surplus += back;
  }

  const invoices = new Map<number, SettledInvoice>();
  for (const item of items) {
    const entry = byId.get(item.id);
    invoices.set(item.id, entry ? judged(entry, today) : foreign(item));
  }
  const totals = totalsOf(working, today, surplus, setAside, carriedOver);
  return { invoices, totals, carried, setAside: aside };
}

const openOf = (entry: Working): number => entry.owed - entry.corrected - entry.paid;

/** Sets corrections downwards against what they name. @returns what is left of them */
function applyCredits(working: readonly Working[], byId: ReadonlyMap<number, Working>): number {
  let surplus = 0;
  const credits = working.filter(({ item }) => item.gross < 0).sort((a, b) => byIssue(a.item, b.item));
  for (const credit of credits) {
    let left = -credit.item.gross;
    for (const target of targetsOf(credit.item, byId)) {
      const taken = Math.min(left, openOf(target));
      target.corrected += taken;
      left -= taken;
    }
    surplus += left;
  }
  return surplus;
}

/** What a correction lowers in the end: a correction of a correction reaches through to the invoice. */
function targetsOf(credit: SettlementItem, byId: ReadonlyMap<number, Working>): Working[] {
  const seen = new Set<number>([credit.id]);
  const found: Working[] = [];
  const queue = [...credit.corrects];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const entry = byId.get(id);
    if (!entry || seen.has(id)) continue;
    seen.add(id);
    if (entry.item.gross > 0) found.push(entry);
    queue.push(...entry.item.corrects);
  }
  return found.sort((a, b) => byDue(a.item, b.item));
}

function judged(entry: Working, today: Day): SettledInvoice {
  const { item } = entry;
  const open = openOf(entry);
  const credited = grosze(entry.corrected + entry.deducted);
  const result = { id: item.id, paid: grosze(entry.paid), credited };
  if (open > 0) {
    const late = item.dueOn < today;
    const state: InvoiceState =
      entry.paid > 0 ? (late ? 'partly_overdue' : 'partly_due') : late ? 'overdue' : 'due';
    return { ...result, open: grosze(open), state };
  }
  const state: InvoiceState =
    item.gross < 0
      ? 'credit'
      : item.gross === 0
        ? 'zero'
        : entry.paid === 0 && entry.corrected > 0
          ? 'corrected'
          : 'paid';
  return { ...result, open: ZERO, state };
}

const foreign = (item: SettlementItem): SettledInvoice => ({
  id: item.id,
  state: 'foreign',
  paid: ZERO,
  credited: ZERO,
  open: ZERO,
});

function totalsOf(
  working: readonly Working[],
  today: Day,
  surplus: number,
  setAside: number,
  carriedOver: number,
): SettlementTotals {
  const open = working.filter(entry => openOf(entry) > 0);
  const total = (entries: readonly Working[]) => sum(entries.map(entry => grosze(openOf(entry))));
  const otherDebt = Math.max(0, -surplus);
  const overpayment = Math.max(0, surplus);
  const amountDue = total(open) + otherDebt;
  const nextDueOn = open[0]?.item.dueOn ?? null;
  return {
    balance: grosze(amountDue - overpayment),
    amountDue: grosze(amountDue),
    overdue: total(open.filter(entry => entry.item.dueOn < today)),
    overpayment: grosze(overpayment),
    nextDueOn,
    dueNext: total(open.filter(entry => entry.item.dueOn === nextDueOn)),
    setAside: grosze(setAside),
    carriedOver: grosze(carriedOver),
    otherDebt: grosze(otherDebt),
  };
}

/** What the list of invoices can be narrowed to. */
export const STATE_FILTERS = ['to_pay', 'overdue', 'paid', 'correction'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

/** Whether a document belongs under a filter. */
export function matchesFilter(filter: StateFilter, state: InvoiceState, isCorrection: boolean): boolean {
  switch (filter) {
    case 'to_pay':
      return state === 'due' || state === 'overdue' || state === 'partly_due' || state === 'partly_overdue';
    case 'overdue':
      return state === 'overdue' || state === 'partly_overdue';
    case 'paid':
      return state === 'paid' || state === 'corrected' || state === 'zero';
    case 'correction':
      return isCorrection;
  }
}
