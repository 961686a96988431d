import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { suppressions, type Channel } from '@/db/schema';

/** Notes that an address or number takes nothing; what was noted first stands. */
export async function suppress(
  tx: Connection,
  channel: Channel,
  recipient: string,
  reason: (typeof suppressions.$inferInsert)['reason'],
  outboxId?: number,
): Promise<void> {
  await tx
    .insert(suppressions)
    .values({ channel, recipient: recipient.toLowerCase(), reason, since: sql`clock_timestamp()`, outboxId })
    .onConflictDoNothing();
}

/** Somebody who had said STOP says START. An address that does not exist does not begin to by that. */
export async function resume(tx: Connection, channel: Channel, recipient: string): Promise<void> {
  await tx.execute(sql`
    delete from suppressions
    where channel = ${channel} and recipient = ${recipient.toLowerCase()} and reason = 'stopped'`);
}
