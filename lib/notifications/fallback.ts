import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { enqueueMessages } from '@/lib/delivery/commands';
import type { QueuedMessage } from '@/lib/delivery/ports';
import { dayOf } from '@/lib/kernel/dates';
import { currentUtility } from '@/lib/settings/queries';
import { messageOf } from './message';
import { recipients } from './recipients';
import { isScanned, sourceOf } from './sources';
import { entityIdOf, type Subject } from './subjects/subject';

/** Who says that a mail is unwanted is not told the same by telephone. */
const UNWANTED = /complain/;

/**
 * What failed for good on one channel is told on the other, where the account has both: a new row of the same kind,
 * entity and occurrence. Where the other channel has been tried, by choice or as a stand-in, there is nothing left
 * to do: so it never goes back and forth, and told again of the same failure it changes nothing.
 */
export async function tellOtherwise(
  connection: Connection,
  message: QueuedMessage & { readonly reason: string },
  now: Date,
): Promise<void> {
  const { kind, entity, occurrence, accountId, customerId } = message;
  if (!isScanned(kind) || accountId === null || customerId === null || UNWANTED.test(message.reason)) return;
  const channel = message.channel === 'sms' ? 'email' : 'sms';
  const [to] = await connection.execute<{ locale: 'pl' | 'en'; recipient: string }>(sql`
    select r.locale, r.recipient from (${recipients(kind)}) r
    where r.account_id = ${accountId}::bigint and r.customer_id = ${customerId}::bigint and r.channel = ${channel}
      and not exists (select from outbox x where x.kind = ${kind} and x.entity = ${entity}
        and x.occurrence = ${occurrence} and x.account_id = r.account_id and x.channel = r.channel)`);
  if (!to) return;
  const source = sourceOf(kind);
  const today = dayOf(now);
  const current = await currentUtility(connection);
  const found = await connection.execute<{ customer_id: string; facts: never }>(
    sql`select d.customer_id::text, d.facts from (${source.of([entityIdOf(message)], today, current)}) d
        where d.customer_id = ${customerId}::bigint`,
  );
  const subjects: Subject<never>[] = found.map(row => ({
    entityId: entityIdOf(message),
    customerId: Number(row.customer_id),
    occurrence,
    facts: row.facts,
  }));
  const [subject] = source.settle ? await source.settle(connection, subjects, today) : subjects;
  if (!subject) return;
  const addressee = { accountId, customerId, locale: to.locale, channel, recipient: to.recipient } as const;
  const told = await messageOf(connection, kind, subject, addressee, now, current);
  await enqueueMessages(connection, [told], now);
}
