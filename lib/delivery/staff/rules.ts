import type { OutboxState } from '@/db/schema';
import { SECRET_KINDS } from '../rules/secret';

/** What staff may do with a message as it stands. */

/** States out of which a person may send a message again: it did not arrive, and nothing more happens by itself. */
const AGAIN: readonly OutboxState[] = ['permanently_failed', 'suppressed'];

/**
 * Mails whose text is for its reader alone: codes and links that open an account. Staff see that they went, never what
 * is in them; nor are they sent again: people ask for a new one.
 */
const SECRET: readonly string[] = [...SECRET_KINDS, 'case_received', 'move_out_party'];

/** Kinds whose text is shown; of a kind nobody has thought of, it is not (fails closed). */
const READABLE: readonly string[] = [
  'invoice_issued',
  'payment_due',
  'contract_expiry',
  'legalisation_expiry',
  'reading_due',
  'service_announcement',
  'leak_hint',
  'invoice_delivery',
  'invoice_delivery_zero',
  'reading_rejected',
  'reading_corrected',
  'case_answered',
  'change_approved',
  'change_refused',
  'e_invoice_accepted',
  'e_invoice_changed',
  'e_invoice_withdrawn',
  'e_invoice_moved',
  'access_refused',
  'account_closed',
  'welcome',
];

export const isReadable = (kind: string): boolean => READABLE.includes(kind);

/** Links in a text that act for whoever has them: their secret part is left out. */
export const withoutTokens = (text: string): string =>
  text.replace(/(\/(?:r|unsubscribe|move-out|activate|password\/\w+)\/?(?:\?token=)?)[\w-]{20,}/g, '$1…');

export interface Standing {
  readonly kind: string;
  readonly state: OutboxState;
  readonly expiresAt: Date | null;
}

/** Whether it may be sent again by hand. */
export const maySendAgain = ({ kind, state, expiresAt }: Standing, now: Date): boolean =>
  AGAIN.includes(state) && !SECRET.includes(kind) && (expiresAt === null || expiresAt > now);

/** What a person says of a message of which nobody knew whether it went. */
export const OUTCOMES = ['sent', 'again', 'given_up'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What an address that takes nothing can be freed from by staff; who said no has to take it back. */
export const mayFree = (reason: string): boolean => reason === 'bounced' || reason === 'invalid';

/** Grosze of so many segments, to the nearest; null where no price is configured. */
export const costOf = (segments: number | null, price: number | undefined): number | null =>
  segments === null || price === undefined ? null : Math.round(segments * price);
