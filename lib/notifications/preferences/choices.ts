import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { notificationChoices, type Channel } from '@/db/schema';
import type { NotificationKind } from '../kinds';

export interface Choice {
  readonly kind: NotificationKind;
  readonly channel: Channel;
  readonly enabled: boolean;
}

/**
 * Writes what an account wants to be told of one customer; what stands there already keeps the day of its decision.
 * @param tx the caller has seen that the account manages the customer
 * @returns those that are new or other than before
 */
export async function writeChoices(
  tx: Connection,
  who: { accountId: number; customerId: number },
  choices: readonly Choice[],
  source: (typeof notificationChoices.$inferInsert)['source'],
  now: Date,
): Promise<Choice[]> {
  if (choices.length === 0) return [];
  const { accountId, customerId } = who;
  const written = await tx
    .insert(notificationChoices)
    .values(choices.map(choice => ({ ...choice, accountId, customerId, decidedAt: now, source })))
    .onConflictDoUpdate({
      target: [
        notificationChoices.accountId,
        notificationChoices.customerId,
        notificationChoices.kind,
        notificationChoices.channel,
      ],
      set: {
        enabled: sql`excluded.enabled`,
        decidedAt: sql`excluded.decided_at`,
        source: sql`excluded.source`,
      },
      setWhere: sql`${notificationChoices.enabled} <> excluded.enabled`,
    })
    .returning({ kind: notificationChoices.kind, channel: notificationChoices.channel });
  return choices.filter(({ kind, channel }) =>
    written.some(row => row.kind === kind && row.channel === channel),
  );
}
