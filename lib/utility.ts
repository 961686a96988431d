import { readFileSync } from 'node:fs';
import * as z from 'zod';
import bundled from '@/config/miedzyrzecz.json';
import { day } from './kernel/dates';
import { isNip, isNrb } from './kernel/identifiers';
import { env } from './env';

/** A colour in both modes, as CSS writes it. */
const tint = z.object({
  light: z.string().regex(/^#[0-9a-f]{6}$/i),
  dark: z.string().regex(/^#[0-9a-f]{6}$/i),
});
const isoDay = z.iso.date().transform(text => day(text));
const bilingual = z.object({ pl: z.string().min(1), en: z.string().min(1) });

/** Everything that makes the portal this utility's own; `UTILITY_CONFIG` names another file. */
const schema = z.object({
  name: z.string().min(1),
  /** for the header, mails and SMS */
  shortName: z.string().min(1).max(30),
  nip: z.string().refine(isNip, 'not a valid NIP'),
  regon: z.string(),
  krs: z.string(),
  address: z.object({
    street: z.string(),
    postalCode: z.string().regex(/^\d{2}-\d{3}$/),
    city: z.string(),
  }),
  contact: z.object({
    email: z.email(),
    phone: z.string(),
    emergencyPhone: z.string(),
    website: z.url(),
    officeHours: bilingual,
    /** when the emergency line is manned */
    emergencyHours: bilingual,
  }),
  bank: z.object({ name: z.string(), account: z.string().refine(isNrb, 'not a valid account number') }),
  /** recipient in transfers, at most 20 characters (ZBP) */
  transferName: z.string().min(1).max(20),
  accent: tint.extend({ inkLight: z.string(), inkDark: z.string() }),
  /** where the data protection officer is reached (privacy page) */
  dataProtection: z.object({ email: z.email() }),
  /** what the accessibility statement has to say of this utility (template v2.0) */
  accessibility: z.object({
    publishedOn: isoDay,
    updatedOn: isoDay,
    preparedOn: isoDay,
    reviewedOn: isoDay,
    contact: bilingual,
    building: bilingual,
  }),
  /** days from issue to the due date when a document names none (DOMAIN) */
  defaultPaymentDays: z.int().positive(),
});

export type Utility = z.output<typeof schema>;

let loaded: Utility | undefined;

/**
 * The utility that this process serves. Read at the first call.
 * @throws Error naming the file and each bad field
 */
export function utility(): Utility {
  if (loaded) return loaded;
  const path = env().UTILITY_CONFIG;
  const result = schema.safeParse(path ? JSON.parse(readFileSync(path, 'utf8')) : bundled);
  if (!result.success) {
    const lines = result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The utility's configuration ${path ?? '(bundled)'} is not usable:\n${lines.join('\n')}`);
  }
  return (loaded = result.data);
}
