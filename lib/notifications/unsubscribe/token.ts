import 'server-only';
import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';

/** Which mails a link switches off: one kind, of one customer, to one account. */
export interface UnsubscribeTarget {
  readonly accountId: number;
  readonly customerId: number;
  readonly kind: string;
}

const TAG_BYTES = 16;
const KEY = /^(\d{1,15})\.(\d{1,15})\.([a-z_]{1,40})$/;

/** Keys of this purpose alone, so that a token is of no use anywhere else. */
const keyOf = (use: 'sign' | 'seal'): Buffer =>
  createHmac('sha256', env().AUTH_SECRET).update(`unsubscribe ${use}`).digest();

const tagOf = (plain: Buffer): Buffer =>
  createHmac('sha256', keyOf('sign')).update(plain).digest().subarray(0, TAG_BYTES);

/**
 * The token of a link: signed and without end (SECURITY S7), the same for the same target. The signature is also
 * the initial vector of what it signs (synthetic IV), so that no internal number leaves the house.
 */
export function unsubscribeToken({ accountId, customerId, kind }: UnsubscribeTarget): string {
  const plain = Buffer.from(`${accountId}.${customerId}.${kind}`);
  const tag = tagOf(plain);
  const cipher = createCipheriv('aes-256-ctr', keyOf('seal'), tag);
  return Buffer.concat([tag, cipher.update(plain), cipher.final()]).toString('base64url');
}

/** What a token stands for; null when we did not make it. */
export function readUnsubscribeToken(token: string): UnsubscribeTarget | null {
  if (!/^[\w-]{24,200}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // Other spellings of the same bytes are none of ours.
  if (bytes.toString('base64url') !== token) return null;
  const [tag, sealed] = [bytes.subarray(0, TAG_BYTES), bytes.subarray(TAG_BYTES)];
  const decipher = createDecipheriv('aes-256-ctr', keyOf('seal'), tag);
  const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
  if (!timingSafeEqual(tag, tagOf(plain))) return null;
  const parts = KEY.exec(plain.toString());
  return parts && { accountId: Number(parts[1]), customerId: Number(parts[2]), kind: parts[3]! };
}

/** The page that asks and has the button: for the link in the text of a mail. */
export const unsubscribeUrl = (target: UnsubscribeTarget): string =>
  `${env().APP_URL}/unsubscribe/${unsubscribeToken(target)}`;

/** Where a mail program posts (RFC 8058); opened in a browser it leads to the page and changes nothing. */
export const oneClickUrl = (target: UnsubscribeTarget): string => `${unsubscribeUrl(target)}/one-click`;

/** The headers of a mail that may be switched off, with which mail programs show their own button. */
export const unsubscribeHeaders = (target: UnsubscribeTarget): Record<string, string> => ({
  'List-Unsubscribe': `<${oneClickUrl(target)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});
