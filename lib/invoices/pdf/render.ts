import 'server-only';
import { renderToBuffer } from '@react-pdf/renderer';
import { registerFonts } from '@/lib/pdf/fonts';
import { utility } from '@/lib/utility';
import type { InvoiceDocument } from '../queries';
import { invoicePdf } from './document';

/** The invoice as PDF. About 50 ms of CPU for twenty lines (docs: `npm run bench -- pdf`). */
export async function renderInvoice(invoice: InvoiceDocument): Promise<Uint8Array> {
  registerFonts();
  return renderToBuffer(invoicePdf(invoice, utility()));
}

export { pdfName } from './name';
