import type { Day } from '../../lib/kernel/dates';
import { toDecimal, type Grosze } from '../../lib/kernel/money';

/** What is needed to write an FA(3) document of a water utility; the reader's counterpart for demo data and tests. */
export interface Fa3Draft {
  number: string;
  issuedOn: Day;
  /** instant of writing, e.g. `2026-11-05T08:00:00Z`; an argument, so that the same draft gives the same bytes */
  writtenAt: string;
  issuePlace?: string;
  kind?: 'VAT' | 'KOR' | 'ZAL' | 'ROZ' | 'UPR' | 'KOR_ZAL' | 'KOR_ROZ';
  saleFrom?: Day;
  saleTo?: Day;
  currency?: string;
  seller: { nip: string; name: string; address: Fa3DraftAddress };
  buyer: { nip?: string; name: string; address?: Fa3DraftAddress; customerNumber?: string };
  /** net and VAT per rate, labels as in {@link VAT_ELEMENTS} */
  vat: { rate: string; net: Grosze; vat: Grosze }[];
  gross: Grosze;
  correction?: {
    reason?: string;
    type?: 1 | 2 | 3;
    of: { number: string; issuedOn: Day; ksefNumber?: string }[];
  };
  lines: Fa3DraftLine[];
  descriptions?: { key: string; value: string; lineNo?: number }[];
  charges?: { amount: Grosze; reason: string }[];
  deductions?: { amount: Grosze; reason: string }[];
  /** below zero it is written as DoRozliczenia, an overpayment */
  toPay?: Grosze;
  dueOn?: Day;
  paidOn?: Day;
  account?: string;
  contractNumbers?: string[];
  footer?: string;
  attachment?: Fa3DraftBlock[];
}

export interface Fa3DraftAddress {
  line1: string;
  line2?: string;
}

export interface Fa3DraftLine {
  /** default: its position */
  lineNo?: number;
  before?: boolean;
  name: string;
  unit?: string;
  /** exact decimals, point as separator */
  quantity?: string;
  netPrice?: string;
  net?: Grosze;
  rate?: string;
}

export interface Fa3DraftBlock {
  heading?: string;
  /** the schema wants at least one pair */
  metadata: { key: string; value: string }[];
  paragraphs?: string[];
  tables?: {
    caption?: string;
    columns: { type: 'date' | 'datetime' | 'dec' | 'int' | 'time' | 'txt'; name: string }[];
    rows: string[][];
    totals?: string[];
  }[];
}

/** Rate labels in the order of the form, and where their amounts go; P_14 only where the form has it. */
const VAT_ELEMENTS: readonly (readonly [rates: readonly string[], suffix: string, taxed: boolean])[] = [
  [['23', '22'], '1', true],
  [['8', '7'], '2', true],
  [['5'], '3', true],
  [['4', '3'], '4', true],
  [['0 KR'], '6_1', false],
  [['0 WDT'], '6_2', false],
  [['0 EX'], '6_3', false],
  [['zw'], '7', false],
  [['np I'], '8', false],
  [['np II'], '9', false],
  [['oo'], '10', false],
];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, char => ESCAPES[char]!);

/** An element; nothing when there is nothing to say. */
const element = (name: string, content: string | number | undefined): string =>
  content === undefined ? '' : `<${name}>${escape(String(content))}</${name}>`;

const amount = (name: string, value: Grosze | undefined): string =>
  element(name, value === undefined ? undefined : toDecimal(value));

const group = (name: string, ...content: readonly (string | readonly string[])[]): string =>
  `<${name}>${content.flat().join('')}</${name}>`;

const groupOrNothing = (name: string, ...content: readonly (string | readonly string[])[]): string =>
  content.flat().join('') === '' ? '' : group(name, ...content);

/** The document as UTF-8 bytes, valid against the schema FA(3) 1-0E when the draft's texts fit its lengths. */
export function writeFa3(draft: Fa3Draft): Uint8Array {
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">\n',
    group(
      'Naglowek',
      '<KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>',
      element('WariantFormularza', 3),
      element('DataWytworzeniaFa', draft.writtenAt),
    ),
    '\n',
    parties(draft),
    '\n',
    group('Fa', head(draft), kindAndCorrection(draft), body(draft)),
    '\n',
    draft.footer === undefined
      ? ''
      : group('Stopka', group('Informacje', element('StopkaFaktury', draft.footer))),
    groupOrNothing('Zalacznik', (draft.attachment ?? []).map(block)),
    '</Faktura>\n',
  ];
  return new TextEncoder().encode(xml.join(''));
}

const address = (where: Fa3DraftAddress | undefined): string =>
  where === undefined
    ? ''
    : group(
        'Adres',
        element('KodKraju', 'PL'),
        element('AdresL1', where.line1),
        element('AdresL2', where.line2),
      );

const parties = ({ seller, buyer }: Fa3Draft): string =>
  group(
    'Podmiot1',
    group('DaneIdentyfikacyjne', element('NIP', seller.nip), element('Nazwa', seller.name)),
    address(seller.address),
  ) +
  '\n' +
  group(
    'Podmiot2',
    group(
      'DaneIdentyfikacyjne',
      buyer.nip === undefined ? element('BrakID', 1) : element('NIP', buyer.nip),
      element('Nazwa', buyer.name),
    ),
    address(buyer.address),
    element('NrKlienta', buyer.customerNumber),
    element('JST', 2),
    element('GV', 2),
  );

function head(draft: Fa3Draft): string {
  const period =
    draft.saleFrom === undefined || draft.saleTo === undefined
      ? ''
      : group('OkresFa', element('P_6_Od', draft.saleFrom), element('P_6_Do', draft.saleTo));
  const unknown = draft.vat.find(({ rate }) => !VAT_ELEMENTS.some(([rates]) => rates.includes(rate)));
  if (unknown) throw new RangeError(`FA(3) has no field for the rate ${unknown.rate}`);
  const summary = VAT_ELEMENTS.map(([rates, suffix, taxed]) => {
    const found = draft.vat.find(({ rate }) => rates.includes(rate));
    if (!found) return '';
    return amount(`P_13_${suffix}`, found.net) + (taxed ? amount(`P_14_${suffix}`, found.vat) : '');
  });
  return [
    element('KodWaluty', draft.currency ?? 'PLN'),
    element('P_1', draft.issuedOn),
    element('P_1M', draft.issuePlace),
    element('P_2', draft.number),
    period,
    ...summary,
    amount('P_15', draft.gross),
  ].join('');
}

/** None of the special procedures that a water utility does not use. */
const NOTHING_SPECIAL =
  '<Adnotacje><P_16>2</P_16><P_17>2</P_17><P_18>2</P_18><P_18A>2</P_18A>' +
  '<Zwolnienie><P_19N>1</P_19N></Zwolnienie><NoweSrodkiTransportu><P_22N>1</P_22N></NoweSrodkiTransportu>' +
  '<P_23>2</P_23><PMarzy><P_PMarzyN>1</P_PMarzyN></PMarzy></Adnotacje>';

function kindAndCorrection({ kind = 'VAT', correction }: Fa3Draft): string {
  const corrected = (correction?.of ?? []).map(one =>
    group(
      'DaneFaKorygowanej',
      element('DataWystFaKorygowanej', one.issuedOn),
      element('NrFaKorygowanej', one.number),
      one.ksefNumber === undefined
        ? element('NrKSeFN', 1)
        : element('NrKSeF', 1) + element('NrKSeFFaKorygowanej', one.ksefNumber),
    ),
  );
  return [
    NOTHING_SPECIAL,
    element('RodzajFaktury', kind),
    element('PrzyczynaKorekty', correction?.reason),
    element('TypKorekty', correction?.type),
    ...corrected,
  ].join('');
}

function body(draft: Fa3Draft): string {
  const descriptions = (draft.descriptions ?? []).map(({ key, value, lineNo }) =>
    group('DodatkowyOpis', element('NrWiersza', lineNo), element('Klucz', key), element('Wartosc', value)),
  );
  const lines = draft.lines.map((line, index) =>
    group(
      'FaWiersz',
      element('NrWierszaFa', line.lineNo ?? index + 1),
      element('P_7', line.name),
      element('P_8A', line.unit),
      element('P_8B', line.quantity),
      element('P_9A', line.netPrice),
      amount('P_11', line.net),
      element('P_12', line.rate),
      line.before ? element('StanPrzed', 1) : '',
    ),
  );
  return [
    ...descriptions,
    ...lines,
    settlement(draft),
    groupOrNothing(
      'Platnosc',
      draft.paidOn === undefined ? '' : element('Zaplacono', 1) + element('DataZaplaty', draft.paidOn),
      draft.dueOn === undefined ? '' : group('TerminPlatnosci', element('Termin', draft.dueOn)),
      draft.account === undefined
        ? ''
        : element('FormaPlatnosci', 6) + group('RachunekBankowy', element('NrRB', draft.account)),
    ),
    groupOrNothing(
      'WarunkiTransakcji',
      (draft.contractNumbers ?? []).map(number => group('Umowy', element('NrUmowy', number))),
    ),
  ].join('');
}

function settlement({ charges = [], deductions = [], toPay }: Fa3Draft): string {
  const items = (name: string, all: readonly { amount: Grosze; reason: string }[]): string[] =>
    all.map(item => group(name, amount('Kwota', item.amount), element('Powod', item.reason)));
  const overpaid = toPay !== undefined && toPay < 0;
  return groupOrNothing(
    'Rozliczenie',
    items('Obciazenia', charges),
    items('Odliczenia', deductions),
    overpaid ? amount('DoRozliczenia', -toPay as Grosze) : amount('DoZaplaty', toPay),
  );
}

const block = (one: Fa3DraftBlock): string =>
  group(
    'BlokDanych',
    element('ZNaglowek', one.heading),
    one.metadata.map(({ key, value }) =>
      group('MetaDane', element('ZKlucz', key), element('ZWartosc', value)),
    ),
    groupOrNothing(
      'Tekst',
      (one.paragraphs ?? []).map(paragraph => element('Akapit', paragraph)),
    ),
    (one.tables ?? []).map(table =>
      group(
        'Tabela',
        element('Opis', table.caption),
        group(
          'TNaglowek',
          table.columns.map(({ type, name }) => `<Kol Typ="${type}">${element('NKom', name)}</Kol>`),
        ),
        table.rows.map(row =>
          group(
            'Wiersz',
            row.map(cell => element('WKom', cell)),
          ),
        ),
        table.totals === undefined
          ? ''
          : group(
              'Suma',
              table.totals.map(cell => element('SKom', cell)),
            ),
      ),
    ),
  );
