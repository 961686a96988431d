import { notFound } from 'next/navigation';
import { requireCustomer } from '@/lib/auth/guards';
import { findProof } from '@/lib/e-invoice/queries';
import { getLocale } from '@/lib/i18n/server';
import { dayOf } from '@/lib/kernel/dates';
import { download } from '@/lib/pdf/download';

/** The proof of a decision of the customer that is looked at, in the reader's language. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ number: string }> },
): Promise<Response> {
  const actor = await requireCustomer('all');
  const { number } = await context.params;
  if (!/^\d{1,6}$/.test(number)) notFound();
  const proof = (await findProof(actor, Number(number), dayOf(new Date()))) ?? notFound();
  const { proofPdf } = await import('@/lib/e-invoice/pdf');
  const name = `e-faktura_${proof.customer.customerNumber}_${proof.entry.number}.pdf`;
  return download(await proofPdf(proof, await getLocale()), { name, type: 'application/pdf' });
}
