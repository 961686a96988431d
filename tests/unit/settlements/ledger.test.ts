/** The account line by line, and that it always agrees with what the dashboard says is owed. */
import fc from 'fast-check';
import { settle, type SettlementItem, type SettlementPayment } from '@/lib/invoices/rules';
import { addDays, day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { ledger, statementOf } from '@/lib/settlements/rules';
import { documents, payments, shuffled } from '../../support/histories';

const TODAY = day('2026-11-22');

const invoice = (number: string, issuedOn: string, gross: number, more: Partial<SettlementItem> = {}) => ({
  id: Number(number.replace(/\D/g, '')),
  number,
  issuedOn: day(issuedOn),
  dueOn: addDays(day(issuedOn), 14),
  gross: grosze(gross),
  toPay: null,
  currency: 'PLN',
  isCorrection: false,
  corrects: [],
  ...more,
});
const payment = (
  paymentId: string,
  bookedOn: string,
  amount: number,
  invoiceNumber: string | null = null,
) => ({
  paymentId,
  bookedOn: day(bookedOn),
  amount: grosze(amount),
  invoiceNumber,
});

const run = (items: readonly SettlementItem[], paid: readonly SettlementPayment[] = []) => {
  const settled = settle(items, paid, TODAY);
  return { lines: ledger(items, paid, settled), totals: settled.totals };
};
const short = (lines: ReturnType<typeof run>['lines']) =>
  lines.map(({ on, kind, side, amount, balance }) => `${on} ${kind} ${side} ${amount} → ${balance}`);

describe('the lines', () => {
  it('100,00 owed, 60,00 paid, 40,00 paid, 50,00 owed: 100,00, 40,00, 0,00, 50,00', () => {
    const { lines } = run(
      [invoice('2', '2026-11-05', 5_000), invoice('1', '2026-09-05', 10_000)],
      [payment('b', '2026-10-02', 4_000), payment('a', '2026-09-20', 6_000)],
    );
    expect(short(lines)).toEqual([
      '2026-09-05 invoice charge 10000 → 10000',
      '2026-09-20 payment credit 6000 → 4000',
      '2026-10-02 payment credit 4000 → 0',
      '2026-11-05 invoice charge 5000 → 5000',
    ]);
  });

  it('on one day: the invoice, its correction, then the money', () => {
    const { lines } = run(
      [
        invoice('2', '2026-09-05', -2_000, { isCorrection: true, corrects: [1] }),
        invoice('1', '2026-09-05', 10_000),
      ],
      [payment('a', '2026-09-05', 8_000), payment('b', '2026-09-05', -1_000)],
    );
    expect(short(lines)).toEqual([
      '2026-09-05 invoice charge 10000 → 10000',
      '2026-09-05 correction credit 2000 → 8000',
      '2026-09-05 payment credit 8000 → 0',
      '2026-09-05 refund charge 1000 → 1000',
    ]);
    expect(lines[1]!.corrects.map(({ number }) => number)).toEqual(['1']);
  });

  it('130,00 for an invoice of 100,00: overpaid by 30,00', () => {
    const { lines, totals } = run([invoice('1', '2026-09-05', 10_000)], [payment('a', '2026-09-20', 13_000)]);
    expect(lines.at(-1)!.balance).toBe(-3_000);
    expect(totals.overpayment).toBe(3_000);
  });

  it('50,00 for an invoice that we do not hold is shown and changes nothing', () => {
    const { lines, totals } = run(
      [invoice('1', '2026-09-05', 10_000)],
      [payment('a', '2026-09-20', 5_000, 'FV/2019/7')],
    );
    expect(lines[1]).toMatchObject({
      amount: 5_000,
      effect: 0,
      apart: 'unknown_invoice',
      invoiceNumber: 'FV/2019/7',
      balance: 10_000,
    });
    expect(totals.balance).toBe(10_000);
  });

  it('an invoice in euro and the payment for it are shown and change nothing', () => {
    const { lines } = run(
      [invoice('1', '2026-09-05', 10_000, { currency: 'EUR' }), invoice('2', '2026-09-06', 700)],
      [payment('a', '2026-09-20', 5_000, '1')],
    );
    expect(lines.map(({ apart, balance }) => [apart, balance])).toEqual([
      ['foreign', 0],
      [null, 700],
      ['foreign_invoice', 700],
    ]);
  });

  it('272,20 less 12,34 that we never saw: the invoice in full, the deduction below it, 259,86 owed', () => {
    const { lines, totals } = run([invoice('1', '2026-09-05', 27_220, { toPay: grosze(25_986) })]);
    expect(short(lines)).toEqual([
      '2026-09-05 invoice charge 27220 → 27220',
      '2026-09-05 carried_deduction credit 1234 → 25986',
    ]);
    expect(totals.amountDue).toBe(25_986);
  });

  it('100,00 with 40,00 of arrears that we never saw: 140,00', () => {
    const { lines } = run([invoice('1', '2026-09-05', 10_000, { toPay: grosze(14_000) })]);
    expect(short(lines)[1]).toBe('2026-09-05 carried_charge charge 4000 → 14000');
  });
});

describe('a period', () => {
  const { lines } = run(
    [1, 2, 3, 4].map(n => invoice(String(n), `202${n + 2}-03-01`, 10_000)),
    [payment('a', '2024-05-01', 15_000), payment('b', '2026-11-01', 5_000)],
  );

  it('2025: 50,00 carried over, + 100,00 = 150,00', () => {
    const part = statementOf(lines, { from: day('2025-01-01'), to: day('2025-12-31') });
    expect(part.opening).toEqual({ on: '2024-12-31', balance: 5_000 });
    expect(part.entries.map(({ balance }) => balance)).toEqual([15_000]);
    expect(part).toMatchObject({ closing: 15_000, charges: 10_000, credits: 0 });
  });

  it('without lines keeps what was carried over', () => {
    const part = statementOf(lines, { from: day('2025-06-01'), to: day('2025-06-30') });
    expect(part).toMatchObject({ opening: { balance: 15_000 }, entries: [], closing: 15_000 });
  });

  it('from the beginning on has nothing to carry over', () => {
    expect(statementOf(lines, { from: null, to: null }).opening).toBeNull();
    expect(statementOf(lines, { from: day('2023-03-01'), to: null }).opening).toBeNull();
  });
});

describe('for any history', () => {
  it('the last running balance = balance = amount due − overpayment, as the dashboard says', () => {
    fc.assert(
      fc.property(documents, payments, (items, paid) => {
        const { lines, totals } = run(items, paid);
        const last = lines.at(-1)?.balance ?? 0;
        expect(last).toBe(totals.balance);
        expect(last).toBe(totals.amountDue - totals.overpayment);
        expect(Math.max(0, last)).toBe(totals.amountDue);
        expect(Math.max(0, -last)).toBe(totals.overpayment);
      }),
      { numRuns: 1_000 },
    );
  });

  it('each balance is the one before it and what the line adds', () => {
    fc.assert(
      fc.property(documents, payments, (items, paid) => {
        const { lines } = run(items, paid);
        lines.forEach((line, index) =>
          expect(line.balance).toBe((lines[index - 1]?.balance ?? 0) + line.effect),
        );
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        for (const { amount, effect, side, apart } of lines) {
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(effect).toBe(apart ? 0 : side === 'charge' ? amount : 0 - amount);
        }
      }),
    );
  });

  it('every document and payment stands in it once, and another order of the rows changes nothing', () => {
    fc.assert(
      fc.property(documents, payments, fc.infiniteStream(fc.nat()), (items, paid, random) => {
        const { lines, totals } = run(items, paid);
        const own = lines.filter(({ kind }) => !kind.startsWith('carried'));
        expect(own).toHaveLength(items.length + paid.length);
        const other = run(shuffled(items, random), shuffled(paid, random));
        expect(other.lines).toEqual(lines);
        expect(other.totals).toEqual(totals);
      }),
    );
  });

  it('opening + charges − credits = closing, and neighbouring periods join without a gap', () => {
    const dayArb = fc.integer({ min: 0, max: 400 }).map(n => addDays(day('2026-01-01'), n));
    fc.assert(
      fc.property(documents, payments, dayArb, (items, paid, cut) => {
        const { lines, totals } = run(items, paid);
        const first = statementOf(lines, { from: null, to: addDays(cut, -1) });
        const second = statementOf(lines, { from: cut, to: null });
        expect([...first.entries, ...second.entries]).toEqual(lines);
        expect(second.opening?.balance ?? 0).toBe(first.closing);
        expect(second.closing).toBe(totals.balance);
        expect((second.opening?.balance ?? 0) + second.charges - second.credits).toBe(second.closing);
      }),
    );
  });
});
