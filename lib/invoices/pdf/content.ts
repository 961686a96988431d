import 'server-only';
import type { CustomerActor } from '@/lib/auth/actor';
import { keepRenderedPdf } from '../commands';
import { findPdf } from '../queries';
import { renderInvoice } from './render';

export interface InvoicePdf {
  readonly number: string;
  readonly content: Uint8Array;
}

/**
 * The PDF of an invoice of any customer that the account manages: the billing system's own print, else ours,
 * rendered at the first call and kept.
 * @returns null when there is no such invoice or it is somebody else's
 */
export async function pdfOfInvoice(actor: CustomerActor, ref: string): Promise<InvoicePdf | null> {
  const stored = await findPdf(actor, ref);
  if (!stored) return null;
  const content =
    stored.content ??
    (stored.document && (await keepRenderedPdf(actor, ref, await renderInvoice(stored.document))));
  return content ? { number: stored.number, content } : null;
}
