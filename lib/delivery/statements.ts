import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import type { OutboxState } from '@/db/schema';
import type { QueuedMessage } from './ports';

/** Pieces of SQL that every room of delivery uses. */

export const ids = (values: readonly number[]): SQL => sql`${`{${values.join()}}`}::bigint[]`;

export const texts = (values: readonly string[]): SQL =>
  sql`${`{${values.map(value => `"${value.replace(/["\\]/g, '\\$&')}"`).join()}}`}::text[]`;

export const at = (instant: Date): SQL => sql`${instant.toISOString()}::timestamptz`;

/** Rows of some values each, as a table to join: `rows([{ id: 1, state: 'sent' }], 'id bigint, state text', 'r')`. */
export const rows = (values: readonly object[], columns: string, name: string): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as ${sql.raw(`${name}(${columns})`)}`;

/** Only some kinds; absent: all. */
export const ofKinds = (kinds: readonly string[] | undefined): SQL =>
  kinds ? sql`and o.kind = any(${texts(kinds)})` : sql``;

/** The columns of a {@link QueuedMessage}, of `o`. */
export const MESSAGE = sql.raw(`o.id::float8 as "id", o.kind as "kind", o.entity as "entity",
  o.occurrence as "occurrence", o.channel as "channel", o.recipient as "recipient",
  o.account_id::float8 as "accountId", o.customer_id::float8 as "customerId", o.created_at as "createdAt"`);

type Raw<T extends QueuedMessage> = Omit<T, 'createdAt'> & { createdAt: string | Date };

/** The driver hands instants of written statements out as text. */
export const messageOf = <T extends QueuedMessage>(row: Raw<T>): T =>
  ({ ...row, createdAt: new Date(row.createdAt) }) as unknown as T;

export type Source = 'dispatcher' | 'webhook' | 'reconciliation' | 'staff';

export interface Moved extends QueuedMessage {
  readonly state: OutboxState;
  readonly reason: string | null;
}

/**
 * Changes rows of the outbox and writes their new state down, in one statement: no state without its line.
 * @param change what stands after `set`, of `o`
 * @param from tables to join and the condition: what stands after `update outbox o set …`
 * @param by who decided, and why in their words, where a person did
 * @returns the rows as they are now
 */
export async function move(
  tx: Connection,
  change: SQL,
  from: SQL,
  source: Source = 'dispatcher',
  by: { readonly accountId: number; readonly note: string } | null = null,
): Promise<Moved[]> {
  const found = await tx.execute<Raw<Moved> & Record<string, unknown>>(sql`
    with moved as (
      update outbox o set ${change} ${from}
      returning o.state, o.reason, o.attempts, ${MESSAGE}
    ), logged as (
      insert into outbox_states (outbox_id, state, at, attempt, reason, source, account_id, note)
      select id, state, clock_timestamp(), attempts, reason, ${source}, ${by?.accountId ?? null}::bigint,
        ${by?.note ?? null}::text from moved
    )
    select * from moved`);
  return found.map(row => messageOf<Moved>(row));
}
