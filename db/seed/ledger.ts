import type { Day } from '../../lib/kernel/dates';
import { grosze, ZERO, type Grosze } from '../../lib/kernel/money';
import { addDays } from './calendar';
import type { Payer } from './plan';
import type { Random } from './random';

/** What was put on a customer's account: an invoice, or a correction (a difference, often negative). */
export interface Charge {
  number: string;
  issuedOn: Day;
  dueOn: Day;
  gross: Grosze;
  isCorrection: boolean;
  /** will be taken back whole, so that nobody pays it */
  cancelled: boolean;
}

export interface Paid {
  bookedOn: Day;
  amount: Grosze;
  invoiceNumber: string | null;
  title: string;
}

/** An earlier overpayment taken off an invoice (FA(3) Rozliczenie). */
export interface Deduction {
  amount: Grosze;
  toPay: Grosze;
}

/**
 * Plays one customer's account: charges in the order of issue, each paid as this payer pays, an overpayment
 * known on the day of issue taken off the next invoice. Nothing is booked after `today`.
 * @returns payments by day, and the deduction of each charge that has one, by its number
 */
export function playLedger(
  charges: readonly Charge[],
  payer: Payer,
  today: Day,
  random: Random,
): { payments: Paid[]; deductions: Map<string, Deduction> } {
  const payments: Paid[] = [];
  const deductions = new Map<string, Deduction>();
  const invoices = charges.filter(c => !c.isCorrection).length;
  let charged = 0;
  let nth = 0;
  for (const charge of charges) {
    const paidBefore = payments.reduce((acc, p) => (p.bookedOn < charge.issuedOn ? acc + p.amount : acc), 0);
    const credit = paidBefore - charged;
    charged += charge.gross;
    let toPay = charge.gross;
    if (charge.gross > 0 && credit > 0) {
      const amount = grosze(Math.min(credit, charge.gross));
      toPay = grosze(charge.gross - amount);
      if (!charge.isCorrection) deductions.set(charge.number, { amount, toPay });
    }
    const remaining = charge.isCorrection ? Infinity : invoices - ++nth;
    if (toPay > 0 && !charge.cancelled) payments.push(...pay(charge, toPay, payer, remaining, random));
  }
  const booked = payments.filter(p => p.bookedOn <= today && p.amount > 0);
  booked.sort((a, b) => (a.bookedOn < b.bookedOn ? -1 : a.bookedOn > b.bookedOn ? 1 : 0));
  return { payments: booked, deductions };
}

/** @param remaining how many invoices come after this one */
function pay(charge: Charge, toPay: Grosze, payer: Payer, remaining: number, random: Random): Paid[] {
  const inTime = addDays(charge.issuedOn, random.int(3, 11));
  const transfer = (amount: number, bookedOn: Day): Paid => ({
    bookedOn,
    amount: grosze(amount),
    invoiceNumber: charge.number,
    title: random.chance(0.7) ? `Faktura ${charge.number}` : charge.number,
  });
  const half = Math.round(toPay / 200) * 100;
  switch (payer.how) {
    case 'prompt':
      return [transfer(toPay, inTime)];
    case 'late':
      return [transfer(toPay, random.chance(0.4) ? addDays(charge.dueOn, random.int(1, 25)) : inTime)];
    case 'halves':
      return [transfer(half, inTime), transfer(toPay - half, addDays(charge.dueOn, random.int(5, 20)))];
    case 'rounds up':
      return [transfer(Math.ceil(toPay / 5000) * 5000, inTime)];
    case 'owes':
      return remaining < payer.invoices ? [] : [transfer(toPay, inTime)];
    case 'owes half':
      return remaining === 0 ? [transfer(half, inTime)] : [transfer(toPay, inTime)];
    case 'overpays':
      return [transfer(toPay + (remaining === payer.before ? payer.by : 0), inTime)];
    case 'wrong title':
      if (remaining === 1) return [{ ...transfer(toPay, inTime), invoiceNumber: null, title: 'za wodę' }];
      if (remaining === 0) {
        // A digit left out: the billing system names an invoice that nobody issued.
        const wrong = charge.number.slice(0, -1);
        return [{ ...transfer(toPay, inTime), invoiceNumber: wrong, title: `Faktura ${wrong}` }];
      }
      return [transfer(toPay, inTime)];
  }
}

/** Charges less payments: positive is owed, negative an overpayment. */
export const balance = (charges: readonly Charge[], payments: readonly Paid[]): Grosze =>
  grosze(charges.reduce((a, c) => a + c.gross, 0) - payments.reduce((a, p) => a + p.amount, 0) || ZERO);
