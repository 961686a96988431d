import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { db } from '@/db/client';
import type { StaffRole } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { spanOf, type AuditFilter } from './rules';

/** One line of the log, with who it was in words that staff know. */
export interface AuditLine {
  readonly at: Date;
  readonly action: string;
  readonly entity: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly ip: string | null;
  /** null: nobody signed in, or the portal itself */
  readonly who:
    | { readonly kind: 'staff'; readonly email: string; readonly role: StaffRole }
    /** the numbers of the customers that the account manages now */
    | { readonly kind: 'customer'; readonly numbers: readonly string[] }
    | null;
}

interface Row {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly entity: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly ip: string | null;
  readonly account: string | null;
  readonly email: string | null;
  readonly role: StaffRole | null;
  readonly numbers: readonly string[] | null;
  readonly [column: string]: unknown;
}

const PAGE = 50;

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');

function conditions(filter: AuditFilter): SQL {
  const { from, before } = spanOf(filter);
  const parts: SQL[] = [sql`true`];
  if (from) parts.push(sql`l.at >= ${from.toISOString()}::timestamptz`);
  if (before) parts.push(sql`l.at < ${before.toISOString()}::timestamptz`);
  if (filter.area) parts.push(sql`l.action like ${`${escaped(filter.area)}.%`}`);
  if (filter.entity) parts.push(sql`l.entity like ${`${escaped(filter.entity)}%`}`);
  if (filter.who === 'system') parts.push(sql`l.account_id is null`);
  else if (filter.who)
    // Few accounts fit, and the log is asked for them by its index.
    parts.push(sql`l.account_id = any(array(
      select x.id from accounts x where x.email = ${filter.who.toLowerCase()} and x.staff_role is not null
      union select m.account_id from account_customers m join customers c on c.id = m.customer_id
        where upper(translate(c.customer_number, '- ', '')) = upper(translate(${filter.who}, '- ', ''))))`);
  return sql.join(parts, sql` and `);
}

const lines = (where: SQL, most: number): SQL => sql`
  select l.id::text, l.at::text, l.action, l.entity, l.details, l.ip, l.account_id::text as account,
    case when a.staff_role is not null then a.email end as email, a.staff_role as role,
    (select array_agg(c.customer_number order by c.customer_number) from account_customers m
      join customers c on c.id = m.customer_id where m.account_id = l.account_id) as numbers
  from (select * from audit_log l where ${where} order by l.id desc limit ${most}) l
    left join accounts a on a.id = l.account_id
  order by l.id desc`;

const lineOf = (row: Row): AuditLine => ({
  at: new Date(row.at),
  action: row.action,
  entity: row.entity,
  details: row.details,
  ip: row.ip,
  who:
    row.account === null
      ? null
      : row.email !== null && row.role !== null
        ? { kind: 'staff', email: row.email, role: row.role }
        : { kind: 'customer', numbers: row.numbers ?? [] },
});

/** A place in the log, for the address of the next page: not the id itself, only good for paging. */
const cursorOf = (id: string): string => Number(id).toString(36);
const idOf = (cursor: string): number => {
  const id = /^[0-9a-z]{1,10}$/.test(cursor) ? Number.parseInt(cursor, 36) : Number.NaN;
  return Number.isSafeInteger(id) ? id : Number.MAX_SAFE_INTEGER;
};

/** Fifty lines, the newest first. @param after the cursor of the page before */
export async function auditLines(
  _actor: StaffActor,
  filter: AuditFilter,
  after?: string,
): Promise<{ rows: AuditLine[]; next: string | null }> {
  const where = after ? sql`${conditions(filter)} and l.id < ${idOf(after)}` : conditions(filter);
  const found = await db().execute<Row>(lines(where, PAGE + 1));
  const rows = found.slice(0, PAGE);
  return { rows: rows.map(lineOf), next: found.length > PAGE ? cursorOf(rows.at(-1)!.id) : null };
}

/** As many lines as a spreadsheet is opened with; a narrower filter gets at the rest. */
export const MOST_EXPORTED = 20_000;

/** What the filter finds, the newest first, at most {@link MOST_EXPORTED}. */
export async function exportedLines(_actor: StaffActor, filter: AuditFilter): Promise<AuditLine[]> {
  return (await db().execute<Row>(lines(conditions(filter), MOST_EXPORTED))).map(lineOf);
}
