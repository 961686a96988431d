import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { idsOf } from '@/lib/auth/scopes';
import { sha256 } from '@/lib/kernel/hash';

/**
 * Keeps our rendering of an invoice: an issued document does not change, so the first one stands. Safe to be
 * called by two requests at once: the row's key decides, and both get the bytes that were kept.
 * @returns null when the invoice is not the account's (nothing is written then)
 */
export async function keepRenderedPdf(
  actor: CustomerActor,
  ref: string,
  content: Uint8Array,
): Promise<Uint8Array | null> {
  const sql = rawSql();
  const ids = idsOf(actor, 'invoices');
  const bytes = Buffer.from(content);
  await sql`
    insert into invoice_documents (invoice_id, kind, content, sha256)
    select i.id, 'rendered_pdf', ${bytes}, ${sha256(content)}
    from invoices i where i.ref = ${ref} and i.customer_id = any(${ids}::bigint[])
    on conflict (invoice_id, kind) do nothing`;
  // A statement of its own: the loser of the race must see the winner's row.
  const [kept] = await sql<{ content: Uint8Array }[]>`
    select d.content from invoice_documents d join invoices i on i.id = d.invoice_id
    where d.kind = 'rendered_pdf' and i.ref = ${ref} and i.customer_id = any(${ids}::bigint[])`;
  return kept?.content ?? null;
}
