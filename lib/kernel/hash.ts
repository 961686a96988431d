import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 of text or bytes, as lower-case hex. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Compares two secrets in constant time, whatever their lengths (SECURITY S10). */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
