'use no memo'; // see lib/pdf/paper.tsx

import 'server-only';
import { renderToBuffer } from '@react-pdf/renderer';
import { postalLine, streetLine, type Address } from '@/lib/customers/address';
import { translator } from '@/lib/i18n/translator';
import { formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { registerFonts } from '@/lib/pdf/fonts';
import { Blank, Box, Facts, Heading, Item, Paper, Paragraph, Signature } from '@/lib/pdf/paper';
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

/** Whose form it is, where that is known. */
export interface FormOwner extends Address {
  readonly customerNumber: string;
  readonly name: string;
  readonly nip: string | null;
  readonly email: string | null;
}

/**
 * The form «Akceptacja przesyłania i udostępniania e-faktur», to be signed by hand: in Polish, as the utility files
 * it. @param owner fills it in; left out: a blank one
 */
export async function acceptanceForm(
  terms: { readonly version: string; readonly effectiveFrom: Parameters<typeof formatDay>[0] },
  owner: FormOwner | null,
): Promise<Uint8Array> {
  registerFonts();
  const seller = utility();
  const { address, contact } = seller;
  const where = `${address.street}, ${address.postalCode} ${address.city}`;
  return renderToBuffer(
    <Paper
      seller={seller}
      locale="pl"
      title="Akceptacja przesyłania i udostępniania e-faktur"
      note="Formularz dla tych, którzy nie mają konta w IBOK albo wolą podpisać na papierze."
      mark={`Akceptacja e-faktur · regulamin ${terms.version}`}
    >
      <Heading>Kto składa</Heading>
      <Blank name="Imię i nazwisko lub nazwa" value={owner?.name} />
      <Blank name="Numer klienta (z faktury)" value={owner?.customerNumber} />
      <Blank name="Adres" value={owner ? `${streetLine(owner)}, ${postalLine(owner)}` : undefined} />
      <Blank name="NIP (tylko firmy)" value={owner?.nip ?? undefined} />
      <Blank name="Telefon (nieobowiązkowo)" />
      <Heading>Jak doręczać e-faktury (zaznacz jedno)</Heading>
      <Box>w IBOK – faktura czeka na koncie w Internetowym Biurze Obsługi Klienta</Box>
      <Box>na adres e-mail – faktura PDF przychodzi jako załącznik</Box>
      <Box>w obu miejscach</Box>
      <Blank name="Adres e-mail na e-faktury" value={owner?.email ?? undefined} />
      <Heading>Oświadczenie</Heading>
      <Item mark="1.">
        Akceptuję przesyłanie i udostępnianie mi faktur, korekt i duplikatów w formie elektronicznej zamiast
        papierowej, w sposób zaznaczony wyżej.
      </Item>
      <Item mark="2.">
        Zapoznałem/am się z regulaminem e-faktury w wersji {terms.version}, obowiązującej od{' '}
        {formatDay(terms.effectiveFrom, 'pl')}, i akceptuję go. Regulamin jest na stronie IBOK i w siedzibie
        Spółki.
      </Item>
      <Item mark="3.">
        Wiem, że akceptacja obowiązuje dla faktur wystawionych od dnia, w którym Spółka otrzyma ten formularz,
        i że mogę ją w każdej chwili wycofać.
      </Item>
      <Signature names={['Miejscowość i data', 'Czytelny podpis']} />
      <Heading>Dokąd dostarczyć</Heading>
      <Item mark="•">skan na adres {contact.email}</Item>
      <Item mark="•">
        pocztą albo osobiście: {seller.name}, {where}
      </Item>
      <Paragraph soft>
        Dane z formularza służą do doręczania faktur (art. 6 ust. 1 lit. b i c RODO), a administruje nimi
        Spółka. Więcej na stronie «Prywatność» w IBOK i w siedzibie Spółki.
      </Paragraph>
    </Paper>,
  );
}
