import { keepDocuments, keepInvoices } from './before';
import type { StagedDocuments } from './documents';
import { findBuyers, rejectDifferences, rejectSecondDocuments } from './invoice-checks';
import { countsOf, rejectDuplicates, rejectUnknown } from './merge';
import { noCounts, type Counts } from './report';
import type { Run } from './staging';

const CSV = 'invoices.csv';

export interface InvoiceCounts {
  csv: Counts | undefined;
  xml: Counts | undefined;
}

/**
 * Merges invoices from the CSV and from FA(3) documents, which may speak of the same ones. A document decides
 * on everything that is printed on it; the CSV gives contract, KSeF number and due date. What was known only
 * from the CSV until now gives way to a document.
 */
export async function mergeInvoices(run: Run, documents: StagedDocuments | null): Promise<InvoiceCounts> {
  const staged = run.staged.get(CSV);
  if (staged) {
    await rejectDuplicates(run, CSV);
    await rejectUnknown(run, CSV);
  } else {
    await run.tx.unsafe(
      `create temp table in_invoices (line bigint, bad boolean, invoice_number text collate "C",
         customer_number text collate "C", contract_number text collate "C", issued_on date, sale_from date,
         sale_to date, due_on date, net bigint, vat bigint, gross bigint,
         corrects_invoice text collate "C", ksef_number text collate "C") on commit drop`,
    );
  }
  if (documents) {
    await rejectSecondDocuments(run);
    await findBuyers(run);
  }
  await rejectDifferences(run);
  await run.tx.unsafe(
    `update in_fa3 x set live = not exists (
       select from invoices i join invoice_documents d on d.invoice_id = i.id and d.kind = 'fa3_xml'
        where i.invoice_number = x.number and d.sha256 = x.sha256)`,
  );
  const header = staged?.header ?? new Set<string>();
  await combine(run, column => header.has(column));
  const counts = { csv: noCounts(), xml: noCounts() };
  await write(run, counts, header.has('corrects_invoice'));
  await corrections(run, header.has('corrects_invoice'));
  return {
    csv: staged && (await countsOf(run, staged, counts.csv.inserted, counts.csv.updated)),
    xml: documents ? await documentCounts(run, documents, counts.xml) : undefined,
  };
}

/**
 * One row per invoice as it is to be: what the document says where there is a new one (`live`), what the CSV
 * says as far as no document is held, and what is stored for the rest.
 */
async function combine(run: Run, given: (column: string) => boolean): Promise<void> {
  // A column that the CSV does not have leaves the stored value alone.
  const fromCsv = (column: string, value: string, stored: string) =>
    given(column) ? `case when s.line is null then ${stored} else ${value} end` : stored;
  /** Printed on the document: the document's, then what is held by it, then the CSV's. */
  const printed = (document: string, stored: string, csv: string) =>
    `case when x.no is not null then ${document} when i.kind is not null then ${stored} else ${csv} end`;
  const sale = (column: string) =>
    `case when x.no is not null or i.kind is not null
       then coalesce(x.${column}, i.${column}, s.${column})
       else ${fromCsv(column, `s.${column}`, `i.${column}`)} end`;
  await run.tx.unsafe(
    `create temp table merged_invoices on commit drop as
     select coalesce(x.number, s.invoice_number) as invoice_number, i.id,
            s.line is not null as from_csv, x.no is not null as from_xml, x.no,
            i.kind is not null or x.no is not null as has_document,
            s.corrects_invoice,
            coalesce(x.customer_id, sc.id) as customer_id,
            ${fromCsv('contract_number', 'coalesce(ct.id, xt.id)', 'coalesce(i.contract_id, xt.id)')} as contract_id,
            ${printed('x.issued_on', 'i.issued_on', 's.issued_on')} as issued_on,
            ${sale('sale_from')} as sale_from,
            ${sale('sale_to')} as sale_to,
            coalesce(s.due_on, x.due_on, i.due_on, x.issued_on + 14) as due_on,
            ${printed('coalesce(x.net, s.net, x.kept_net)', 'i.net_gr', 's.net')} as net_gr,
            ${printed('coalesce(x.vat, s.vat, x.kept_vat)', 'i.vat_gr', 's.vat')} as vat_gr,
            ${printed('x.gross', 'i.gross_gr', 's.gross')} as gross_gr,
            ${printed('x.currency', 'i.currency', "coalesce(i.currency, 'PLN')")} as currency,
            ${printed('x.kind', 'i.kind', 'null')} as kind,
            coalesce(${printed(
              'x.is_correction',
              'i.is_correction',
              given('corrects_invoice') ? 's.corrects_invoice is not null' : 'i.is_correction',
            )}, false) as is_correction,
            ${printed('x.correction_reason', 'i.correction_reason', 'i.correction_reason')} as correction_reason,
            ${fromCsv('ksef_number', 's.ksef_number', 'i.ksef_number')} as ksef_number,
            ${printed('x.bank_account', 'i.bank_account', 'i.bank_account')} as bank_account,
            ${printed('x.to_pay', 'i.to_pay_gr', 'i.to_pay_gr')} as to_pay_gr
       from (select * from in_invoices where not bad) s
       full join (select * from in_fa3 where not bad and live) x on x.number = s.invoice_number
       left join invoices i on i.invoice_number = coalesce(x.number, s.invoice_number)
       left join customers sc on sc.customer_number = s.customer_number
       left join contracts ct on ct.contract_number = s.contract_number
       left join contracts xt on xt.contract_number = x.contract_number and xt.customer_id = x.customer_id
      where coalesce(x.customer_id, sc.id) is not null`,
  );
  await run.tx.unsafe('analyze merged_invoices');
}

/** The columns of an invoice that an import decides on. */
const KEPT = [
  ...['customer_id', 'contract_id', 'issued_on', 'sale_from', 'sale_to', 'due_on', 'net_gr', 'vat_gr'],
  ...['gross_gr', 'currency', 'kind', 'is_correction', 'correction_reason', 'ksef_number', 'bank_account'],
  'to_pay_gr',
];
/** Those that the CSV decides on even beside a document: what makes its row count as changed. */
const CSV_OWN = ['customer_id', 'contract_id', 'due_on', 'ksef_number'];

const list = (columns: readonly string[], of: string) => columns.map(column => `${of}.${column}`).join(', ');
/** Text columns differ in collation between the tables; equality is the same in all of them. */
const COLLATED = new Set(['currency', 'kind', 'correction_reason', 'ksef_number', 'bank_account']);
const exact = (columns: readonly string[], of: string) =>
  columns.map(column => `${of}.${column}${COLLATED.has(column) ? ' collate "C"' : ''}`).join(', ');

async function write(run: Run, counts: { csv: Counts; xml: Counts }, correctsGiven: boolean): Promise<void> {
  const { tx, now } = run;
  const differs = (columns: readonly string[]) =>
    `(${list(columns, 'i')}) is distinct from (${exact(columns, 'm')})`;
  const otherCorrected = correctsGiven
    ? `or (not m.has_document and m.corrects_invoice is distinct from
           (select min(k.corrected_number) from invoice_corrections k where k.invoice_id = m.id))`
    : '';
  await tx.unsafe('create temp table touched_invoices (invoice_id bigint not null) on commit drop');
  const [csv] = await tx.unsafe<{ inserted: string; updated: string }[]>(
    `select count(*) filter (where i.id is null) as inserted,
            count(*) filter (where i.id is not null
              and (${differs(CSV_OWN)} or (not m.from_xml and ${differs(KEPT)}) ${otherCorrected})) as updated
       from merged_invoices m left join invoices i on i.id = m.id where m.from_csv`,
  );
  counts.csv.inserted = Number(csv?.inserted ?? 0);
  counts.csv.updated = Number(csv?.updated ?? 0);

  await keepInvoices(
    run,
    `select i.id from merged_invoices m join invoices i on i.id = m.id
      where m.from_xml or ${differs(KEPT)} ${otherCorrected}`,
  );
  await keepDocuments(run, 'fa3_xml', 'select id from merged_invoices where from_xml');
  await tx.unsafe(
    `with changed as (
       update invoices i set ${KEPT.map(column => `${column} = m.${column}`).join(', ')}
         from merged_invoices m where m.id = i.id and ${differs(KEPT)} returning i.id)
     insert into touched_invoices select id from changed`,
  );
  await tx.unsafe(
    `with added as (
       insert into invoices (invoice_number, first_imported_at, ${KEPT.join(', ')})
       select m.invoice_number, $1::timestamptz, ${list(KEPT, 'm')} from merged_invoices m where m.id is null
        order by m.issued_on, m.invoice_number
       returning id, invoice_number)
     update merged_invoices m set id = added.id from added where added.invoice_number = m.invoice_number`,
    [now.toISOString()],
  );
  await tx.unsafe(
    `insert into touched_invoices select id from merged_invoices m where from_xml
        or not exists (select from invoice_vat v where v.invoice_id = m.id)`,
  );
  const [xml] = await tx.unsafe<{ updated: string; all: string }[]>(
    `select count(*) filter (where exists (select from invoice_documents d
              where d.invoice_id = m.id and d.kind = 'fa3_xml')) as updated, count(*) as all
       from merged_invoices m where from_xml`,
  );
  counts.xml.updated = Number(xml?.updated ?? 0);
  counts.xml.inserted = Number(xml?.all ?? 0) - counts.xml.updated;
  if (counts.xml.inserted + counts.xml.updated > 0) await writeDocuments(run);
}

/** A document defines its lines, VAT, notes and corrections wholly: what was there gives way. */
async function writeDocuments(run: Run): Promise<void> {
  const { tx, now } = run;
  await tx.unsafe(
    `insert into invoice_documents (invoice_id, kind, content, sha256, created_at)
     select m.id, 'fa3_xml', x.content, x.sha256, $1::timestamptz
       from merged_invoices m join in_fa3 x using (no)
     on conflict (invoice_id, kind) do update
        set content = excluded.content, sha256 = excluded.sha256, created_at = excluded.created_at`,
    [now.toISOString()],
  );
  for (const table of ['invoice_lines', 'invoice_vat', 'invoice_notes', 'invoice_corrections'])
    await tx.unsafe(
      `delete from ${table} d using merged_invoices m where m.from_xml and d.invoice_id = m.id`,
    );
  const from = 'from merged_invoices m join in_fa3 x using (no), lateral';
  await tx.unsafe(
    `insert into invoice_lines (invoice_id, position, line_no, before, name, unit, quantity, net_price, net_gr,
            vat_rate, meter_serial, reading_from_l, reading_to_l)
     select m.id, l.position, l.line_no, l.before, l.name, l.unit, l.quantity, l.net_price, l.net, l.vat_rate,
            l.meter_serial, l.reading_from, l.reading_to
       ${from} jsonb_to_recordset(x.lines) as l (position integer, line_no integer, before boolean, name text,
              unit text, quantity numeric, net_price numeric, net bigint, vat_rate text, meter_serial text,
              reading_from bigint, reading_to bigint)
      order by m.id, l.position`,
  );
  await tx.unsafe(
    `insert into invoice_vat (invoice_id, rate, net_gr, vat_gr)
     select m.id, v.rate, v.net, v.vat ${from} jsonb_to_recordset(x.rates) as v (rate text, net bigint, vat bigint)`,
  );
  await tx.unsafe(
    `insert into invoice_notes (invoice_id, position, kind, line_no, key, value, amount_gr)
     select m.id, n.position, n.kind, n."lineNo", n.key, n.value, n.amount
       ${from} jsonb_to_recordset(x.notes)
         as n (position integer, kind text, "lineNo" integer, key text, value text, amount bigint)`,
  );
  await tx.unsafe(
    `insert into invoice_corrections (invoice_id, corrected_number, corrected_ksef_number)
     select m.id, c.number, c."ksefNumber"
       ${from} jsonb_to_recordset(x.corrections) as c (number text, "ksefNumber" text)
     on conflict do nothing`,
  );
}

/** What the CSV corrects, and links between corrections and invoices, whichever of them came first. */
async function corrections(run: Run, given: boolean): Promise<void> {
  const { tx } = run;
  if (given) {
    const own = 'm.from_csv and not m.has_document';
    await tx.unsafe(
      `delete from invoice_corrections k using merged_invoices m
        where k.invoice_id = m.id and ${own} and k.corrected_number is distinct from m.corrects_invoice`,
    );
    await tx.unsafe(
      `insert into invoice_corrections (invoice_id, corrected_number)
       select m.id, m.corrects_invoice from merged_invoices m where ${own} and m.corrects_invoice is not null
       on conflict do nothing`,
    );
  }
  await tx.unsafe(
    `update invoice_corrections k set corrected_id = i.id from invoices i
      where k.corrected_id is null and i.invoice_number = k.corrected_number`,
  );
}

async function documentCounts(run: Run, documents: StagedDocuments, counts: Counts): Promise<Counts> {
  const [row] = await run.tx.unsafe<{ bad: string }[]>('select count(*) as bad from in_fa3 where bad');
  const rejected = documents.unstaged + Number(row?.bad ?? 0);
  return {
    ...counts,
    rejected,
    unchanged: Math.max(0, documents.rows - rejected - counts.inserted - counts.updated),
  };
}
