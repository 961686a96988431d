import fc from 'fast-check';
import type { SettlementItem, SettlementPayment } from '@/lib/invoices/rules';
import { addDays, day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';

/** Histories of documents and payments for property tests: whatever a billing system may send. */
const someDay = fc.integer({ min: 0, max: 400 }).map(n => addDays(day('2026-01-01'), n));

/**
 * Up to nine documents: for and against the customer, corrections of known, unknown and of other corrections,
 * stated deductions and arrears, another currency.
 */
export const documents: fc.Arbitrary<SettlementItem[]> = fc
  .array(
    fc.record({
      gross: fc.integer({ min: -50_000, max: 50_000 }),
      deduct: fc.option(fc.integer({ min: -5_000, max: 5_000 }), { nil: null }),
      issuedOn: someDay,
      dueOn: someDay,
      corrects: fc.option(fc.nat(8), { nil: null }),
      currency: fc.constantFrom('PLN', 'PLN', 'PLN', 'PLN', 'EUR'),
    }),
    { maxLength: 9 },
  )
  .map(rows =>
    rows.map((row, index): SettlementItem => ({
      id: index + 1,
      number: `FV/${index + 1}`,
      issuedOn: row.issuedOn,
      dueOn: row.dueOn,
      gross: grosze(row.gross),
      toPay: row.deduct === null ? null : grosze(row.gross - row.deduct),
      currency: row.currency,
      isCorrection: row.corrects !== null,
      corrects: row.corrects === null ? [] : [row.corrects + 1],
    })),
  );

/** Up to nine payments and refunds: for nothing, for a document of {@link documents}, for an unknown one. */
export const payments: fc.Arbitrary<SettlementPayment[]> = fc
  .array(
    fc.record({
      bookedOn: someDay,
      amount: fc.integer({ min: -20_000, max: 60_000 }),
      names: fc.option(fc.integer({ min: 1, max: 11 }), { nil: null }),
    }),
    { maxLength: 9 },
  )
  .map(rows =>
    rows.map((row, index): SettlementPayment => ({
      paymentId: `P${index}`,
      bookedOn: row.bookedOn,
      amount: grosze(row.amount),
      invoiceNumber: row.names === null ? null : `FV/${row.names}`,
    })),
  );

/** The same rows in another order. */
export const shuffled = <T>(rows: readonly T[], random: fc.Stream<number>): T[] =>
  rows
    .map(row => [random.next().value ?? 0, row] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row);
