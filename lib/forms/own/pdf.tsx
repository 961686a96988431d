'use no memo'; // see lib/pdf/paper.tsx

import 'server-only';
import { Fragment } from 'react';
import { renderToBuffer } from '@react-pdf/renderer';
import { formatDay, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { registerFonts } from '@/lib/pdf/fonts';
import {
  Blank,
  Box,
  Cells,
  Heading,
  InBoth,
  Item,
  Paper,
  Paragraph,
  RuledLines,
  Signature,
} from '@/lib/pdf/paper';
import { utility } from '@/lib/utility';
import type { FormDocument, FormOwner, Part, Text } from './document';

/** The e-invoice's terms, of which its form names the version. */
export interface FormTerms {
  readonly version: string;
  readonly effectiveFrom: Day;
}

/** A text as it stands on paper: Polish, which the utility files; for English readers theirs below it. */
type Say = (text: Text) => { readonly pl: string; readonly en: string | null };

const DATE_AND_SIGNATURE: readonly [Text, Text] = [
  { pl: 'Miejscowość i data', en: 'Place and date' },
  { pl: 'Czytelny podpis', en: 'Legible signature' },
];

const WHERE: Text = {
  pl: 'Skan na adres {email} albo pocztą lub osobiście: {name}, {address}.',
  en: 'A scan to {email}, or by post or in person: {name}, {address}.',
};

/**
 * A form for A4, with lines and boxes to be filled in by hand: one renderer for all of them.
 * @param owner fills it in; null: a blank one
 */
export async function formPdf(
  form: FormDocument,
  { owner, terms, locale }: { owner: FormOwner | null; terms: FormTerms; locale: Locale },
): Promise<Uint8Array> {
  registerFonts();
  const seller = utility();
  const { address, contact } = seller;
  const filled = (text: string, language: Locale): string =>
    text
      .replace('{termsVersion}', terms.version)
      .replace('{termsFrom}', formatDay(terms.effectiveFrom, language))
      .replace('{email}', contact.email)
      .replace('{name}', seller.name)
      .replace('{address}', `${address.street}, ${address.postalCode} ${address.city}`);
  const say: Say = text => ({
    pl: filled(text.pl, 'pl'),
    en: locale === 'en' ? filled(text.en, 'en') : null,
  });
  return renderToBuffer(
    <Paper
      seller={seller}
      locale="pl"
      title={form.title.pl}
      subtitle={locale === 'en' ? form.title.en : undefined}
      note={<InBoth {...say(form.note)} />}
      mark={`${form.title.pl} · wersja ${form.version}`}
    >
      {form.sections.map(({ title, parts }, index) => (
        <Fragment key={index}>
          <Heading>
            <InBoth {...say(title)} />
          </Heading>
          {parts.map((part, place) => (
            <FormPart key={place} part={part} owner={owner} say={say} />
          ))}
        </Fragment>
      ))}
      <Signature names={[say(DATE_AND_SIGNATURE[0]), say(DATE_AND_SIGNATURE[1])]} />
      <Heading>
        <InBoth {...say({ pl: 'Dokąd dostarczyć', en: 'Where to send it' })} />
      </Heading>
      <Paragraph>
        <InBoth {...say(WHERE)} />
      </Paragraph>
      <Paragraph soft>
        <InBoth {...say(form.privacy)} />
      </Paragraph>
    </Paper>,
  );
}

function FormPart({ part, owner, say }: { part: Part; owner: FormOwner | null; say: Say }) {
  const value = ('fill' in part && part.fill && owner?.[part.fill]) || undefined;
  switch (part.kind) {
    case 'line':
      return <Blank name={<InBoth {...say(part.label)} />} value={value} />;
    case 'lines':
      return <RuledLines name={<InBoth {...say(part.label)} />} count={part.count} />;
    case 'cells':
      return (
        <Cells name={<InBoth {...say(part.label)} />} groups={part.groups} unit={part.unit} value={value} />
      );
    case 'boxes':
      return part.options.map((option, index) => (
        <Box key={index}>
          <InBoth {...say(option)} />
        </Box>
      ));
    case 'statements':
      return part.texts.map((text, index) => (
        <Item key={index} mark={`${index + 1}.`}>
          <InBoth {...say(text)} />
        </Item>
      ));
    case 'note':
      return (
        <Paragraph soft>
          <InBoth {...say(part.text)} />
        </Paragraph>
      );
  }
}
