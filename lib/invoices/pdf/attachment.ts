import 'server-only';
import { sql } from 'drizzle-orm';
import { rawSql, type Connection } from '@/db/client';
import { sha256 } from '@/lib/kernel/hash';
import { documentJson, type InvoiceDocument } from '../queries';

export interface Attachment {
  readonly content: Uint8Array;
  /** lower-case hex */
  readonly sha256: string;
}

/**
 * The kept PDF of an invoice, as it goes with a mail: the billing system's own print, else ours. Nobody is signed in
 * here: whom it may go to is decided where the mail is written. What was never asked for is rendered now, about 50 ms,
 * and kept in a transaction of its own, so call it outside of one that holds anything.
 * @param frozen hash of the bytes that an earlier attempt sent: those and no others are given back
 * @throws Error when there is no such invoice, or the frozen bytes are no longer kept
 */
export async function attachmentOf(
  connection: Connection,
  invoiceId: number,
  frozen?: string | null,
): Promise<Attachment> {
  const kept = () => keptPdf(connection, invoiceId, frozen ?? null);
  const found = await kept();
  if (found) return found;
  if (frozen) throw new Error(`the PDF of invoice ${invoiceId} that was sent before is not kept`);
  await renderAndKeep(invoiceId);
  const made = await kept();
  if (!made) throw new Error(`there is no invoice ${invoiceId} to make a PDF of`);
  return made;
}

async function keptPdf(
  connection: Connection,
  invoiceId: number,
  frozen: string | null,
): Promise<Attachment | null> {
  const rows = await connection.execute<{ content: Uint8Array; sha256: string }>(sql`
    select d.content, d.sha256 from invoice_documents d
    where d.invoice_id = ${invoiceId} and d.kind in ('billing_pdf', 'rendered_pdf')
      and (${frozen}::text is null or d.sha256 = ${frozen})
    order by d.kind = 'billing_pdf' desc limit 1`);
  return rows[0] ?? null;
}

/** Safe to be called by two at once: the row's key decides, and the first rendering stands. */
async function renderAndKeep(invoiceId: number): Promise<void> {
  const sql = rawSql();
  const [row] = await sql<{ document: InvoiceDocument }[]>`
    select ${documentJson(sql)} as document
    from invoices i join customers c on c.id = i.customer_id where i.id = ${invoiceId}`;
  if (!row) return;
  // Two megabytes of code, for the first mail that needs them.
  const { renderInvoice } = await import('./render');
  const content = Buffer.from(await renderInvoice(row.document));
  await sql`
    insert into invoice_documents (invoice_id, kind, content, sha256)
    values (${invoiceId}, 'rendered_pdf', ${content}, ${sha256(content)})
    on conflict (invoice_id, kind) do nothing`;
}
