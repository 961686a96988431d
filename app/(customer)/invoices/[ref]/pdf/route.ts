import { notFound } from 'next/navigation';
import { requireCustomer } from '@/lib/auth/guards';
import { keepRenderedPdf } from '@/lib/invoices/commands';
import { pdfName, renderInvoice } from '@/lib/invoices/pdf/render';
import { findPdf } from '@/lib/invoices/queries';

/** The billing system's own print, else ours: rendered at the first call and kept. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireCustomer();
  const { ref } = await context.params;
  const stored = (await findPdf(actor, ref)) ?? notFound();
  const content =
    stored.content ??
    (stored.document && (await keepRenderedPdf(actor, ref, await renderInvoice(stored.document))));
  if (!content) notFound();
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(content.byteLength),
      'Content-Disposition': `inline; filename="${pdfName(stored.number)}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
