import type { Day } from '../../kernel/dates';
import type { Grosze } from '../../kernel/money';
import type { Litres } from '../../kernel/volume';

/**
 * An FA(3) document as far as a water utility's customer is concerned with it. Amounts are grosze (of
 * `currency`), days are days, quantities and unit prices are the exact decimals of the document. Names of
 * elements stand in the comments; `null` always means «the document does not say».
 */
export interface Fa3Invoice {
  /** P_2 */
  number: string;
  /** P_1 */
  issuedOn: Day;
  /** P_1M */
  issuePlace: string | null;
  /** RodzajFaktury */
  kind: Fa3Kind;
  /** KOR, KOR_ZAL, KOR_ROZ: the amounts are differences to what is corrected */
  isCorrection: boolean;
  /** OkresFa; else P_6; else the earliest and latest P_6A of the lines */
  saleFrom: Day | null;
  saleTo: Day | null;
  /** KodWaluty */
  currency: string;
  /** P_15; on a ROZ invoice what remains to be paid after the advances */
  gross: Grosze;
  /** Sums of `vatRates`; null when the document states none (simplified and purely formal documents) */
  net: Grosze | null;
  vat: Grosze | null;
  /** P_13_x and P_14_x in the order of the form, labels unique */
  vatRates: Fa3VatRate[];
  /** FaWiersz in document order; a correction may hold the same number before and after */
  lines: Fa3Line[];
  /** Zamowienie/ZamowienieWiersz: what an advance invoice was paid for */
  orderLines: Fa3Line[];
  /** DodatkowyOpis */
  descriptions: Fa3Description[];
  /** Rozliczenie */
  settlement: Fa3Settlement | null;
  /** Zalacznik */
  attachment: Fa3AttachmentBlock[];
  payment: Fa3Payment;
  /** WarunkiTransakcji/Umowy/NrUmowy */
  contractNumbers: string[];
  seller: Fa3Party;
  buyer: Fa3Buyer;
  /** Podmiot3 */
  otherParties: Fa3OtherParty[];
  /** DaneFaKorygowanej */
  corrections: Fa3Corrected[];
  /** PrzyczynaKorekty */
  correctionReason: string | null;
  /** TypKorekty: 1 dated as the original, 2 as the correction, 3 otherwise */
  correctionType: 1 | 2 | 3 | null;
  /** OkresFaKorygowanej: the period of a rebate that concerns all supplies in it */
  correctedPeriod: string | null;
  /** NrFaKorygowany: the right number, where the number itself was wrong */
  rightNumber: string | null;
  /** P_15ZK: amount before the correction, on corrections of advances */
  grossBefore: Grosze | null;
  /** Stopka/Informacje/StopkaFaktury */
  footers: string[];
  /** what descriptions and tables say about meters, as far as it is beyond doubt (see readings.ts) */
  readings: Fa3Reading[];
}

export const KINDS = ['VAT', 'KOR', 'ZAL', 'ROZ', 'UPR', 'KOR_ZAL', 'KOR_ROZ'] as const;
export type Fa3Kind = (typeof KINDS)[number];

export interface Fa3VatRate {
  /** as printed: `23`, `8`, `0 WDT`, `zw`, `oo`, … (see vat.ts) */
  rate: string;
  net: Grosze;
  vat: Grosze;
}

export interface Fa3Line {
  /** NrWierszaFa */
  lineNo: number;
  /** StanPrzed: the line as it was before the correction */
  before: boolean;
  /** P_7; '' when the document leaves it out */
  name: string;
  /** P_8A */
  unit: string | null;
  /** P_8B, up to 6 decimals */
  quantity: string | null;
  /** P_9A, up to 8 decimals */
  netPrice: string | null;
  /** P_9B, up to 8 decimals */
  grossPrice: string | null;
  /** P_11, or P_11A less P_11Vat */
  net: Grosze | null;
  /** P_11A */
  gross: Grosze | null;
  /** P_12, or P_12_XII (per cent of another country) */
  vatRate: string | null;
  /** P_6A */
  soldOn: Day | null;
}

export interface Fa3Description {
  /** NrWiersza: the line that it belongs to */
  lineNo: number | null;
  key: string;
  value: string;
}

export interface Fa3Settlement {
  /** Obciazenia, e.g. late interest */
  charges: { amount: Grosze; reason: string }[];
  /** Odliczenia, e.g. an earlier overpayment */
  deductions: { amount: Grosze; reason: string }[];
  /** DoZaplaty */
  toPay: Grosze | null;
  /** DoRozliczenia: an overpayment that remains */
  toSettle: Grosze | null;
}

export interface Fa3AttachmentBlock {
  /** ZNaglowek */
  heading: string | null;
  /** MetaDane */
  metadata: { key: string; value: string }[];
  /** Tekst/Akapit */
  paragraphs: string[];
  tables: Fa3Table[];
}

/** A table to be drawn as it is: plain JSON. Rows may be shorter than the header (a lone cell is a heading). */
export interface Fa3Table {
  /** Opis */
  caption: string | null;
  /** TMetaDane */
  metadata: { key: string; value: string }[];
  /** Kol: `date`, `datetime`, `dec`, `int`, `time` or `txt`, and the heading */
  columns: { type: string; name: string }[];
  rows: string[][];
  /** Suma */
  totals: string[];
}

export interface Fa3Payment {
  /** earliest Termin */
  dueOn: Day | null;
  /** every Termin, ascending */
  dueDates: Day[];
  /** TerminOpis, e.g. `14 dni od dnia otrzymania faktury` */
  dueText: string | null;
  /** Zaplacono with DataZaplaty */
  paidOn: Day | null;
  /** ZaplataCzesciowa */
  partial: { amount: Grosze; paidOn: Day }[];
  /** the account to pay to: the first that is a valid NRB (digits alone), else the first as it is written */
  account: string | null;
  /** RachunekBankowy, then RachunekBankowyFaktora, as they are written */
  accounts: string[];
}

export interface Fa3Address {
  country: string;
  lines: string[];
}

export interface Fa3Party {
  nip: string;
  name: string;
  address: Fa3Address | null;
}

export interface Fa3Buyer {
  /** NIP; null for consumers and foreigners */
  nip: string | null;
  /** KodUE + NrVatUE, or KodKraju + NrID */
  foreignId: string | null;
  name: string | null;
  address: Fa3Address | null;
  /** NrKlienta */
  customerNumber: string | null;
}

export interface Fa3OtherParty extends Fa3Buyer {
  /** IDWew: a unit within the buyer */
  internalId: string | null;
  role: Fa3Role;
  /** OpisRoli when the role is `other` */
  roleText: string | null;
}

/** Rola 1 to 11 in their order, then RolaInna. */
export const ROLES = [
  'factor',
  'recipient',
  'original_party',
  'additional_buyer',
  'issuer',
  'payer',
  'local_government_issuer',
  'local_government_recipient',
  'vat_group_issuer',
  'vat_group_recipient',
  'employee',
] as const;
export type Fa3Role = (typeof ROLES)[number] | 'other';

export interface Fa3Corrected {
  issuedOn: Day;
  number: string;
  ksefNumber: string | null;
}

export interface Fa3Reading {
  serial: string;
  role: 'main' | 'additional' | null;
  from: Litres | null;
  to: Litres;
  fromDate: Day | null;
  toDate: Day | null;
  /** the invoice line that the description belongs to */
  lineNo: number | null;
}
