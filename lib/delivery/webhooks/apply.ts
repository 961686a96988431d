import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import type { Channel, OutboxState } from '@/db/schema';
import { briefly } from '../brief';
import type { DeliveryHooks, QueuedMessage } from '../ports';
import { heardOfMail, heardOfSms, moveOn, type Heard } from '../rules/states';
import { MESSAGE, messageOf, move, texts } from '../statements';
import { suppress } from '../suppress';

/** What we keep of an event: no addresses, no texts. */
export interface EventDetails {
  readonly [name: string]: string | number | boolean | null;
  /** the provider's own name of the message */
  readonly message: string;
  /** ours, where the event brings it back */
  readonly ref: string | null;
}

interface StoredEvent extends Record<string, unknown> {
  provider: 'resend' | 'twilio';
  eventId: string;
  type: string;
  details: EventDetails;
}

interface About extends QueuedMessage {
  readonly state: OutboxState;
  readonly attempts: number;
}

/**
 * Applies one stored event to the message it is about, if we know that already: the row is locked, its state moves
 * only forward, and the event is marked as done.
 */
export async function applyEvent(
  tx: Connection,
  key: { provider: string; eventId: string },
  hooks: DeliveryHooks,
  now: Date,
): Promise<void> {
  const [event] = await tx.execute<StoredEvent>(sql`
    select provider, event_id as "eventId", type, details from webhook_events
    where provider = ${key.provider} and event_id = ${key.eventId} and outbox_id is null for update`);
  if (!event) return;
  const channel: Channel = event.provider === 'resend' ? 'email' : 'sms';
  const about = await aboutWhat(tx, channel, event.details);
  if (!about) return;
  const heard = event.provider === 'resend' ? heardOfMail(event.type) : heardOfSms(event.type);
  if (heard) await follow(tx, about, heard, event.details, hooks, now);
  await tx.execute(sql`
    update webhook_events set outbox_id = ${about.id}
    where provider = ${event.provider} and event_id = ${event.eventId}`);
}

async function aboutWhat(
  tx: Connection,
  channel: Channel,
  { ref, message }: EventDetails,
): Promise<About | undefined> {
  const find = async (which: SQL) => {
    const [row] = await tx.execute<About & Record<string, unknown>>(sql`
      select ${MESSAGE}, o.state, o.attempts from outbox o
      where o.channel = ${channel} and ${which} limit 1 for update`);
    return row && messageOf<About>(row);
  };
  return (
    (ref === null ? undefined : await find(sql`o.ref = ${ref}`)) ?? find(sql`o.provider_id = ${message}`)
  );
}

async function follow(
  tx: Connection,
  about: About,
  heard: Heard,
  details: EventDetails,
  hooks: DeliveryHooks,
  now: Date,
): Promise<void> {
  const next = moveOn(about.channel, about.state, about.attempts > 0, heard);
  const reason =
    heard === 'failed' && details.error != null
      ? `twilio_${details.error}`
      : ['sent', 'delivered', 'delayed'].includes(heard)
        ? null
        : heard;
  // A complaint changes nothing in where the mail is, and is written down with it.
  if (next || heard === 'complained') {
    await move(
      tx,
      sql`state = ${next?.state ?? about.state}, reason = ${reason},
        provider_id = coalesce(o.provider_id, ${details.message}),
        settled_at = clock_timestamp(), lease_token = null, lease_until = null`,
      sql`where o.id = ${about.id}`,
      'webhook',
    );
  }
  const bad = badContact(heard, details);
  if (bad) await suppress(tx, about.channel, about.recipient, bad, about.id);
  if (next?.failed || heard === 'complained') {
    await hooks.failed(tx, { ...about, reason: reason ?? heard }, now);
  }
}

/** Whether the address itself is at fault. A full mailbox («Transient») takes the next one. */
function badContact(heard: Heard, { bounce, error }: EventDetails) {
  if (heard === 'complained') return 'complained';
  if (heard === 'suppressed') return 'bounced';
  if (heard === 'bounced') return bounce === 'Transient' ? null : 'bounced';
  if (error === 21610) return 'stopped';
  return error === 21211 || error === 21614 ? 'invalid' : null;
}

/**
 * Applies what was told before we knew the message. Whoever names a message commits first and looks here then; whoever
 * takes an event stores it first and looks for the message then: so one of the two always sees the other.
 * @param about the provider's names of messages just sent; absent: everything that waits
 */
export async function applyWaiting(
  hooks: DeliveryHooks,
  now: Date,
  about?: readonly string[],
): Promise<void> {
  const waiting = await db().execute<{ provider: string; eventId: string }>(sql`
    select e.provider, e.event_id as "eventId" from webhook_events e
    where e.outbox_id is null and e.received_at > clock_timestamp() - interval '7 days'
      ${about ? sql`and e.details->>'message' = any(${texts(about)})` : sql``}
      and (exists (select 1 from outbox o where o.ref = e.details->>'ref')
        or exists (select 1 from outbox o where o.provider_id = e.details->>'message'))
    order by e.received_at limit 2000`);
  const troubles: unknown[] = [];
  for (const key of waiting) {
    await briefly(tx => applyEvent(tx, key, hooks, now)).catch(error => troubles.push(error));
  }
  // One that cannot be applied holds no other up, and is heard of.
  if (troubles.length > 0) throw troubles[0];
}
