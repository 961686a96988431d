import { notFound } from 'next/navigation';
import { requireStaff } from '@/lib/auth/guards';
import { findFormVersionFile } from '@/lib/forms/staff/queries';
import { download } from '@/lib/pdf/download';

/** Any version of an uploaded form, also one that begins later or was withdrawn. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireStaff('documents.see');
  const found = (await findFormVersionFile(actor, (await context.params).ref)) ?? notFound();
  return download(found.content, { name: found.filename, type: found.contentType, attachment: true });
}
