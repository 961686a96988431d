'use no memo'; // see lib/pdf/paper.tsx

import 'server-only';
import { Fragment } from 'react';
import { renderToBuffer } from '@react-pdf/renderer';
import { translator } from '@/lib/i18n/translator';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { registerFonts } from '@/lib/pdf/fonts';
import { Heading, Item, linesOf, Paper, Paragraph } from '@/lib/pdf/paper';
import { utility } from '@/lib/utility';
import type { currentTerms, TermsDocument } from './queries';
import { blocksOf } from './rules';

/** A version of a document of terms as PDF, to be kept and printed. */
export async function termsPdf(
  document: TermsDocument,
  terms: Awaited<ReturnType<typeof currentTerms>>,
  locale: Locale,
): Promise<Uint8Array> {
  registerFonts();
  const t = translator(locale, 'terms');
  const { version, effectiveFrom, textHash } = terms;
  return renderToBuffer(
    <Paper
      seller={utility()}
      locale={locale}
      title={t(`${document}.title`)}
      note={t('version', { version, day: formatDay(effectiveFrom, locale) })}
      mark={`${t(`${document}.title`)} ${version}`}
    >
      {blocksOf(locale === 'pl' ? terms.bodyPl : terms.bodyEn).map(({ kind, lines }, index) => (
        <Fragment key={index}>
          {lines.map((line, at) =>
            kind === 'heading' ? (
              <Heading key={at}>{line}</Heading>
            ) : kind === 'text' ? (
              <Paragraph key={at} soft>
                {line}
              </Paragraph>
            ) : (
              <Item key={at} mark={kind === 'items' ? `${at + 1}.` : '•'}>
                {line}
              </Item>
            ),
          )}
        </Fragment>
      ))}
      <Paragraph soft>{t('hash')}</Paragraph>
      {linesOf(textHash).map(line => (
        <Paragraph key={line} soft>
          {line}
        </Paragraph>
      ))}
    </Paper>,
  );
}
