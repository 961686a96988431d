import type { Day } from '../../lib/kernel/dates';
import type { Line, Totals } from './billing';
import type { Address } from './places';

/** Who an invoice is made out to. */
export interface Buyer {
  id: number;
  customerNumber: string;
  name: string;
  nip: string | null;
  bankAccount: string;
  address: Address;
}

/** The utility as it stands on its invoices. */
export interface Seller {
  nip: string;
  name: string;
  address: { line1: string; line2: string };
  /** place of issue */
  city: string;
}

export interface Note {
  lineNo: number | null;
  key: string;
  value: string;
}

/** An invoice or correction before it has an id. */
export interface Draft {
  contractId: number;
  contractNumber: string;
  place: Address;
  number: string;
  issuedOn: Day;
  dueOn: Day;
  saleFrom: Day;
  saleTo: Day;
  lines: Line[];
  /** a correction's lines as they were */
  before: Line[] | null;
  corrected: Draft | null;
  totals: Totals;
  notes: Note[];
  ksefNumber: string | null;
  /** of a correction */
  reason: string | null;
  /** taken back whole before anybody paid it */
  cancelled: boolean;
  id?: number;
}

/** What a deduction from an invoice is called on it. */
export const DEDUCTION = 'Nadpłata z poprzednich okresów';
