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
