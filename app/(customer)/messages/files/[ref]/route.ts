import { notFound } from 'next/navigation';
import { noteDownload } from '@/lib/audit/downloads';
import { requireCustomer } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { findAttachment } from '@/lib/messages/queries';
import { download } from '@/lib/pdf/download';

/** A file of an own case; never shown within the page. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireCustomer('all');
  const { caseRef, content, contentType, filename } =
    (await findAttachment(actor, (await context.params).ref)) ?? notFound();
  const taken = { action: 'message.file_downloaded', entity: `case:${caseRef}` } as const;
  await noteDownload(actor, await visitor(), taken, new Date());
  return download(content, { name: filename, type: contentType, attachment: true });
}
