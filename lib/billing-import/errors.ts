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

  // the package
  package_missing: { pl: 'nie ma takiego pliku ani folderu', en: 'there is no such file or folder' },
  package_unreadable: {
    pl: 'nie można odczytać: {detail}',
    en: 'it cannot be read: {detail}',
  },
  package_not_zip: {
    pl: 'paczka to folder albo jeden plik .zip; ten plik nie jest archiwum zip',
    en: 'a package is a folder or one .zip; this file is no zip archive',
  },
  package_empty: {
    pl: 'w paczce nie ma żadnego pliku do importu',
    en: 'there is no file to import in the package',
  },
  zip_broken: { pl: 'uszkodzone archiwum zip: {detail}', en: 'broken zip archive: {detail}' },
  zip_path: {
    pl: 'ścieżka w archiwum wychodzi poza paczkę albo jest zapisana niedozwolonymi znakami',
    en: 'the path in the archive leaves the package or is written with characters that are refused',
  },
  zip_symlink: { pl: 'dowiązania w archiwum są niedozwolone', en: 'links in the archive are refused' },
  zip_encrypted: { pl: 'plik w archiwum jest zaszyfrowany', en: 'the file in the archive is encrypted' },
  zip_nested: { pl: 'archiwum w archiwum jest niedozwolone', en: 'an archive in the archive is refused' },
  zip_too_many: {
    pl: 'archiwum ma więcej niż {limit} plików',
    en: 'the archive has more than {limit} files',
  },
  zip_bomb: {
    pl: 'plik po rozpakowaniu byłby {ratio} razy większy (dozwolone {limit}): wygląda to na bombę zip',
    en: 'the file would grow {ratio} times when unpacked ({limit} are allowed): it looks like a zip bomb',
  },
  file_too_large: {
    pl: 'plik ma {size} MB, dozwolone jest {limit} MB',
    en: 'the file has {size} MB, {limit} MB are allowed',
  },
  package_too_large: {
    pl: 'paczka po rozpakowaniu ma {size} MB, dozwolone jest {limit} MB',
    en: 'the unpacked package has {size} MB, {limit} MB are allowed',
  },
  unknown_file: {
    pl: 'paczka rozliczeniowa nie zna takiego pliku; dozwolone: {known}',
    en: 'the billing package knows no such file; there are: {known}',
  },
  file_twice: { pl: 'ten plik jest w paczce dwa razy', en: 'the file is in the package twice' },

  // CSV as such
  csv_empty: { pl: 'plik jest pusty: brak wiersza nagłówków', en: 'the file is empty: no header row' },
  csv_utf16: {
    pl: 'plik zapisano w UTF-16; zapisz go jako UTF-8 albo Windows-1250',
    en: 'the file is UTF-16; save it as UTF-8 or Windows-1250',
  },
  wrong_encoding: {
    pl: 'złe kodowanie znaków: wiersz nie jest poprawnym tekstem ani w UTF-8, ani w Windows-1250',
    en: 'wrong encoding: the line is valid text neither in UTF-8 nor in Windows-1250',
  },
  csv_quotes: {
    pl: 'nieprawidłowe cudzysłowy: pole w cudzysłowie nie jest zamknięte albo ma dalszy ciąg',
    en: 'misplaced quotes: a quoted field is not closed, or goes on after its end',
  },
  csv_too_long: {
    pl: 'rekord jest dłuższy niż {limit} znaków',
    en: 'the record is longer than {limit} characters',
  },
  csv_fields: {
    pl: 'wiersz ma {found} pól, a nagłówek {expected}',
    en: 'the row has {found} fields, the header has {expected}',
  },
  unknown_column: {
    pl: 'nieznana kolumna; ten plik ma kolumny: {known}',
    en: 'unknown column; the columns of this file are: {known}',
  },
  missing_column: { pl: 'brak wymaganej kolumny', en: 'a required column is missing' },
  duplicate_column: { pl: 'kolumna występuje dwa razy', en: 'the column is there twice' },

  // values of a row
  bad_instant: {
    pl: 'to nie jest istniejący dzień ani czas (RRRR-MM-DD, DD.MM.RRRR albo RRRR-MM-DDTgg:mm)',
    en: 'not an existing day or time (YYYY-MM-DD, DD.MM.YYYY or YYYY-MM-DDThh:mm)',
  },
  bad_reading: {
    pl: 'stan w m³ to liczba nieujemna z najwyżej trzema miejscami po przecinku',
    en: 'a state in m³ is not negative and has three decimals at most',
  },
  bad_places: {
    pl: 'to nie jest liczba z najwyżej {places} miejscami po przecinku',
    en: 'not a number with at most {places} decimals',
  },
  negative: { pl: 'wartość nie może być ujemna', en: 'the value must not be negative' },
  bad_range: {
    pl: 'to nie jest liczba całkowita od {min} do {max}',
    en: 'not a whole number from {min} to {max}',
  },
  bad_nip: {
    pl: 'to nie jest NIP: dziesięć cyfr z poprawną cyfrą kontrolną',
    en: 'not a NIP: ten digits with a valid check digit',
  },
  bad_nrb: {
    pl: 'to nie jest numer rachunku (NRB): 26 cyfr z poprawną sumą kontrolną',
    en: 'not an account number (NRB): 26 digits with a valid checksum',
  },
  bad_ksef: {
    pl: 'to nie jest numer KSeF z poprawną sumą kontrolną',
    en: 'not a KSeF number with a valid checksum',
  },
  bad_email: { pl: 'to nie jest adres e-mail', en: 'not an e-mail address' },
  bad_phone: { pl: 'to nie jest numer telefonu', en: 'not a telephone number' },
  bad_number: {
    pl: 'numer ma najwyżej {limit} znaków i żadnych znaków sterujących',
    en: 'a number has at most {limit} characters and no control characters',
  },
  bad_text: {
    pl: 'tekst ma najwyżej {limit} znaków i żadnych znaków sterujących',
    en: 'a text has at most {limit} characters and no control characters',
  },
  bad_vat_rate: {
    pl: 'to nie jest stawka VAT: procent albo {allowed}',
    en: 'not a VAT rate: per cent, or {allowed}',
  },
  bad_order: {
    pl: 'data jest wcześniejsza niż {column} {other}',
    en: 'the date is earlier than {column} {other}',
  },

  // rows against each other and against what we hold
  duplicate_key: {
    pl: 'ten sam klucz ({key}) jest już w wierszu {first}',
    en: 'the same key ({key}) already stands in line {first}',
  },
  reading_conflict: {
    pl: 'dwa różne stany tego samego wodomierza w tej samej chwili; pierwszy w wierszu {first}',
    en: 'two different states of one meter at the same instant; the first in line {first}',
  },
  reading_conflict_here: {
    pl: 'dwa różne stany tego samego wodomierza w tej samej chwili w tym pliku',
    en: 'two different states of one meter at the same instant in this file',
  },
  unknown_customer: {
    pl: 'nieznany odbiorca: nie ma go ani w paczce, ani w bazie',
    en: 'unknown customer: neither in the package nor in the database',
  },
  unknown_contract: {
    pl: 'nieznana umowa: nie ma jej ani w paczce, ani w bazie',
    en: 'unknown contract: neither in the package nor in the database',
  },
  unknown_service_point: {
    pl: 'nieznany punkt poboru: nie ma go ani w paczce, ani w bazie',
    en: 'unknown service point: neither in the package nor in the database',
  },
  unknown_meter: {
    pl: 'nieznany wodomierz: nie ma go ani w paczce, ani w bazie',
    en: 'unknown meter: neither in the package nor in the database',
  },
  unknown_invoice: {
    pl: 'nieznana faktura: nie ma jej ani w paczce, ani w bazie',
    en: 'unknown invoice: neither in the package nor in the database',
  },

  // documents against each other and against what we hold
  buyer_unknown: {
    pl: 'nabywca nie jest żadnym z naszych odbiorców (NrKlienta: {number}, NIP: {nip})',
    en: 'the buyer is none of our customers (NrKlienta: {number}, NIP: {nip})',
  },
  buyer_ambiguous: {
    pl: 'kilku odbiorców ma ten NIP, a dokument nie podaje znanego NrKlienta',
    en: 'several customers have this NIP, and the document names no known NrKlienta',
  },
  buyer_differs: {
    pl: 'dokument jest wystawiony na innego odbiorcę niż {other}',
    en: 'the document belongs to another customer than {other}',
  },
  document_twice: {
    pl: 'faktura o tym numerze jest już w {other}',
    en: 'an invoice of this number is already in {other}',
  },
  amounts_differ: {
    pl: 'kwota różni się od {expected} w {other}',
    en: 'the amount differs from {expected} in {other}',
  },
  pdf_content: { pl: 'to nie jest plik PDF', en: 'not a PDF file' },
  pdf_ambiguous: {
    pl: 'nazwa pliku pasuje do kilku faktur',
    en: 'the name of the file fits several invoices',
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
