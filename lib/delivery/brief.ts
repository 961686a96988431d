import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';

/** These transactions take milliseconds. A process that is stopped in one holds rows that all others wait for. */
const PATIENCE = sql`set local idle_in_transaction_session_timeout = '5s'`;

/** A transaction that the server itself ends when whoever began it asks nothing more and does not end it either. */
export function briefly<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db().transaction(async tx => {
    const [result] = await Promise.all([work(tx), tx.execute(PATIENCE)]); // no round trip of its own
    return result;
  });
}
