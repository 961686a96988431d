import 'server-only';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { decode, encode } from 'next-auth/jwt';
import type { Connection } from '@/db/client';
import { accounts, sessions, type StaffRole } from '@/db/schema';
import { env } from '@/lib/env';
import { dayOf } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { ManagedCustomer, Viewing } from './actor';
import { held } from './held';
import { obligationsOf, type Obligation } from './obligations';
import type { Visitor } from './visitor';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A session ends after this long without a request (S9) … */
export const IDLE_LIMIT = 30 * MINUTE;
/** … and in any case this long after signing in. */
export const ABSOLUTE_LIMIT = 12 * 60 * MINUTE;
/** Looking at a customer's portal ends by itself after this long. */
const VIEWING_LIMIT = 60 * MINUTE;
/** `last_seen_at` is written at most this often. */
const SEEN_EVERY = MINUTE;

/** Who is signed in, as the database has it now. No actor yet: something may have to be done first. */
export interface Session {
  readonly sessionId: string;
  readonly accountId: number;
  readonly email: string;
  readonly locale: Locale;
  readonly staffRole: StaffRole | null;
  /** what must be done before anything opens, the first of it first */
  readonly obligations: readonly Obligation[];
  readonly customers: readonly ManagedCustomer[];
  /** the one being looked at: the one last chosen while it is still managed, else the first; null for staff */
  readonly current: ManagedCustomer | null;
  /** of staff: whose portal they look at now */
  readonly viewing: Viewing | null;
  /** when it ends unless another request comes … */
  readonly endsAt: Date;
  /** … and in any case */
  readonly closesAt: Date;
}

/** Over https only that host sets and reads it; the prefix is the browser's own promise of that. */
export const cookieName = (
  name:
    | 'session'
    | 'device'
    | 'registration'
    | 'access'
    | 'kept'
    | 'challenge'
    | 'recovery'
    | 'assigned'
    | 'e-invoice'
    | 'case'
    | 'letter',
): string => (secureCookies() ? `__Host-${name}` : name);

const secureCookies = (): boolean => env().APP_URL.startsWith('https:');

/** Attributes of all our secret cookies. @param seconds lifetime; left out: until the browser closes */
export const cookieOptions = (seconds?: number) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: secureCookies(),
  path: '/',
  ...(seconds === undefined ? {} : { maxAge: seconds }),
});

/** Text that only we can read and write, for a cookie. @param purpose keeps one kind from passing as another */
export const seal = (purpose: string, token: Record<string, unknown>, seconds: number): Promise<string> =>
  encode({ token, secret: env().AUTH_SECRET, salt: purpose, maxAge: seconds });

/** What {@link seal} made; null when it is old, broken, of another purpose or not ours. */
export async function unseal(
  purpose: string,
  sealed: string | undefined,
): Promise<Record<string, unknown> | null> {
  if (!sealed) return null;
  try {
    return await decode({ token: sealed, secret: env().AUTH_SECRET, salt: purpose });
  } catch {
    return null;
  }
}

/** Begins a session. @returns the value of its cookie */
export async function createSession(
  connection: Connection,
  account: { id: number; sessionVersion: number },
  from: Visitor,
  now: Date,
): Promise<string> {
  const [row] = await connection
    .insert(sessions)
    .values({
      accountId: account.id,
      createdAt: now,
      lastSeenAt: now,
      ipPrefix: from.prefix,
      userAgent: from.userAgent,
    })
    .returning({ id: sessions.id });
  // The seal outlasts the session: a form sent after its end still tells whose it was (lib/auth/kept-form.ts).
  const seconds = (ABSOLUTE_LIMIT + DAY) / 1000;
  return seal('session', { sid: row!.id, ver: account.sessionVersion }, seconds);
}

type Row = {
  account_id: string;
  created_at: string;
  last_seen_at: string;
  email: string;
  locale: Locale;
  staff_role: StaffRole | null;
  session_version: number;
  obligations: Obligation[];
  customers: ManagedCustomer[];
  current_customer_id: string | null;
  viewing: { customer: ManagedCustomer; accountId: number; email: string | null; since: string } | null;
} & Record<string, unknown>;

/**
 * The session that a cookie names, in one round trip; null when the cookie is not ours, the session has ended,
 * been idle or open too long, the account was disabled, or its version was raised since (S4).
 * @param touch whether this is a request of the reader's own, which keeps the session open
 */
export async function readSession(
  connection: Connection,
  cookie: string | undefined,
  now: Date,
  touch = true,
): Promise<Session | null> {
  const token = await unseal('session', cookie);
  if (typeof token?.sid !== 'string') return null;
  const [row] = await connection.execute<Row>(sql`
    select a.id as account_id, s.created_at, s.last_seen_at, s.current_customer_id, a.email, a.locale, a.staff_role,
           a.session_version, ${obligationsOf(dayOf(now))} as obligations,
           (select coalesce(json_agg(json_build_object('id', c.id, 'customerNumber', c.customer_number,
                     'kind', c.kind, 'name', c.name, 'nickname', ac.nickname, 'scope', ac.scope,
                     'owner', ac.shared_by is null) order by c.customer_number), '[]')
            from account_customers ac join customers c on c.id = ac.customer_id
            where ac.account_id = a.id and ${held('ac')}) as customers,
           (select json_build_object('since', s.viewing_since, 'accountId', coalesce(s.viewing_account_id, 0),
                     'email', (select e.email from accounts e where e.id = s.viewing_account_id),
                     'customer', json_build_object('id', v.id, 'customerNumber', v.customer_number, 'kind', v.kind,
                       'name', v.name, 'nickname', null, 'scope', 'all', 'owner', true))
            from customers v where v.id = s.viewing_customer_id and a.staff_role is not null) as viewing
    from sessions s join accounts a on a.id = s.account_id
    where s.id = ${token.sid}::uuid and s.ended_at is null and a.disabled_at is null`);
  if (!row || row.session_version !== token.ver) return null;
  let seen = Date.parse(row.last_seen_at);
  const end = Date.parse(row.created_at) + ABSOLUTE_LIMIT;
  if (now.getTime() > Math.min(seen + IDLE_LIMIT, end)) return null;
  if (touch && now.getTime() - seen >= SEEN_EVERY) {
    seen = now.getTime();
    await connection
      .update(sessions)
      .set({ lastSeenAt: now })
      .where(and(eq(sessions.id, token.sid), lt(sessions.lastSeenAt, now)));
  }
  return {
    endsAt: new Date(Math.min(seen + IDLE_LIMIT, end)),
    closesAt: new Date(end),
    sessionId: token.sid,
    accountId: Number(row.account_id),
    email: row.email,
    locale: row.locale,
    staffRole: row.staff_role,
    obligations: row.obligations,
    customers: row.customers,
    viewing: viewingOf(row.viewing, now),
    current:
      row.customers.find(({ id }) => id === Number(row.current_customer_id)) ?? row.customers[0] ?? null,
  };
}

function viewingOf(row: Row['viewing'], now: Date): Viewing | null {
  if (!row) return null;
  const since = new Date(row.since);
  return now.getTime() - since.getTime() > VIEWING_LIMIT ? null : { ...row, since };
}

/** Ends one session; its cookie fails at the next request. */
export async function endSession(connection: Connection, sessionId: string, now: Date): Promise<void> {
  await connection
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)));
}

/**
 * Ends every session of an account, by raising the version that their cookies name.
 * @returns the version that a new session needs
 */
export async function endAllSessions(connection: Connection, accountId: number): Promise<number> {
  // The rows as well, which the list of open sessions shows.
  await connection
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(eq(sessions.accountId, accountId), isNull(sessions.endedAt)));
  const [row] = await connection
    .update(accounts)
    .set({ sessionVersion: sql`${accounts.sessionVersion} + 1` })
    .where(eq(accounts.id, accountId))
    .returning({ version: accounts.sessionVersion });
  return row!.version;
}
