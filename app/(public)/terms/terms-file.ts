import { notFound } from 'next/navigation';
import { getLocale } from '@/lib/i18n/server';
import { dayOf } from '@/lib/kernel/dates';
import { download } from '@/lib/pdf/download';
import { currentTerms, termsOf, type TermsDocument } from '@/lib/terms/queries';

const NAMES: Record<TermsDocument, string> = {
  portal: 'regulamin-ibok',
  e_invoice: 'regulamin-e-faktury',
  privacy: 'prywatnosc',
};

/** A document of terms as PDF in the reader's language; `?version=1.0` for one that is no longer in force. */
export async function termsFile(document: TermsDocument, request: Request): Promise<Response> {
  const today = dayOf(new Date());
  const version = new URL(request.url).searchParams.get('version');
  const terms =
    version === null ? await currentTerms(document, today) : await termsOf(document, version, today);
  if (!terms) notFound();
  const { termsPdf } = await import('@/lib/terms/pdf');
  const locale = await getLocale();
  return download(await termsPdf(document, terms, locale), {
    name: `${NAMES[document]}_${terms.version}_${locale}.pdf`,
    type: 'application/pdf',
    shared: true,
  });
}
