import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { attachmentOf } from '@/lib/invoices/pdf/attachment';
import { sha256 } from '@/lib/kernel/hash';
import type { MailPayload } from './resend';

interface Row extends Record<string, unknown> {
  position: number;
  filename: string;
  contentType: string;
  invoiceId: number | null;
  content: Uint8Array | null;
  sha256: string | null;
}

/**
 * What goes with a mail, outside of any transaction: a PDF may have to be rendered. Its hash is written down before
 * the first attempt, and other bytes are never sent under the same key.
 * @throws Error when an attachment cannot be had, or not with the bytes of the first attempt
 */
export async function readAttachments(outboxId: number): Promise<MailPayload['attachments']> {
  const found = await db().execute<Row>(sql`
    select position, filename, content_type as "contentType", invoice_id::float8 as "invoiceId", content, sha256
    from outbox_attachments where outbox_id = ${outboxId} order by position`);
  if (found.length === 0) return undefined;
  return Promise.all(
    found.map(async ({ position, filename, contentType, invoiceId, content, sha256: frozen }) => {
      const bytes =
        content ?? (invoiceId === null ? null : (await attachmentOf(db(), invoiceId, frozen)).content);
      if (!bytes) throw new Error(`attachment ${position} of a mail is gone`);
      const hash = sha256(bytes);
      if (frozen === null) {
        await db().execute(sql`
          update outbox_attachments set sha256 = ${hash}
          where outbox_id = ${outboxId} and position = ${position} and sha256 is null`);
      } else if (frozen !== hash) throw new Error(`attachment ${position} of a mail has changed`);
      return { filename, contentType, content: bytes };
    }),
  );
}
