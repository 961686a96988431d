import { generateURI, verifySync } from 'otplib';
import { canonicalRef } from '@/lib/kernel/refs';

/** Codes of the app change this often (RFC 6238). */
export const STEP_SECONDS = 30;
export const RECOVERY_CODES = 10;
/** Characters of a recovery code, five bits each. */
export const RECOVERY_LENGTH = 10;
/** How long a secret that was shown waits for its first code. */
export const SET_UP_MINUTES = 30;
/** How long a right password waits for the code. */
export const CHALLENGE_MINUTES = 10;

/** What somebody gave as the second factor: six digits of the app, or a recovery code. */
export interface GivenCode {
  readonly kind: 'code' | 'recovery';
  /** canonical: digits alone, or the reference alphabet in capitals */
  readonly value: string;
}

/** A code as it was typed, pasted or read out; blanks and hyphens do not count. @returns null when it is none */
export function givenCode(text: string): GivenCode | null {
  const plain = text.replace(/[\s\u00a0\u2010-\u2015-]/g, '');
  if (/^\d{6}$/.test(plain)) return { kind: 'code', value: plain };
  const value = canonicalRef(plain);
  return value.length === RECOVERY_LENGTH && /^[0-9A-HJKMNP-TV-Z]+$/.test(value)
    ? { kind: 'recovery', value }
    : null;
}

/** A recovery code as it is shown: two groups of five. */
export const formatRecoveryCode = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-');

/**
 * Judges six digits of an app: of the present step, the one before or the one after, and later than every step
 * that was used before.
 * @param secret base32
 * @param lastStep the step of the last code that was taken
 * @returns the step of the code; null when it is wrong, too old or used
 */
export function stepOfCode(secret: string, code: string, lastStep: number, now: Date): number | null {
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({
    secret,
    token: code,
    epoch,
    period: STEP_SECONDS,
    epochTolerance: STEP_SECONDS,
  });
  if (!result.valid || !('timeStep' in result)) return null;
  // The library's own check throws when the clock was set back; such a code is simply used.
  return result.timeStep > lastStep ? result.timeStep : null;
}

/** What the QR code says, and the link that opens an app on the same phone. */
export const setUpUri = (secret: string, issuer: string, email: string): string =>
  generateURI({ issuer, label: email, secret, period: STEP_SECONDS });
