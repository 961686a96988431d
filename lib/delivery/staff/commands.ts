import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db, rawSql, type Transaction } from '@/db/client';
import { outbox, suppressions, type Channel } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { Refusal } from '@/lib/kernel/refusal';
import { at, move } from '../statements';
import { deliveryForStaff, type Delivery } from './queries';
import { mayFree, maySendAgain, type Outcome } from './rules';

/** What staff do with messages that did not arrive; who may is said by the actions that call this. */

type From = Pick<Visitor, 'ip'>;

/** Attempts that a message sent again by hand has before it is given up once more. */
const FRESH_ATTEMPTS = 3;
const MOST = 10;

/** @throws Refusal `deliveryGone` */
async function locked(tx: Transaction, ref: string) {
  const [row] = await tx
    .select({
      id: outbox.id,
      kind: outbox.kind,
      state: outbox.state,
      channel: outbox.channel,
      recipient: outbox.recipient,
      expiresAt: outbox.expiresAt,
      providerId: outbox.providerId,
      // By the database's clock, which wrote it.
      leased: sql<boolean>`coalesce(${outbox.leaseUntil} > clock_timestamp(), false)`,
    })
    .from(outbox)
    .where(eq(outbox.ref, ref))
    .for('update');
  if (!row) throw new Refusal('deliveryGone');
  return row;
}

/** Put back into the queue: under another key and name at the provider, its earlier ones stay in the log. */
const queuedAgain = (reason: string, now: Date) => sql`state = 'queued', reason = ${reason}, batch_id = null,
  provider_id = null, segments = null, first_attempt_at = null, settled_at = null, lease_token = null,
  lease_until = null, attempts = least(o.attempts, ${MOST - FRESH_ATTEMPTS}), due_at = ${at(now)}`;

/**
 * Sends a message again that failed for good. Just before it leaves it is judged anew like any other: one that nobody
 * wants any more is cancelled.
 * @param input.note why, kept beside its new state
 * @throws Refusal `deliveryGone`; `deliveryState` when it does not stand so (any more); `deliveryBlocked` while its
 * address takes nothing
 */
export async function sendAgain(
  actor: StaffActor,
  from: From,
  { ref, note }: { ref: string; note: string },
  now: Date,
): Promise<void> {
  const { accountId } = actor;
  await db().transaction(async tx => {
    const row = await locked(tx, ref);
    if (!maySendAgain(row, now)) throw new Refusal('deliveryState');
    const [blocked] = await tx.execute(sql`
      select 1 from suppressions where channel = ${row.channel} and recipient = ${row.recipient.toLowerCase()}`);
    if (blocked) throw new Refusal('deliveryBlocked');
    await move(tx, queuedAgain('staff_again', now), sql`where o.id = ${row.id}`, 'staff', {
      accountId,
      note,
    });
    const details = { from: row.state, ...(row.providerId && { provider: row.providerId }) };
    await writeAudit(
      tx,
      { action: 'delivery.resent', entity: `message:${ref}`, accountId, ip: from.ip, details },
      now,
    );
  });
}

/**
 * Says of a message what nobody knew: it was sent; it was not, and goes again; it was not, and is not sent any more.
 * @throws Refusal `deliveryGone`; `deliveryState` when its state is known by now; `deliveryBusy` while the portal looks
 * for it at the provider
 */
export async function resolveUnknown(
  actor: StaffActor,
  from: From,
  { ref, outcome, note }: { ref: string; outcome: Outcome; note: string },
  now: Date,
): Promise<void> {
  const { accountId } = actor;
  await db().transaction(async tx => {
    const row = await locked(tx, ref);
    if (row.state !== 'unknown') throw new Refusal('deliveryState');
    if (row.leased) throw new Refusal('deliveryBusy');
    const settled = sql`settled_at = clock_timestamp(), lease_token = null, lease_until = null`;
    const change =
      outcome === 'sent'
        ? sql`state = 'sent', reason = 'staff_sent', ${settled}`
        : outcome === 'given_up'
          ? sql`state = 'cancelled', reason = 'staff_given_up', ${settled}`
          : queuedAgain('staff_not_sent', now);
    await move(tx, change, sql`where o.id = ${row.id}`, 'staff', { accountId, note });
    await writeAudit(
      tx,
      { action: 'delivery.resolved', entity: `message:${ref}`, accountId, ip: from.ip, details: { outcome } },
      now,
    );
  });
}

/**
 * Lets an address or a number be written to again, after somebody has made sure that it works. Nothing where it is
 * free already.
 * @throws Refusal `deliveryAddressKept` for one whose owner wants nothing: only they can take that back
 */
export async function freeAddress(
  actor: StaffActor,
  from: From,
  { channel, recipient }: { channel: Channel; recipient: string },
  now: Date,
): Promise<void> {
  const { accountId } = actor;
  const one = and(eq(suppressions.channel, channel), eq(suppressions.recipient, recipient.toLowerCase()));
  await db().transaction(async tx => {
    const [row] = await tx
      .select({ reason: suppressions.reason, outboxId: suppressions.outboxId })
      .from(suppressions)
      .where(one)
      .for('update');
    if (!row) return;
    if (!mayFree(row.reason)) throw new Refusal('deliveryAddressKept');
    await tx.delete(suppressions).where(one);
    const [message] = row.outboxId
      ? await tx.select({ ref: outbox.ref }).from(outbox).where(eq(outbox.id, row.outboxId))
      : [];
    const entity = message ? `message:${message.ref}` : `channel:${channel}`;
    const details = { reason: row.reason };
    await writeAudit(tx, { action: 'delivery.address_freed', entity, accountId, ip: from.ip, details }, now);
  });
}

/** One message for staff, with a line in the audit log (SECURITY S12). @returns null when there is none */
export async function readDelivery(
  actor: StaffActor,
  from: From,
  ref: string,
  now: Date,
): Promise<Delivery | null> {
  const found = await deliveryForStaff(actor, ref);
  if (!found) return null;
  await noteSeen(actor, from, `message:${found.ref}`, now);
  return found;
}

/** That the messages of one customer were looked at. */
export const noteCustomerSeen = (
  actor: StaffActor,
  from: From,
  customerNumber: string,
  now: Date,
): Promise<void> => noteSeen(actor, from, `customer:${customerNumber}`, now);

/** Looking at the same again within a quarter of an hour is one reading of it. */
async function noteSeen({ accountId }: StaffActor, { ip }: From, entity: string, now: Date): Promise<void> {
  const driver = rawSql();
  const [before] = await driver`
    select 1 from audit_log where entity = ${entity} and action = 'delivery.seen'
      and account_id = ${accountId}::bigint and at > ${now.toISOString()}::timestamptz - interval '15 minutes'
      and at <= ${now.toISOString()}::timestamptz limit 1`;
  if (!before) await writeAudit(db(), { action: 'delivery.seen', entity, accountId, ip }, now);
}
