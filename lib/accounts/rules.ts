import { addMonths, type Day } from '@/lib/kernel/dates';
import { canonicalNumber } from '@/lib/kernel/identifiers';
import { parseMoney, type Grosze } from '@/lib/kernel/money';

/**
 * How old the invoice of a registration may be. Eighteen months reach back over a year of half-yearly
 * settlements and a move, and keep paper from years ago out of a stranger's hands.
 */
export const RECENT_MONTHS = 18;
export const recentSince = (today: Day): Day => addMonths(today, -RECENT_MONTHS);

/** Codes of mails: six digits, ten minutes, five tries (SECURITY S7). */
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
/** How many codes one registration may ask for. */
export const CODE_SENDS = 5;

/** How long a mailed link that sets a password works (SECURITY S7: an hour at most). */
export const LINK_MINUTES = 60;

/** A number as it is compared: without blanks and hyphens of any kind, in upper case. */
export const plainNumber = (text: string): string => canonicalNumber(text).replaceAll('-', '');

/**
 * An amount copied from paper: `1 234,50 zł`, `1.234,50`, `123,-`, any minus.
 * @returns null when it is no amount
 */
export function parseTypedAmount(text: string): Grosze | null {
  const plain = text
    .trim()
    .replace(/,[-\u2010-\u2015]+(?=\s*(zł|PLN)?$)/i, '')
    .replace(/^[\u2010-\u2015\u2212]/, '-')
    .replace(/\.(?=\d{3}(\D|$))(?=.*,)/g, '');
  return parseMoney(plain);
}

/** A code as it was typed or pasted: its digits. @returns null when they are not six */
export function plainCode(text: string): string | null {
  const digits = text.replace(/[\s\u00a0-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

export type CodeVerdict = 'right' | 'codeWrong' | 'codeExpired' | 'codeSpent';

/** Judges a code that was given for a registration. @param matches whether it is the one that was sent */
export function judgeCode(
  state: { expiresAt: Date; tries: number },
  matches: boolean,
  now: Date,
): CodeVerdict {
  if (now.getTime() >= state.expiresAt.getTime()) return 'codeExpired';
  if (state.tries >= CODE_TRIES) return 'codeSpent';
  return matches ? 'right' : 'codeWrong';
}

/** `a•••@przyklad.pl`: enough to recognise an address one knows. */
export function maskEmail(email: string): string {
  const [localPart = '', domain = ''] = email.split('@');
  return `${localPart.slice(0, 1)}•••@${domain}`;
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** `Chrome, Android`: enough to tell one's own telephone from somebody else's. @returns null when unknown */
export function deviceName(userAgent: string | null): string | null {
  const found = [BROWSERS, SYSTEMS].map(list => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]);
  return found.filter(Boolean).join(', ') || null;
}
