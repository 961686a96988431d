import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { bytes, code, day, id, instant, polish, reference } from './columns';
import { customers } from './customers';
import { invoices } from './invoices';

/** nowa → przyjęta → w toku → czeka na klienta → odpowiedziano → zamknięta; reopened it is in progress again */
export const CASE_STATES = [
  'new',
  'received',
  'in_progress',
  'waiting_for_customer',
  'answered',
  'closed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

const states = sql.raw(CASE_STATES.map(state => `'${state}'`).join(', '));

/** What somebody writes to the utility: a message, a complaint, a request; its kind is declared in lib/messages. */
export const cases = pgTable(
  'cases',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    kind: code('kind').notNull(),
    /** whose it is; absent for people who wrote without signing in and are nobody we know */
    customerId: reference('customer_id').references(() => customers.id),
    accountId: reference('account_id').references(() => accounts.id),
    /** who wrote without signing in */
    name: polish('name'),
    email: code('email'),
    phone: code('phone'),
    /** SHA-256 of the secret with which such people see the state */
    secretHash: code('secret_hash'),
    locale: code('locale').$type<'pl' | 'en'>().notNull(),
    /** the fields of its kind, besides the text */
    fields: jsonb('fields').$type<Record<string, string>>().notNull().default({}),
    invoiceId: reference('invoice_id').references(() => invoices.id),
    state: code('state').$type<CaseState>().notNull().default('new'),
    channel: code('channel').$type<'portal' | 'public' | 'staff'>().notNull(),
    /** random, from the form's page: the same form again is the same case */
    formKey: code('form_key').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** the last day for the answer; absent where none is promised */
    answerBy: day('answer_by'),
    /** sent later than the rules of its kind allow: flagged, never refused */
    late: boolean('late').notNull().default(false),
    /** of staff, who has taken it */
    assignedTo: reference('assigned_to').references(() => accounts.id),
    ip: code('ip').notNull(),
  },
  t => [
    uniqueIndex('cases_ref').on(t.ref),
    uniqueIndex('cases_form').on(t.formKey),
    index('cases_customer').on(t.customerId, t.receivedAt),
    index('cases_open')
      .on(t.answerBy)
      .where(sql`${t.state} not in ('answered', 'closed')`),
    index('cases_invoice').on(t.invoiceId),
    check('cases_state', sql`${t.state} in (${states})`),
  ],
);

/** What was written in a case, in order: append only. */
export const caseEntries = pgTable(
  'case_entries',
  {
    id: id(),
    caseId: reference('case_id')
      .notNull()
      .references(() => cases.id),
    at: instant('at').notNull(),
    /** `party`: whoever takes over the property that a move-out hands over */
    author: code('author').$type<'customer' | 'staff' | 'party'>().notNull(),
    /** absent: somebody who did not sign in */
    accountId: reference('account_id').references(() => accounts.id),
    text: polish('text').notNull(),
    /** a note of staff for staff */
    internal: boolean('internal').notNull().default(false),
  },
  t => [index('case_entries_case').on(t.caseId, t.id)],
);

/** Each state that a case has had: append only. */
export const caseStates = pgTable(
  'case_states',
  {
    id: id(),
    caseId: reference('case_id')
      .notNull()
      .references(() => cases.id),
    state: code('state').$type<CaseState>().notNull(),
    at: instant('at').notNull(),
    /** absent: the portal itself, or somebody who did not sign in */
    accountId: reference('account_id').references(() => accounts.id),
  },
  t => [index('case_states_case').on(t.caseId, t.id)],
);

/** A PDF or picture that came with an entry; pictures are re-encoded by us (SECURITY S11). */
export const caseAttachments = pgTable(
  'case_attachments',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    entryId: reference('entry_id')
      .notNull()
      .references(() => caseEntries.id),
    filename: polish('filename').notNull(),
    contentType: code('content_type').$type<'application/pdf' | 'image/jpeg'>().notNull(),
    content: bytes('content').notNull(),
    size: integer('size').notNull(),
  },
  t => [uniqueIndex('case_attachments_ref').on(t.ref), index('case_attachments_entry').on(t.entryId)],
);

/** Answers that staff have prepared themselves, besides those that come with the portal; both languages in one. */
export const caseTemplates = pgTable(
  'case_templates',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    title: polish('title').notNull(),
    bodyPl: polish('body_pl').notNull(),
    bodyEn: polish('body_en').notNull(),
    savedAt: instant('saved_at').notNull(),
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    /** not offered any more */
    withdrawnAt: instant('withdrawn_at'),
  },
  t => [uniqueIndex('case_templates_ref').on(t.ref)],
);

/** An answer between being written and being sent: one of each person of staff for each case. */
export const caseDrafts = pgTable(
  'case_drafts',
  {
    caseId: reference('case_id')
      .notNull()
      .references(() => cases.id),
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    text: polish('text').notNull(),
    /** a question, after which the case waits for the customer */
    asks: boolean('asks').notNull(),
    /** the newest entry that its writer had before them: what came after it has not been read */
    seenEntry: reference('seen_entry').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  t => [primaryKey({ name: 'case_drafts_key', columns: [t.caseId, t.accountId] })],
);

/** A file that goes with an answer that is not sent yet. */
export const caseDraftFiles = pgTable(
  'case_draft_files',
  {
    id: id(),
    caseId: reference('case_id').notNull(),
    accountId: reference('account_id').notNull(),
    filename: polish('filename').notNull(),
    contentType: code('content_type').$type<'application/pdf' | 'image/jpeg'>().notNull(),
    content: bytes('content').notNull(),
    size: integer('size').notNull(),
  },
  t => [
    foreignKey({
      name: 'case_draft_files_draft',
      columns: [t.caseId, t.accountId],
      foreignColumns: [caseDrafts.caseId, caseDrafts.accountId],
    }).onDelete('cascade'),
    index('case_draft_files_of').on(t.caseId, t.accountId),
  ],
);
