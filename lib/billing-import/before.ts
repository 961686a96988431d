import { OWN_TABLES, type OwnTable } from './own-tables';
import type { Run } from './staging';

/**
 * What an import does to rows that were there, so that it can be undone: its own rows are found again by their ids
 * and their transaction, which costs nothing; only rows that it changes are copied (docs/decisions/0019).
 */

/** The highest id of each, before the import or after it. */
export async function highestIds(tx: Run['tx']): Promise<Record<OwnTable, number>> {
  const [row] = await tx.unsafe<Record<OwnTable, string>[]>(
    `select ${OWN_TABLES.map(table => `(select coalesce(max(id), 0) from ${table})::text as ${table}`).join(', ')}`,
  );
  return Object.fromEntries(OWN_TABLES.map(table => [table, Number(row![table])])) as Record<
    OwnTable,
    number
  >;
}

/**
 * Keeps rows as they are before a statement changes them, and locks them until then.
 * @param from what follows `select … from`: the table as `t`, joins and conditions
 * @returns how many
 */
export async function keepRows(run: Run, table: string, from: string): Promise<number> {
  const kept = await run.tx.unsafe(
    `with rows as (select t.* from ${from} for no key update of t)
     insert into import_before (import_id, kept, row_id, before)
     select ${run.importId}, '${table}', rows.id, to_jsonb(rows) from rows
     on conflict do nothing`,
  );
  return kept.count;
}

/** Keeps invoices that were there before, with all that stands on them. @param ids a query of ids */
export async function keepInvoices(run: Run, ids: string): Promise<void> {
  const all = (table: string) =>
    `(select coalesce(jsonb_agg(to_jsonb(d)), '[]') from ${table} d where d.invoice_id = i.id)`;
  await run.tx.unsafe(
    `insert into import_before (import_id, kept, row_id, before)
     select ${run.importId}, 'invoices', i.id, jsonb_build_object('row', to_jsonb(i),
            'lines', ${all('invoice_lines')}, 'vat', ${all('invoice_vat')}, 'notes', ${all('invoice_notes')},
            'corrections', ${all('invoice_corrections')})
       from invoices i
      where i.id <= ${run.before.invoices} and i.id in (${ids})
        and not exists (select from import_before b
              where b.import_id = ${run.importId} and b.kept = 'invoices' and b.row_id = i.id)`,
  );
}

/** Keeps one kind of document of invoices that were there before, or that there was none. */
export async function keepDocuments(run: Run, kind: 'fa3_xml' | 'billing_pdf', ids: string): Promise<void> {
  await run.tx.unsafe(
    `insert into import_before (import_id, kept, row_id, before)
     select ${run.importId}, 'document ${kind}', i.id, to_jsonb(d)
       from invoices i left join invoice_documents d on d.invoice_id = i.id and d.kind = '${kind}'
      where i.id <= ${run.before.invoices} and i.id in (${ids})`,
  );
}
