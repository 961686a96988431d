import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { addressPrefix } from '@/lib/auth/address';
import { deviceName } from '../rules';

export interface SignIn {
  readonly at: Date;
  /** `failed`: a wrong password; `code_failed`: the right one, and a wrong code after it */
  readonly outcome: 'signed_in' | 'failed' | 'code_failed';
  /** `Chrome, Android`; null when unknown */
  readonly device: string | null;
  /** network (/24, /64) */
  readonly network: string | null;
  /** the session with which the page is read */
  readonly isThis: boolean;
}

/** How far back one sees. */
export const HISTORY_DAYS = 90;
/** Somebody may try for weeks: the newest tell enough. */
const MOST = 200;

/** Sign-ins of the actor's account in the last 90 days, and what was tried, newest first; at most 200. */
export async function signInHistory(
  actor: CustomerActor,
  now: Date,
  most = MOST,
  connection: Connection = db(),
): Promise<SignIn[]> {
  const { accountId, sessionId } = actor;
  const since = sql`${now.toISOString()}::timestamptz - make_interval(days => ${HISTORY_DAYS})`;
  const rows = await connection.execute<{
    at: number;
    outcome: SignIn['outcome'];
    userAgent: string | null;
    device: string | null;
    network: string | null;
    ip: string | null;
    isThis: boolean;
  }>(sql`
    select (extract(epoch from h.at) * 1000)::float8 as at, h.outcome, h."userAgent", h.device, h.network, h.ip,
      h."isThis"
    from (
      select s.created_at as at, 'signed_in' as outcome, s.user_agent as "userAgent", null as device,
        s.ip_prefix as network, null as ip, s.id = ${sessionId}::uuid as "isThis"
      from sessions s where s.account_id = ${accountId} and s.created_at > ${since}
      union all
      select l.at, substr(l.action, 9), null, l.details->>'device', null, l.ip, false
      from audit_log l
      where l.account_id = ${accountId} and l.action in ('session.failed', 'session.code_failed')
        and l.at > ${since}
    ) h
    order by h.at desc limit ${most}`);
  return rows.map(({ at, outcome, userAgent, device, network, ip, isThis }) => ({
    at: new Date(at),
    outcome,
    device: device || deviceName(userAgent),
    network: network ?? (ip === null ? null : addressPrefix(ip)),
    isThis,
  }));
}
