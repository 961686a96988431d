import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import type { DeliveryHooks, QueuedMessage, Withdrawn } from './ports';
import { at, move, ofKinds, rows } from './statements';

/** A locked row that is about to be sent. */
export interface Candidate extends QueuedMessage {
  readonly attempts: number;
  readonly isExpired: boolean;
  /** why its address takes nothing; null: it does */
  readonly suppression: string | null;
}

/**
 * Looks again just before sending (N3): too late, an address that takes nothing, or not wanted any more by the rules
 * of its kind.
 * @returns by id, what is not to be sent
 */
export async function lookAgain(
  tx: Connection,
  hooks: DeliveryHooks,
  candidates: readonly Candidate[],
  now: Date,
): Promise<Map<number, Withdrawn>> {
  const withdrawn = new Map<number, Withdrawn>();
  for (const { id, isExpired, suppression } of candidates) {
    if (isExpired) withdrawn.set(id, { state: 'expired', reason: 'too_late' });
    else if (suppression) withdrawn.set(id, { state: 'suppressed', reason: suppression });
  }
  const wanted = candidates.filter(({ id }) => !withdrawn.has(id));
  if (wanted.length === 0) return withdrawn;
  for (const [id, why] of await hooks.recheck(tx, wanted, now)) withdrawn.set(id, why);
  return withdrawn;
}

/** Writes down what is not sent after all. An address that takes nothing may have another channel beside it. */
export async function withdraw(
  tx: Connection,
  hooks: DeliveryHooks,
  candidates: readonly Candidate[],
  withdrawn: ReadonlyMap<number, Withdrawn>,
  now: Date,
): Promise<void> {
  if (withdrawn.size === 0) return;
  const table = [...withdrawn].map(([id, { state, reason }]) => ({ id, state, reason }));
  await move(
    tx,
    sql`state = w.state, reason = w.reason, settled_at = clock_timestamp(), lease_token = null, lease_until = null`,
    sql`from ${rows(table, 'id bigint, state text, reason text', 'w')} where o.id = w.id`,
  );
  for (const candidate of candidates) {
    const why = withdrawn.get(candidate.id);
    if (candidate.suppression && why?.state === 'suppressed') {
      await hooks.failed(tx, { ...candidate, reason: why.reason }, now);
    }
  }
}

/**
 * Ends what has become too late, paused channels and closed windows included. A mail that may have been taken stays
 * with the others of its batch.
 */
export async function expire(connection: Connection, kinds: readonly string[] | undefined, now: Date) {
  return move(
    connection,
    sql`state = 'expired', reason = 'too_late', settled_at = clock_timestamp()`,
    sql`where o.state in ('queued', 'temporarily_failed') and o.batch_id is null and o.provider_id is null
      and o.expires_at <= ${at(now)} ${ofKinds(kinds)}`,
  );
}
