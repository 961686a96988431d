import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import { dayOf, type Day } from '@/lib/kernel/dates';
import { recipients } from '@/lib/notifications/recipients';
import { ENDED_DAYS, matchesAny, phaseOf, type Area, type Period, type Phase, type Place } from './rules';

export interface Bilingual {
  readonly pl: string;
  /** null: said in Polish only */
  readonly en: string | null;
}

export interface AnnouncementUpdate {
  readonly at: Date;
  readonly text: Bilingual;
  /** the expected end, where it changed */
  readonly endsAt: Date | null;
}

export interface Announcement extends Period {
  readonly ref: string;
  readonly kind: 'failure' | 'planned';
  readonly emergency: boolean;
  readonly title: Bilingual;
  readonly cause: Bilingual;
  readonly tanker: string | null;
  readonly createdAt: Date;
  readonly areas: readonly Area[];
  /** newest first */
  readonly updates: readonly AnnouncementUpdate[];
}

/** An announcement with its place in time. */
export interface Phased extends Announcement {
  readonly phase: Phase;
}

interface Row {
  readonly ref: string;
  readonly kind: Announcement['kind'];
  readonly emergency: boolean;
  readonly title_pl: string;
  readonly title_en: string | null;
  readonly cause_pl: string;
  readonly cause_en: string | null;
  readonly tanker: string | null;
  readonly starts_at: string;
  readonly ends_at: string | null;
  readonly ended_at: string | null;
  readonly published_at: string | null;
  readonly created_at: string;
  readonly areas: readonly Area[];
  readonly updates: readonly { at: string; pl: string; en: string | null; endsAt: string | null }[];
  readonly [column: string]: unknown;
}

/** The areas of announcement `a` as JSON in the shape of {@link Area}. */
export const AREAS = `(select coalesce(json_agg(json_build_object('city', r.city, 'street', r.street,
  'fromNumber', r.from_number, 'toNumber', r.to_number, 'side', r.side) order by r.position), '[]')
  from announcement_areas r where r.announcement_id = a.id)`;
export const areasJson = sql.raw(AREAS);

const columns = sql`a.ref, a.kind, a.emergency, a.title_pl, a.title_en, a.cause_pl, a.cause_en, a.tanker,
  a.starts_at::text, a.ends_at::text, a.ended_at::text, a.published_at::text, a.created_at::text, ${areasJson} as areas,
  (select coalesce(json_agg(json_build_object('at', u.at, 'pl', u.text_pl, 'en', u.text_en, 'endsAt', u.ends_at)
      order by u.id desc), '[]') from announcement_updates u where u.announcement_id = a.id) as updates`;

const instant = (text: string | null) => (text === null ? null : new Date(text));

const announcementOf = (row: Row, now: Date): Phased => {
  const announcement = {
    ref: row.ref,
    kind: row.kind,
    emergency: row.emergency,
    title: { pl: row.title_pl, en: row.title_en },
    cause: { pl: row.cause_pl, en: row.cause_en },
    tanker: row.tanker,
    startsAt: new Date(row.starts_at),
    endsAt: instant(row.ends_at),
    endedAt: instant(row.ended_at),
    publishedAt: instant(row.published_at),
    createdAt: new Date(row.created_at),
    areas: row.areas,
    updates: row.updates.map(({ at, pl, en, endsAt }) => ({
      at: new Date(at),
      text: { pl, en },
      endsAt: instant(endsAt),
    })),
  };
  return { ...announcement, phase: phaseOf(announcement, now) };
};

/** More than a utility ever has at once; older ended ones fall out first. */
const MOST_PUBLIC = 200;

/** What is published: now, coming, and ended within 30 days; failures first, then by beginning. Public. */
export async function publicAnnouncements(now: Date): Promise<Phased[]> {
  const rows = await db().execute<Row>(sql`
    select ${columns} from announcements a
    where a.published_at <= ${now.toISOString()}::timestamptz
      and coalesce(least(a.ended_at, a.ends_at), 'infinity')
        > ${now.toISOString()}::timestamptz - make_interval(days => ${ENDED_DAYS})
    order by a.kind, a.starts_at desc, a.id desc limit ${MOST_PUBLIC}`);
  return rows.map(row => announcementOf(row, now));
}

/** One that is published, however long ago it ended; null for a draft and for none. Public. */
export async function publicAnnouncement(ref: string, now: Date): Promise<Phased | null> {
  const [row] = await db().execute<Row>(sql`
    select ${columns} from announcements a
    where a.ref = ${ref} and a.published_at <= ${now.toISOString()}::timestamptz`);
  return row ? announcementOf(row, now) : null;
}

/** All of them for staff, drafts first, then the newest. */
export async function listAnnouncements(
  _actor: StaffActor,
  page: { readonly offset: number; readonly limit: number },
  now: Date,
): Promise<Phased[]> {
  const rows = await db().execute<Row>(sql`
    select ${columns} from announcements a
    order by (a.published_at is null) desc, a.starts_at desc, a.id desc
    limit ${page.limit} offset ${page.offset}`);
  return rows.map(row => announcementOf(row, now));
}

/** One for staff, drafts too; null for none. */
export async function announcementForStaff(
  _actor: StaffActor,
  ref: string,
  now: Date,
): Promise<Phased | null> {
  const [row] = await db().execute<Row>(sql`select ${columns} from announcements a where a.ref = ${ref}`);
  return row ? announcementOf(row, now) : null;
}

/** How many would be reached by it as things are now. */
export interface Reach {
  readonly servicePoints: number;
  readonly customers: number;
  /** addresses and numbers, each once */
  readonly recipients: { readonly email: number; readonly sms: number };
}

interface Supplied extends Place {
  readonly pointId: number;
  readonly customerId: number;
}

/** Service points with the customers whose contract is in force on a day, once each. */
async function supplied(
  connection: Connection,
  today: Day,
  customerIds?: readonly number[],
): Promise<Supplied[]> {
  const own = customerIds ? sql`and k.customer_id = any(${`{${customerIds.join(',')}}`}::bigint[])` : sql``;
  const rows = await connection.execute<{
    point: string;
    customer: string;
    city: string;
    street: string | null;
    building: string;
    unit: string | null;
  }>(sql`
    select distinct s.id::text as point, k.customer_id::text as customer, s.city, s.street, s.building, s.unit
    from contracts k join service_points s on s.id = k.service_point_id
    where k.starts_on <= ${today}::date and (k.ends_on is null or k.ends_on >= ${today}::date) ${own}`);
  return rows.map(({ point, customer, ...place }) => ({
    ...place,
    pointId: Number(point),
    customerId: Number(customer),
  }));
}

/**
 * Which customers have a service point in the areas, for several announcements at once.
 * @param customerIds only these are asked about; absent: all
 * @returns for each list of areas the customers' internal ids
 */
export async function customersIn(
  connection: Connection,
  areas: readonly (readonly Area[])[],
  today: Day,
  customerIds?: readonly number[],
): Promise<Set<number>[]> {
  if (areas.length === 0) return [];
  const places = await supplied(connection, today, customerIds);
  return areas.map(
    each => new Set(places.filter(place => matchesAny(place, each)).map(({ customerId }) => customerId)),
  );
}

/** Whom an announcement would reach now: for the preview before publishing. */
export async function reachOf(_actor: StaffActor, areas: readonly Area[], now: Date): Promise<Reach> {
  const found = (await supplied(db(), dayOf(now))).filter(place => matchesAny(place, areas));
  const customerIds = [...new Set(found.map(({ customerId }) => customerId))];
  const [told] = await db().execute<{ email: number; sms: number }>(sql`
    select count(distinct r.recipient) filter (where r.channel = 'email')::int as email,
      count(distinct r.recipient) filter (where r.channel = 'sms')::int as sms
    from (${recipients('service_announcement')}) r
    where r.enabled and r.customer_id = any(${`{${customerIds.join(',')}}`}::bigint[])`);
  return {
    servicePoints: new Set(found.map(({ pointId }) => pointId)).size,
    customers: customerIds.length,
    recipients: { email: told?.email ?? 0, sms: told?.sms ?? 0 },
  };
}

/** Messages about one announcement on one channel, by how they stand. */
export interface Told {
  readonly channel: 'email' | 'sms';
  /** on their way */
  readonly waiting: number;
  /** taken by the provider or delivered */
  readonly sent: number;
  /** failed, held back, called off or too late */
  readonly not: number;
}

/** Who has been told of a published announcement so far; channels without a message are left out. */
export async function toldOf(_actor: StaffActor, ref: string): Promise<Told[]> {
  const rows = await db().execute<{
    channel: 'email' | 'sms';
    waiting: number;
    sent: number;
    not: number;
  }>(sql`
    select o.channel,
      count(*) filter (where o.state in ('queued', 'sending', 'temporarily_failed'))::int as waiting,
      count(*) filter (where o.state in ('sent', 'delivered'))::int as sent,
      count(*) filter (where o.state not in ('queued', 'sending', 'temporarily_failed', 'sent', 'delivered'))::int
        as "not"
    from announcements a join outbox o
      on o.entity = 'announcement:' || a.id and o.kind = 'service_announcement'
    where a.ref = ${ref} group by o.channel order by o.channel`);
  return [...rows];
}
