import 'server-only';
import { rawSql } from '@/db/client';
import { OUTBOX_STATES, type Channel, type OutboxState } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { addDays, parseDay, startOfDay, type Day } from '@/lib/kernel/dates';
import { smsSegments } from '@/lib/kernel/gsm7';
import { utility } from '@/lib/utility';
import { costOf, isReadable, withoutTokens } from './rules';

/** In the order of a message's life. */
export const STATES = OUTBOX_STATES;

/** What the list of messages is narrowed to, as it stands in the address. */
export interface DeliveryFilter {
  readonly kind: string | null;
  readonly channel: Channel | null;
  readonly state: OutboxState | null;
  /** the Warsaw day on which they were made */
  readonly day: Day | null;
  /** number of a customer */
  readonly customer: string | null;
}

const text = (sent: unknown): string | null => (typeof sent === 'string' && sent.trim() ? sent.trim() : null);

/** Reads the filter from an address; what is not known counts as left out. */
export function deliveryFilterOf(
  address: Readonly<Record<string, string | string[] | undefined>>,
): DeliveryFilter {
  const kind = text(address.kind);
  return {
    kind: kind !== null && /^[a-z_]{1,40}$/.test(kind) ? kind : null,
    channel: (['email', 'sms'] as const).find(one => one === address.channel) ?? null,
    state: OUTBOX_STATES.find(one => one === address.state) ?? null,
    day: parseDay(text(address.day) ?? ''),
    customer: text(address.customer)?.slice(0, 40) ?? null,
  };
}

export interface DeliveryRow {
  readonly ref: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly customerNumber: string | null;
  readonly state: OutboxState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly providerId: string | null;
  /** of an SMS: as the provider counts, or as we do before it is sent */
  readonly segments: number | null;
  /** grosze; null for mails and where no price is configured */
  readonly cost: number | null;
  readonly createdAt: Date;
  readonly triedAt: Date | null;
}

type Raw = Omit<DeliveryRow, 'cost' | 'createdAt' | 'triedAt'> & {
  readonly id: string;
  readonly body: string | null;
  readonly createdAt: string | Date;
  readonly triedAt: string | Date | null;
};

type Sql = ReturnType<typeof rawSql>;

const columns = (sql: Sql) => sql`
  o.id, o.ref, o.kind, o.channel, o.recipient, c.customer_number as "customerNumber", o.state, o.reason,
  o.attempts, o.provider_id as "providerId", o.segments, o.created_at as "createdAt",
  o.last_attempt_at as "triedAt", case o.channel when 'sms' then o.body_text end as body`;

function rowOf({ id: _id, body, segments, createdAt, triedAt, ...row }: Raw): DeliveryRow {
  const counted = segments ?? (body === null ? null : smsSegments(body));
  const paid = row.attempts > 0 ? costOf(counted, utility().notifications.smsSegmentGrosze) : null;
  return {
    ...row,
    segments: counted,
    cost: paid,
    createdAt: new Date(createdAt),
    triedAt: triedAt === null ? null : new Date(triedAt),
  };
}

const PAGE = 50;

/**
 * Messages of both channels, newest first, fifty a page.
 * @param before reference of the last one seen
 */
export async function deliveriesForStaff(
  _actor: StaffActor,
  { kind, channel, state, day, customer }: DeliveryFilter,
  before: string | null,
): Promise<{ rows: readonly DeliveryRow[]; next: string | null }> {
  const sql = rawSql();
  const found = await sql<Raw[]>`
    select ${columns(sql)} from outbox o left join customers c on c.id = o.customer_id
    where true
      ${kind === null ? sql`` : sql`and o.kind = ${kind}`}
      ${channel === null ? sql`` : sql`and o.channel = ${channel}`}
      ${state === null ? sql`` : sql`and o.state = ${state}`}
      ${
        day === null
          ? sql``
          : sql`and o.created_at >= ${startOfDay(day).toISOString()}::timestamptz
              and o.created_at < ${startOfDay(addDays(day, 1)).toISOString()}::timestamptz`
      }
      ${
        customer === null
          ? sql``
          : sql`and o.customer_id = (select id from customers where customer_number = ${customer})`
      }
      ${before === null ? sql`` : sql`and o.id < (select id from outbox where ref = ${before})`}
    order by o.id desc limit ${PAGE + 1}`;
  const rows = found.slice(0, PAGE).map(rowOf);
  return { rows, next: found.length > PAGE ? (rows.at(-1)?.ref ?? null) : null };
}

export interface DeliveryState {
  readonly state: OutboxState;
  readonly at: string;
  readonly attempt: number;
  readonly reason: string | null;
  readonly source: 'dispatcher' | 'webhook' | 'reconciliation' | 'staff';
  /** of the person who decided */
  readonly email: string | null;
  readonly note: string | null;
}

export interface Delivery extends DeliveryRow {
  readonly locale: 'pl' | 'en';
  readonly subject: string | null;
  /** null: its text is for its reader alone */
  readonly text: string | null;
  readonly dueAt: Date;
  readonly expiresAt: Date | null;
  readonly attachments: readonly string[];
  readonly states: readonly DeliveryState[];
  /** the same news to the same account on the other channel */
  readonly twin: { readonly ref: string; readonly channel: Channel; readonly state: OutboxState } | null;
  /** why its address takes nothing now */
  readonly blocked: string | null;
}

type RawDelivery = Raw &
  Pick<Delivery, 'locale' | 'subject' | 'attachments' | 'states' | 'twin' | 'blocked'> & {
    readonly bodyText: string;
    readonly dueAt: string | Date;
    readonly expiresAt: string | Date | null;
  };

/** One message with everything that happened to it; null when there is none. Its reading is for `readDelivery` to log. */
export async function deliveryForStaff(_actor: StaffActor, ref: string): Promise<Delivery | null> {
  const sql = rawSql();
  const [raw] = await sql<RawDelivery[]>`
    select ${columns(sql)}, o.locale, o.subject, o.body_text as "bodyText", o.due_at as "dueAt",
      o.expires_at as "expiresAt",
      (select coalesce(json_agg(a.filename order by a.position), '[]') from outbox_attachments a
        where a.outbox_id = o.id) as attachments,
      (select coalesce(json_agg(json_build_object('state', s.state, 'at', s.at, 'attempt', s.attempt,
          'reason', s.reason, 'source', s.source, 'note', s.note,
          'email', (select p.email from accounts p where p.id = s.account_id)) order by s.id), '[]')
        from outbox_states s where s.outbox_id = o.id) as states,
      (select json_build_object('ref', x.ref, 'channel', x.channel, 'state', x.state) from outbox x
        where x.kind = o.kind and x.entity = o.entity and x.occurrence = o.occurrence
          and x.account_id = o.account_id and x.channel <> o.channel order by x.id desc limit 1) as twin,
      (select s.reason from suppressions s
        where s.channel = o.channel and s.recipient = lower(o.recipient)) as blocked
    from outbox o left join customers c on c.id = o.customer_id where o.ref = ${ref}`;
  if (!raw) return null;
  const { bodyText, dueAt, expiresAt, locale, subject, attachments, states, twin, blocked } = raw;
  const readable = isReadable(raw.kind);
  const { body: _body, ...row } = rowOf(raw) as DeliveryRow & { body?: unknown };
  return {
    ...row,
    locale,
    subject,
    text: readable ? withoutTokens(bodyText) : null,
    dueAt: new Date(dueAt),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    attachments,
    states,
    twin,
    blocked,
  };
}

/** Kinds of which there has been a message, for the filter. */
export async function kindsSent(_actor: StaffActor): Promise<readonly string[]> {
  const sql = rawSql();
  // A loose scan over the index: the table has a million rows and thirty kinds.
  const rows = await sql<{ kind: string }[]>`
    with recursive k as (
      (select kind from outbox order by kind limit 1)
      union all
      select (select o.kind from outbox o where o.kind > k.kind order by o.kind limit 1) from k
        where k.kind is not null
    ) select kind from k where kind is not null`;
  return rows.map(({ kind }) => kind);
}

export interface ChannelStanding {
  readonly channel: 'all' | Channel;
  readonly pause: { readonly since: Date; readonly reason: string; readonly email: string | null } | null;
}

/** What is paused, why, since when and by whom; nobody: the portal itself. */
export async function channelsForStaff(_actor: StaffActor): Promise<readonly ChannelStanding[]> {
  const sql = rawSql();
  const rows = await sql<{ channel: string; since: string; reason: string; email: string | null }[]>`
    select p.channel, p.since, p.reason, a.email from delivery_pauses p left join accounts a on a.id = p.account_id`;
  return (['all', 'email', 'sms'] as const).map(channel => {
    const found = rows.find(row => row.channel === channel);
    return { channel, pause: found ? { ...found, since: new Date(found.since) } : null };
  });
}

export interface OpenCount {
  readonly state: OutboxState;
  readonly channel: Channel;
  readonly count: number;
}

/** Messages that are on their way or that somebody has to look at. */
export async function openDeliveries(_actor: StaffActor): Promise<readonly OpenCount[]> {
  const sql = rawSql();
  return sql<OpenCount[]>`
    select state, channel, count(*)::int as count from outbox
    where state in ('queued', 'sending', 'temporarily_failed', 'unknown') group by 1, 2 order by 1, 2`;
}

export interface BlockedAddress {
  readonly channel: Channel;
  readonly recipient: string;
  readonly reason: 'bounced' | 'complained' | 'stopped' | 'invalid';
  readonly since: Date;
  /** of the message that came back */
  readonly ref: string | null;
  /** who uses the address now */
  readonly customers: readonly string[];
  readonly inUse: boolean;
}

/** Addresses and numbers that take nothing, those in use first, newest first. */
export async function blockedAddresses(
  _actor: StaffActor,
  { channel, offset, limit }: { channel: Channel | null; offset: number; limit: number },
): Promise<readonly BlockedAddress[]> {
  const sql = rawSql();
  const rows = await sql<(Omit<BlockedAddress, 'since' | 'inUse'> & { since: string; accounts: number })[]>`
    select s.channel, s.recipient, s.reason, s.since, o.ref, coalesce(u.accounts, 0) as accounts,
      coalesce(u.customers, '[]') as customers
    from suppressions s left join outbox o on o.id = s.outbox_id
      left join lateral (
        select count(distinct a.id)::int as accounts, json_agg(distinct c.customer_number)
          filter (where c.customer_number is not null) as customers
        from accounts a left join account_customers ac on ac.account_id = a.id
          left join customers c on c.id = ac.customer_id
        where a.disabled_at is null
          and case s.channel when 'email' then a.email = s.recipient else a.phone = s.recipient end) u on true
    ${channel === null ? sql`` : sql`where s.channel = ${channel}`}
    order by coalesce(u.accounts, 0) > 0 desc, s.since desc limit ${limit} offset ${offset}`;
  return rows.map(({ accounts, since, ...row }) => ({
    ...row,
    since: new Date(since),
    inUse: accounts > 0,
  }));
}
