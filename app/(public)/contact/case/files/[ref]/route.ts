import { notFound } from 'next/navigation';
import { keptStep } from '@/lib/auth/step-cookie';
import { findPublicFile } from '@/lib/messages/unsigned/queries';
import { download } from '@/lib/pdf/download';

/** A file of the case that this browser has opened by its code; never shown within the page. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const kept = (await keptStep('case')) ?? notFound();
  const key = { ref: kept.values.ref ?? '', code: kept.token };
  const { content, contentType, filename } =
    (await findPublicFile(key, (await context.params).ref)) ?? notFound();
  return download(content, { name: filename, type: contentType, attachment: true });
}
