import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { briefly } from '../brief';
import { isOutage } from '../persist';
import type { DeliveryHooks } from '../ports';
import { applyEvent, type EventDetails } from './apply';

export interface ReceivedEvent {
  readonly provider: 'resend' | 'twilio';
  readonly eventId: string;
  /** the provider's word for what happened */
  readonly type: string;
  readonly details: EventDetails;
}

/** The answer has to be out within a second (N8): whoever holds the row for longer is not waited for. */
const PATIENCE = sql`set local lock_timeout = '400ms'`;

/**
 * Stores an event under its unique id and applies it. Once it is stored it is ours: what cannot be applied now, the
 * next run of the dispatcher applies.
 * @returns false when it had come before
 */
export async function receiveEvent(
  { provider, eventId, type, details }: ReceivedEvent,
  hooks: DeliveryHooks,
  now: Date,
): Promise<boolean> {
  const [stored] = await db().execute(sql`
    insert into webhook_events (provider, event_id, type, received_at, details)
    values (${provider}, ${eventId}, ${type}, clock_timestamp(), ${JSON.stringify(details)}::jsonb)
    on conflict do nothing returning 1`);
  try {
    await briefly(async tx => {
      await tx.execute(PATIENCE);
      await applyEvent(tx, { provider, eventId }, hooks, now);
    });
  } catch (error) {
    if (!isOutage(error)) throw error;
  }
  return stored !== undefined;
}
