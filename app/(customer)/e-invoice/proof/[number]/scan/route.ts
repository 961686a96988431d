import { notFound } from 'next/navigation';
import { requireCustomer } from '@/lib/auth/guards';
import { findScan } from '@/lib/e-invoice/queries';
import { download } from '@/lib/pdf/download';

/** The signed form that a decision of the customer that is looked at stands on; never shown within the page. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ number: string }> },
): Promise<Response> {
  const actor = await requireCustomer('all');
  const { number } = await context.params;
  if (!/^\d{1,6}$/.test(number)) notFound();
  const { content, contentType, filename } = (await findScan(actor, Number(number))) ?? notFound();
  return download(content, { name: filename, type: contentType, attachment: true });
}
