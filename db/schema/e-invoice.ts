import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, code, day, id, instant, polish, reference } from './columns';
import { accounts } from './accounts';
import { customers } from './customers';

/** Append-only ledger of decisions on the e-invoice; the state on any day is a pure function of it. */
export const eInvoiceConsents = pgTable(
  'e_invoice_consents',
  {
    id: id(),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    action: code('action').$type<'accepted' | 'changed' | 'withdrawn'>().notNull(),
    /** day of the decision (for paper: of its receipt) */
    effectiveOn: day('effective_on').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
    /** `paper`: brought over by an import that does not say more */
    channel: code('channel').$type<'portal' | 'paper' | 'scan' | 'post' | 'in_person'>().notNull(),
    source: code('source').$type<'portal' | 'staff' | 'import'>().notNull(),
    delivery: code('delivery').$type<'portal' | 'email' | 'both'>(),
    email: code('email'),
    /** the customer's account that decided, or the operator who entered it */
    accountId: reference('account_id').references(() => accounts.id),
    termsVersion: code('terms_version'),
    textHash: code('text_hash'),
    ip: code('ip'),
  },
  t => [
    index('e_invoice_consents_customer').on(t.customerId, t.effectiveOn),
    uniqueIndex('e_invoice_consents_import')
      .on(t.customerId, t.action, t.effectiveOn)
      .where(sql`${t.source} = 'import'`),
    check('e_invoice_consents_action', sql`${t.action} in ('accepted', 'changed', 'withdrawn')`),
  ],
);

/** The signed form that an entry of staff stands on, as it was received: append only. */
export const consentScans = pgTable('consent_scans', {
  consentId: reference('consent_id')
    .primaryKey()
    .references(() => eInvoiceConsents.id),
  filename: polish('filename').notNull(),
  contentType: code('content_type').notNull(),
  content: bytes('content').notNull(),
  sha256: code('sha256').notNull(),
});

/** How a customer wants to be told, whoever manages it; an import only ever inserts. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: code('kind').notNull(),
    channel: code('channel').$type<'email' | 'sms'>().notNull(),
    enabled: boolean('enabled').notNull(),
    decidedAt: instant('decided_at').notNull().defaultNow(),
    source: code('source').$type<'import' | 'portal' | 'staff'>().notNull(),
  },
  t => [
    primaryKey({ name: 'notification_preferences_key', columns: [t.customerId, t.kind, t.channel] }),
    check('notification_preferences_channel', sql`${t.channel} in ('email', 'sms')`),
  ],
);

/** How one account wants to be told of a customer that it manages; goes before the customer's own preference. */
export const notificationChoices = pgTable(
  'notification_choices',
  {
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: code('kind').notNull(),
    channel: code('channel').$type<'email' | 'sms'>().notNull(),
    enabled: boolean('enabled').notNull(),
    decidedAt: instant('decided_at').notNull(),
    source: code('source').$type<'portal' | 'unsubscribe' | 'stop'>().notNull(),
  },
  t => [
    primaryKey({
      name: 'notification_choices_key',
      columns: [t.accountId, t.customerId, t.kind, t.channel],
    }),
    index('notification_choices_customer').on(t.customerId),
    check('notification_choices_channel', sql`${t.channel} in ('email', 'sms')`),
  ],
);
