import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { briefly } from './brief';
import { candidateColumns, candidates, lease, takeDue, type ClaimContext } from './claim';
import { gateOf, type Gate } from './gate';
import { KEY_HOURS, MOST_ATTEMPTS } from './rules/retry';
import { at, ids, move, ofKinds } from './statements';
import { lookAgain, withdraw } from './withdraw';

const BATCH = 100;
/** Mails that go alone, at once by one claim. */
const ALONE = 4;

/** Not in a batch: the provider takes attachments only so, or refused the batch that it was in. */
const GOES_ALONE = sql`(o.reason is not distinct from 'refused_in_batch'
  or exists (select 1 from outbox_attachments a where a.outbox_id = o.id))`;

/** What came of a try to claim: rows leased, rows otherwise settled, nothing there, or the way is closed. */
export type Claim = 'leased' | 'moved' | 'nothing' | Exclude<Gate, { open: true }>;

/**
 * Leases one batch of mails under a token: one to be repeated, else a new one, else some that go alone. What is in a
 * batch, its sender and its key are written down before anything is sent.
 */
export function claimMails(context: ClaimContext, sender: string): Promise<Claim> {
  return briefly(async tx => {
    const gate = await gateOf(tx, 'email');
    if (!gate.open) return gate;
    const repeated = await claimRepeated(tx, context);
    if (repeated !== 'nothing') return repeated;
    const batch = await takeDue(tx, 'email', context, BATCH, sql`and not ${GOES_ALONE}`);
    if (batch.wanted.length > 0) await startBatches(tx, context, sender, [batch.wanted]);
    if (batch.found) return batch.wanted.length > 0 ? 'leased' : 'moved';
    const alone = await takeDue(tx, 'email', context, gate.probe ? 1 : ALONE, sql`and ${GOES_ALONE}`);
    await startBatches(
      tx,
      context,
      sender,
      alone.wanted.map(id => [id]),
    );
    if (alone.wanted.length > 0) return 'leased';
    return alone.found ? 'moved' : 'nothing';
  });
}

/** `now()` is the same in both tables, which is how a batch's first attempt is told from a later one. */
async function startBatches(
  tx: Connection,
  { token, now }: ClaimContext,
  sender: string,
  batches: readonly (readonly number[])[],
): Promise<void> {
  for (const taken of batches) {
    const [batch] = await tx.execute<{ id: string }>(sql`
      insert into outbox_batches (sender, created_at, first_attempt_at)
      values (${sender}, ${at(now)}, now()) returning id`);
    await lease(tx, token, taken, sql`, batch_id = ${batch!.id}::uuid`);
  }
}

/**
 * A batch that may have been taken: its lease has run out, or its answer did not say. It is repeated as it was, also
 * with mails in it that are not wanted any more: the same key with another payload would be refused, and with another
 * key it might come twice. Only when nothing in it is wanted, it is not repeated at all.
 */
async function claimRepeated(tx: Connection, context: ClaimContext): Promise<Claim> {
  const { token, kinds, hooks, now } = context;
  const open = sql`o.channel = 'email' and o.batch_id is not null and o.provider_id is null
    and ((o.state = 'sending' and o.lease_until < clock_timestamp())
      or (o.state = 'temporarily_failed' and o.due_at <= ${at(now)}))`;
  const [batch] = await tx.execute<{ id: string; known: boolean }>(sql`
    select b.id, b.first_attempt_at > clock_timestamp() - make_interval(hours => ${KEY_HOURS}) as known
    from outbox_batches b
    where b.id in (select o.batch_id from outbox o where ${open} ${ofKinds(kinds)} limit 1000)
    limit 1 for update skip locked`);
  if (!batch) return 'nothing';
  // Whoever held the batch before us may have dealt with it.
  const members = await candidates(
    tx,
    sql`select ${candidateColumns(now)} from outbox o
      where o.batch_id = ${batch.id}::uuid and ${open} order by o.id for update of o`,
  );
  if (members.length === 0) return 'moved';
  const taken = members.map(({ id }) => id);
  const tried = Math.max(...members.map(({ attempts }) => attempts));
  if (!batch.known || tried >= MOST_ATTEMPTS) {
    const reason = batch.known ? 'attempts_used_up' : 'key_forgotten';
    await move(
      tx,
      sql`state = 'unknown', reason = ${reason}, lease_token = null, lease_until = null`,
      sql`where o.id = any(${ids(taken)})`,
    );
    return 'moved';
  }
  const withdrawn = await lookAgain(tx, hooks, members, now);
  if (withdrawn.size === members.length) {
    await withdraw(tx, hooks, members, withdrawn, now);
    return 'moved';
  }
  await lease(tx, token, taken);
  return 'leased';
}
