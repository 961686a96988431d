import 'server-only';
import type { Route } from 'next';
import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '@/lib/kernel/dates';
import { withNext } from './local-path';

/**
 * What must be done before anything opens, in this order: changing an assigned password (S3), accepting the
 * portal's terms in force (customers), setting up a second factor (staff, S8). Whoever has one of them before
 * them is nobody's actor yet; doing it and signing out are all that works.
 */
export type Obligation = 'password' | 'terms' | 'secondFactor';

/** Where each is done. */
export const PAGE_OF = {
  password: '/password/change',
  terms: '/terms/accept',
  secondFactor: '/second-factor',
} as const satisfies Record<Obligation, string>;

/** The page of the first one, and from there to where somebody wanted to go. */
export const pageOf = (obligation: Obligation, next?: string): Route => withNext(PAGE_OF[obligation], next);

/** The portal's terms in force on a day are here, and the account `a` has not accepted them. */
const termsPending = (today: Day): SQL => sql`
  a.staff_role is null and exists (
    select from (
      select t.id from terms t where t.document = 'portal' and t.effective_from <= ${today}::date
      order by t.effective_from desc, t.id desc limit 1
    ) current
    where not exists (select from terms_acceptances x where x.account_id = a.id and x.terms_id = current.id))`;

/** The account `a` is of staff and has no second factor that works. */
const secondFactorPending = sql`
  a.staff_role is not null and not exists (
    select from second_factors f where f.account_id = a.id and f.confirmed_at is not null)`;

/**
 * The obligations of the account `a` as a text array, for the statement that reads the session: they cost no
 * round trip of their own.
 */
export const obligationsOf = (today: Day): SQL => sql`
  array_remove(array[
    case when a.password_must_change then 'password' end,
    case when ${termsPending(today)} then 'terms' end,
    case when ${secondFactorPending} then 'secondFactor' end
  ], null)`;
