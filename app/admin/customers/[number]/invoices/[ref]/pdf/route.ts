import { notFound } from 'next/navigation';
import { requireStaff } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { invoiceForStaff } from '@/lib/customers/staff/queries';
import { pdfName } from '@/lib/invoices/pdf/render';
import { download } from '@/lib/pdf/download';

type Context = { params: Promise<{ number: string; ref: string }> };

/** An invoice as its customer has it. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await requireStaff('customers.see');
  const { number, ref } = await params;
  const found = await invoiceForStaff(actor, await visitor(), decodeURIComponent(number), ref, new Date());
  if (!found) notFound();
  return download(found.content, { name: pdfName(found.number), type: 'application/pdf' });
}
