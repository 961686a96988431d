import type { Locale } from '../kernel/money';

/**
 * Why something in a billing package was refused: one table of codes and sentences for CSV files, FA(3)
 * documents and the package itself. The error carries code and parameters; the sentence is made where it is
 * shown, in the reader's language.
 */
const REASONS = {
  // values
  missing_value: { pl: 'brak wymaganej wartości', en: 'a required value is missing' },
  bad_date: { pl: 'taki dzień nie istnieje albo zapis nie jest datą', en: 'not a date, or no such day' },
  bad_amount: {
    pl: 'to nie jest kwota z najwyżej dwoma miejscami po przecinku',
    en: 'not an amount with at most two decimals',
  },
  bad_decimal: { pl: 'to nie jest liczba dziesiętna', en: 'not a decimal number' },
  bad_integer: { pl: 'to nie jest liczba całkowita większa od zera', en: 'not a whole number above zero' },
  bad_value: { pl: 'wartość spoza listy: {allowed}', en: 'not one of: {allowed}' },
  gross_mismatch: {
    pl: 'netto {net} + VAT {vat} daje {sum}, a brutto to {gross}',
    en: 'net {net} + VAT {vat} is {sum}, but gross is {gross}',
  },

  // XML as such
  xml_empty: { pl: 'plik jest pusty', en: 'the file is empty' },
  xml_too_large: {
    pl: 'plik jest większy niż dozwolone {limit} bajtów',
    en: 'the file is larger than the allowed {limit} bytes',
  },
  xml_too_deep: {
    pl: 'elementy są zagnieżdżone głębiej niż {limit} poziomów',
    en: 'elements are nested deeper than {limit} levels',
  },
  xml_too_many: { pl: 'plik ma więcej niż {limit} elementów', en: 'the file has more than {limit} elements' },
  xml_text_too_long: {
    pl: 'treść elementu jest dłuższa niż {limit} znaków',
    en: 'the text of an element is longer than {limit} characters',
  },
  xml_doctype: {
    pl: 'dokument zawiera deklarację DOCTYPE, a takich (także z encjami) nie przyjmujemy',
    en: 'the document has a DOCTYPE declaration; those (and their entities) are refused',
  },
  xml_encoding_unknown: {
    pl: 'nieobsługiwane kodowanie znaków: {encoding}',
    en: 'unsupported character encoding: {encoding}',
  },
  xml_encoding_wrong: {
    pl: 'bajty nie są poprawnym tekstem w kodowaniu {encoding}',
    en: 'the bytes are not valid {encoding} text',
  },
  xml_unclosed: {
    pl: 'uszkodzony XML: element {element} nie jest zamknięty',
    en: 'broken XML: element {element} is not closed',
  },
  xml_mismatched: {
    pl: 'uszkodzony XML: znacznik zamykający nie pasuje do elementu {element} otwartego w wierszu {start}',
    en: 'broken XML: a closing tag does not match element {element} opened on line {start}',
  },
  xml_entity: {
    pl: 'uszkodzony XML: nieznana encja albo znak & bez encji',
    en: 'broken XML: an undefined entity, or a & that starts none',
  },
  xml_outside_root: {
    pl: 'uszkodzony XML: treść poza elementem głównym',
    en: 'broken XML: content outside the root element',
  },
  xml_no_root: { pl: 'uszkodzony XML: brak elementu głównego', en: 'broken XML: no root element' },
  xml_broken: { pl: 'uszkodzony XML: {detail}', en: 'broken XML: {detail}' },

  // FA(3) documents
  fa3_not_invoice: {
    pl: 'to nie jest faktura FA(3): element główny to {found}',
    en: 'not an FA(3) invoice: the root element is {found}',
  },
  fa3_namespace: {
    pl: 'to nie jest faktura FA(3): przestrzeń nazw {found}{known}',
    en: 'not an FA(3) invoice: namespace {found}{known}',
  },
  fa3_form: {
    pl: 'to nie jest faktura FA(3): w nagłówku {found}',
    en: 'not an FA(3) invoice: the header says {found}',
  },
  fa3_missing: { pl: 'brak wymaganego elementu {element}', en: 'required element {element} is missing' },
  fa3_repeated: {
    pl: 'element {element} może wystąpić tylko raz',
    en: 'element {element} may occur only once',
  },
  fa3_nip: { pl: 'NIP to dziesięć cyfr', en: 'a NIP has ten digits' },
  fa3_identity: {
    pl: 'nabywca musi mieć dokładnie jeden z elementów: NIP, KodUE i NrVatUE, NrID albo BrakID',
    en: 'the buyer needs exactly one of NIP, KodUE with NrVatUE, NrID or BrakID',
  },
} as const satisfies Record<string, Record<Locale, string>>;

export type ReasonCode = keyof typeof REASONS;
export type ReasonParams = Readonly<Record<string, string | number>>;

/** Something refused: the file in the package and, as far as they are known, where in it and what stood there. */
export interface ImportError {
  /** path within the package, `/` as separator */
  file: string;
  /** 1-based line of the file */
  line: number | null;
  /** CSV: column name. XML: element (`Fa/P_2`); for broken XML the 1-based character in the line */
  column: string | null;
  /** what stood there, cut to a readable length */
  value: string | null;
  code: ReasonCode;
  params: ReasonParams;
}

/** The sentence for a code, without a full stop: `brak wymaganego elementu P_2`. */
export function reason(code: ReasonCode, params: ReasonParams, locale: Locale): string {
  return REASONS[code][locale].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

const LONGEST_VALUE = 120;

/** A value as it is put into a report: cut at 120 characters, control characters replaced. */
export function shownValue(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
  return plain.length > LONGEST_VALUE ? `${plain.slice(0, LONGEST_VALUE)}…` : plain;
}
