import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { code, day, id, instant, litres, polish, reference } from './columns';
import { customers, servicePoints } from './customers';
import { cases } from './messages';
import { meters } from './meters';

/**
 * A customer hands a property over: what the case of the kind `move_out` is about. Its reference, state and answer's
 * day are the case's.
 */
export const moveOuts = pgTable(
  'move_outs',
  {
    id: id(),
    caseId: reference('case_id')
      .notNull()
      .references(() => cases.id),
    customerId: reference('customer_id')
      .notNull()
      .references(() => customers.id),
    servicePointId: reference('service_point_id')
      .notNull()
      .references(() => servicePoints.id),
    handedOverOn: day('handed_over_on').notNull(),
    /** where the last invoice goes */
    forwardingStreet: polish('forwarding_street').notNull(),
    forwardingPostalCode: code('forwarding_postal_code').notNull(),
    forwardingCity: polish('forwarding_city').notNull(),
    /** who takes the property over; absent while nobody is known */
    partyEmail: code('party_email'),
    /** SHA-256 of the token in the mailed link (SECURITY S7); a new link replaces it */
    tokenHash: code('token_hash'),
    tokenExpiresAt: instant('token_expires_at'),
    /** when the new party answered: from then on the link does nothing */
    answeredAt: instant('answered_at'),
    answer: code('answer').$type<'confirmed' | 'objected'>(),
    partyNote: polish('party_note'),
    /** left by the new party for their own contract */
    partyName: polish('party_name'),
    partyPhone: code('party_phone'),
    partyWantsContract: boolean('party_wants_contract').notNull().default(false),
    answeredIp: code('answered_ip'),
  },
  t => [
    uniqueIndex('move_outs_case').on(t.caseId),
    uniqueIndex('move_outs_token').on(t.tokenHash),
    index('move_outs_customer').on(t.customerId, t.servicePointId),
    check('move_outs_answer', sql`${t.answer} in ('confirmed', 'objected')`),
    check('move_outs_answered', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
  ],
);

/** The final state of each meter at the property. */
export const moveOutReadings = pgTable(
  'move_out_readings',
  {
    moveOutId: reference('move_out_id')
      .notNull()
      .references(() => moveOuts.id),
    meterId: reference('meter_id')
      .notNull()
      .references(() => meters.id),
    /** as the customer gave it */
    value: litres('value_l').notNull(),
    /** as the new party reads it; equal where they confirm */
    partyValue: litres('party_value_l'),
  },
  t => [primaryKey({ name: 'move_out_readings_key', columns: [t.moveOutId, t.meterId] })],
);
