import { grosze, toDecimal } from '../kernel/money';
import type { Run } from './staging';

/** Two documents with one number in a package: nobody can say which of them is the invoice. */
export async function rejectSecondDocuments(run: Run): Promise<void> {
  const found = await run.tx.unsafe<{ file: string; number: string; other: string }[]>(
    `with numbered as (
       select no, number, first_value(no) over (partition by number order by no) as first from in_fa3)
     update in_fa3 x set bad = true from numbered n, in_fa3 f
      where n.no = x.no and n.first <> n.no and f.no = n.first
     returning x.file, x.number, f.file as other`,
  );
  for (const { file, number, other } of found)
    run.findings.add(file, null, 'Fa/P_2', number, 'document_twice', { other });
}

/** `Podmiot2/NrKlienta`, else the NIP; where the document has neither, whom the CSV or an earlier run named. */
export async function findBuyers(run: Run): Promise<void> {
  const { tx, findings } = run;
  await tx.unsafe(
    `update in_fa3 x set customer_id = c.id from customers c where c.customer_number = x.buyer_number`,
  );
  await tx.unsafe(
    `update in_fa3 x set customer_id = c.id
       from (select nip, min(id) as id from customers where nip is not null group by nip having count(*) = 1) c
      where x.customer_id is null and c.nip = x.buyer_nip`,
  );
  // Several customers may share a NIP (a firm with many buildings), and a consumer has none.
  await tx.unsafe(
    `update in_fa3 x set customer_id = c.id
       from customers c
      where x.customer_id is null and (x.buyer_nip = c.nip or (x.buyer_nip is null and x.buyer_number is null))
        and c.id = coalesce(
          (select cc.id from in_invoices s join customers cc using (customer_number)
            where s.invoice_number = x.number and not s.bad),
          (select i.customer_id from invoices i where i.invoice_number = x.number))`,
  );
  if (run.broken.has('customers.csv')) return;
  const pending = run.staged.has('customers.csv')
    ? `and not exists (select from in_customers s where s.bad
         and (s.customer_number = x.buyer_number or s.nip = x.buyer_nip))`
    : '';
  const lost = await tx.unsafe<
    { file: string; buyer_number: string | null; buyer_nip: string | null; sharing: string }[]
  >(
    `update in_fa3 x set bad = true where x.customer_id is null and not x.bad ${pending}
     returning file, buyer_number, buyer_nip,
       (select count(*) from customers c where c.nip = x.buyer_nip) as sharing`,
  );
  for (const { file, buyer_number: number, buyer_nip: nip, sharing } of lost) {
    if (Number(sharing) > 1)
      findings.add(file, null, 'Podmiot2/DaneIdentyfikacyjne/NIP', nip, 'buyer_ambiguous');
    else {
      const column = number === null ? 'Podmiot2/DaneIdentyfikacyjne/NIP' : 'Podmiot2/NrKlienta';
      const params = { number: number ?? '–', nip: nip ?? '–' };
      findings.add(file, null, column, number ?? nip, 'buyer_unknown', params);
    }
  }
}

interface Difference {
  line: string | null;
  file: string;
  other: string;
  column: string;
  given: string;
  expected: string;
}

/** The same invoice in CSV and XML, in one package or one after the other: amounts and buyer must agree. */
export async function rejectDifferences(run: Run): Promise<void> {
  const { tx, findings } = run;
  const amounts = await tx.unsafe<Difference[]>(
    // In one package.
    `select s.line, 'invoices.csv' as file, x.file as other, v.name as column, v.given, v.expected
       from in_invoices s join in_fa3 x on x.number = s.invoice_number and not x.bad,
            lateral (values ('net', s.net, x.net), ('vat', s.vat, x.vat), ('gross', s.gross, x.gross))
              as v (name, given, expected)
      where not s.bad and v.given <> v.expected
     union all
     -- One after the other: an invoice without a kind is known from the CSV alone. Net and VAT of a simplified
     -- invoice are our own sums and prove nothing.
     select s.line, 'invoices.csv', 'FA(3)', v.name, v.given, v.expected
       from in_invoices s join invoices i using (invoice_number),
            lateral (values ('net', s.net, case i.kind when 'UPR' then null else i.net_gr end),
                            ('vat', s.vat, case i.kind when 'UPR' then null else i.vat_gr end),
                            ('gross', s.gross, i.gross_gr)) as v (name, given, expected)
      where not s.bad and i.kind is not null and v.given <> v.expected
        and not exists (select from in_fa3 x where x.number = s.invoice_number)
     union all
     select null, x.file, 'invoices.csv', v.name, v.given, v.expected
       from in_fa3 x join invoices i on i.invoice_number = x.number,
            lateral (values ('Fa/P_13', x.net, i.net_gr), ('Fa/P_14', x.vat, i.vat_gr),
                            ('Fa/P_15', x.gross, i.gross_gr)) as v (name, given, expected)
      where not x.bad and i.kind is null and v.given <> v.expected
        and not exists (select from in_invoices s where s.invoice_number = x.number)`,
  );
  const zloty = (value: string) => toDecimal(grosze(Number(value)));
  for (const { line, file, other, column, given, expected } of amounts) {
    const params = { other, expected: zloty(expected) };
    const at = line === null ? null : Number(line);
    findings.add(file, at, column, zloty(given), 'amounts_differ', params);
  }
  const buyers = await tx.unsafe<Omit<Difference, 'expected'>[]>(
    `select s.line, 'invoices.csv' as file, x.file as other, 'customer_number' as column,
            s.customer_number as given
       from in_invoices s join in_fa3 x on x.number = s.invoice_number and not x.bad
       join customers c on c.customer_number = s.customer_number
      where not s.bad and x.customer_id <> c.id`,
  );
  for (const { line, file, other, column, given } of buyers)
    findings.add(file, Number(line), column, given, 'buyer_differs', { other });

  const lines = [...amounts, ...buyers].flatMap(({ line }) => (line === null ? [] : [line]));
  const files = amounts.flatMap(({ line, file }) => (line === null ? [file] : []));
  await tx.unsafe('update in_invoices set bad = true where line = any($1::bigint[])', [lines]);
  await tx.unsafe('update in_fa3 set bad = true where file = any($1)', [files]);
}
