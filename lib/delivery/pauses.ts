import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { deliveryPauses } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import { at, move } from './statements';

export const PAUSABLE = ['email', 'sms', 'all'] as const;
export type Pausable = (typeof PAUSABLE)[number];

/** Who acts; absent: a command on the server. */
interface By {
  readonly accountId?: number;
}

/** Holds a channel, or everything, back until {@link resumeDelivery} (N10). What is in flight ends as it does. */
export async function pauseDelivery(
  channel: Pausable,
  reason: string,
  now: Date,
  by: By = {},
): Promise<void> {
  await db().transaction(async tx => {
    await tx
      .insert(deliveryPauses)
      .values({ channel, reason, since: now, ...by })
      .onConflictDoUpdate({ target: deliveryPauses.channel, set: { reason, since: now, ...by } });
    await writeAudit(
      tx,
      { action: 'delivery.paused', entity: `channel:${channel}`, details: { reason }, ...by },
      now,
    );
  });
}

/** @returns false when the channel was not paused */
export function resumeDelivery(channel: Pausable, now: Date, by: By = {}): Promise<boolean> {
  return db().transaction(async tx => {
    const ended = await tx
      .delete(deliveryPauses)
      .where(eq(deliveryPauses.channel, channel))
      .returning({ reason: deliveryPauses.reason });
    if (ended.length === 0) return false;
    await writeAudit(tx, { action: 'delivery.resumed', entity: `channel:${channel}`, ...by }, now);
    return true;
  });
}

/**
 * After a restore: the database no longer knows what was sent since the backup. Everything is paused, and whatever was
 * open then is parked as `unknown`: the provider may have had it since. SMS are then looked for in the provider's list;
 * of mails, the provider's events sent once more say what arrived, by the reference in them.
 * @param backupAt when the backup was made
 * @returns how many messages were parked
 */
export async function parkAfterRestore(backupAt: Date, now: Date): Promise<number> {
  await pauseDelivery('all', 'restored', now);
  return db().transaction(async tx => {
    const parked = await move(
      tx,
      sql`state = 'unknown', reason = 'restored', attempts = greatest(o.attempts, 1), lease_token = null,
        lease_until = null, first_attempt_at = coalesce(o.first_attempt_at, ${at(backupAt)}),
        last_attempt_at = clock_timestamp(), due_at = ${at(now)}`,
      sql`where o.state in ('queued', 'sending', 'temporarily_failed')`,
      'staff',
    );
    await writeAudit(
      tx,
      { action: 'delivery.restored', entity: 'delivery', details: { parked: parked.length } },
      now,
    );
    return parked.length;
  });
}

/**
 * Sends the mails again that were parked by a restore and of which nothing has been heard since: those whose event
 * did not come once more were not taken. SMS decide themselves.
 */
export async function releaseRestored(now: Date): Promise<number> {
  return db().transaction(async tx => {
    const released = await move(
      tx,
      sql`state = 'queued', batch_id = null, due_at = ${at(now)}`,
      sql`where o.state = 'unknown' and o.reason = 'restored' and o.channel = 'email'`,
      'staff',
    );
    await writeAudit(
      tx,
      { action: 'delivery.released', entity: 'delivery', details: { released: released.length } },
      now,
    );
    return released.length;
  });
}

/** What is paused now, and how many messages stand in which open state. */
export async function deliveryStanding(): Promise<{
  pauses: { channel: string; since: Date; reason: string }[];
  open: { channel: string; state: string; count: number }[];
}> {
  const pauses = await db()
    .select({ channel: deliveryPauses.channel, since: deliveryPauses.since, reason: deliveryPauses.reason })
    .from(deliveryPauses);
  const open = await db().execute<{ channel: string; state: string; count: number }>(sql`
    select channel, state, count(*)::int as count from outbox
    where state in ('queued', 'sending', 'temporarily_failed', 'unknown') group by 1, 2 order by 1, 2`);
  return { pauses, open: [...open] };
}
