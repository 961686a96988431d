import { ZERO, grosze, roundHalfAway, type Grosze } from '../kernel/money';
import { sha256 } from '../kernel/hash';
import type { Fa3Invoice, Fa3Line } from './fa3/document';
import { notesOf } from './fa3/notes';
import { parseFa3 } from './fa3/parse';
import { PDF_FILES, XML_FILES } from './files';
import type { Entry } from './entry';
import { readEntry } from './source';
import { copyCell, CopyIn, type Run } from './staging';

/** FA(3) documents and prints in their temporary tables; how many could not be staged. */
export interface StagedDocuments {
  readonly rows: number;
  readonly unstaged: number;
}

const XML_COLUMNS = [
  ...['no', 'file', 'bad', 'sha256', 'content', 'number', 'issued_on', 'sale_from', 'sale_to', 'due_on'],
  // As the document states them, and as they are kept where it states none.
  ...[
    'net',
    'vat',
    'gross',
    'kept_net',
    'kept_vat',
    'currency',
    'kind',
    'is_correction',
    'correction_reason',
  ],
  ...['bank_account', 'to_pay', 'buyer_number', 'buyer_nip', 'contract_number'],
  ...['lines', 'rates', 'notes', 'corrections'],
];

/** Creates the temporary table of documents; the merge of invoices reads it even when there are none. */
export async function createXmlTable(run: Run): Promise<void> {
  await run.tx.unsafe(
    `create temp table in_fa3 (no integer not null, file text not null, bad boolean not null, sha256 text,
       content bytea, number text collate "C", issued_on date, sale_from date, sale_to date, due_on date,
       net bigint, vat bigint, gross bigint, kept_net bigint, kept_vat bigint, currency text, kind text,
       is_correction boolean, correction_reason text, bank_account text, to_pay bigint,
       buyer_number text collate "C", buyer_nip text collate "C", contract_number text collate "C",
       lines jsonb, rates jsonb, notes jsonb, corrections jsonb, customer_id bigint, live boolean)
     on commit drop`,
  );
}

/** Parses the FA(3) documents one by one into their temporary table, with their exact bytes. */
export async function loadXml(run: Run, entries: readonly Entry[]): Promise<StagedDocuments> {
  const copy = await CopyIn.open(run.tx, `in_fa3 (${XML_COLUMNS.join(', ')}) from stdin`);
  let unstaged = 0;
  let done = 0;
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  try {
    for (const [no, entry] of entries.entries()) {
      const bytes = await readEntry(entry);
      const result = parseFa3(bytes, entry.name);
      if (result.ok) copy.row(xmlRow(no, entry.name, bytes, result.invoice));
      else {
        unstaged += 1;
        for (const error of result.errors) run.findings.push(error);
      }
      if (copy.isFull) await copy.flush();
      done += entry.size;
      if (no % 100 === 99) run.tell({ phase: 'reading', file: XML_FILES, rows: no + 1, done, total });
    }
    await copy.end();
  } catch (error) {
    copy.abort(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  await run.tx.unsafe('analyze in_fa3');
  run.tell({ phase: 'reading', file: XML_FILES, rows: entries.length, done, total });
  return { rows: entries.length, unstaged };
}

function xmlRow(no: number, file: string, bytes: Buffer, invoice: Fa3Invoice): string[] {
  const { net, vat } = totals(invoice);
  const json = (value: unknown) => JSON.stringify(value);
  const { buyer, payment } = invoice;
  const values = [
    ...[no, file, false, sha256(bytes), `\\x${bytes.toString('hex')}`],
    ...[invoice.number, invoice.issuedOn, invoice.saleFrom, invoice.saleTo, payment.dueOn],
    ...[invoice.net, invoice.vat, invoice.gross, net, vat, invoice.currency, invoice.kind],
    ...[invoice.isCorrection, invoice.correctionReason, payment.account, invoice.settlement?.toPay ?? null],
    ...[buyer.customerNumber, buyer.nip, invoice.contractNumbers[0] ?? null],
    json(linesOf(invoice)),
    json(invoice.vatRates),
    json(notesOf(invoice).map((note, position) => ({ ...note, position: position + 1 }))),
    json(invoice.corrections.map(({ number, ksefNumber }) => ({ number, ksefNumber }))),
  ];
  return values.map(copyCell);
}

/**
 * Net and VAT of a document that states none (simplified and purely formal ones): by the one rate of its
 * lines, else all of it is net.
 */
function totals(invoice: Fa3Invoice): { net: Grosze; vat: Grosze } {
  if (invoice.net !== null && invoice.vat !== null) return { net: invoice.net, vat: invoice.vat };
  const rates = new Set(invoice.lines.map(line => line.vatRate));
  const [only] = rates;
  const rate = rates.size === 1 && only ? Number(only) : Number.NaN;
  const vat = rate > 0 ? grosze(roundHalfAway((invoice.gross * rate) / (100 + rate))) : ZERO;
  return { net: grosze(invoice.gross - vat), vat };
}

/** Lines with the meter and readings that a description gives for them; JSON for the database to unfold. */
function linesOf(invoice: Fa3Invoice) {
  const lines: readonly Fa3Line[] = invoice.lines.length > 0 ? invoice.lines : invoice.orderLines;
  const readings = new Map(invoice.readings.map(reading => [reading.lineNo, reading]));
  return lines.map((line, index) => {
    const reading = line.before ? undefined : readings.get(line.lineNo);
    return {
      position: index + 1,
      line_no: line.lineNo,
      before: line.before,
      name: line.name,
      unit: line.unit,
      quantity: line.quantity,
      net_price: line.netPrice,
      net: line.net,
      vat_rate: line.vatRate,
      meter_serial: reading?.serial ?? null,
      reading_from: reading?.from ?? null,
      reading_to: reading?.to ?? null,
    };
  });
}

/** Reads the billing system's own prints into their temporary table. */
export async function loadPdf(run: Run, entries: readonly Entry[]): Promise<StagedDocuments> {
  await run.tx.unsafe(
    `create temp table in_pdf (no integer not null, file text not null, bad boolean not null,
       stem text collate "C" not null, sha256 text not null, content bytea not null, invoice_id bigint)
     on commit drop`,
  );
  const copy = await CopyIn.open(run.tx, 'in_pdf (no, file, bad, stem, sha256, content) from stdin');
  let unstaged = 0;
  let done = 0;
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  try {
    for (const [no, entry] of entries.entries()) {
      const bytes = await readEntry(entry);
      const stem = entry.name.replace(/^.*\//, '').slice(0, -4).normalize('NFC');
      // The mark may stand behind a few bytes of a printer's own (ISO 32000-1, annex H).
      if (bytes.subarray(0, 1024).includes('%PDF-')) {
        copy.row([no, entry.name, false, stem, sha256(bytes), `\\x${bytes.toString('hex')}`].map(copyCell));
      } else {
        unstaged += 1;
        run.findings.add(entry.name, 1, null, null, 'pdf_content');
      }
      if (copy.isFull) await copy.flush();
      done += entry.size;
      if (no % 100 === 99) run.tell({ phase: 'reading', file: PDF_FILES, rows: no + 1, done, total });
    }
    await copy.end();
  } catch (error) {
    copy.abort(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  await run.tx.unsafe('analyze in_pdf');
  return { rows: entries.length, unstaged };
}
