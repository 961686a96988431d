'use no memo'; // react-pdf has a reconciler of its own, which the compiler's cache knows nothing of

import { Document, Page, Path, Svg, Text, View } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import { placeLine, postalLine, streetLine } from '@/lib/customers/address';
import { formatDayShort } from '@/lib/kernel/dates';
import { formatNrb } from '@/lib/kernel/identifiers';
import { formatMoney, grosze } from '@/lib/kernel/money';
import { drawQr } from '@/lib/kernel/qr';
import { ksefCode } from '@/lib/ksef/rules';
import { titleOfInvoice, transferCodeIfAny } from '@/lib/payments/rules';
import type { Utility } from '@/lib/utility';
import type { InvoiceDocument } from '../queries';
import { Lines, Notes, Readings, Vat } from './tables';
import { style } from './style';

/**
 * The invoice as a document for A4, in Polish whatever the reader's language: it is the document itself and not
 * a translation of it. Built from stored rows alone, so that it says next year what it says today. No claim of
 * PDF/UA: the file is not tagged.
 */
export function invoicePdf(invoice: InvoiceDocument, seller: Utility) {
  const title = `${nameOf(invoice)} nr\u00a0${invoice.number}`;
  return (
    <Document
      title={title}
      author={seller.name}
      language="pl"
      creationDate={new Date(`${invoice.issuedOn}T12:00:00Z`)}
    >
      <Page size="A4" style={style.page}>
        <View style={style.body}>
          <Head invoice={invoice} title={title} />
          <Parties invoice={invoice} seller={seller} />
          <Facts invoice={invoice} />
          <Lines invoice={invoice} />
          <Vat invoice={invoice} />
          <Readings lines={invoice.lines} />
          <Payment invoice={invoice} seller={seller} />
          <Notes notes={invoice.notes} currency={invoice.currency} />
        </View>
        <Footer invoice={invoice} seller={seller} />
      </Page>
    </Document>
  );
}

const NAMES: Record<string, string> = {
  ZAL: 'Faktura zaliczkowa',
  ROZ: 'Faktura rozliczająca',
  UPR: 'Faktura uproszczona',
};

const nameOf = ({ isCorrection, kind }: InvoiceDocument): string =>
  isCorrection ? 'Faktura korygująca' : (NAMES[kind ?? ''] ?? 'Faktura VAT');

function Head({ invoice, title }: { invoice: InvoiceDocument; title: string }) {
  return (
    <View style={style.head}>
      <View style={{ maxWidth: 340 }}>
        <Text style={style.title}>{title}</Text>
        {invoice.ksefNumber ? (
          <>
            <Text style={style.soft}>Wizualizacja faktury ustrukturyzowanej</Text>
            <Text style={style.soft}>Numer KSeF: {invoice.ksefNumber}</Text>
          </>
        ) : null}
      </View>
      <View style={style.right}>
        <Text>Data wystawienia: {formatDayShort(invoice.issuedOn)}</Text>
        {invoice.gross > 0 ? <Text>Termin płatności: {formatDayShort(invoice.dueOn)}</Text> : null}
      </View>
    </View>
  );
}

function Parties({ invoice, seller }: { invoice: InvoiceDocument; seller: Utility }) {
  const { customer } = invoice;
  return (
    <View style={style.parties}>
      <View style={style.party}>
        <Text style={style.label}>Sprzedawca</Text>
        <Text style={style.bold}>{seller.name}</Text>
        <Text>
          {seller.address.street}, {seller.address.postalCode} {seller.address.city}
        </Text>
        <Text>NIP {seller.nip}</Text>
      </View>
      <View style={style.party}>
        <Text style={style.label}>Nabywca</Text>
        <Text style={style.bold}>{customer.name}</Text>
        <Text>
          {streetLine(customer)}, {postalLine(customer)}
        </Text>
        {customer.nip ? <Text>NIP {customer.nip}</Text> : null}
        <Text>Numer klienta: {customer.customerNumber}</Text>
      </View>
      <KsefVerification invoice={invoice} seller={seller} />
    </View>
  );
}

function Facts({ invoice }: { invoice: InvoiceDocument }) {
  const corrected = invoice.corrects.map(
    document =>
      `${document.number}${document.issuedOn ? ` z ${formatDayShort(document.issuedOn)}` : ''}${document.ksefNumber ? `, KSeF ${document.ksefNumber}` : ''}`,
  );
  return (
    <View style={style.facts}>
      {invoice.saleFrom && invoice.saleTo ? (
        <Fact name="Okres">
          {formatDayShort(invoice.saleFrom)} – {formatDayShort(invoice.saleTo)}
        </Fact>
      ) : null}
      {invoice.servicePoint ? <Fact name="Punkt poboru">{placeLine(invoice.servicePoint)}</Fact> : null}
      {invoice.contractNumber ? <Fact name="Umowa">{invoice.contractNumber}</Fact> : null}
      {corrected.length > 0 ? (
        <Fact name="Dotyczy faktury" wide>
          {corrected.join('; ')}
        </Fact>
      ) : null}
      {invoice.correctionReason ? <Fact name="Przyczyna korekty">{invoice.correctionReason}</Fact> : null}
    </View>
  );
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <View style={wide ? style.factWide : style.fact}>
      <Text style={style.label}>{name}</Text>
      <Text>{children}</Text>
    </View>
  );
}

/**
 * What the document itself asks for; what was paid since is no part of it. So the transfer code carries the whole
 * amount: this PDF is made once and kept. No code where the account was changed and nobody has confirmed that.
 */
function Payment({ invoice, seller }: { invoice: InvoiceDocument; seller: Utility }) {
  const amount = invoice.toPay ?? invoice.gross;
  const inFavour = amount < 0;
  const account = invoice.bankAccount ?? invoice.customer.bankAccount ?? seller.bank.account;
  const title = titleOfInvoice({ ...invoice, ...invoice.customer });
  const code =
    invoice.currency !== 'PLN' || invoice.customer.bankAccountChangedAt
      ? null
      : transferCodeIfAny({
          nip: seller.nip,
          account,
          amount,
          recipient: seller.transferName,
          title: title.inCode,
        });
  return (
    <View style={style.pay} wrap={false}>
      <View style={style.payText}>
        <Text style={style.label}>
          {inFavour ? 'Do zwrotu lub zaliczenia na poczet innych faktur' : 'Do zapłaty'}
        </Text>
        <Text style={style.payAmount}>
          {formatMoney(inFavour ? grosze(-amount) : amount, 'pl', invoice.currency)}
        </Text>
        {amount > 0 ? (
          <View style={style.payFacts}>
            <Fact name="Termin">{formatDayShort(invoice.dueOn)}</Fact>
            <Fact name="Rachunek" wide>
              {/^\d{26}$/.test(account) ? formatNrb(account) : account}
            </Fact>
            <Fact name="Tytuł przelewu" wide>
              {title.text}
            </Fact>
          </View>
        ) : null}
      </View>
      {code ? (
        <View style={style.code}>
          <Qr text={code} level="L" />
          <Text style={style.codeLabel}>Zeskanuj w aplikacji banku</Text>
        </View>
      ) : null}
    </View>
  );
}

/** Code I of KSeF with its label, the KSeF number, where the number and the document are known. */
function KsefVerification({ invoice, seller }: { invoice: InvoiceDocument; seller: Utility }) {
  const ksef = ksefCode(invoice, seller.nip);
  return ksef ? (
    <View style={style.ksef}>
      <Qr text={ksef.url} level="M" />
      <Text style={style.ksefLabel}>{ksef.label}</Text>
      <Text style={style.codeLabel}>Sprawdź fakturę w KSeF</Text>
    </View>
  ) : null;
}

/** 72 pt wide with its quiet zone, so that the code itself is wider than the 1.8 cm that banks ask for. */
function Qr({ text, level }: { text: string; level: 'L' | 'M' }) {
  const { size, path } = drawQr(text, level);
  return (
    <Svg viewBox={`0 0 ${size} ${size}`} style={style.qr}>
      <Path d={path} stroke="#000000" strokeWidth={1} />
    </Svg>
  );
}

function Footer({ invoice, seller }: { invoice: InvoiceDocument; seller: Utility }) {
  return (
    <>
      <Text style={style.footer} fixed>
        {seller.name} · KRS {seller.krs} · REGON {seller.regon}
      </Text>
      <Text
        style={[style.footer, style.right]}
        fixed
        render={({ pageNumber, totalPages }) => `${invoice.number} · strona ${pageNumber} z ${totalPages}`}
      />
    </>
  );
}
