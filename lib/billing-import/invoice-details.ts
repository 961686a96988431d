import { keepDocuments, keepInvoices } from './before';
import type { StagedDocuments } from './documents';
import { countsOf, rejectDuplicates, rejectUnknown } from './merge';
import { noCounts, type Counts } from './report';
import type { Run } from './staging';

const LINES = 'invoice_lines.csv';

const VALUES = [
  ...['name', 'unit', 'quantity', 'net_price', 'net', 'vat_rate', 'meter_serial', 'reading_from'],
  'reading_to',
] as const;
const KEPT: Record<string, string> = {
  net: 'net_gr',
  reading_from: 'reading_from_l',
  reading_to: 'reading_to_l',
};
const COLLATED = new Set<string>(['name', 'unit', 'vat_rate', 'meter_serial']);

/** Merges the lines of invoices that are known from the CSV alone; a document's own lines stay. */
export async function mergeLines(run: Run): Promise<Counts> {
  const { tx } = run;
  const staged = run.staged.get(LINES)!;
  await rejectDuplicates(run, LINES);
  await rejectUnknown(run, LINES);
  const columns = VALUES.filter(column => staged.header.has(column));
  const kept = columns.map(column => KEPT[column] ?? column);
  const given = columns.map(column => `s.${column}${COLLATED.has(column) ? ' collate "C"' : ''}`);
  const rows = `in_invoice_lines s join invoices i on i.invoice_number = s.invoice_number and i.kind is null`;
  // A line that is new or differs: the whole invoice is kept as it was.
  await keepInvoices(
    run,
    `select i.id from ${rows} left join invoice_lines l on l.invoice_id = i.id and l.position = s.line_no
      where not s.bad and i.id <= ${run.before.invoices} and (l.invoice_id is null
        or (${kept.map(column => `l.${column}`).join(', ')}) is distinct from (${given.join(', ')}))`,
  );
  const [updated] = await tx.unsafe<{ count: string }[]>(
    `with changed as (
       update invoice_lines l set ${kept.map((column, at) => `${column} = ${given[at]}`).join(', ')}
         from ${rows}
        where not s.bad and l.invoice_id = i.id and l.position = s.line_no
          and (${kept.map(column => `l.${column}`).join(', ')}) is distinct from (${given.join(', ')})
       returning l.invoice_id),
     noted as (insert into touched_invoices select distinct invoice_id from changed)
     select count(*) from changed`,
  );
  const [inserted] = await tx.unsafe<{ count: string }[]>(
    `with added as (
       insert into invoice_lines (invoice_id, position, line_no, ${kept.join(', ')})
       select i.id, s.line_no, s.line_no, ${given.join(', ')} from ${rows}
        where not s.bad
          and not exists (select from invoice_lines l where l.invoice_id = i.id and l.position = s.line_no)
        order by i.id, s.line_no
       returning invoice_id),
     noted as (insert into touched_invoices select distinct invoice_id from added)
     select count(*) from added`,
  );
  return countsOf(run, staged, Number(inserted?.count ?? 0), Number(updated?.count ?? 0));
}

/**
 * What follows from changed invoices and lines: VAT per rate where no document states it, and the end of PDFs
 * that we rendered from what was there before.
 */
export async function settleDetails(run: Run): Promise<void> {
  const { tx } = run;
  await tx.unsafe(
    `create temp table touched on commit drop as
     select distinct t.invoice_id, i.kind is null as csv_only, i.net_gr, i.vat_gr
       from touched_invoices t join invoices i on i.id = t.invoice_id`,
  );
  await tx.unsafe('analyze touched');
  await tx.unsafe(
    `delete from invoice_documents d using touched t
      where d.invoice_id = t.invoice_id and d.kind = 'rendered_pdf'`,
  );
  await tx.unsafe(
    `delete from invoice_vat v using touched t where v.invoice_id = t.invoice_id and t.csv_only`,
  );
  // The VAT of a rate is its net times the rate, half away from zero as round() does; what rounding leaves to
  // the invoice's total goes to the rate with the largest net. Lines that do not add up to the invoice prove
  // nothing about rates.
  await tx.unsafe(
    `with rates as (
       select t.invoice_id, l.vat_rate as rate, sum(l.net_gr) as net,
              sum(sum(l.net_gr)) over w as net_all, t.net_gr, t.vat_gr,
              round(sum(l.net_gr) * case when l.vat_rate ~ '^[0-9.]+$' then l.vat_rate::numeric else 0 end / 100)
                as vat
         from touched t join invoice_lines l on l.invoice_id = t.invoice_id and not l.before
        where t.csv_only group by t.invoice_id, l.vat_rate, t.net_gr, t.vat_gr
       window w as (partition by t.invoice_id)),
     ranked as (
       select *, sum(vat) over (partition by invoice_id) as vat_all,
              row_number() over (partition by invoice_id order by abs(net) desc, rate) as rank,
              count(*) over (partition by invoice_id) as count
         from rates)
     insert into invoice_vat (invoice_id, rate, net_gr, vat_gr)
     select invoice_id, rate, net, case when rank = 1 then vat + (vat_gr - vat_all) else vat end
       from ranked where net_all = net_gr and rate is not null and abs(vat_gr - vat_all) <= count`,
  );
}

/** Keeps the billing system's own prints, each beside the invoice whose number is its name. */
export async function mergePrints(run: Run, documents: StagedDocuments): Promise<Counts> {
  const { tx, findings, now } = run;
  const counts = noCounts();
  await tx.unsafe(
    `create temp table in_pdf_match on commit drop as
     select p.no, min(i.id) as invoice_id, count(*) as fits
       from in_pdf p join invoices i on replace(i.invoice_number, '/', '_') = p.stem group by p.no`,
  );
  const pending = [
    `select replace(number, '/', '_') from in_fa3 where bad and number is not null`,
    `select replace(invoice_number, '/', '_') from in_invoices where bad`,
  ];
  const hidden = run.broken.has('invoices.csv')
    ? 'and false'
    : pending.map(query => `and p.stem not in (${query})`).join(' ');
  const lost = await tx.unsafe<{ file: string; stem: string; fits: string | null }[]>(
    `update in_pdf p set bad = true from in_pdf q left join in_pdf_match m using (no)
      where q.no = p.no and (m.fits > 1 or (m.no is null ${hidden}))
     returning p.file, p.stem, m.fits`,
  );
  for (const { file, stem, fits } of lost)
    findings.add(file, null, null, stem, fits === null ? 'unknown_invoice' : 'pdf_ambiguous');
  const rows = `in_pdf p join in_pdf_match m using (no)`;
  await keepDocuments(
    run,
    'billing_pdf',
    `select m.invoice_id from ${rows} left join invoice_documents d
         on d.invoice_id = m.invoice_id and d.kind = 'billing_pdf'
      where not p.bad and d.sha256 is distinct from p.sha256`,
  );
  const updated = await tx.unsafe(
    `update invoice_documents d set content = p.content, sha256 = p.sha256, created_at = $1::timestamptz
       from ${rows} where not p.bad and d.invoice_id = m.invoice_id and d.kind = 'billing_pdf'
        and d.sha256 <> p.sha256`,
    [now.toISOString()],
  );
  const inserted = await tx.unsafe(
    `insert into invoice_documents (invoice_id, kind, content, sha256, created_at)
     select m.invoice_id, 'billing_pdf', p.content, p.sha256, $1::timestamptz from ${rows}
      where not p.bad
     on conflict do nothing`,
    [now.toISOString()],
  );
  counts.updated = updated.count;
  counts.inserted = inserted.count;
  counts.rejected = documents.unstaged + lost.length;
  counts.unchanged = Math.max(0, documents.rows - counts.rejected - counts.updated - counts.inserted);
  return counts;
}
