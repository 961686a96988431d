import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, code, day, decimal, grosze, id, instant, litres, polish, reference } from './columns';
import { contracts, customers } from './customers';

export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    /** the name in addresses; made by the database */
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    invoiceNumber: code('invoice_number').notNull(),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    contractId: reference('contract_id').references(() => contracts.id),
    issuedOn: day('issued_on').notNull(),
    saleFrom: day('sale_from'),
    saleTo: day('sale_to'),
    dueOn: day('due_on').notNull(),
    net: grosze('net_gr').notNull(),
    vat: grosze('vat_gr').notNull(),
    gross: grosze('gross_gr').notNull(),
    /** other currencies are kept and shown, never added up */
    currency: code('currency').notNull().default('PLN'),
    /** FA(3) RodzajFaktury: VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL, KOR_ROZ; absent when only the CSV is known */
    kind: code('kind'),
    /** its amounts are differences to what it corrects; what that is stands in invoice_corrections */
    isCorrection: boolean('is_correction').notNull().default(false),
    correctionReason: polish('correction_reason'),
    ksefNumber: code('ksef_number'),
    /** account named on the document itself (FA(3) NrRB) */
    bankAccount: code('bank_account'),
    /** FA(3) Rozliczenie/DoZaplaty, after deductions such as an earlier overpayment */
    toPay: grosze('to_pay_gr'),
    /** when we first held it: invoices older than 7 days by then are not announced */
    firstImportedAt: instant('first_imported_at').notNull().defaultNow(),
  },
  t => [
    uniqueIndex('invoices_ref').on(t.ref),
    uniqueIndex('invoices_number').on(t.invoiceNumber),
    index('invoices_customer').on(t.customerId, t.issuedOn),
    index('invoices_due').on(t.dueOn),
    // for the undo of an import: without it each contract that goes would read all invoices
    index('invoices_contract').on(t.contractId),
  ],
);

export const invoiceLines = pgTable(
  'invoice_lines',
  {
    invoiceId: reference('invoice_id')
      .notNull()
      .references(() => invoices.id),
    /** order on the document; a correction has the same printed number before and after */
    position: integer('position').notNull(),
    lineNo: integer('line_no').notNull(),
    /** FA(3) StanPrzed: the line as it was before the correction */
    before: boolean('before').notNull().default(false),
    name: polish('name').notNull(),
    unit: polish('unit'),
    quantity: decimal('quantity'),
    netPrice: decimal('net_price'),
    net: grosze('net_gr'),
    /** per cent as text (`8`), or what FA(3) allows besides: `zw`, `oo`, `np I`, … */
    vatRate: code('vat_rate'),
    meterSerial: code('meter_serial'),
    readingFrom: litres('reading_from_l'),
    readingTo: litres('reading_to_l'),
  },
  t => [
    primaryKey({ name: 'invoice_lines_key', columns: [t.invoiceId, t.position] }),
    index('invoice_lines_meter').on(t.meterSerial),
  ],
);

/** Net and VAT per rate, as the document states them (P_13_x / P_14_x), or summed from the lines. */
export const invoiceVat = pgTable(
  'invoice_vat',
  {
    invoiceId: reference('invoice_id')
      .notNull()
      .references(() => invoices.id),
    rate: code('rate').notNull(),
    net: grosze('net_gr').notNull(),
    vat: grosze('vat_gr').notNull(),
  },
  t => [primaryKey({ name: 'invoice_vat_key', columns: [t.invoiceId, t.rate] })],
);

/** FA(3) DodatkowyOpis, charges and deductions, attachment tables: what the document says besides its lines. */
export const invoiceNotes = pgTable(
  'invoice_notes',
  {
    invoiceId: reference('invoice_id')
      .notNull()
      .references(() => invoices.id),
    position: integer('position').notNull(),
    kind: code('kind').$type<'description' | 'charge' | 'deduction' | 'attachment'>().notNull(),
    lineNo: integer('line_no'),
    key: polish('key').notNull(),
    value: polish('value').notNull(),
    amount: grosze('amount_gr'),
  },
  t => [
    primaryKey({ name: 'invoice_notes_key', columns: [t.invoiceId, t.position] }),
    check('invoice_notes_kind', sql`${t.kind} in ('description', 'charge', 'deduction', 'attachment')`),
  ],
);

/** A correction names what it corrects; linked as soon as we hold both (either may come first). */
export const invoiceCorrections = pgTable(
  'invoice_corrections',
  {
    invoiceId: reference('invoice_id')
      .notNull()
      .references(() => invoices.id),
    correctedNumber: code('corrected_number').notNull(),
    correctedId: reference('corrected_id').references(() => invoices.id),
    correctedKsefNumber: code('corrected_ksef_number'),
  },
  t => [
    primaryKey({ name: 'invoice_corrections_key', columns: [t.invoiceId, t.correctedNumber] }),
    index('invoice_corrections_number').on(t.correctedNumber),
    index('invoice_corrections_corrected').on(t.correctedId),
  ],
);

/** Exact bytes: the FA(3) XML, the billing system's print, and our own PDF, rendered once. */
export const invoiceDocuments = pgTable(
  'invoice_documents',
  {
    invoiceId: reference('invoice_id')
      .notNull()
      .references(() => invoices.id),
    kind: code('kind').$type<'fa3_xml' | 'billing_pdf' | 'rendered_pdf'>().notNull(),
    content: bytes('content').notNull(),
    sha256: code('sha256').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  t => [
    primaryKey({ name: 'invoice_documents_key', columns: [t.invoiceId, t.kind] }),
    check('invoice_documents_kind', sql`${t.kind} in ('fa3_xml', 'billing_pdf', 'rendered_pdf')`),
  ],
);

export const payments = pgTable(
  'payments',
  {
    id: id(),
    paymentId: code('payment_id').notNull(),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    bookedOn: day('booked_on').notNull(),
    /** negative for a refund */
    amount: grosze('amount_gr').notNull(),
    /** as the billing system named it, even when we do not hold that invoice (yet) */
    invoiceNumber: code('invoice_number'),
    title: polish('title'),
  },
  t => [uniqueIndex('payments_key').on(t.paymentId), index('payments_customer').on(t.customerId, t.bookedOn)],
);
