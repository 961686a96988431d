import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { StaffRole } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';

/** An account of staff as the office lists it. */
export interface StaffAccount {
  readonly email: string;
  readonly role: StaffRole;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly disabledAt: Date | null;
  /** has an own password; false: the one-time password was not used yet */
  readonly entered: boolean;
  readonly secondFactor: boolean;
  /** is the one who asks */
  readonly self: boolean;
}

interface Row {
  readonly email: string;
  readonly role: StaffRole;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  readonly disabledAt: string | null;
  readonly entered: boolean;
  readonly secondFactor: boolean;
  readonly self: boolean;
  readonly [column: string]: unknown;
}

const instant = (text: string | null) => (text === null ? null : new Date(text));

/** Everybody of staff, those who can sign in first. */
export async function staffAccounts(actor: StaffActor): Promise<StaffAccount[]> {
  const rows = await db().execute<Row>(sql`
    select a.email, a.staff_role as role, a.created_at::text as "createdAt", a.disabled_at::text as "disabledAt",
      (select max(s.last_seen_at) from sessions s where s.account_id = a.id)::text as "lastSeenAt",
      not a.password_must_change as entered, a.id = ${actor.accountId} as self,
      exists (select from second_factors f where f.account_id = a.id and f.confirmed_at is not null) as "secondFactor"
    from accounts a where a.staff_role is not null
    order by (a.disabled_at is not null), a.email`);
  return rows.map(row => ({
    email: row.email,
    role: row.role,
    createdAt: new Date(row.createdAt),
    lastSeenAt: instant(row.lastSeenAt),
    disabledAt: instant(row.disabledAt),
    entered: row.entered,
    secondFactor: row.secondFactor,
    self: row.self,
  }));
}
