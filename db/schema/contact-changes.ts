import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { code, id, instant, polish, reference } from './columns';
import { customers } from './customers';

/** What of a customer's record can be asked to be changed: the name on the invoice, the address for letters. */
export const CHANGEABLE = ['name', 'address'] as const;
export type Changeable = (typeof CHANGEABLE)[number];

export const CHANGE_STATES = ['requested', 'approved', 'refused', 'withdrawn'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** `{ name }`, or the parts of an address; a part that there is not is null. */
export type ChangedData = Readonly<Record<string, string | null>>;

const oneOf = (values: readonly string[]) => sql.raw(values.map(value => `'${value}'`).join(', '));

/** A customer asks for another name or address in the billing system; staff decide, an export hands it over. */
export const contactChanges = pgTable(
  'contact_changes',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    /** who asked */
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
    what: code('what').$type<Changeable>().notNull(),
    /** as the billing system had it when it was asked for */
    before: jsonb('before').$type<ChangedData>().notNull(),
    after: jsonb('after').$type<ChangedData>().notNull(),
    /** why, in the customer's words */
    reason: polish('reason'),
    state: code('state').$type<ChangeState>().notNull().default('requested'),
    requestedAt: instant('requested_at').notNull(),
    /** when it was approved, refused or withdrawn */
    decidedAt: instant('decided_at'),
    /** of staff; absent for a withdrawal */
    decidedBy: reference('decided_by').references(() => accounts.id),
    /** for the customer */
    refusalReason: polish('refusal_reason'),
  },
  t => [
    uniqueIndex('contact_changes_ref').on(t.ref),
    // one that waits for each field
    uniqueIndex('contact_changes_open')
      .on(t.customerId, t.what)
      .where(sql`${t.state} = 'requested'`),
    index('contact_changes_customer').on(t.customerId, t.id),
    index('contact_changes_waiting')
      .on(t.requestedAt)
      .where(sql`${t.state} = 'requested'`),
    check('contact_changes_what', sql`${t.what} in (${oneOf(CHANGEABLE)})`),
    check('contact_changes_state', sql`${t.state} in (${oneOf(CHANGE_STATES)})`),
  ],
);
