import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import type { QueuedMessage, Withdrawn } from '@/lib/delivery/ports';
import type { NotificationKind } from './kinds';
import { recipients, tells } from './recipients';

/**
 * Rows of one kind whose addressee is not to be told any more: opted out, another address or number, account
 * disabled, or no longer managing the customer. One statement for all of them.
 *
 * A message that stands in for one that failed on the other channel may go where nobody asked for it: it is enough
 * that the account still wants the kind at all.
 */
export async function unwanted(
  connection: Connection,
  kind: NotificationKind,
  messages: readonly QueuedMessage[],
): Promise<Map<number, Withdrawn>> {
  const rows = messages
    .filter(({ accountId, customerId }) => accountId !== null && customerId !== null)
    .map(({ id, entity, occurrence, channel, recipient, accountId, customerId }) => ({
      id,
      entity,
      occurrence,
      channel,
      recipient,
      account_id: accountId,
      customer_id: customerId,
    }));
  if (rows.length === 0) return new Map();
  const found = await connection.execute<{ id: string; reason: string }>(sql`
    with reach as materialized (${recipients(kind)} and (m.account_id, m.customer_id) in (
      select q.account_id, q.customer_id from json_to_recordset(${JSON.stringify(rows)}::json)
        as q(account_id bigint, customer_id bigint)))
    select * from (select q.id::text, case
        when not exists (select from account_customers k
          where k.account_id = q.account_id and k.customer_id = q.customer_id
            and ${tells(kind, 'k')}) then 'not_managed'
        when exists (select from accounts a where a.id = q.account_id
          and (a.disabled_at is not null or a.staff_role is not null)) then 'account_disabled'
        when r.recipient is distinct from q.recipient then 'contact_changed'
        when not r.enabled and not (
          exists (select from reach e
            where e.account_id = q.account_id and e.customer_id = q.customer_id and e.enabled)
          and exists (select from outbox x where x.kind = ${kind} and x.entity = q.entity
            and x.occurrence = q.occurrence and x.account_id = q.account_id and x.channel <> q.channel
            and x.state in ('permanently_failed', 'suppressed'))) then 'opted_out'
      end as reason
      from json_to_recordset(${JSON.stringify(rows)}::json) as q(id bigint, entity text, occurrence text,
        channel text, recipient text, account_id bigint, customer_id bigint)
      left join reach r on r.account_id = q.account_id and r.customer_id = q.customer_id
        and r.channel = q.channel) v
    where v.reason is not null`);
  return new Map(found.map(({ id, reason }) => [Number(id), { state: 'cancelled', reason }]));
}
