import 'server-only';
import { inArray, sql, type SQL } from 'drizzle-orm';
import { db } from '@/db/client';
import { cases } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { SILENT_SECONDS } from '@/lib/billing-import/runs/rules';
import { addDays, dayOf, type Day } from '@/lib/kernel/dates';
import type { MessageKind } from '@/lib/messages/rules/kinds';
import { KIND_SETS } from '@/lib/messages/staff/kind-sets';
import { currentUtility } from '@/lib/settings/queries';

/** How much of one sort waits for staff. */
export interface Waiting {
  readonly count: number;
  /** the nearest last day, passed or not; null where nothing promises one */
  readonly due: Day | null;
  /** since when the oldest waits; null where that says nothing */
  readonly since: Day | null;
}

/** A question that the start page asks; who may ask is said by its row in app/admin/sections.ts. */
export type WaitingQuery = (actor: StaffActor, now: Date) => Promise<Waiting>;

const NOTHING: Waiting = { count: 0, due: null, since: null };

/** How far ahead an end is shown: as long as the first letter about it goes before it. */
export const ENDS_WITHIN_DAYS = 60;

/** @param select one row with `count`, and `due` and `since` as `YYYY-MM-DD` or null */
async function one(select: SQL): Promise<Waiting> {
  const [row] = await db().execute<{ count: number; due: Day | null; since: Day | null }>(select);
  return row ? { count: row.count, due: row.due, since: row.since } : NOTHING;
}

const warsawDay = (instant: string): SQL =>
  sql.raw(`((${instant}) at time zone 'Europe/Warsaw')::date::text`);

/** Cases of these kinds that nobody has answered. */
const openCases =
  (kinds: readonly MessageKind[]): WaitingQuery =>
  () =>
    one(sql`select count(*)::int as count, min(answer_by)::text as due, ${warsawDay('min(received_at)')} as since
      from cases where state not in ('answered', 'closed') and ${inArray(cases.kind, kinds)}`);

export const waitingComplaints = openCases(KIND_SETS.complaints);
/** Messages, opinions and requests. */
export const waitingLetters = openCases(KIND_SETS.letters);
export const waitingMoveOuts = openCases(['move_out']);

/** Readings that a person has to look at; customers are told by when. */
export const waitingReadings: WaitingQuery = async () => {
  const found = await one(sql`
    select count(*)::int as count, null as due, ${warsawDay('min(submitted_at)')} as since
    from submitted_readings where state = 'in_review'`);
  return { ...found, due: found.since && addDays(found.since, (await currentUtility()).readingReviewDays) };
};

/** Packages that were refused, or whose process was killed. */
export const waitingImports: WaitingQuery = () =>
  one(sql`
    select count(*)::int as count, null as due, ${warsawDay('min(created_at)')} as since from import_runs
    where state = 'refused' or (state in ('checking', 'applying', 'undoing')
      and coalesce(alive_at < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS}::int), true))`);

/** People who lost the mailbox of their account; they are told by when. */
export const waitingAccess: WaitingQuery = async () => {
  const found = await one(sql`
    select count(*)::int as count, null as due, ${warsawDay('min(confirmed_at)')} as since
    from access_requests where confirmed_at is not null and decided_at is null and customer_id is not null`);
  return { ...found, due: found.since && addDays(found.since, (await currentUtility()).accessDecisionDays) };
};

/** Changes of name and address that customers asked for. */
export const waitingDataChanges: WaitingQuery = () =>
  one(sql`select count(*)::int as count, null as due, ${warsawDay('min(requested_at)')} as since
    from contact_changes where state = 'requested'`);

/** SMS and mails of which nobody knows whether they were taken: somebody has to say (DELIVERY N5). */
export const unknownDeliveries: WaitingQuery = () =>
  one(sql`select count(*)::int as count, null as due, ${warsawDay('min(last_attempt_at)')} as since
    from outbox where state = 'unknown'`);

/** For how long a message that failed is shown as work to do. */
export const FAILED_WITHIN_DAYS = 14;

/** Messages of the last days that did not arrive. */
export const failedDeliveries: WaitingQuery = (_actor, now) =>
  one(sql`select count(*)::int as count, null as due, ${warsawDay('min(created_at)')} as since
    from outbox where state = 'permanently_failed'
      and created_at >= ${addDays(dayOf(now), -FAILED_WITHIN_DAYS)}::date::timestamp at time zone 'Europe/Warsaw'`);

/** Addresses and numbers of working accounts that take nothing any more. */
export const bouncedAddresses: WaitingQuery = () =>
  one(sql`select count(*)::int as count, null as due, ${warsawDay('min(s.since)')} as since
    from suppressions s where s.reason <> 'stopped' and exists (
      select from accounts a where a.disabled_at is null
        and case s.channel when 'email' then a.email else a.phone end = s.recipient)`);

/** Announcements that were begun and not published. */
export const draftAnnouncements: WaitingQuery = () =>
  one(sql`select count(*)::int as count, ${warsawDay('min(starts_at)')} as due, ${warsawDay('min(created_at)')} as since
    from announcements where published_at is null`);

/** Fixed-term contracts in force that end soon, and no other takes their place. */
export const endingContracts: WaitingQuery = (_actor, now) => {
  const today = dayOf(now);
  return one(sql`select count(*)::int as count, min(k.ends_on)::text as due, null as since
    from contracts k
    where k.starts_on <= ${today}::date
      and k.ends_on between ${today}::date and ${addDays(today, ENDS_WITHIN_DAYS)}::date
      and not exists (select from contracts n where n.customer_id = k.customer_id
        and n.service_point_id = k.service_point_id and n.id <> k.id and n.starts_on > k.starts_on
        and (n.ends_on is null or n.ends_on > k.ends_on))`);
};

/** Installed meters whose legalisation ends soon or has ended. */
export const endingLegalisations: WaitingQuery = (_actor, now) => {
  const today = dayOf(now);
  return one(sql`select count(*)::int as count, min(legalisation_valid_until)::text as due, null as since
    from meters where installed_on <= ${today}::date and (removed_on is null or removed_on > ${today}::date)
      and legalisation_valid_until <= ${addDays(today, ENDS_WITHIN_DAYS)}::date`);
};
