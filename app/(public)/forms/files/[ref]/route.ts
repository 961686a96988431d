import { notFound } from 'next/navigation';
import { findFormFile } from '@/lib/forms/queries';
import { dayOf } from '@/lib/kernel/dates';
import { download } from '@/lib/pdf/download';

/** A form that staff uploaded: saved and not shown (SECURITY S11). */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const file = (await findFormFile((await context.params).ref, dayOf(new Date()))) ?? notFound();
  const { filename: name, contentType: type, content } = file;
  return download(content, { name, type, attachment: true, shared: true });
}
