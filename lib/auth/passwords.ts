import 'server-only';
import { hash, verify, type Algorithm } from '@node-rs/argon2';
import { isCommonPassword } from './common-passwords';

/**
 * argon2id with OWASP's first choice for servers (19 MiB, two passes, one lane): about 25 ms of one core.
 * Twice the memory doubled the time of a sign-in and halved how many a small server bears.
 */
const PARAMETERS = { algorithm: 2 satisfies Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_MAX = 128;
export const PASSWORD_MIN = { customer: 8, staff: 15 } as const;

/** Composed and decomposed letters (ą typed on two systems) are one and the same password. */
const canonical = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(canonical(password), PARAMETERS);

// Hash of nothing anybody could type, with the same parameters: unknown accounts take as long as known ones.
let decoy: Promise<string> | undefined;

/** Checks a password. Without a hash (no such account) it does the same work and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hash(`\u0000${crypto.randomUUID()}`, PARAMETERS)));
  const right = password.length <= PASSWORD_MAX && (await verify(against, canonical(password)));
  return right && stored !== null;
}

export type PasswordVerdict =
  'passwordShort' | 'passwordShortStaff' | 'passwordLong' | 'passwordCommon' | null;

/**
 * Judges a password that somebody chose: length and not being among the commonest; no rules of composition
 * (S5). @returns why not, or null when it will do
 */
export function judgePassword(
  password: string,
  email: string,
  audience: keyof typeof PASSWORD_MIN = 'customer',
): PasswordVerdict {
  const length = [...canonical(password)].length;
  if (length < PASSWORD_MIN[audience]) return audience === 'staff' ? 'passwordShortStaff' : 'passwordShort';
  if (password.length > PASSWORD_MAX) return 'passwordLong';
  const [localPart = ''] = email.toLowerCase().split('@');
  const lower = canonical(password).toLowerCase();
  if (lower === email.toLowerCase() || lower === localPart) return 'passwordCommon';
  return isCommonPassword(lower) ? 'passwordCommon' : null;
}
