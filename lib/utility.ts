import { readFileSync } from 'node:fs';
import * as z from 'zod';
import bundled from '@/config/miedzyrzecz.json';
import { day } from './kernel/dates';
import { isNip, isNrb } from './kernel/identifiers';
import { KIND_NAMES } from './messages/rules/kinds';
import { env } from './env';
import { RETENTION, RETENTION_KINDS, type RetentionKind } from './retention/rules';
import { unreadable } from './tint';

/** A colour as CSS writes it. */
const colour = z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'not a colour like #075e6b', abort: true });
const accent = z
  .object({ light: colour, dark: colour, inkLight: colour, inkDark: colour })
  .superRefine((value, ctx) => {
    // A colour that readers cannot read is a fault of the configuration, like a wrong NIP.
    for (const message of unreadable(value)) ctx.addIssue({ code: 'custom', message });
  });
const isoDay = z.iso.date().transform(text => day(text));
/** of a month, from 1; below 0 from its end */
const dayOfMonth = z
  .int()
  .min(-28)
  .max(31)
  .refine(number => number !== 0, 'there is no day 0');
const bilingual = z.object({ pl: z.string().min(1), en: z.string().min(1) });

/** How many days before a day people are told of it, the furthest first. @param furthest a longer one is a slip */
const leads = (fallback: readonly number[], furthest: number) =>
  z
    .array(z.int().min(0).max(furthest))
    .min(1)
    .max(6)
    .refine(days => new Set(days).size === days.length, 'the same number of days twice')
    .transform(days => [...days].sort((a, b) => b - a))
    .prefault([...fallback]);

/** Between two calls of a job; once a week at the least. */
const minutes = (fallback: number) =>
  z
    .int()
    .positive()
    .max(7 * 24 * 60)
    .default(fallback);

/** A time limit of messages and complaints. */
const timeLimit = z.object({ days: z.int().positive().max(366), unit: z.enum(['calendar', 'working']) });

/** Months for which each kind of record is kept; twenty years at the most. */
const retention = z
  .object(
    Object.fromEntries(
      RETENTION_KINDS.map(kind => {
        const { least, months } = RETENTION[kind];
        return [kind, z.int().min(least).max(240).default(months)];
      }),
    ) as Record<RetentionKind, z.ZodDefault<z.ZodInt>>,
  )
  .prefault({});

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
  accent,
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
  /** what the billing system's tariff groups are called for people, in the order in which they are shown */
  tariffGroups: z.record(z.string(), bilingual).default({}),
  /** by whose decision the tariffs hold, and where it can be read */
  tariffApproval: z.object({ text: bilingual, url: z.url().optional() }).optional(),
  /**
   * Statutory interest for delay, per cent a year, each rate from its day on: dated, because it changes several
   * times a year. Before live use somebody compares it with the current notices. Without it no interest is shown.
   */
  lateInterest: z
    .array(z.object({ from: isoDay, percentPerYear: z.number().positive().max(100) }))
    .refine(rows => new Set(rows.map(row => row.from)).size === rows.length, 'two rates from the same day')
    .default([]),
  /**
   * Days of each month on which readings are taken for settlement, e.g. `{ "from": -5, "to": 5 }`: the last five of a
   * month and the first five of the next; `months` (1 to 12): only those in which it begins. None: always.
   */
  readingWindows: z
    .array(
      z.object({
        from: dayOfMonth,
        to: dayOfMonth,
        months: z.array(z.int().min(1).max(12)).min(1).optional(),
      }),
    )
    .default([]),
  /** how many days back and ahead the handing over of a property may lie when it is told */
  moveOut: z
    .object({ back: z.int().min(0).max(366).default(60), ahead: z.int().min(0).max(366).default(60) })
    .prefault({}),
  /** within how many days staff look at a reading that waits for review; customers are told */
  readingReviewDays: z.int().positive().max(60).default(7),
  /** how many times the same season's daily use hints at a leak (DOMAIN) */
  leakFactor: z.number().gt(1).max(20).default(2),
  /** days from issue to the due date when a document names none (DOMAIN) */
  defaultPaymentDays: z.int().positive(),
  /** within how many days staff answer somebody who lost the mailbox of their account */
  accessDecisionDays: z.int().positive().default(5),
  /** messages and complaints by kind, where this utility's rules differ from lib/messages/rules/kinds.ts */
  messages: z
    .object({
      /** within what an answer is promised, from receipt; null: none is */
      answer: z.partialRecord(z.enum(KIND_NAMES), timeLimit.nullable()).default({}),
      /** how soon a complaint should come after its invoice or event; later ones are flagged */
      sent: z.partialRecord(z.enum(KIND_NAMES), timeLimit).default({}),
    })
    .prefault({}),
  /** when people are told of what comes (DELIVERY) */
  notifications: z
    .object({
      /** before the due date of an invoice that is not paid */
      paymentDueDays: leads([3], 30),
      /** before the last day of a fixed-term contract */
      contractExpiryDays: leads([60, 30, 7], 366),
      /** before the last day of an additional meter's legalisation */
      legalisationExpiryDays: leads([90, 30, 7], 366),
      /** how late something missed is still told, e.g. while the schedule did not run */
      catchUpDays: z.int().min(1).max(31).default(7),
      /** an invoice that was older than this when it first came is not announced */
      announcedWithinDays: z.int().min(0).max(60).default(7),
      /** what the provider takes for one segment of an SMS, in grosze; without it no cost is shown */
      smsSegmentGrosze: z.number().positive().max(1_000).optional(),
    })
    .prefault({}),
  /** how long records are kept, in months (lib/retention/rules.ts has the kinds and the defaults) */
  retention,
  /** when an administrator is told that something has stopped */
  health: z
    .object({
      /** minutes between two calls of each cron route as the installation schedules them */
      cronMinutes: z
        .object({
          'invoice-issued': minutes(60),
          'payment-due': minutes(60),
          'contract-expiry': minutes(60),
          'legalisation-expiry': minutes(60),
          deliver: minutes(5),
        })
        .prefault({}),
      /** how old the last import of the billing system may be */
      importMaxAgeHours: z
        .int()
        .positive()
        .max(24 * 60)
        .default(48),
    })
    .prefault({}),
});

export type Utility = z.output<typeof schema>;

/**
 * Reads a configuration. @param source what stands in the file
 * @param path of the file, for the message
 * @throws Error naming the file and each bad field
 */
export function parseUtility(source: unknown, path: string): Utility {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The utility's configuration ${path} is not usable:\n${lines.join('\n')}`);
}

let loaded: Utility | undefined;

/** The utility that this process serves. Read at the first call. @throws Error when it is not usable */
export function utility(): Utility {
  if (loaded) return loaded;
  const path = env().UTILITY_CONFIG;
  return (loaded = path
    ? parseUtility(JSON.parse(readFileSync(path, 'utf8')), path)
    : parseUtility(bundled, '(bundled)'));
}
