import fc from 'fast-check';
import { settle, matchesFilter, type SettlementItem, type SettlementPayment } from '@/lib/invoices/rules';
import { addDays, day, type Day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { documents, payments as booked, shuffled } from '../../support/histories';

const TODAY = day('2026-11-22');

let nextId = 0;
const item = (gross: number, more: Partial<SettlementItem> = {}): SettlementItem => {
  const id = more.id ?? ++nextId;
  return {
    id,
    number: `FV/${id}`,
    issuedOn: day('2026-11-05'),
    dueOn: day('2026-11-30'),
    gross: grosze(gross),
    toPay: null,
    currency: 'PLN',
    isCorrection: false,
    corrects: [],
    ...more,
  };
};
const payment = (amount: number, invoiceNumber: string | null = null, bookedOn = '2026-11-20') => ({
  paymentId: `P${++nextId}`,
  bookedOn: day(bookedOn),
  amount: grosze(amount),
  invoiceNumber,
});
const correction = (gross: number, corrects: SettlementItem, more: Partial<SettlementItem> = {}) =>
  item(gross, { isCorrection: true, corrects: [corrects.id], issuedOn: day('2026-11-10'), ...more });

const run = (items: SettlementItem[], payments: SettlementPayment[] = [], today: Day = TODAY) => {
  const { invoices, totals } = settle(items, payments, today);
  return { of: (entry: SettlementItem) => invoices.get(entry.id)!, totals };
};

describe('one invoice', () => {
  it('100,00 unpaid, due on 30 November: due, 100,00 open', () => {
    const a = item(10_000);
    const { of, totals } = run([a]);
    expect(of(a)).toEqual({ id: a.id, state: 'due', paid: 0, credited: 0, open: 10_000 });
    expect(totals).toMatchObject({ amountDue: 10_000, nextDueOn: '2026-11-30', dueNext: 10_000, overdue: 0 });
  });

  it('is still due on its due date and overdue the day after', () => {
    const a = item(10_000, { dueOn: TODAY });
    expect(run([a]).of(a).state).toBe('due');
    expect(run([a], [], addDays(TODAY, 1)).of(a).state).toBe('overdue');
    expect(run([a], [], addDays(TODAY, 1)).totals.overdue).toBe(10_000);
  });

  it('100,00 − 40,00 paid = 60,00 open, partly paid', () => {
    const a = item(10_000);
    expect(run([a], [payment(4_000, a.number)]).of(a)).toMatchObject({ state: 'partly_due', open: 6_000 });
    const late = item(10_000, { dueOn: day('2026-11-01') });
    expect(run([late], [payment(4_000)]).of(late)).toMatchObject({ state: 'partly_overdue', open: 6_000 });
  });

  it('100,00 − 130,00 paid: paid, overpayment 30,00', () => {
    const a = item(10_000);
    const { of, totals } = run([a], [payment(13_000, a.number)]);
    expect(of(a)).toMatchObject({ state: 'paid', paid: 10_000, open: 0 });
    expect(totals).toMatchObject({ amountDue: 0, overpayment: 3_000, balance: -3_000, nextDueOn: null });
  });

  it('of 0,00 asks for nothing', () => {
    const a = item(0);
    expect(run([a]).of(a).state).toBe('zero');
  });

  it('in euro is shown and never added up', () => {
    const a = item(10_000, { currency: 'EUR' });
    const { of, totals } = run([a], [payment(5_000, a.number)]);
    expect(of(a)).toMatchObject({ state: 'foreign', open: 0 });
    expect(totals).toMatchObject({ amountDue: 0, overpayment: 0, setAside: 5_000 });
  });
});

describe('corrections', () => {
  it('100,00 + (−100,00) cancel: corrected, nothing due, nothing overpaid', () => {
    const a = item(10_000);
    const k = correction(-10_000, a);
    const { of, totals } = run([a, k]);
    expect(of(a)).toMatchObject({ state: 'corrected', open: 0, credited: 10_000 });
    expect(of(k).state).toBe('credit');
    expect(totals).toMatchObject({ amountDue: 0, overpayment: 0, balance: 0 });
  });

  it('786,20 − 77,65 = 708,55 to pay', () => {
    const a = item(78_620);
    const { of } = run([a, correction(-7_765, a)]);
    expect(of(a)).toMatchObject({ state: 'due', open: 70_855, credited: 7_765 });
  });

  it('of a paid invoice, −20,00: overpayment 20,00, or less of the next invoice', () => {
    const a = item(10_000);
    const k = correction(-2_000, a);
    expect(run([a, k], [payment(10_000, a.number)]).totals.overpayment).toBe(2_000);
    const b = item(5_000, { dueOn: day('2026-12-15') });
    const { of, totals } = run([a, k, b], [payment(10_000, a.number)]);
    expect(of(b)).toMatchObject({ open: 3_000, paid: 2_000, state: 'partly_due' });
    expect(totals.overpayment).toBe(0);
  });

  it('upwards, +20,00, is owed by its own due date: the paid invoice stays paid', () => {
    const a = item(10_000, { dueOn: day('2026-10-01') });
    const k = correction(2_000, a, { dueOn: day('2026-12-10') });
    const { of, totals } = run([a, k], [payment(10_000, a.number)]);
    expect(of(a).state).toBe('paid');
    expect(of(k)).toMatchObject({ state: 'due', open: 2_000 });
    expect(totals).toMatchObject({ amountDue: 2_000, overdue: 0, nextDueOn: '2026-12-10' });
  });

  it('of a correction reaches through: 100,00 − 30,00 − 10,00 = 60,00', () => {
    const a = item(10_000);
    const first = correction(-3_000, a);
    const { of } = run([a, first, correction(-1_000, first)]);
    expect(of(a)).toMatchObject({ open: 6_000, credited: 4_000 });
  });

  it('of an invoice older than our history is a surplus', () => {
    const a = item(10_000);
    const k = item(-2_000, { isCorrection: true });
    expect(run([a, k]).of(a).open).toBe(8_000);
  });

  it('which name each other in a circle come to an end', () => {
    const a = item(-1_000, { id: 901, isCorrection: true, corrects: [902] });
    const b = item(-1_000, { id: 902, isCorrection: true, corrects: [901] });
    expect(run([a, b]).totals.overpayment).toBe(2_000);
  });
});

describe('payments', () => {
  it('that name nothing fill the oldest due date first: 150,00 over 100,00 and 100,00', () => {
    const late = item(10_000, { dueOn: day('2026-12-15') });
    const early = item(10_000, { dueOn: day('2026-11-25') });
    const { of, totals } = run([late, early], [payment(15_000)]);
    expect(of(early).state).toBe('paid');
    expect(of(late)).toMatchObject({ state: 'partly_due', open: 5_000 });
    expect(totals.nextDueOn).toBe('2026-12-15');
  });

  it('that name the later invoice leave the earlier one open', () => {
    const early = item(10_000, { dueOn: day('2026-11-01') });
    const late = item(10_000);
    const { of } = run([early, late], [payment(10_000, late.number)]);
    expect(of(late).state).toBe('paid');
    expect(of(early).state).toBe('overdue');
  });

  it('for an invoice that we do not hold settle nothing here', () => {
    const a = item(10_000);
    const { totals } = run([a], [payment(9_900, 'FV/2019/01/000001')]);
    expect(totals).toMatchObject({ amountDue: 10_000, overpayment: 0, setAside: 9_900 });
  });

  it('that bounce take the invoice back to unpaid: 100,00 − 100,00', () => {
    const a = item(10_000);
    const { of } = run([a], [payment(10_000, a.number), payment(-10_000, a.number)]);
    expect(of(a)).toMatchObject({ state: 'due', open: 10_000 });
  });

  it('refunded overpayment: 130,00 paid, 30,00 sent back, nothing left', () => {
    const a = item(10_000);
    const { totals } = run([a], [payment(13_000, a.number), payment(-3_000)]);
    expect(totals).toMatchObject({ amountDue: 0, overpayment: 0 });
  });

  it('refunded beyond all that was paid are owed, though by no document', () => {
    const { totals } = run([], [payment(-3_000)]);
    expect(totals).toMatchObject({ amountDue: 3_000, otherDebt: 3_000, overpayment: 0 });
  });
});

describe('amounts that the document itself states', () => {
  it('272,20 − 12,34 of an overpayment we never saw = 259,86 to pay', () => {
    const a = item(27_220, { toPay: grosze(25_986) });
    const { of, totals } = run([a]);
    expect(of(a)).toMatchObject({ open: 25_986, credited: 1_234, state: 'due' });
    expect(totals.carriedOver).toBe(1_234);
  });

  it('272,20 − 12,34 of an overpayment we do hold is not deducted twice', () => {
    const old = item(10_000, { issuedOn: day('2026-09-05'), dueOn: day('2026-09-30') });
    const a = item(27_220, { toPay: grosze(25_986) });
    const { of, totals } = run([old, a], [payment(11_234, old.number, '2026-09-20')]);
    expect(of(a)).toMatchObject({ open: 25_986, paid: 1_234 });
    expect(totals.carriedOver).toBe(0);
    const paid = run([old, a], [payment(11_234, old.number, '2026-09-20'), payment(25_986)]);
    expect(paid.of(a).state).toBe('paid');
    expect(paid.totals).toMatchObject({ amountDue: 0, overpayment: 0 });
  });

  it('100,00 + 40,00 of stated arrears, which are an open invoice of ours, stays 140,00 in all', () => {
    const old = item(4_000, { issuedOn: day('2026-09-05'), dueOn: day('2026-09-30') });
    const a = item(10_000, { toPay: grosze(14_000) });
    expect(run([old, a]).totals.amountDue).toBe(14_000);
    expect(run([a]).totals.amountDue).toBe(14_000);
  });
});

describe('for any history', () => {
  it('Σ gross − Σ payments + set aside − carried over = Σ open + other debt − overpayment', () => {
    fc.assert(
      fc.property(documents, booked, (items, payments) => {
        const { invoices, totals } = settle(items, payments, TODAY);
        const gross = items.filter(i => i.currency === 'PLN').reduce((acc, i) => acc + i.gross, 0);
        const booked = payments.reduce((acc, p) => acc + p.amount, 0);
        const open = [...invoices.values()].reduce((acc, i) => acc + i.open, 0);
        expect(open + totals.otherDebt).toBe(totals.amountDue);
        expect(gross - booked + totals.setAside - totals.carriedOver).toBe(
          totals.amountDue - totals.overpayment,
        );
        expect(totals.balance).toBe(totals.amountDue - totals.overpayment);
      }),
    );
  });

  it('nothing is open, paid or credited below zero, and nobody both owes and is overpaid', () => {
    fc.assert(
      fc.property(documents, booked, (items, payments) => {
        const { invoices, totals } = settle(items, payments, TODAY);
        for (const entry of invoices.values()) {
          expect(Math.min(entry.open, entry.paid, entry.credited)).toBeGreaterThanOrEqual(0);
        }
        expect(Math.min(totals.amountDue, totals.overpayment)).toBe(0);
      }),
    );
  });

  it('the order of the rows makes no difference', () => {
    fc.assert(
      fc.property(documents, booked, fc.infiniteStream(fc.nat()), (items, payments, random) => {
        const one = settle(items, payments, TODAY);
        const two = settle(shuffled(items, random), shuffled(payments, random), TODAY);
        expect(two.totals).toEqual(one.totals);
        for (const [id, entry] of one.invoices) expect(two.invoices.get(id)).toEqual(entry);
      }),
    );
  });

  it('an invoice and the correction that takes it back change nothing of the balance', () => {
    fc.assert(
      fc.property(documents, booked, fc.integer({ min: 1, max: 90_000 }), (items, payments, amount) => {
        const plain = items.map(i => ({ ...i, toPay: null }));
        const a = item(amount, { id: 100, number: 'X/100' });
        const k = correction(-amount, a, { id: 101, number: 'X/101' });
        expect(settle([...plain, a, k], payments, TODAY).totals).toEqual(
          settle(plain, payments, TODAY).totals,
        );
      }),
    );
  });
});

it('the filters: «to pay» holds every open state, «overdue» only the late ones', () => {
  expect(matchesFilter('to_pay', 'partly_overdue', false)).toBe(true);
  expect(matchesFilter('overdue', 'partly_due', false)).toBe(false);
  expect(matchesFilter('paid', 'corrected', false)).toBe(true);
  expect(matchesFilter('correction', 'credit', true)).toBe(true);
});
