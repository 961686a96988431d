import { notFound } from 'next/navigation';
import { noteDownload } from '@/lib/audit/downloads';
import { requireCustomer } from '@/lib/auth/guards';
import { visitor } from '@/lib/auth/visitor';
import { pdfOfInvoice } from '@/lib/invoices/pdf/content';
import { pdfName } from '@/lib/invoices/pdf/render';

/** The billing system's own print, else ours: rendered at the first call and kept. */
export async function GET(
  _request: Request,
  context: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const actor = await requireCustomer('invoices');
  const { ref } = await context.params;
  const { number, content } = (await pdfOfInvoice(actor, ref)) ?? notFound();
  const taken = { action: 'invoice.downloaded', entity: `invoice:${ref}` } as const;
  await noteDownload(actor, await visitor(), taken, new Date());
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
