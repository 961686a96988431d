import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { code, id, instant, polish, reference } from './columns';
import { accounts } from './accounts';
import { customers } from './customers';

/**
 * Everything that leaves by e-mail or SMS is first a row here, its text frozen (DELIVERY N1). The unique key
 * is the business key of the message and stays for ever: the same occurrence is never told twice.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    kind: code('kind').notNull(),
    /** what it is about, e.g. `registration:17` */
    entity: code('entity').notNull(),
    /** which time of telling, e.g. `3-days-before` or `1` */
    occurrence: code('occurrence').notNull(),
    channel: code('channel').$type<'email' | 'sms'>().notNull(),
    recipient: code('recipient').notNull(),
    accountId: reference('account_id').references(() => accounts.id),
    customerId: reference('customer_id').references(() => customers.id),
    locale: code('locale').$type<'pl' | 'en'>().notNull(),
    subject: polish('subject'),
    bodyText: polish('body_text').notNull(),
    bodyHtml: polish('body_html'),
    headers: jsonb('headers').$type<Record<string, string>>().notNull().default({}),
    state: code('state')
      .$type<
        | 'queued'
        | 'sending'
        | 'sent'
        | 'delivered'
        | 'temporarily_failed'
        | 'permanently_failed'
        | 'unknown'
        | 'suppressed'
        | 'cancelled'
        | 'expired'
      >()
      .notNull()
      .default('queued'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** not to be sent after this instant, e.g. when the code in it has run out */
    expiresAt: instant('expires_at'),
    settledAt: instant('settled_at'),
  },
  t => [
    uniqueIndex('outbox_ref').on(t.ref),
    uniqueIndex('outbox_key').on(t.kind, t.entity, t.occurrence, t.channel, t.recipient),
    index('outbox_created').on(t.createdAt),
    check('outbox_channel', sql`${t.channel} in ('email', 'sms')`),
  ],
);
