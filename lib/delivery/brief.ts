import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';

/**
 * These transactions take milliseconds. A process that is stopped in one holds rows that all others wait for. Between
 * two statements the session is idle for the server. In the middle of one, named while its values are still to come, it
 * is not, and only the limit for the whole transaction ends it, which PostgreSQL has since 17.
 */
const PATIENCE = sql`select set_config('idle_in_transaction_session_timeout', '5s', true),
  case when current_setting('server_version_num')::int >= 170000
    then set_config('transaction_timeout', '10s', true) end`;

/**
 * A transaction that the server itself ends when whoever began it asks nothing more and does not end it either. The
 * limits come first and by themselves, because the work's first statement may lock rows already.
 */
export function briefly<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().transaction(async tx => {
    await tx.execute(PATIENCE);
    return work(tx);
  });
}
