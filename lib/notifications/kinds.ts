import type { AccessScope, Channel } from '@/db/schema';
import type { Utility } from '@/lib/utility';

/** What a kind of notification is; pages, scans, texts and tests iterate {@link KINDS} and know no kind by name. */
export interface KindRules {
  /** what it is about: the first word of the row's `entity`, e.g. `invoice:17` */
  readonly entity: 'invoice' | 'contract' | 'meter' | 'announcement';
  /** the cron route that scans it; null: `deliver` does, or whoever makes it */
  readonly job: 'invoice-issued' | 'payment-due' | 'contract-expiry' | 'legalisation-expiry' | null;
  /** where the utility's configuration says how many days before; null: at once */
  readonly leads: 'paymentDueDays' | 'contractExpiryDays' | 'legalisationExpiryDays' | null;
  /** whether an account that has decided nothing is told, by channel */
  readonly defaults: Readonly<Record<Channel, boolean>>;
  /** until when it is worth sending: some days after its making, the day that it is about, its window's last day */
  readonly deadline: 'catchUp' | 'date' | 'window';
  /** whether a signed link in the mail switches it off (and `List-Unsubscribe` stands in its head) */
  readonly optional: boolean;
  /** what access to the customer has to open: an invoice's amount is for those who see invoices */
  readonly needs: AccessScope;
}

const EMAIL_ON = { email: true, sms: false } as const;
const OFF = { email: false, sms: false } as const;

/** Every kind, the four of the service notice first, in the order in which people see them (DELIVERY). */
export const KINDS = {
  invoice_issued: {
    entity: 'invoice',
    job: 'invoice-issued',
    leads: null,
    defaults: EMAIL_ON,
    deadline: 'catchUp',
    optional: false,
    needs: 'invoices',
  },
  payment_due: {
    entity: 'invoice',
    job: 'payment-due',
    leads: 'paymentDueDays',
    defaults: EMAIL_ON,
    deadline: 'date',
    optional: false,
    needs: 'invoices',
  },
  contract_expiry: {
    entity: 'contract',
    job: 'contract-expiry',
    leads: 'contractExpiryDays',
    defaults: EMAIL_ON,
    deadline: 'date',
    optional: false,
    needs: 'all',
  },
  legalisation_expiry: {
    entity: 'meter',
    job: 'legalisation-expiry',
    leads: 'legalisationExpiryDays',
    defaults: EMAIL_ON,
    deadline: 'date',
    optional: false,
    needs: 'see',
  },
  reading_due: {
    entity: 'meter',
    job: null,
    leads: null,
    defaults: OFF,
    deadline: 'window',
    optional: true,
    needs: 'readings',
  },
  service_announcement: {
    entity: 'announcement',
    job: null,
    leads: null,
    defaults: EMAIL_ON,
    deadline: 'catchUp',
    optional: true,
    needs: 'see',
  },
  leak_hint: {
    entity: 'meter',
    job: null,
    leads: null,
    defaults: EMAIL_ON,
    deadline: 'catchUp',
    optional: true,
    needs: 'invoices',
  },
} as const satisfies Record<string, KindRules>;

export type NotificationKind = keyof typeof KINDS;

export const KIND_NAMES = Object.keys(KINDS) as readonly NotificationKind[];

/** The channels in the order in which people see them. */
export const CHANNELS = ['email', 'sms'] as const satisfies readonly Channel[];

/** Whether a row's kind is one that people choose; account mails and the e-invoice itself are not. */
export const isNotificationKind = (kind: string): kind is NotificationKind => Object.hasOwn(KINDS, kind);

/** Days before the day that a kind is about, the furthest first; none for a kind that is told at once. */
export function leadsOf(
  kind: NotificationKind,
  { notifications }: Pick<Utility, 'notifications'>,
): readonly number[] {
  const key = KINDS[kind].leads;
  return key === null ? [] : notifications[key];
}

/** The job of each cron route under /api/cron, the one that dispatches everything last. */
export const JOBS = [
  'invoice-issued',
  'payment-due',
  'contract-expiry',
  'legalisation-expiry',
  'deliver',
] as const;
export type Job = (typeof JOBS)[number];

/** The kinds that a job scans; empty for `deliver`, which takes what has no route of its own. */
export const kindsOf = (job: Job): NotificationKind[] => KIND_NAMES.filter(kind => KINDS[kind].job === job);
