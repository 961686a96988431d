import { notFound } from 'next/navigation';
import { requireCustomer } from '@/lib/auth/guards';
import { findAttachment } from '@/lib/messages/queries';
import { download } from '@/lib/pdf/download';

/** A file of an own case; never shown within the page. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireCustomer('all');
  const { content, contentType, filename } =
    (await findAttachment(actor, (await context.params).ref)) ?? notFound();
  return download(content, { name: filename, type: contentType, attachment: true });
}
