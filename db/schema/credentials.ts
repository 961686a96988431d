import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, primaryKey, smallint, uniqueIndex } from 'drizzle-orm/pg-core';
import { code, id, instant, polish, reference } from './columns';
import { accounts } from './accounts';
import { customers } from './customers';

/** The second factor of an account (SECURITY S8): time-based codes of an app. */
export const secondFactors = pgTable('second_factors', {
  accountId: reference('account_id')
    .primaryKey()
    .references(() => accounts.id),
  /** the secret, sealed with the server's key: the database alone makes no codes */
  secretSealed: code('secret_sealed').notNull(),
  /** absent until the first right code: before, it guards nothing */
  confirmedAt: instant('confirmed_at'),
  /** the time step of the last code taken; codes of it and of earlier ones are refused */
  lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
});

/** One way in without the device of the second factor, each good once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    codeHash: code('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  t => [primaryKey({ name: 'recovery_codes_key', columns: [t.accountId, t.codeHash] })],
);

export type TokenPurpose =
  'password_reset' | 'activation' | 'email_change' | 'add_customer' | 'phone_change' | 'e_invoice_email';

/**
 * What was mailed to somebody and proves that they read it: a link (single use, the token stored hashed,
 * SECURITY S7) or six digits typed on the page that holds the token.
 */
export const accountTokens = pgTable(
  'account_tokens',
  {
    id: id(),
    purpose: code('purpose').$type<TokenPurpose>().notNull(),
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    /** SHA-256 of the token in the link or in the page's form */
    tokenHash: code('token_hash').notNull(),
    /** of the six digits, where there are some */
    codeHash: code('code_hash'),
    /** the address that becomes the account's, or the one for e-invoices */
    email: code('email'),
    /** the number that becomes the account's, as +48… */
    phone: code('phone'),
    /** the customer that is to be added; absent when the proof failed: the answer must look alike */
    customerId: reference('customer_id').references(() => customers.id),
    tries: smallint('tries').notNull().default(0),
    /** how many codes were sent for it */
    sends: smallint('sends').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    ip: code('ip').notNull(),
  },
  t => [
    uniqueIndex('account_tokens_token').on(t.tokenHash),
    index('account_tokens_account').on(t.accountId, t.purpose),
    check(
      'account_tokens_purpose',
      sql`${t.purpose} in ('password_reset', 'activation', 'email_change', 'add_customer', 'phone_change', 'e_invoice_email')`,
    ),
  ],
);

/**
 * Somebody who lost the mailbox of their account: the proof of registration anew with a new address, confirmed
 * by a code; then staff decide.
 */
export const accessRequests = pgTable(
  'access_requests',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    /** SHA-256 of the token in the person's form */
    tokenHash: code('token_hash').notNull(),
    /** the new address */
    email: code('email').notNull(),
    /** absent when the proof failed: the answer must look alike (SECURITY S7) */
    customerId: reference('customer_id').references(() => customers.id),
    locale: code('locale').$type<'pl' | 'en'>().notNull(),
    codeHash: code('code_hash').notNull(),
    codeExpiresAt: instant('code_expires_at').notNull(),
    tries: smallint('tries').notNull().default(0),
    sends: smallint('sends').notNull().default(1),
    ip: code('ip').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** when the code was given: from then on it waits for staff */
    confirmedAt: instant('confirmed_at'),
    decision: code('decision').$type<'granted' | 'refused'>(),
    decidedAt: instant('decided_at'),
    /** who decided; absent: at the command line */
    decidedBy: reference('decided_by').references(() => accounts.id),
    /** why it was refused, for the person */
    reason: polish('reason'),
  },
  t => [
    uniqueIndex('access_requests_ref').on(t.ref),
    uniqueIndex('access_requests_token').on(t.tokenHash),
    index('access_requests_waiting')
      .on(t.confirmedAt)
      .where(sql`${t.confirmedAt} is not null and ${t.decidedAt} is null`),
    check('access_requests_decision', sql`${t.decision} in ('granted', 'refused')`),
  ],
);

/** A form that was sent after its session had ended: kept for the same account until it signs in again. */
export const keptForms = pgTable(
  'kept_forms',
  {
    /** SHA-256 of the token in the browser's cookie */
    tokenHash: code('token_hash').primaryKey(),
    /** whose session it was: nobody else gets it back */
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    /** which form, as its action names it */
    form: code('form').notNull(),
    /** what was typed, without passwords and codes, sealed with the server's key */
    valuesSealed: code('values_sealed').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  t => [index('kept_forms_expiry').on(t.expiresAt)],
);
