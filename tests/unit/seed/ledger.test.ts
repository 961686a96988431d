import { balance, playLedger, type Charge } from '@/db/seed/ledger';
import { random } from '@/db/seed/random';
import { addDays, day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';

const TODAY = day('2026-11-22');
const charge = (number: string, daysAgo: number, gross: number, isCorrection = false): Charge => ({
  number,
  issuedOn: addDays(TODAY, -daysAgo),
  dueOn: addDays(TODAY, 14 - daysAgo),
  gross: grosze(gross),
  isCorrection,
  cancelled: false,
});
const play = (charges: Charge[], payer: Parameters<typeof playLedger>[1]) =>
  playLedger(charges, payer, TODAY, random(1));

const THREE = [charge('A', 140, 10_000), charge('B', 80, 12_000), charge('C', 20, 11_000)];

test('prompt: 100 + 120 + 110 charged, all paid, balance 0', () => {
  const { payments } = play(THREE, { how: 'prompt' });
  expect(balance(THREE, payments)).toBe(0);
  expect(payments.every(p => p.bookedOn <= TODAY)).toBe(true);
});

test('owes two: 120 + 110 = 230 zł are open', () => {
  expect(balance(THREE, play(THREE, { how: 'owes', invoices: 2 }).payments)).toBe(23_000);
});

test('owes half of 110 zł: 55 zł are open', () => {
  expect(balance(THREE, play(THREE, { how: 'owes half' }).payments)).toBe(5500);
});

test('300 zł too much on the last but one: 110 zł are taken off the last, nothing to pay, 190 zł left', () => {
  const { payments, deductions } = play(THREE, { how: 'overpays', by: 30_000, before: 1 });
  expect(deductions.get('C')).toEqual({ amount: 11_000, toPay: 0 });
  expect(balance(THREE, payments)).toBe(-19_000);
});

test('a correction of -30 zł after payment is taken off the next invoice: 80 of 110 zł to pay', () => {
  const charges = [charge('A', 140, 10_000), charge('K', 120, -3000, true), charge('C', 20, 11_000)];
  const { payments, deductions } = play(charges, { how: 'prompt' });
  expect(deductions.get('C')).toEqual({ amount: 3000, toPay: 8000 });
  expect(balance(charges, payments)).toBe(0);
});

test('wrong title: one payment without an invoice, one for an invoice that nobody issued', () => {
  const { payments } = play(THREE, { how: 'wrong title' });
  expect(payments.map(p => p.invoiceNumber)).toEqual(['A', null, '']);
  expect(payments[1]!.title).toBe('za wodę');
});

test('what would be booked after today is not there yet', () => {
  const charges = [charge('C', 2, 11_000)];
  expect(play(charges, { how: 'prompt' }).payments).toEqual([]);
});
