import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { code, day, id, instant, polish, reference } from './columns';
import { customers } from './customers';

/** What somebody may do for a customer (lib/auth/scopes.ts); owners may everything. */
export type AccessScope = 'see' | 'readings' | 'invoices' | 'all';

export type StaffRole = 'customer_service' | 'billing' | 'dispatcher' | 'administrator' | 'auditor';

/** A sign-in, of a customer or (with a role) of staff. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    /** canonical: trimmed and in lower case */
    email: code('email').notNull(),
    /** argon2id; absent until the person has set one */
    passwordHash: code('password_hash'),
    /** an assigned password must be changed before anything else opens (SECURITY S3) */
    passwordMustChange: boolean('password_must_change').notNull().default(false),
    passwordExpiresAt: instant('password_expires_at'),
    phone: code('phone'),
    phoneVerifiedAt: instant('phone_verified_at'),
    locale: code('locale').$type<'pl' | 'en'>().notNull().default('pl'),
    staffRole: code('staff_role').$type<StaffRole>(),
    /** raised by a change of password, second factor or role: older sessions end (SECURITY S4) */
    sessionVersion: integer('session_version').notNull().default(1),
    disabledAt: instant('disabled_at'),
    /** closed by its owner: nothing in this row names a person any more; disabled as well, and for good */
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  t => [
    uniqueIndex('accounts_email').on(t.email),
    check(
      'accounts_role',
      sql`${t.staffRole} in ('customer_service', 'billing', 'dispatcher', 'administrator', 'auditor')`,
    ),
  ],
);

/** Which customers an account manages; many to many. */
export const accountCustomers = pgTable(
  'account_customers',
  {
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    nickname: polish('nickname'),
    /** how the right was proved: registration, import, staff; by whom shared, where it was not */
    source: code('source').$type<'registration' | 'import' | 'staff' | 'shared'>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    scope: code('scope').$type<AccessScope>().notNull().default('all'),
    /** the last day; judged wherever the row is read (lib/auth/held.ts) */
    endsOn: day('ends_on'),
    /** the owner's account that shares it; absent: this account is an owner itself */
    sharedBy: reference('shared_by'),
  },
  t => [
    primaryKey({ name: 'account_customers_key', columns: [t.accountId, t.customerId] }),
    index('account_customers_customer').on(t.customerId),
    index('account_customers_shared').on(t.sharedBy, t.customerId),
    // What an owner has shared goes with the owner's own row, whichever way that goes.
    foreignKey({
      name: 'account_customers_sharer',
      columns: [t.sharedBy, t.customerId],
      foreignColumns: [t.accountId, t.customerId],
    }).onDelete('cascade'),
    check('account_customers_scope', sql`${t.scope} in ('see', 'readings', 'invoices', 'all')`),
    check(
      'account_customers_owner',
      sql`${t.sharedBy} is not null or (${t.scope} = 'all' and ${t.endsOn} is null)`,
    ),
  ],
);

/** A relative, tenant or manager asked by mail to look after a customer (SECURITY S7: hashed, 7 days, once). */
export const accessInvitations = pgTable(
  'access_invitations',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    /** SHA-256 of the token in the link */
    tokenHash: code('token_hash').notNull(),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    /** the owner's account */
    invitedBy: reference('invited_by')
      .notNull()
      .references(() => accounts.id),
    email: code('email').notNull(),
    scope: code('scope').$type<AccessScope>().notNull(),
    endsOn: day('ends_on'),
    locale: code('locale').$type<'pl' | 'en'>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: reference('accepted_by').references(() => accounts.id),
    /** taken back before it was accepted, or replaced by a later one to the same address */
    withdrawnAt: instant('withdrawn_at'),
  },
  t => [
    uniqueIndex('access_invitations_ref').on(t.ref),
    uniqueIndex('access_invitations_token').on(t.tokenHash),
    index('access_invitations_customer').on(t.customerId, t.createdAt),
    check('access_invitations_scope', sql`${t.scope} in ('see', 'readings', 'invoices', 'all')`),
  ],
);

/** One sign-in on one device. The cookie names it; ending the row ends the session at its next request. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** written at most once a minute */
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    /** the customer being looked at; absent: the first that the account manages */
    currentCustomerId: reference('current_customer_id').references(() => customers.id),
    /** of staff: whose portal they look at, read only, … */
    viewingCustomerId: reference('viewing_customer_id').references(() => customers.id),
    /** … through which of its accounts (absent: it has none), … */
    viewingAccountId: reference('viewing_account_id').references(() => accounts.id),
    /** … and since when; why stands in the audit log */
    viewingSince: instant('viewing_since'),
    ipPrefix: code('ip_prefix'),
    userAgent: polish('user_agent'),
  },
  t => [index('sessions_account').on(t.accountId, t.createdAt)],
);

/** Versions of what people accept; a new version is a row with a date. */
export const terms = pgTable(
  'terms',
  {
    id: id(),
    document: code('document').$type<'portal' | 'e_invoice' | 'privacy'>().notNull(),
    version: code('version').notNull(),
    effectiveFrom: day('effective_from').notNull(),
    bodyPl: polish('body_pl').notNull(),
    bodyEn: polish('body_en').notNull(),
    /** SHA-256 of the Polish text, the binding one */
    textHash: code('text_hash').notNull(),
  },
  t => [uniqueIndex('terms_version').on(t.document, t.version)],
);

/** The next version of a document while staff prepare it; it holds for nobody. */
export const termsDrafts = pgTable('terms_drafts', {
  document: code('document').$type<'portal' | 'e_invoice' | 'privacy'>().primaryKey(),
  version: code('version').notNull(),
  effectiveFrom: day('effective_from').notNull(),
  bodyPl: polish('body_pl').notNull(),
  bodyEn: polish('body_en').notNull(),
  savedAt: instant('saved_at').notNull(),
  accountId: reference('account_id')
    .notNull()
    .references(() => accounts.id),
});

/** Accepting the portal's terms is the conclusion of the contract for electronic services: append only. */
export const termsAcceptances = pgTable(
  'terms_acceptances',
  {
    id: id(),
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    termsId: reference('terms_id')
      .notNull()
      .references(() => terms.id),
    textHash: code('text_hash').notNull(),
    acceptedAt: instant('accepted_at').notNull(),
    ip: code('ip').notNull(),
  },
  t => [index('terms_acceptances_account').on(t.accountId, t.termsId)],
);

/** A registration between its form and the code from the mail. */
export const registrations = pgTable(
  'registrations',
  {
    id: id(),
    /** SHA-256 of the token in the person's cookie or hidden field */
    tokenHash: code('token_hash').notNull(),
    email: code('email').notNull(),
    /** absent when the proof failed: the answer must look alike (SECURITY S7) */
    customerId: reference('customer_id').references(() => customers.id),
    passwordHash: code('password_hash').notNull(),
    termsId: reference('terms_id')
      .notNull()
      .references(() => terms.id),
    acceptedAt: instant('accepted_at').notNull(),
    ip: code('ip').notNull(),
    locale: code('locale').$type<'pl' | 'en'>().notNull(),
    codeHash: code('code_hash').notNull(),
    codeExpiresAt: instant('code_expires_at').notNull(),
    tries: smallint('tries').notNull().default(0),
    /** how many codes were sent for it */
    sends: smallint('sends').notNull().default(1),
    completedAt: instant('completed_at'),
  },
  t => [
    uniqueIndex('registrations_token').on(t.tokenHash),
    index('registrations_expiry').on(t.codeExpiresAt),
  ],
);

/**
 * Limits (SECURITY S6), shared by all processes: one instant a bucket. An allowance refills steadily; `fullAt`
 * is when it will be whole again, so a row in the past says nothing and may be removed.
 */
export const limits = pgTable('limits', {
  bucket: code('bucket').primaryKey(),
  fullAt: instant('full_at').notNull(),
});
