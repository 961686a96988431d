import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import type { Channel } from '@/db/schema';
import type { DeliveryHooks } from './ports';
import { LEASE_SECONDS } from './rules/retry';
import { at, ids, MESSAGE, messageOf, move, ofKinds } from './statements';
import { lookAgain, withdraw, type Candidate } from './withdraw';

/** What every claim needs to know. */
export interface ClaimContext {
  /** made by the claimer, so that it finds its rows even when the answer of the commit was lost */
  readonly token: string;
  readonly kinds: readonly string[] | undefined;
  readonly hooks: DeliveryHooks;
  /** the clock of due dates and deadlines */
  readonly now: Date;
}

/** Columns of a {@link Candidate}, of `o`. */
export const candidateColumns = (now: Date): SQL => sql`${MESSAGE}, o.attempts,
  coalesce(o.expires_at <= ${at(now)}, false) as "isExpired",
  (select s.reason from suppressions s
    where s.channel = o.channel and s.recipient = lower(o.recipient)) as "suppression"`;

export const candidates = async (tx: Connection, query: SQL): Promise<Candidate[]> =>
  (await tx.execute<Candidate & Record<string, unknown>>(query)).map(row => messageOf<Candidate>(row));

/**
 * Rows that are due and were never handed over, or were refused since, the oldest first, locked; without those that
 * are not wanted any more, which are written down as such.
 * @returns ids to send, and whether any row was found at all
 */
export async function takeDue(
  tx: Connection,
  channel: Channel,
  context: ClaimContext,
  limit: number,
  only: SQL = sql``,
): Promise<{ wanted: number[]; found: boolean }> {
  const { now, hooks, kinds } = context;
  const found = await candidates(
    tx,
    sql`select ${candidateColumns(now)} from outbox o
      where o.channel = ${channel} and o.state in ('queued', 'temporarily_failed')
        and o.batch_id is null and o.provider_id is null and o.due_at <= ${at(now)} ${ofKinds(kinds)} ${only}
      order by o.due_at, o.id limit ${limit} for update of o skip locked`,
  );
  const withdrawn = await lookAgain(tx, hooks, found, now);
  await withdraw(tx, hooks, found, withdrawn, now);
  return {
    wanted: found.flatMap(({ id }) => (withdrawn.has(id) ? [] : [id])),
    found: found.length > 0,
  };
}

/** Writes the attempt and its lease down, which happens before the call (N4). Leases run by the database's clock. */
export const lease = (tx: Connection, token: string, taken: readonly number[], more: SQL = sql``) =>
  move(
    tx,
    sql`state = 'sending', reason = null, attempts = o.attempts + 1, lease_token = ${token}::uuid,
      lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}),
      first_attempt_at = coalesce(o.first_attempt_at, now()), last_attempt_at = now() ${more}`,
    sql`where o.id = any(${ids(taken)})`,
  );
