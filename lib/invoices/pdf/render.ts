import 'server-only';
import path from 'node:path';
import { Font, renderToBuffer } from '@react-pdf/renderer';
import { utility } from '@/lib/utility';
import type { InvoiceDocument } from '../queries';
import { invoicePdf } from './document';

export const FAMILY = 'DejaVu Sans';

let registered = false;

/**
 * One full TrueType family, registered once: subsets with fallbacks embed hundreds of pieces and take fifteen
 * times as long, and the built-in Helvetica has no ł. The files are looked for from the working folder, which
 * is the project in development and the standalone output's own folder when built; next.config.ts has them
 * traced into it.
 */
function registerFonts(): void {
  if (registered) return;
  const file = (name: string) => path.join(process.cwd(), 'node_modules/dejavu-fonts-ttf/ttf', name);
  Font.register({
    family: FAMILY,
    fonts: [{ src: file('DejaVuSans.ttf') }, { src: file('DejaVuSans-Bold.ttf'), fontWeight: 700 }],
  });
  // Numbers and Polish words are not broken by English rules.
  Font.registerHyphenationCallback(word => [word]);
  registered = true;
}

/** The invoice as PDF. About 50 ms of CPU for twenty lines (docs: `npm run bench -- pdf`). */
export async function renderInvoice(invoice: InvoiceDocument): Promise<Uint8Array> {
  registerFonts();
  return renderToBuffer(invoicePdf(invoice, utility()));
}

/** `faktura_FV_2026_11_000118.pdf`: the number with whatever a file's name may not hold replaced. */
export const pdfName = (number: string): string => `faktura_${number.replace(/[^0-9A-Za-z._-]+/g, '_')}.pdf`;
