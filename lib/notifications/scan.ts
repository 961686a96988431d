import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { enqueueMessages } from '@/lib/delivery/commands';
import { dayOf } from '@/lib/kernel/dates';
import { currentUtility } from '@/lib/settings/queries';
import type { CurrentUtility } from '@/lib/settings/declared';
import { KINDS } from './kinds';
import { messageOf } from './message';
import { recipients } from './recipients';
import { sourceOf, type AnySource } from './sources';
import type { Addressee, ScannedKind, Subject } from './subjects/subject';

interface PendingRow extends Subject<never>, Addressee {}

/** Messages of one transaction: what a cut-off loses, and what is in memory at once. */
const BATCH = 1_000;

/**
 * Due and not yet created (N2), a row per subject and addressee. An account that has been told of an occurrence is
 * not told again at a new address, unless the old message was withdrawn because of that change.
 */
async function pending(
  connection: Connection,
  source: AnySource,
  now: Date,
  current: CurrentUtility,
): Promise<PendingRow[]> {
  const { kind } = source;
  const today = dayOf(now);
  const due = await source.due(today, connection, now, current);
  if (due === null) return [];
  const rows = await connection.execute<{
    entity_id: string;
    customer_id: string;
    account_id: string;
    occurrence: string;
    facts: never;
    locale: PendingRow['locale'];
    channel: PendingRow['channel'];
    recipient: string;
  }>(sql`
    select d.entity_id::text, d.customer_id::text, r.account_id::text, d.occurrence, d.facts, r.locale, r.channel,
      r.recipient
    from (${due}) d join (${recipients(kind)}) r on r.customer_id = d.customer_id and r.enabled
    where not exists (select from outbox x where x.kind = ${kind}
      and x.entity = ${`${KINDS[kind].entity}:`}::text || d.entity_id and x.occurrence = d.occurrence
      and x.channel = r.channel
      and (x.recipient = r.recipient or (x.account_id = r.account_id
        and not (x.state = 'cancelled' and x.reason = 'contact_changed'))))
    order by d.entity_id, r.account_id, r.channel`);
  const found = rows.map(row => ({
    entityId: Number(row.entity_id),
    customerId: Number(row.customer_id),
    accountId: Number(row.account_id),
    occurrence: row.occurrence,
    facts: row.facts,
    locale: row.locale,
    channel: row.channel,
    recipient: row.recipient,
  }));
  const settled = source.settle ? await source.settle(connection, found, today) : found;
  return onePerKey(settled);
}

/** Two accounts with one telephone, and two customers at one meter, are told once: the first of them is. */
function onePerKey(rows: readonly PendingRow[]): PendingRow[] {
  const seen = new Set<string>();
  return rows.filter(({ entityId, occurrence, channel, recipient }) => {
    const key = [entityId, occurrence, channel, recipient].join('\n');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * Creates what is due of one kind and was not created yet. Repeated, overlapping or cut off, it leaves one row per
 * key: what one call did not reach the next one finds.
 * @param signal stops between two batches
 * @returns how many rows are new
 */
export async function scanKind(kind: ScannedKind, now: Date, signal?: AbortSignal): Promise<number> {
  const current = await currentUtility();
  const rows = await pending(db(), sourceOf(kind), now, current);
  let made = 0;
  for (let from = 0; from < rows.length && !signal?.aborted; from += BATCH) {
    made += await db().transaction(async tx => {
      const messages = [];
      // One after the other: a kind may write rows of its own for each, in this transaction.
      for (const row of rows.slice(from, from + BATCH))
        messages.push(await messageOf(tx, kind, row, row, now, current));
      return enqueueMessages(tx, messages, now);
    });
  }
  return made;
}
