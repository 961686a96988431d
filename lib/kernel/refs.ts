/**
 * Public references: short, sayable, hard to guess. Crockford's alphabet has no I, L, O and U, so nothing is
 * misread on the telephone. The database makes the same kind by `public_ref()` (see the migrations).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A reference of `length` characters (5 bits each) from cryptographic randomness. */
export function newRef(length = 10): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, byte => ALPHABET[byte & 31]).join('');
}

/** What somebody typed or said, in canonical form; O read as 0, I and L as 1. Not a promise that it exists. */
export const canonicalRef = (text: string): string =>
  text.trim().toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** 128+ bits for links, base64url; only its hash is stored (SECURITY S7). */
export const newToken = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64url');
