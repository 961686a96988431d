import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '../lib/env';
import { guardTransactions } from './lost-connection';
import * as schema from './schema';

export type Database = PostgresJsDatabase<typeof schema>;
/** A transaction; commands pass it on, queries take either. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
export type Connection = Database | Transaction;

/** Opens a pool of its own, for commands, tests and jobs. Close it with `sql.end()`. */
export function connect(url: string, options: postgres.Options<Record<string, never>> = {}) {
  const sql = postgres(url, {
    max: 10,
    onnotice: () => {},
    connection: { application_name: 'ibok', TimeZone: 'UTC' },
    ...options,
  });
  guardTransactions(sql);
  return { sql, db: drizzle(sql, { schema }) as Database };
}

// One pool a process; kept on globalThis because the development server reloads modules.
const holder = globalThis as { ibokPool?: ReturnType<typeof connect> };

const pool = () => (holder.ibokPool ??= connect(env().DATABASE_URL));

/** The application's database. */
export const db = (): Database => pool().db;

/** The driver below it, for COPY and cursors. */
export const rawSql = (): postgres.Sql => pool().sql;

/** Ends the pool (commands and tests; a server keeps it). */
export async function closePool(): Promise<void> {
  await holder.ibokPool?.sql.end({ timeout: 5 });
  delete holder.ibokPool;
}
