import { getTableColumns, getTableName, type Table } from 'drizzle-orm';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';

/** COPY's text format: tab between columns, \N for NULL, backslashes doubled. */
function cell(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return String(value);
    case 'string':
      return /[\\\t\n\r]/.test(value)
        ? value.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
        : value;
    case 'boolean':
      return value ? 't' : 'f';
    default:
      if (value === null) return '\\N';
      if (value instanceof Date) return value.toISOString();
      if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
      throw new TypeError(`no cell for ${typeof value}`);
  }
}

/** Pieces small enough to leave while the next is being written, large enough to cost few calls. */
const ROWS_A_PIECE = 2000;

/**
 * Loads rows by COPY, ids included: COPY writes identity columns as they are given.
 * @throws whatever the server says; the transaction is then of no use
 */
export async function copyInto<T extends Table>(
  sql: postgres.Sql | postgres.TransactionSql,
  table: T,
  rows: readonly T['$inferSelect'][],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table));
  const keys = columns.map(([key]) => key) as (keyof T['$inferSelect'])[];
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  function* pieces() {
    for (let from = 0; from < rows.length; from += ROWS_A_PIECE) {
      let text = '';
      for (const row of rows.slice(from, from + ROWS_A_PIECE)) {
        for (let i = 0; i < keys.length; i++) text += `${i ? '\t' : ''}${cell(row[keys[i]!])}`;
        text += '\n';
      }
      yield Buffer.from(text);
    }
  }
  const copy = await sql.unsafe(`copy "${getTableName(table)}" (${names}) from stdin`).writable();
  await pipeline(Readable.from(pieces()), copy);
}
