import { isNip, isNrb } from '@/lib/kernel/identifiers';
import type { Grosze } from '@/lib/kernel/money';

/** A bank transfer to the utility, as the payer's bank needs it. */
export interface Transfer {
  /** NIP of the recipient: mandatory in the code when it is an institution */
  readonly nip: string;
  /** 26 digits, normally the customer's own account */
  readonly account: string;
  /** 0: the payer types the amount */
  readonly amount: Grosze;
  readonly recipient: string;
  readonly title: string;
}

/** Limits of the recommendation of the Polish Bank Association on 2D codes, v1.0. */
const RECIPIENT = 20;
const TITLE = 32;
const LARGEST = 999_999_999;

/**
 * Text for one field: composed letters (ż is one character, not z and a dot), no separators, no line breaks,
 * at most `length` characters as people count them, and no blank left at the cut.
 */
export function field(text: string, length: number): string {
  const clean = text.normalize('NFC').replace(/\|/g, ' ').replace(/\s+/g, ' ').trim();
  return Array.from(clean).slice(0, length).join('').trimEnd();
}

/**
 * The text of a transfer's 2D code: `NIP|PL|account|amount in grosze|recipient|title|||`, 9 fields, 8 pipes.
 * @throws RangeError for an invalid NIP or account, or an amount that the code has no room for
 */
export function transferCode({ nip, account, amount, recipient, title }: Transfer): string {
  if (!isNip(nip)) throw new RangeError('not a NIP');
  if (!isNrb(account)) throw new RangeError('not an account number');
  if (amount < 0 || amount > LARGEST) throw new RangeError(`no amount for a transfer: ${amount}`);
  const grosze = String(amount).padStart(6, '0');
  return [nip, 'PL', account, grosze, field(recipient, RECIPIENT), field(title, TITLE), '', '', ''].join('|');
}

/**
 * As {@link transferCode}; null where there can be no code: an account that is no Polish one, nothing to pay, or
 * more than a code has room for.
 */
export const transferCodeIfAny = (transfer: Transfer): string | null =>
  isNrb(transfer.account) && transfer.amount > 0 && transfer.amount <= LARGEST
    ? transferCode(transfer)
    : null;

/**
 * What stands in a transfer's title. It is for the utility's books, so the same in every language. `text` is
 * what people copy (a transfer has room for 140 characters), `inCode` what the 2D code carries (32).
 */
export interface TransferTitle {
  readonly text: string;
  readonly inCode: string;
}

/** What a title is made of; `nip` is the customer's. */
export interface TitledInvoice {
  readonly number: string;
  readonly customerNumber: string;
  readonly ksefNumber: string | null;
  readonly nip: string | null;
}

/** Both VAT payers, and the invoice in KSeF: from 1 January 2027 its payment quotes the KSeF number (DOMAIN). */
const quotesKsef = ({ nip, ksefNumber }: Pick<TitledInvoice, 'nip' | 'ksefNumber'>): boolean =>
  nip !== null && ksefNumber !== null;

/**
 * `FV/2026/11/000118, K-000118`; between VAT payers the KSeF number first. That has 35 characters and the code's
 * title 32, so the code carries it without its three hyphens: every sign of it, in its order, and exactly full.
 * No day is waited for: what is issued in December is paid in January (docs/decisions/0007).
 */
export function titleOfInvoice(invoice: TitledInvoice): TransferTitle {
  const { number, customerNumber, ksefNumber } = invoice;
  const plain = `${number}, ${customerNumber}`;
  if (!quotesKsef(invoice) || ksefNumber === null) return { text: plain, inCode: field(plain, TITLE) };
  return { text: `${ksefNumber}, ${number}`, inCode: field(ksefNumber.replaceAll('-', ''), TITLE) };
}

/** `Faktury, klient K-000118`: everything that is due, in one transfer. */
export function titleOfAll(customerNumber: string): TransferTitle {
  const text = `Faktury, klient ${customerNumber}`;
  return { text, inCode: field(text, TITLE) };
}

/**
 * Whether one code may pay several documents. Not where their KSeF numbers have to be quoted: a title has no room
 * for two (the payer may have KSeF make a collective number, which we do not know).
 */
export const payableTogether = (
  nip: string | null,
  open: readonly { readonly ksefNumber: string | null }[],
): boolean => open.length < 2 || !open.some(({ ksefNumber }) => quotesKsef({ nip, ksefNumber }));
