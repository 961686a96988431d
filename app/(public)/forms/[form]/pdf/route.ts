import { notFound } from 'next/navigation';
import { FORM_NAMES, FORMS } from '@/lib/forms/documents';
import { dayOf } from '@/lib/kernel/dates';
import { download } from '@/lib/pdf/download';

/** A blank form: the same for everybody. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ form: string }> },
): Promise<Response> {
  const { form } = await context.params;
  const name = FORM_NAMES.find(one => one === form) ?? notFound();
  const { render, file } = FORMS[name];
  return download(await render(dayOf(new Date())), { name: file, type: 'application/pdf', shared: true });
}
