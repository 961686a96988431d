import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { bytes, code, day, grosze, id, instant, litres, polish, reference } from './columns';
import { customers } from './customers';
import { invoices } from './invoices';
import { meters } from './meters';

/** przyjęty → w weryfikacji → zatwierdzony or odrzucony → rozliczony; withdrawn: replaced by a correction */
export type SubmissionState = 'accepted' | 'in_review' | 'approved' | 'rejected' | 'settled' | 'withdrawn';

/** Why a reading is looked at by people: the soft checks (DOMAIN, «Meters»). */
export type SubmissionQuestion = 'below_previous' | 'above_expected' | 'above_main';

/** What the customer said to the question. */
export type SubmissionAnswer = 'correct' | 'replaced' | 'rollover';

/**
 * A state that a customer gave. What counts of it stands in `readings` as well (origin `portal`); here is who gave
 * it, how it was judged and what became of it.
 */
export const submittedReadings = pgTable(
  'submitted_readings',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    meterId: reference('meter_id')
      .notNull()
      .references(() => meters.id),
    /** whose contract it belongs to */
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    /** who gave it; absent without signing in */
    accountId: reference('account_id').references(() => accounts.id),
    channel: code('channel').$type<'portal' | 'link' | 'public' | 'staff'>().notNull(),
    /** random, from the form's page: the same form again is the same reading */
    formKey: code('form_key').notNull(),
    readOn: day('read_on').notNull(),
    value: litres('value_l').notNull(),
    state: code('state').$type<SubmissionState>().notNull(),
    /** given outside the reading window: kept as information, not for settlement */
    information: boolean('information').notNull().default(false),
    question: code('question').$type<SubmissionQuestion>(),
    answer: code('answer').$type<SubmissionAnswer>(),
    /** in the customer's own words */
    note: polish('note'),
    /** the range that was shown */
    expectedFrom: litres('expected_from_l'),
    expectedTo: litres('expected_to_l'),
    submittedAt: instant('submitted_at').notNull(),
    /** of a correction: the reading that it replaces */
    replacesId: reference('replaces_id'),
    /** the invoice that used it */
    invoiceId: reference('invoice_id').references(() => invoices.id),
  },
  t => [
    uniqueIndex('submitted_readings_ref').on(t.ref),
    uniqueIndex('submitted_readings_form').on(t.formKey, t.meterId),
    // One that stands for a meter and day: of two people at once one is told.
    uniqueIndex('submitted_readings_day')
      .on(t.meterId, t.readOn)
      .where(sql`${t.state} not in ('rejected', 'withdrawn')`),
    index('submitted_readings_customer').on(t.customerId, t.submittedAt),
    index('submitted_readings_meter').on(t.meterId),
    index('submitted_readings_invoice')
      .on(t.invoiceId)
      .where(sql`${t.invoiceId} is not null`),
    index('submitted_readings_account')
      .on(t.accountId)
      .where(sql`${t.accountId} is not null`),
    index('submitted_readings_review')
      .on(t.submittedAt)
      .where(sql`${t.state} = 'in_review'`),
    check(
      'submitted_readings_state',
      sql`${t.state} in ('accepted', 'in_review', 'approved', 'rejected', 'settled', 'withdrawn')`,
    ),
  ],
);

/** Each state that a submitted reading has had: append only. */
export const submittedReadingStates = pgTable(
  'submitted_reading_states',
  {
    id: id(),
    submissionId: reference('submission_id')
      .notNull()
      .references(() => submittedReadings.id),
    state: code('state').$type<SubmissionState>().notNull(),
    at: instant('at').notNull(),
    /** absent: the portal itself */
    accountId: reference('account_id').references(() => accounts.id),
    /** why it was rejected, for the customer */
    reason: polish('reason'),
  },
  t => [index('submitted_reading_states_submission').on(t.submissionId, t.id)],
);

/** A photo of the register, re-encoded by us: no EXIF, no bytes of the sender's (SECURITY S11). */
export const readingPhotos = pgTable(
  'reading_photos',
  {
    submissionId: reference('submission_id')
      .primaryKey()
      .references(() => submittedReadings.id),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    /** JPEG */
    content: bytes('content').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [uniqueIndex('reading_photos_ref').on(t.ref)],
);

/** A link that opens the form of one meter without signing in, once, until the window closes (SECURITY S7). */
export const readingLinks = pgTable(
  'reading_links',
  {
    tokenHash: code('token_hash').primaryKey(),
    meterId: reference('meter_id')
      .notNull()
      .references(() => meters.id),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  t => [index('reading_links_expiry').on(t.expiresAt)],
);

/** Use far above the same season's: a hint at a leak, open until use is normal again. */
export const leakHints = pgTable(
  'leak_hints',
  {
    id: id(),
    meterId: reference('meter_id')
      .notNull()
      .references(() => meters.id),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    openedAt: instant('opened_at').notNull(),
    /** days of the reading that opened it and of the one before */
    fromDay: day('from_day').notNull(),
    toDay: day('to_day').notNull(),
    /** a day's use then, and in the same season before */
    dailyLitres: litres('daily_l').notNull(),
    usualLitres: litres('usual_l').notNull(),
    extraLitres: litres('extra_l').notNull(),
    /** gross, by the tariff in force; absent where none is known */
    extraCost: grosze('extra_cost_gr'),
    closedAt: instant('closed_at'),
  },
  t => [
    uniqueIndex('leak_hints_open')
      .on(t.meterId)
      .where(sql`${t.closedAt} is null`),
    index('leak_hints_customer').on(t.customerId, t.openedAt),
    index('leak_hints_meter').on(t.meterId),
  ],
);

/** A numbered batch for the billing system; each holds what no earlier one held. */
export const exportBatches = pgTable(
  'export_batches',
  {
    kind: code('kind').notNull(),
    number: integer('number').notNull(),
    createdAt: instant('created_at').notNull(),
    /** the very lines that were written, header included: repeating a batch gives the same bytes */
    content: polish('content').notNull(),
    rows: integer('rows').notNull(),
  },
  t => [primaryKey({ name: 'export_batches_key', columns: [t.kind, t.number] })],
);

/** What has been handed over, by kind and key: nothing twice. */
export const exportedItems = pgTable(
  'exported_items',
  {
    kind: code('kind').notNull(),
    /** e.g. the submitted reading's reference */
    item: code('item').notNull(),
    number: integer('number').notNull(),
  },
  t => [primaryKey({ name: 'exported_items_key', columns: [t.kind, t.item] })],
);
