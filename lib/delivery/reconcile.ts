import 'server-only';
import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { env } from '@/lib/env';
import { briefly } from './brief';
import { gateOf } from './gate';
import { persistently } from './persist';
import type { DeliveryHooks } from './ports';
import { LEASE_SECONDS, MOST_ATTEMPTS } from './rules/retry';
import { heardOfSms, moveOn } from './rules/states';
import type { Run } from './run';
import type { Settled } from './settle-mail';
import { at, ids, move, ofKinds } from './statements';
import { listSms, type ListedSms } from './twilio';

/*
 * What became of an SMS nobody knows about. Its text carries no reference of its own, which would cost the second
 * segment: what is compared is number, exact text and time, and a listed message belongs to one row only. Rows of the
 * same number and text are looked at one after another, none while another of them is being sent. Then counting is
 * proof: each row either gets a listed message that no other row has, or there is none left for it. Which of two
 * equal messages belongs to which of two equal rows is of no matter to whoever reads them.
 */

interface Parked extends Record<string, unknown> {
  readonly id: number;
  readonly recipient: string;
  readonly body: string;
  readonly attempts: number;
  readonly firstAttemptAt: string;
  /** looked for long enough: what is not listed now was not taken */
  readonly isOld: boolean;
}

const NONE: Settled = { sent: 0, failed: 0 };
const AT_ONCE = 4;
/** The provider's clock and the database's agree so far. */
const SKEW_MS = 10 * 60_000;

/** Looks for parked SMS until each was looked for once, or the run is over. */
export async function reconcileLane(run: Run): Promise<void> {
  while (!run.isOver()) {
    const token = randomUUID();
    const parked = await persistently(() => claimParked(run, token), run.until);
    if (parked.length === 0) return;
    await Promise.all(parked.map(sms => lookFor(run, token, sms)));
  }
}

/** Leases parked rows for the search; they stay `unknown`. */
function claimParked(run: Run, token: string): Promise<Parked[]> {
  const now = run.now();
  return briefly(async tx => {
    const gate = await gateOf(tx, 'sms');
    if (!gate.open) return [];
    const free = sql`(o.lease_until is null or o.lease_until < clock_timestamp())`;
    const found = await tx.execute<Parked>(sql`
      select o.id::float8 as id, o.recipient, o.body_text as body, o.attempts,
        o.first_attempt_at as "firstAttemptAt",
        o.last_attempt_at < clock_timestamp() - make_interval(secs => ${env().SMS_RECONCILE_AFTER / 1000}) as "isOld"
      from outbox o where o.channel = 'sms' and o.state = 'unknown' and ${free}
        and o.due_at <= ${at(now)} ${ofKinds(run.kinds)}
      order by o.due_at, o.id limit ${AT_ONCE} for update of o skip locked`);
    if (found.length === 0) return [];
    await tx.execute(sql`
      update outbox o set lease_token = ${token}::uuid,
        lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      where o.id = any(${ids(found.map(({ id }) => id))})`);
    return [...found];
  });
}

async function lookFor(run: Run, token: string, sms: Parked): Promise<void> {
  let listed: ListedSms[] | null;
  try {
    const since = new Date(new Date(sms.firstAttemptAt).getTime() - SKEW_MS);
    listed = (await listSms(sms.recipient, since)).filter(({ body }) => body === sms.body);
  } catch {
    listed = null;
  }
  const until = performance.now() + (LEASE_SECONDS / 2) * 1000;
  run.count(await persistently(() => decide(run.hooks, token, sms, listed, run.now()), until));
}

/** In the order of the list's own time: the first that no row of ours has. */
async function unclaimed(tx: Connection, listed: readonly ListedSms[]): Promise<ListedSms | undefined> {
  const oldestFirst = [...listed].sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
  for (const message of oldestFirst) {
    const [owner] = await tx.execute(
      sql`select 1 from outbox o where o.channel = 'sms' and o.provider_id = ${message.providerId} limit 1`,
    );
    if (!owner) return message;
  }
  return undefined;
}

function decide(
  hooks: DeliveryHooks,
  token: string,
  sms: Parked,
  listed: readonly ListedSms[] | null,
  now: Date,
): Promise<Settled> {
  return briefly(async tx => {
    // Equal rows one after another.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`sms\n${sms.recipient}\n${sms.body}`}, 0))`,
    );
    const put = (change: ReturnType<typeof sql>) =>
      move(
        tx,
        sql`${change}, lease_token = null, lease_until = null`,
        sql`where o.id = ${sms.id} and o.state = 'unknown' and o.lease_token = ${token}::uuid`,
        'reconciliation',
      );
    const wait = async () => {
      const again = new Date(now.getTime() + Math.min(env().RETRY_FIRST, env().SMS_RECONCILE_AFTER));
      await tx.execute(sql`
        update outbox o set due_at = ${at(again)}, lease_token = null, lease_until = null
        where o.id = ${sms.id} and o.state = 'unknown' and o.lease_token = ${token}::uuid`);
      return NONE;
    };
    if (!listed || (await isBeingSent(tx, sms))) return wait();

    const message = await unclaimed(tx, listed);
    if (message) {
      const next = moveOn('sms', 'unknown', true, heardOfSms(message.status) ?? 'sent')!;
      const reason = next.failed ? `twilio_${message.errorCode ?? message.status}` : null;
      const moved = await put(sql`state = ${next.state}, reason = ${reason},
        provider_id = ${message.providerId}, settled_at = clock_timestamp()`);
      if (!next.failed) return { sent: moved.length, failed: 0 };
      for (const row of moved) await hooks.failed(tx, { ...row, reason: reason! }, now);
      return { sent: 0, failed: moved.length };
    }
    if (!sms.isOld) return wait();
    if (sms.attempts < MOST_ATTEMPTS) {
      await put(sql`state = 'queued', reason = 'not_sent', due_at = ${at(now)}`);
      return NONE;
    }
    const moved = await put(
      sql`state = 'permanently_failed', reason = 'attempts_used_up', settled_at = clock_timestamp()`,
    );
    for (const row of moved) await hooks.failed(tx, { ...row, reason: 'attempts_used_up' }, now);
    return { sent: 0, failed: moved.length };
  });
}

/** Whether an equal SMS is under way now: its message may be listed before we know whose it is. */
async function isBeingSent(tx: Connection, { id, recipient, body }: Parked): Promise<boolean> {
  const [other] = await tx.execute(sql`
    select 1 from outbox o where o.channel = 'sms' and o.state = 'sending' and o.id <> ${id}
      and o.recipient = ${recipient} and o.body_text = ${body} limit 1`);
  return other !== undefined;
}
