import 'server-only';
import { sql, type SQL } from 'drizzle-orm';

/**
 * A row of `account_customers` still holds: shared access ends with its last day, at midnight in Poland. By the
 * database's own clock, unlike all other days here: whether somebody may look must not hang on who asks and with
 * which `now`. Every statement that reads the table on somebody's behalf has it.
 * @param row the table's name or alias in the statement; a constant of the code, never input
 */
export const held = (row: string): SQL => sql.raw(heldText(row));

/** The same for statements that are not Drizzle's. */
export const heldText = (row: string): string =>
  `(${row}.ends_on is null or ${row}.ends_on >= (now() at time zone 'Europe/Warsaw')::date)`;
