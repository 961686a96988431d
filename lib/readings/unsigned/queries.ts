import 'server-only';
import { rawSql } from '@/db/client';
import { sha256 } from '@/lib/kernel/hash';
import type { MeterRole } from '@/lib/meters/rules';

/** What the form behind a link shows: one meter, nothing of whose it is. */
export interface LinkedMeter {
  readonly role: MeterRole;
  readonly digits: number | null;
  /** the last four characters of its number */
  readonly serialEnd: string;
  readonly expiresAt: Date;
}

/** The meter of a link that still works, without using it up. @returns null for every other token */
export async function linkedMeter(token: string, now: Date): Promise<LinkedMeter | null> {
  const sql = rawSql();
  const [row] = await sql<(Omit<LinkedMeter, 'expiresAt'> & { expiresAt: string })[]>`
    select m.role, m.digits, right(m.serial_number, 4) as "serialEnd", l.expires_at as "expiresAt"
    from reading_links l join meters m on m.id = l.meter_id
    where l.token_hash = ${sha256(token)} and l.used_at is null and l.expires_at > ${now.toISOString()}::timestamptz`;
  return row ? { ...row, expiresAt: new Date(row.expiresAt) } : null;
}
