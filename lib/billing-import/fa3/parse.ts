import type { Day } from '../../kernel/dates';
import { canonicalNrb, isNrb } from '../../kernel/identifiers';
import { grosze, sum, toDecimal, type Grosze } from '../../kernel/money';
import { shownValue, type ImportError } from '../errors';
import { readAttachment } from './attachment';
import { decodeXml } from './decode';
import {
  KINDS,
  type Fa3Corrected,
  type Fa3Invoice,
  type Fa3Kind,
  type Fa3Line,
  type Fa3Payment,
  type Fa3Settlement,
} from './document';
import { Fields } from './fields';
import { readBuyer, readOtherParty, readSeller } from './parties';
import { readingsOf } from './readings';
import { LIMITS, readTree, type XmlElement } from './tree';
import { contradictsGross, vatSummary } from './vat';

/** FA(3), 1-0E. */
export const FA3_NAMESPACE = 'http://crd.gov.pl/wzor/2025/06/25/13775/';

/** Forms that people send by mistake, so that the answer can name them. */
const OTHER_FORMS: Readonly<Record<string, string>> = {
  'http://crd.gov.pl/wzor/2023/06/29/12648/': 'FA(2)',
  'http://crd.gov.pl/wzor/2021/11/29/11089/': 'FA(1)',
};

export type Fa3Result = { ok: true; invoice: Fa3Invoice } | { ok: false; errors: ImportError[] };

/**
 * Reads one FA(3) document. Pure and bounded: no schema, entity or address is ever fetched, and what a
 * document may cost is limited (see LIMITS). Every document that the schema accepts is read; what the schema
 * would refuse but leaves no doubt (order of elements, lengths, unknown elements) is read too. Refused are
 * broken XML, other forms, missing or malformed fields, and sums that contradict each other (see vat.ts).
 *
 * @param bytes the file as it came
 * @param file its path in the package, for the errors
 * @returns the invoice, or every error with its line
 */
export function parseFa3(bytes: Uint8Array, file: string): Fa3Result {
  const broken = (
    line: number | null,
    code: ImportError['code'],
    params: ImportError['params'] = {},
    column: string | null = null,
    value: string | null = null,
  ): Fa3Result => ({ ok: false, errors: [{ file, line, column, value, code, params }] });

  if (bytes.length === 0) return broken(null, 'xml_empty');
  if (bytes.length > LIMITS.bytes) return broken(null, 'xml_too_large', { limit: LIMITS.bytes });
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return broken(decoded.line, decoded.code, { encoding: decoded.encoding });
  const tree = readTree(decoded.text);
  if (!tree.ok) {
    const column = tree.character === null ? null : String(tree.character);
    return broken(tree.line, tree.code, tree.params, column);
  }
  const { root } = tree;
  if (root.name !== 'Faktura')
    return broken(root.line, 'fa3_not_invoice', { found: shownValue(root.name) }, root.name);
  if (root.uri !== FA3_NAMESPACE) {
    const known = OTHER_FORMS[root.uri];
    const params = { found: shownValue(root.uri) || '–', known: known ? ` (${known})` : '' };
    return broken(root.line, 'fa3_namespace', params, root.name, shownValue(root.uri));
  }
  const fields = new Fields(file, root.uri);
  const invoice = readInvoice(fields, root);
  return fields.errors.length > 0 ? { ok: false, errors: fields.errors } : { ok: true, invoice };
}

function readInvoice(fields: Fields, root: XmlElement): Fa3Invoice {
  checkForm(fields, root);
  const fa = fields.required(root, 'Fa');
  const kind = readKind(fields, fa);
  const lines = fields.all(fa, 'FaWiersz').map(line => readLine(fields, line, LINE));
  const order = fields.one(fa, 'Zamowienie');
  const gross = fields.requiredAmount(fa, 'P_15');
  const summary = vatSummary(element => fields.amount(fa, element), lines);
  const net = summary.rates.length > 0 ? sum(summary.rates.map(rate => rate.net)) : null;
  const vat = summary.rates.length > 0 ? sum(summary.rates.map(rate => rate.vat)) : null;
  if (fields.errors.length === 0 && net !== null && vat !== null && contradictsGross(kind, summary, gross)) {
    fields.refuse(fields.one(fa, 'P_15'), 'Fa/P_15', toDecimal(gross), 'gross_mismatch', {
      net: toDecimal(net),
      vat: toDecimal(vat),
      sum: toDecimal(grosze(net + vat)),
      gross: toDecimal(gross),
    });
  }
  const descriptions = fields.all(fa, 'DodatkowyOpis').map(element => ({
    lineNo: fields.natural(element, 'NrWiersza'),
    key: fields.requiredText(element, 'Klucz'),
    value: fields.requiredText(element, 'Wartosc'),
  }));
  const attachment = readAttachment(fields, fields.one(root, 'Zalacznik'));
  const correctionType = fields.text(fa, 'TypKorekty');
  return {
    number: fields.requiredText(fa, 'P_2'),
    issuedOn: fields.requiredDay(fa, 'P_1'),
    issuePlace: fields.text(fa, 'P_1M'),
    kind,
    isCorrection: kind.startsWith('KOR'),
    ...readPeriod(fields, fa, lines),
    currency: fields.requiredText(fa, 'KodWaluty'),
    gross,
    net,
    vat,
    vatRates: summary.rates,
    lines,
    orderLines: fields.all(order, 'ZamowienieWiersz').map(line => readLine(fields, line, ORDER_LINE)),
    descriptions,
    settlement: readSettlement(fields, fields.one(fa, 'Rozliczenie')),
    attachment,
    payment: readPayment(fields, fields.one(fa, 'Platnosc')),
    contractNumbers: fields
      .all(fields.one(fa, 'WarunkiTransakcji'), 'Umowy')
      .flatMap(contract => fields.text(contract, 'NrUmowy') ?? []),
    seller: readSeller(fields, fields.required(root, 'Podmiot1')),
    buyer: readBuyer(fields, fields.required(root, 'Podmiot2')),
    otherParties: fields.all(root, 'Podmiot3').map(party => readOtherParty(fields, party)),
    corrections: fields.all(fa, 'DaneFaKorygowanej').map(corrected => readCorrected(fields, corrected)),
    correctionReason: fields.text(fa, 'PrzyczynaKorekty'),
    correctionType:
      correctionType === '1' || correctionType === '2' || correctionType === '3'
        ? (Number(correctionType) as 1 | 2 | 3)
        : null,
    correctedPeriod: fields.text(fa, 'OkresFaKorygowanej'),
    rightNumber: fields.text(fa, 'NrFaKorygowany'),
    grossBefore: fields.amount(fa, 'P_15ZK'),
    footers: fields
      .all(fields.one(root, 'Stopka'), 'Informacje')
      .flatMap(info => fields.one(info, 'StopkaFaktury')?.text.trim() || []),
    readings: readingsOf(descriptions, attachment),
  };
}

/** KodFormularza «FA», kodSystemowy «FA (3)», WariantFormularza «3». */
function checkForm(fields: Fields, root: XmlElement): void {
  const header = fields.required(root, 'Naglowek');
  const form = fields.required(header, 'KodFormularza');
  const variant = fields.requiredText(header, 'WariantFormularza');
  if (!form || !variant) return;
  const code = form.text.trim();
  const system = form.attributes?.kodSystemowy ?? '';
  if (code === 'FA' && variant === '3' && (system === '' || system.replace(/\s/g, '') === 'FA(3)')) return;
  const found = shownValue([code, system, variant].filter(Boolean).join(' / '));
  fields.refuse(form, 'Naglowek/KodFormularza', found, 'fa3_form', { found });
}

function readKind(fields: Fields, fa: XmlElement | null): Fa3Kind {
  const text = fields.requiredText(fa, 'RodzajFaktury');
  const kind = KINDS.find(one => one === text);
  if (text && !kind) {
    const element = fields.one(fa, 'RodzajFaktury');
    fields.refuse(element, 'Fa/RodzajFaktury', text, 'bad_value', { allowed: KINDS.join(', ') });
  }
  return kind ?? 'VAT';
}

/** Elements of FaWiersz and, with other names for the same, of ZamowienieWiersz. */
const LINE = {
  no: 'NrWierszaFa',
  name: 'P_7',
  unit: 'P_8A',
  quantity: 'P_8B',
  netPrice: 'P_9A',
  net: 'P_11',
  vat: 'P_11Vat',
  rate: 'P_12',
  foreignRate: 'P_12_XII',
  before: 'StanPrzed',
} as const;

const ORDER_LINE: Record<keyof typeof LINE, string> = {
  no: 'NrWierszaZam',
  name: 'P_7Z',
  unit: 'P_8AZ',
  quantity: 'P_8BZ',
  netPrice: 'P_9AZ',
  net: 'P_11NettoZ',
  vat: 'P_11VatZ',
  rate: 'P_12Z',
  foreignRate: 'P_12Z_XII',
  before: 'StanPrzedZ',
};

function readLine(fields: Fields, line: XmlElement, names: Record<keyof typeof LINE, string>): Fa3Line {
  const gross = fields.amount(line, 'P_11A');
  const vat = fields.amount(line, names.vat);
  const net = fields.amount(line, names.net);
  return {
    lineNo: fields.requiredNatural(line, names.no),
    before: fields.ticked(line, names.before),
    name: fields.text(line, names.name) ?? '',
    unit: fields.text(line, names.unit),
    quantity: fields.decimal(line, names.quantity),
    netPrice: fields.decimal(line, names.netPrice),
    grossPrice: fields.decimal(line, 'P_9B'),
    net: net ?? (gross !== null && vat !== null ? grosze(gross - vat) : null),
    gross,
    vatRate: fields.text(line, names.rate) ?? fields.text(line, names.foreignRate),
    soldOn: fields.day(line, 'P_6A'),
  };
}

function readPeriod(
  fields: Fields,
  fa: XmlElement | null,
  lines: readonly Fa3Line[],
): { saleFrom: Day | null; saleTo: Day | null } {
  const period = fields.one(fa, 'OkresFa');
  if (period)
    return { saleFrom: fields.requiredDay(period, 'P_6_Od'), saleTo: fields.requiredDay(period, 'P_6_Do') };
  const single = fields.day(fa, 'P_6');
  if (single) return { saleFrom: single, saleTo: single };
  const days = lines.flatMap(line => (line.before ? [] : (line.soldOn ?? []))).sort();
  return { saleFrom: days[0] ?? null, saleTo: days.at(-1) ?? null };
}

function readSettlement(fields: Fields, settlement: XmlElement | null): Fa3Settlement | null {
  if (!settlement) return null;
  const items = (name: string): { amount: Grosze; reason: string }[] =>
    fields.all(settlement, name).map(item => ({
      amount: fields.requiredAmount(item, 'Kwota'),
      reason: fields.requiredText(item, 'Powod'),
    }));
  return {
    charges: items('Obciazenia'),
    deductions: items('Odliczenia'),
    toPay: fields.amount(settlement, 'DoZaplaty'),
    toSettle: fields.amount(settlement, 'DoRozliczenia'),
  };
}

function readPayment(fields: Fields, payment: XmlElement | null): Fa3Payment {
  const terms = fields.all(payment, 'TerminPlatnosci');
  const dueDates = terms.flatMap(term => fields.day(term, 'Termin') ?? []).sort();
  const dueTexts = terms.flatMap(term => {
    const words = fields.one(term, 'TerminOpis');
    const parts = ['Ilosc', 'Jednostka', 'ZdarzeniePoczatkowe'].flatMap(
      part => fields.text(words, part) ?? [],
    );
    return parts.length > 0 ? parts.join(' ') : [];
  });
  const accounts = ['RachunekBankowy', 'RachunekBankowyFaktora']
    .flatMap(name => fields.all(payment, name))
    .map(account => fields.requiredText(account, 'NrRB'));
  const domestic = accounts.map(canonicalNrb).find(isNrb);
  return {
    dueOn: dueDates[0] ?? null,
    dueDates,
    dueText: dueTexts.join('; ') || null,
    paidOn: fields.ticked(payment, 'Zaplacono') ? fields.day(payment, 'DataZaplaty') : null,
    partial: fields.all(payment, 'ZaplataCzesciowa').map(part => ({
      amount: fields.requiredAmount(part, 'KwotaZaplatyCzesciowej'),
      paidOn: fields.requiredDay(part, 'DataZaplatyCzesciowej'),
    })),
    account: domestic ?? accounts[0] ?? null,
    accounts,
  };
}

function readCorrected(fields: Fields, corrected: XmlElement): Fa3Corrected {
  return {
    issuedOn: fields.requiredDay(corrected, 'DataWystFaKorygowanej'),
    number: fields.requiredText(corrected, 'NrFaKorygowanej'),
    ksefNumber: fields.text(corrected, 'NrKSeFFaKorygowanej'),
  };
}
