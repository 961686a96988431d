import { notFound } from 'next/navigation';
import { requireStaff } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { readCaseFile } from '@/lib/messages/staff/commands';
import { download } from '@/lib/pdf/download';

/** A file of any case; saved and never shown within the page, and that it was taken is logged (SECURITY S11, S12). */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireStaff('messages.see');
  const { ref } = await context.params;
  const found = (await readCaseFile(actor, await visitor(), ref, new Date())) ?? notFound();
  return download(found.content, { name: found.filename, type: found.contentType, attachment: true });
}
