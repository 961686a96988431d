'use no memo'; // see lib/pdf/paper.tsx

import 'server-only';
import { renderToBuffer } from '@react-pdf/renderer';
import { translator } from '@/lib/i18n/translator';
import type { Locale } from '@/lib/kernel/money';
import { registerFonts } from '@/lib/pdf/fonts';
import { Facts, Heading, Paper, Paragraph } from '@/lib/pdf/paper';
import { utility } from '@/lib/utility';
import type { Proof } from './queries';
import { proofRows } from './texts';

/** The proof of a decision, for the customer's own papers: what was decided, by whom, when, how, on which terms. */
export async function proofPdf({ customer, entry }: Proof, locale: Locale): Promise<Uint8Array> {
  registerFonts();
  const t = translator(locale, 'eInvoice');
  const { title, number, rows } = proofRows({ customer, entry }, locale);
  return renderToBuffer(
    <Paper
      seller={utility()}
      locale={locale}
      title={t('proof.title')}
      note={`${t('proof.number')}: ${number}`}
      mark={`${t('proof.title')} ${number}`}
    >
      <Heading>{title}</Heading>
      <Facts rows={rows} />
      <Paragraph soft>{t('proof.rule')}</Paragraph>
      <Paragraph soft>{t('proof.kept')}</Paragraph>
    </Paper>,
  );
}
