import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, code, day, id, instant, polish, reference } from './columns';
import { accounts } from './accounts';
import { customers } from './customers';
import { invoices } from './invoices';

export type Channel = 'email' | 'sms';

/**
 * `queued → sending → sent → delivered | temporarily_failed | permanently_failed`. `unknown`: the provider may have
 * taken it. `cancelled`: nobody wants it any more. `suppressed`: the address takes nothing. `expired`: too late.
 */
export const OUTBOX_STATES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'temporarily_failed',
  'permanently_failed',
  'unknown',
  'suppressed',
  'cancelled',
  'expired',
] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

const oneOf = (values: readonly string[]) => sql.raw(values.map(value => `'${value}'`).join(', '));

/**
 * Mails that one request handed to the provider: who is in it is written down before it is sent, so that it is
 * repeated byte for byte under the same idempotency key, which is the row's id.
 */
export const outboxBatches = pgTable('outbox_batches', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** the sender's address then: part of the payload */
  sender: code('sender').notNull(),
  createdAt: instant('created_at').notNull(),
  /** of the first attempt, by the database's clock: the provider forgets the key 24 hours later */
  firstAttemptAt: instant('first_attempt_at').notNull(),
});

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
    channel: code('channel').$type<Channel>().notNull(),
    recipient: code('recipient').notNull(),
    accountId: reference('account_id').references(() => accounts.id),
    customerId: reference('customer_id').references(() => customers.id),
    locale: code('locale').$type<'pl' | 'en'>().notNull(),
    subject: polish('subject'),
    bodyText: polish('body_text').notNull(),
    bodyHtml: polish('body_html'),
    headers: jsonb('headers').$type<Record<string, string>>().notNull().default({}),
    state: code('state').$type<OutboxState>().notNull().default('queued'),
    /** why it stands as it does: a code of ours or of the provider */
    reason: code('reason'),
    /** how often it was handed to the provider, or was about to be */
    attempts: integer('attempts').notNull().default(0),
    /** not to be tried before */
    dueAt: instant('due_at').notNull().defaultNow(),
    /** by the database's clock; whoever holds the token may settle the attempt, nobody else */
    leaseUntil: instant('lease_until'),
    leaseToken: uuid('lease_token'),
    firstAttemptAt: instant('first_attempt_at'),
    lastAttemptAt: instant('last_attempt_at'),
    batchId: uuid('batch_id').references(() => outboxBatches.id),
    /** the provider's own name of the message */
    providerId: code('provider_id'),
    /** of an SMS, as the provider counts them */
    segments: integer('segments'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** not to be sent after this instant, e.g. when the code in it has run out */
    expiresAt: instant('expires_at'),
    settledAt: instant('settled_at'),
  },
  t => [
    uniqueIndex('outbox_ref').on(t.ref),
    uniqueIndex('outbox_key').on(t.kind, t.entity, t.occurrence, t.channel, t.recipient),
    index('outbox_created').on(t.createdAt),
    index('outbox_due')
      .on(t.channel, t.dueAt, t.id)
      .where(sql`${t.state} in ('queued', 'temporarily_failed')`),
    index('outbox_open')
      .on(t.state, t.leaseUntil)
      .where(sql`${t.state} in ('sending', 'unknown')`),
    index('outbox_provider')
      .on(t.providerId)
      .where(sql`${t.providerId} is not null`),
    // who is in a batch, whatever became of each since
    index('outbox_batch')
      .on(t.batchId, t.id)
      .where(sql`${t.batchId} is not null`),
    index('outbox_customer').on(t.customerId, t.createdAt),
    index('outbox_entity').on(t.entity, t.kind),
    index('outbox_account')
      .on(t.accountId)
      .where(sql`${t.accountId} is not null`),
    // the daily cap counts what was tried since midnight
    index('outbox_sms_day')
      .on(t.lastAttemptAt)
      .where(sql`${t.channel} = 'sms' and ${t.lastAttemptAt} is not null`),
    // what staff look at: few rows among very many
    index('outbox_stuck')
      .on(t.id)
      .where(sql`${t.state} in ('permanently_failed', 'unknown', 'suppressed')`),
    check('outbox_channel', sql`${t.channel} in ('email', 'sms')`),
    check('outbox_state', sql`${t.state} in (${oneOf(OUTBOX_STATES)})`),
  ],
);

/** Each state that a message has had: append only, so that everyone can see why. */
export const outboxStates = pgTable(
  'outbox_states',
  {
    id: id(),
    outboxId: reference('outbox_id')
      .notNull()
      .references(() => outbox.id),
    state: code('state').$type<OutboxState>().notNull(),
    at: instant('at').notNull(),
    attempt: integer('attempt').notNull(),
    reason: code('reason'),
    source: code('source').$type<'dispatcher' | 'webhook' | 'reconciliation' | 'staff'>().notNull(),
    /** who, where a person decided */
    accountId: reference('account_id').references(() => accounts.id),
    /** why, in the words of that person */
    note: polish('note'),
  },
  t => [
    index('outbox_states_outbox').on(t.outboxId, t.id),
    index('outbox_states_account')
      .on(t.accountId)
      .where(sql`${t.accountId} is not null`),
  ],
);

/**
 * What goes with a mail. An invoice's PDF is named and read from the kept documents; `sha256` is set at the first
 * attempt, and other bytes are never sent under the same key. Anything else has its bytes here.
 */
export const outboxAttachments = pgTable(
  'outbox_attachments',
  {
    outboxId: reference('outbox_id')
      .notNull()
      .references(() => outbox.id),
    position: integer('position').notNull(),
    filename: polish('filename').notNull(),
    contentType: code('content_type').notNull(),
    invoiceId: reference('invoice_id').references(() => invoices.id),
    content: bytes('content'),
    sha256: code('sha256'),
  },
  t => [
    primaryKey({ name: 'outbox_attachments_key', columns: [t.outboxId, t.position] }),
    index('outbox_attachments_invoice')
      .on(t.invoiceId)
      .where(sql`${t.invoiceId} is not null`),
    check('outbox_attachments_source', sql`(${t.invoiceId} is null) <> (${t.content} is null)`),
  ],
);

/** What a provider told us, once each, whether or not we know the message. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    provider: code('provider').$type<'resend' | 'twilio'>().notNull(),
    /** `svix-id`; of Twilio, which names no event: message, attempt and status */
    eventId: code('event_id').notNull(),
    type: code('type').notNull(),
    receivedAt: instant('received_at').notNull(),
    outboxId: reference('outbox_id').references(() => outbox.id),
    /** what we use of it; no addresses, no texts */
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  t => [
    primaryKey({ name: 'webhook_events_key', columns: [t.provider, t.eventId] }),
    index('webhook_events_received').on(t.receivedAt),
    // told before we knew the message: looked at again
    index('webhook_events_waiting')
      .on(t.receivedAt)
      .where(sql`${t.outboxId} is null`),
  ],
);

/** Addresses and numbers that take nothing: bounced, complained, said STOP, or do not exist. */
export const suppressions = pgTable(
  'suppressions',
  {
    channel: code('channel').$type<Channel>().notNull(),
    recipient: code('recipient').notNull(),
    reason: code('reason').$type<'bounced' | 'complained' | 'stopped' | 'invalid'>().notNull(),
    since: instant('since').notNull(),
    outboxId: reference('outbox_id').references(() => outbox.id),
  },
  t => [primaryKey({ name: 'suppressions_key', columns: [t.channel, t.recipient] })],
);

/** A pause of a channel, or of `all`: by staff, by an error in our configuration, after a restore (N10). */
export const deliveryPauses = pgTable('delivery_pauses', {
  channel: code('channel').$type<Channel | 'all'>().primaryKey(),
  since: instant('since').notNull(),
  reason: code('reason').notNull(),
  /** absent: the dispatcher itself */
  accountId: reference('account_id').references(() => accounts.id),
});

/** The circuit breaker of a provider, shared by all processes. */
export const providerHealth = pgTable('provider_health', {
  provider: code('provider').$type<'resend' | 'twilio'>().primaryKey(),
  failures: integer('failures').notNull().default(0),
  /** nothing is sent before, by the database's clock */
  openUntil: instant('open_until'),
});

/** Staff keep reminders of one invoice back, e.g. while a complaint about it is open. */
export const reminderHolds = pgTable('reminder_holds', {
  invoiceId: reference('invoice_id')
    .primaryKey()
    .references(() => invoices.id),
  since: instant('since').notNull(),
  /** last day of it; absent: until staff take it off */
  until: day('until'),
  reason: polish('reason').notNull(),
  accountId: reference('account_id').references(() => accounts.id),
});

/** One call of a cron route; the newest of each job tells whether the schedule runs. */
export const cronRuns = pgTable(
  'cron_runs',
  {
    id: id(),
    job: code('job').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    counts: jsonb('counts').$type<Record<string, number>>().notNull().default({}),
  },
  t => [index('cron_runs_job').on(t.job, t.startedAt)],
);
