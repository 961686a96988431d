import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId, idsOf } from '@/lib/auth/scopes';
import type { Address } from '@/lib/customers/address';
import type { Day } from '@/lib/kernel/dates';
import type { Grosze } from '@/lib/kernel/money';
import type { Litres } from '@/lib/kernel/volume';
import { documentsJson, paymentsJson, type DocumentRow, type History } from './history';
import { matchesFilter, settle, type SettledInvoice, type SettlementTotals, type StateFilter } from './rules';

export const PAGE_SIZE = 20;

export interface InvoiceFilter {
  readonly year: number | null;
  readonly state: StateFilter | null;
  /** where the previous page ended, as {@link InvoiceList.next} gave it; anything else begins at the top */
  readonly after: string | null;
}

export interface InvoiceSummary {
  readonly ref: string;
  readonly number: string;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly saleFrom: Day | null;
  readonly saleTo: Day | null;
  readonly gross: Grosze;
  readonly currency: string;
  readonly ksefNumber: string | null;
  readonly isCorrection: boolean;
  readonly settled: SettledInvoice;
}

export interface InvoiceList {
  readonly invoices: readonly InvoiceSummary[];
  /** the key of the next, older page; null at the end */
  readonly next: string | null;
  /** of issue, newest first, whatever the filter */
  readonly years: readonly number[];
  readonly totals: SettlementTotals;
}

/** A row of a list out of a document and what became of it. */
export const summaryOf = (document: DocumentRow, settled: SettledInvoice): InvoiceSummary => ({
  ref: document.ref,
  number: document.number,
  issuedOn: document.issuedOn,
  dueOn: document.dueOn,
  saleFrom: document.saleFrom,
  saleTo: document.saleTo,
  gross: document.gross,
  currency: document.currency,
  ksefNumber: document.ksefNumber,
  isCorrection: document.isCorrection,
  settled,
});

const keyOf = (row: { issuedOn: Day; ref: string }): string => `${row.issuedOn}|${row.ref}`;
const encodeKey = (key: string): string => Buffer.from(key).toString('base64url');
const KEY = /^\d{4}-\d{2}-\d{2}\|[0-9A-Z]+$/;

function decodeKey(cursor: string | null): string | null {
  const key = cursor && Buffer.from(cursor, 'base64url').toString();
  return key && KEY.test(key) ? key : null;
}

/** Newest first; `ref` makes the order of one day's documents stable. */
export const newestFirst = (a: DocumentRow, b: DocumentRow): number => (keyOf(a) < keyOf(b) ? 1 : -1);

/**
 * The current customer's invoices, newest first, {@link PAGE_SIZE} a page from a key on. The states are a
 * matter of the whole history (payments fill the oldest first), so all of it is read in one round trip and
 * the page is cut out of it.
 */
export async function listInvoices(
  actor: CustomerActor,
  filter: InvoiceFilter,
  today: Day,
): Promise<InvoiceList> {
  const sql = rawSql();
  const id = sql`${currentId(actor, 'invoices')}::bigint`;
  const [row] = await sql<[History]>`
    select ${documentsJson(sql, id)} as documents, ${paymentsJson(sql, id)} as payments`;
  const { documents, payments } = row;
  const { invoices: settled, totals } = settle(documents, payments, today);
  const after = decodeKey(filter.after);
  const found = [...documents]
    .filter(document => filter.year === null || Number(document.issuedOn.slice(0, 4)) === filter.year)
    .filter(
      document =>
        filter.state === null ||
        matchesFilter(filter.state, settled.get(document.id)!.state, document.isCorrection),
    )
    .filter(document => after === null || keyOf(document) < after)
    .sort(newestFirst);
  const page = found.slice(0, PAGE_SIZE);
  return {
    invoices: page.map(document => summaryOf(document, settled.get(document.id)!)),
    next: found.length > PAGE_SIZE ? encodeKey(keyOf(page.at(-1)!)) : null,
    years: [...new Set(documents.map(document => Number(document.issuedOn.slice(0, 4))))].sort(
      (a, b) => b - a,
    ),
    totals,
  };
}

export interface InvoiceLine {
  readonly lineNo: number;
  /** as it was before the correction */
  readonly before: boolean;
  readonly name: string;
  readonly unit: string | null;
  /** exact decimals */
  readonly quantity: string | null;
  readonly netPrice: string | null;
  readonly net: Grosze | null;
  readonly vatRate: string | null;
  readonly meterSerial: string | null;
  readonly meterRole: 'main' | 'additional' | null;
  readonly readingFrom: Litres | null;
  readonly readingTo: Litres | null;
}

export interface InvoiceNote {
  readonly kind: 'description' | 'charge' | 'deduction' | 'attachment';
  readonly lineNo: number | null;
  readonly key: string;
  readonly value: string;
  readonly amount: Grosze | null;
}

/** A document that this one corrects, or that corrects it; `ref` only when it is the customer's own. */
export interface LinkedDocument {
  readonly number: string;
  readonly ref: string | null;
  readonly ksefNumber: string | null;
  readonly issuedOn: Day | null;
  readonly gross: Grosze | null;
}

/** Everything that the document says, from stored rows: what the PDF shows for ever. */
export interface InvoiceDocument {
  readonly ref: string;
  readonly number: string;
  readonly issuedOn: Day;
  readonly saleFrom: Day | null;
  readonly saleTo: Day | null;
  readonly dueOn: Day;
  readonly net: Grosze;
  readonly vat: Grosze;
  readonly gross: Grosze;
  readonly currency: string;
  readonly kind: string | null;
  readonly isCorrection: boolean;
  readonly correctionReason: string | null;
  readonly ksefNumber: string | null;
  /** SHA-256 of the exact bytes of its FA(3) document, lower-case hex; null where we do not hold that */
  readonly xmlSha256: string | null;
  readonly toPay: Grosze | null;
  readonly bankAccount: string | null;
  readonly contractNumber: string | null;
  readonly servicePoint: Address | null;
  readonly customer: InvoiceCustomer;
  readonly lines: readonly InvoiceLine[];
  readonly vatByRate: readonly { readonly rate: string; readonly net: Grosze; readonly vat: Grosze }[];
  readonly notes: readonly InvoiceNote[];
  /** what it corrects */
  readonly corrects: readonly LinkedDocument[];
}

export interface InvoiceCustomer extends Address {
  readonly customerNumber: string;
  readonly kind: 'person' | 'business';
  readonly name: string;
  readonly nip: string | null;
  readonly bankAccount: string | null;
  /** when the account was changed and nobody has confirmed it yet */
  readonly bankAccountChangedAt: string | null;
}

export interface InvoiceDetail extends InvoiceDocument {
  readonly settled: SettledInvoice;
  /** everything that its customer still has to pay, and the documents that ask for it */
  readonly due: { readonly amount: Grosze; readonly documents: readonly Pick<DocumentRow, 'ksefNumber'>[] };
  /** its corrections, oldest first */
  readonly correctedBy: readonly LinkedDocument[];
  readonly hasBillingPdf: boolean;
  readonly hasXml: boolean;
}

interface StoredInvoice {
  readonly id: string;
  readonly document: InvoiceDocument;
  readonly correctedBy: readonly LinkedDocument[];
  readonly kinds: readonly string[];
}

/** The columns of {@link InvoiceDocument}, of `i` (invoices) joined with `c` (customers). */
export const documentJson = (sql: ReturnType<typeof rawSql>) => sql`
  json_build_object(
    'ref', i.ref, 'number', i.invoice_number, 'issuedOn', i.issued_on, 'saleFrom', i.sale_from,
    'saleTo', i.sale_to, 'dueOn', i.due_on, 'net', i.net_gr, 'vat', i.vat_gr, 'gross', i.gross_gr,
    'currency', i.currency, 'kind', i.kind, 'isCorrection', i.is_correction,
    'correctionReason', i.correction_reason, 'ksefNumber', i.ksef_number,
    'xmlSha256', (select d.sha256 from invoice_documents d where d.invoice_id = i.id and d.kind = 'fa3_xml'),
    'toPay', i.to_pay_gr,
    'bankAccount', i.bank_account,
    'contractNumber', (select k.contract_number from contracts k where k.id = i.contract_id),
    'servicePoint', (select json_build_object('street', s.street, 'building', s.building, 'unit', s.unit,
        'postalCode', s.postal_code, 'city', s.city)
      from contracts k join service_points s on s.id = k.service_point_id where k.id = i.contract_id),
    'customer', json_build_object('customerNumber', c.customer_number, 'kind', c.kind, 'name', c.name,
      'nip', c.nip, 'street', c.street, 'building', c.building, 'unit', c.unit, 'postalCode', c.postal_code,
      'city', c.city, 'bankAccount', c.bank_account,
      'bankAccountChangedAt', case when c.bank_account_confirmed_at is null
        or c.bank_account_confirmed_at < c.bank_account_changed_at then c.bank_account_changed_at end),
    'lines', (select coalesce(json_agg(json_build_object('lineNo', l.line_no, 'before', l.before,
        'name', l.name, 'unit', l.unit, 'quantity', l.quantity::text, 'netPrice', l.net_price::text,
        'net', l.net_gr, 'vatRate', l.vat_rate, 'meterSerial', l.meter_serial,
        'meterRole', (select m.role from meters m join contracts k on k.service_point_id = m.service_point_id
           where m.serial_number = l.meter_serial and k.customer_id = i.customer_id limit 1),
        'readingFrom', l.reading_from_l, 'readingTo', l.reading_to_l) order by l.position), '[]')
      from invoice_lines l where l.invoice_id = i.id),
    'vatByRate', (select coalesce(json_agg(json_build_object('rate', v.rate, 'net', v.net_gr, 'vat', v.vat_gr)
        order by v.rate desc), '[]')
      from invoice_vat v where v.invoice_id = i.id),
    'notes', (select coalesce(json_agg(json_build_object('kind', n.kind, 'lineNo', n.line_no, 'key', n.key,
        'value', n.value, 'amount', n.amount_gr) order by n.position), '[]')
      from invoice_notes n where n.invoice_id = i.id),
    'corrects', (select coalesce(json_agg(json_build_object('number', x.corrected_number, 'ref', o.ref,
        'ksefNumber', x.corrected_ksef_number, 'issuedOn', o.issued_on, 'gross', o.gross_gr)
        order by o.issued_on, x.corrected_number), '[]')
      from invoice_corrections x left join invoices o on o.id = x.corrected_id and o.customer_id = i.customer_id
      where x.invoice_id = i.id))`;

const ownIds = (actor: CustomerActor): number[] => idsOf(actor, 'invoices');

/**
 * One invoice of any customer that the account manages, with what is paid of it. One round trip.
 * @returns null when there is no such invoice or it is somebody else's: the two look alike
 */
export async function findInvoice(
  actor: CustomerActor,
  ref: string,
  today: Day,
): Promise<InvoiceDetail | null> {
  const sql = rawSql();
  const owner = sql`i.customer_id`;
  const [row] = await sql<(History & StoredInvoice)[]>`
    select i.id, ${documentJson(sql)} as document,
      ${documentsJson(sql, owner)} as documents,
      ${paymentsJson(sql, owner)} as payments,
      (select coalesce(json_agg(json_build_object('number', k.invoice_number, 'ref', k.ref,
          'ksefNumber', k.ksef_number, 'issuedOn', k.issued_on, 'gross', k.gross_gr)
          order by k.issued_on, k.invoice_number), '[]')
        from invoice_corrections x join invoices k on k.id = x.invoice_id and k.customer_id = i.customer_id
        where x.corrected_id = i.id) as "correctedBy",
      (select coalesce(json_agg(d.kind), '[]') from invoice_documents d where d.invoice_id = i.id) as kinds
    from invoices i join customers c on c.id = i.customer_id
    where i.ref = ${ref} and i.customer_id = any(${ownIds(actor)}::bigint[])`;
  if (!row) return null;
  const { invoices: settled, totals } = settle(row.documents, row.payments, today);
  return {
    ...row.document,
    settled: settled.get(Number(row.id))!,
    due: {
      amount: totals.amountDue,
      documents: row.documents
        .filter(({ id }) => settled.get(id)!.open > 0)
        .map(({ ksefNumber }) => ({ ksefNumber })),
    },
    correctedBy: row.correctedBy,
    hasBillingPdf: row.kinds.includes('billing_pdf'),
    hasXml: row.kinds.includes('fa3_xml'),
  };
}

export interface StoredPdf {
  readonly number: string;
  /** the billing system's own print, else ours; null while nobody has rendered it */
  readonly content: Uint8Array | null;
  /** what to render it from; absent when there is a print */
  readonly document: InvoiceDocument | null;
}

/**
 * The PDF of an invoice of any customer that the account manages, or what to make it from.
 * @returns null when there is no such invoice or it is somebody else's
 */
export async function findPdf(actor: CustomerActor, ref: string): Promise<StoredPdf | null> {
  const sql = rawSql();
  const ids = ownIds(actor);
  const [stored] = await sql<{ number: string; content: Uint8Array | null }[]>`
    select i.invoice_number as number, d.content
    from invoices i
    left join lateral (select x.content from invoice_documents x
      where x.invoice_id = i.id and x.kind in ('billing_pdf', 'rendered_pdf')
      order by x.kind = 'billing_pdf' desc limit 1) d on true
    where i.ref = ${ref} and i.customer_id = any(${ids}::bigint[])`;
  if (!stored) return null;
  if (stored.content) return { ...stored, document: null };
  const [row] = await sql<{ document: InvoiceDocument }[]>`
    select ${documentJson(sql)} as document
    from invoices i join customers c on c.id = i.customer_id
    where i.ref = ${ref} and i.customer_id = any(${ids}::bigint[])`;
  return row ? { ...stored, document: row.document } : null;
}
