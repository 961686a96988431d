import { startOfDay } from '../../lib/kernel/dates';
import { sha256 } from '../../lib/kernel/hash';
import { formatMoney } from '../../lib/kernel/money';
import { addDays } from './calendar';
import { VAT_RATE } from './tariffs';
import type { Line } from './billing';
import { DEDUCTION, type Buyer, type Draft } from './draft';
import type { Deduction } from './ledger';
import { publicRef } from './numbers';
import type { Counters, Rows } from './rows';

/** Writes an invoice with its lines, VAT table, notes and what it corrects. Sets the draft's id. */
export function writeInvoice(
  rows: Rows,
  counters: Counters,
  buyer: Buyer,
  draft: Draft,
  deduction: Deduction | undefined,
  document: Uint8Array | null,
): void {
  const id = counters.next('invoices');
  draft.id = id;
  rows.invoices.push({
    id,
    ref: publicRef(id),
    invoiceNumber: draft.number,
    customerId: buyer.id,
    contractId: draft.contractId,
    issuedOn: draft.issuedOn,
    saleFrom: draft.saleFrom,
    saleTo: draft.saleTo,
    dueOn: draft.dueOn,
    ...draft.totals,
    currency: 'PLN',
    kind: draft.corrected ? 'KOR' : 'VAT',
    isCorrection: draft.corrected !== null,
    correctionReason: draft.reason,
    ksefNumber: draft.ksefNumber,
    bankAccount: buyer.bankAccount,
    toPay: deduction?.toPay ?? null,
    // The night's import after the day of issue.
    firstImportedAt: startOfDay(addDays(draft.issuedOn, 1)),
  });
  let position = 0;
  const line = (value: Line, lineNo: number, before: boolean) =>
    rows.invoice_lines.push({
      invoiceId: id,
      position: ++position,
      lineNo,
      before,
      name: value.name,
      unit: value.unit,
      quantity: value.quantity,
      netPrice: value.netPrice,
      net: value.net,
      vatRate: String(VAT_RATE),
      meterSerial: value.meter?.serial ?? null,
      readingFrom: value.meter?.readingFrom ?? null,
      readingTo: value.meter?.readingTo ?? null,
    });
  // As FA(3) has it: each line as it was, then as it should be, under the same number.
  draft.lines.forEach((after, i) => {
    if (draft.before) line(draft.before[i]!, i + 1, true);
    line(after, i + 1, false);
  });
  rows.invoice_vat.push({
    invoiceId: id,
    rate: String(VAT_RATE),
    net: draft.totals.net,
    vat: draft.totals.vat,
  });
  draft.notes.forEach((note, i) =>
    rows.invoice_notes.push({
      invoiceId: id,
      position: i + 1,
      kind: 'description',
      amount: null,
      ...note,
    }),
  );
  if (deduction) {
    rows.invoice_notes.push({
      invoiceId: id,
      position: draft.notes.length + 1,
      kind: 'deduction',
      lineNo: null,
      key: DEDUCTION,
      value: formatMoney(deduction.amount, 'pl'),
      amount: deduction.amount,
    });
  }
  if (draft.corrected) {
    rows.invoice_corrections.push({
      invoiceId: id,
      correctedNumber: draft.corrected.number,
      correctedId: draft.corrected.id ?? null,
      correctedKsefNumber: draft.corrected.ksefNumber,
    });
  }
  if (document) {
    rows.invoice_documents.push({
      invoiceId: id,
      kind: 'fa3_xml',
      content: document,
      sha256: sha256(document),
      createdAt: startOfDay(addDays(draft.issuedOn, 1)),
    });
  }
}
