import 'server-only';
import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import {
  cronRuns,
  customers,
  deliveryPauses,
  outbox,
  providerHealth,
  suppressions,
  type Channel,
  type OutboxState,
} from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import type { Day } from '@/lib/kernel/dates';

/** What staff see of delivery: figures without anybody's name, and lists that take who asks. */

/** What is on its way on one channel; ages in whole seconds, null where there is nothing. */
export interface QueueFigures {
  readonly channel: Channel;
  /** could go out now */
  readonly due: number;
  /** wait for their time: the hours of SMS, a retry */
  readonly later: number;
  readonly sending: number;
  /** parked: the provider may have taken them */
  readonly unknown: number;
  /** since the one that has been due longest could have gone out */
  readonly oldestDueSeconds: number | null;
  readonly oldestUnknownSeconds: number | null;
}

/** Depth and age of the queue, a row for each channel. */
export async function queueFigures(now: Date, connection: Connection = db()): Promise<QueueFigures[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await connection.execute<
    Record<Exclude<keyof QueueFigures, 'channel'>, string | null> & { channel: Channel }
  >(sql`
    select c.channel,
      count(o.id) filter (where o.waiting and o.due_at <= ${at}) as due,
      count(o.id) filter (where o.waiting and o.due_at > ${at}) as later,
      count(o.id) filter (where o.state = 'sending') as sending,
      count(o.id) filter (where o.state = 'unknown') as unknown,
      floor(extract(epoch from ${at} - min(o.due_at) filter (where o.waiting and o.due_at <= ${at})))
        as "oldestDueSeconds",
      floor(extract(epoch from ${at} - min(o.last_attempt_at) filter (where o.state = 'unknown')))
        as "oldestUnknownSeconds"
    from (values ('email'), ('sms')) c(channel)
      left join (select *, state in ('queued', 'temporarily_failed') as waiting from outbox
        where state in ('queued', 'temporarily_failed', 'sending', 'unknown')) o on o.channel = c.channel
    group by c.channel order by c.channel`);
  const count = (text: string | null) => (text === null ? null : Number(text));
  return rows.map(row => ({
    channel: row.channel,
    due: Number(row.due),
    later: Number(row.later),
    sending: Number(row.sending),
    unknown: Number(row.unknown),
    oldestDueSeconds: count(row.oldestDueSeconds),
    oldestUnknownSeconds: count(row.oldestUnknownSeconds),
  }));
}

/** What became of the messages of one kind and channel that were made on one Warsaw day. */
export interface DayFigures {
  readonly day: Day;
  readonly kind: string;
  readonly channel: Channel;
  readonly total: number;
  /** handed over or known to have arrived */
  readonly sent: number;
  /** did not arrive, or the address takes nothing */
  readonly failed: number;
  readonly unknown: number;
  /** not wanted any more, or too late */
  readonly withdrawn: number;
  /** not final yet, parked ones not included */
  readonly waiting: number;
}

/**
 * Figures a day, kind and channel, the newest day first.
 * @param from first day @param until the day after the last
 */
export async function figuresByDay(
  from: Day,
  until: Day,
  connection: Connection = db(),
): Promise<DayFigures[]> {
  const midnight = (day: Day) => sql`(${day}::date::timestamp at time zone 'Europe/Warsaw')`;
  const states = (...names: OutboxState[]) =>
    sql`count(*) filter (where state in (${sql.join(
      names.map(name => sql`${name}`),
      sql`, `,
    )}))::int`;
  const rows = await connection.execute<Record<keyof DayFigures, never>>(sql`
    select (created_at at time zone 'Europe/Warsaw')::date::text as day, kind, channel, count(*)::int as total,
      ${states('sent', 'delivered')} as sent,
      ${states('permanently_failed', 'suppressed')} as failed,
      ${states('unknown')} as unknown,
      ${states('cancelled', 'expired')} as withdrawn,
      ${states('queued', 'sending', 'temporarily_failed')} as waiting
    from outbox where created_at >= ${midnight(from)} and created_at < ${midnight(until)}
    group by 1, 2, 3 order by 1 desc, 2, 3`);
  return [...rows];
}

/** States that somebody may have to look at. */
export const TROUBLED = ['unknown', 'permanently_failed', 'suppressed', 'expired'] as const;
export type Troubled = (typeof TROUBLED)[number];

const PAGE = 50;

/**
 * Messages that did not arrive as they should, newest first, fifty a page: parked, failed, held back, too late.
 * @param filter.before reference of the last one seen
 */
export async function troubledMessages(
  _actor: StaffActor,
  filter: { readonly states?: readonly Troubled[]; readonly kind?: string; readonly before?: string } = {},
  connection: Connection = db(),
) {
  const [last] = filter.before
    ? await connection.select({ id: outbox.id }).from(outbox).where(eq(outbox.ref, filter.before))
    : [];
  const rows = await connection
    .select({
      ref: outbox.ref,
      kind: outbox.kind,
      channel: outbox.channel,
      recipient: outbox.recipient,
      customerNumber: customers.customerNumber,
      state: outbox.state,
      reason: outbox.reason,
      attempts: outbox.attempts,
      createdAt: outbox.createdAt,
      lastAttemptAt: outbox.lastAttemptAt,
    })
    .from(outbox)
    .leftJoin(customers, eq(customers.id, outbox.customerId))
    .where(
      and(
        inArray(outbox.state, filter.states ?? TROUBLED),
        filter.kind === undefined ? undefined : eq(outbox.kind, filter.kind),
        last && lt(outbox.id, last.id),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(PAGE + 1);
  return { rows: rows.slice(0, PAGE), next: rows.length > PAGE ? rows[PAGE - 1]!.ref : null };
}

/** Addresses and numbers that take nothing, the newest first, and which account is to be asked for another one. */
export async function suppressedAddresses(
  _actor: StaffActor,
  filter: { readonly channel?: Channel; readonly page?: number } = {},
  connection: Connection = db(),
) {
  const found = await connection
    .select({
      channel: suppressions.channel,
      recipient: suppressions.recipient,
      reason: suppressions.reason,
      since: suppressions.since,
      customerNumber: customers.customerNumber,
      messageRef: outbox.ref,
    })
    .from(suppressions)
    .leftJoin(outbox, eq(outbox.id, suppressions.outboxId))
    .leftJoin(customers, eq(customers.id, outbox.customerId))
    .where(filter.channel === undefined ? undefined : eq(suppressions.channel, filter.channel))
    .orderBy(desc(suppressions.since), suppressions.channel, suppressions.recipient)
    .limit(PAGE + 1)
    .offset((filter.page ?? 0) * PAGE);
  return { rows: found.slice(0, PAGE), more: found.length > PAGE };
}

/** What holds delivery up: pauses, and providers that are left alone after failures; when each job came last. */
export async function deliveryState(connection: Connection = db()) {
  const pauses = await connection
    .select({ channel: deliveryPauses.channel, since: deliveryPauses.since, reason: deliveryPauses.reason })
    .from(deliveryPauses)
    .orderBy(deliveryPauses.channel);
  const providers = await connection
    .select({
      provider: providerHealth.provider,
      failures: providerHealth.failures,
      openUntil: providerHealth.openUntil,
    })
    .from(providerHealth)
    .orderBy(providerHealth.provider);
  const jobs = await connection
    .selectDistinctOn([cronRuns.job], {
      job: cronRuns.job,
      startedAt: cronRuns.startedAt,
      finishedAt: cronRuns.finishedAt,
      counts: cronRuns.counts,
    })
    .from(cronRuns)
    .orderBy(cronRuns.job, desc(cronRuns.startedAt));
  return { pauses, providers, jobs };
}
