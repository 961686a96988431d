import { notFound } from 'next/navigation';
import { requireCustomer } from '@/lib/auth/guards';
import { pdfOfInvoice } from '@/lib/invoices/pdf/content';
import { pdfName } from '@/lib/invoices/pdf/render';

/** The billing system's own print, else ours: rendered at the first call and kept. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireCustomer('invoices');
  const { number, content } = (await pdfOfInvoice(actor, (await context.params).ref)) ?? notFound();
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(content.byteLength),
      'Content-Disposition': `inline; filename="${pdfName(number)}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
