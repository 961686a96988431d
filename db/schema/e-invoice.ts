import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, uniqueIndex, boolean } from 'drizzle-orm/pg-core';
import { code, day, id, instant, reference } from './columns';
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
    channel: code('channel').$type<'portal' | 'paper' | 'scan'>().notNull(),
    source: code('source').$type<'portal' | 'staff' | 'import'>().notNull(),
    delivery: code('delivery').$type<'portal' | 'email' | 'both'>(),
    email: code('email'),
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

/** What a customer wants to be told and how; an import only ever inserts. */
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
