import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db, rawSql, type Connection } from '@/db/client';
import { accountCustomers, accounts } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { held, heldText } from '@/lib/auth/held';
import { currentId, type AccessScope } from '@/lib/auth/scopes';
import type { Day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';

/** Who shares the current customer with the actor; null for an owner. */
export async function sharerOf(actor: CustomerActor, connection: Connection = db()): Promise<string | null> {
  const [row] = await connection
    .select({ email: accounts.email })
    .from(accountCustomers)
    .innerJoin(accounts, eq(accounts.id, accountCustomers.sharedBy))
    .where(
      and(
        eq(accountCustomers.accountId, actor.accountId),
        eq(accountCustomers.customerId, actor.current.id),
        held('account_customers'),
      ),
    );
  return row?.email ?? null;
}

/** Somebody with shared access, or an invitation on its way. */
export interface SharedWith {
  readonly ref: string;
  readonly email: string;
  readonly scope: AccessScope;
  readonly endsOn: Day | null;
  readonly accepted: boolean;
  /** an instant, as the database writes it; null before the first sign-in since */
  readonly lastSeenAt: string | null;
}

/** With whom the current customer is shared, for its owners; newest first. */
export async function sharedWith(actor: CustomerActor, now: Date): Promise<readonly SharedWith[]> {
  const sql = rawSql();
  const id = sql`${currentId(actor, 'owner')}::bigint`;
  return sql<SharedWith[]>`
    select i.ref, coalesce(a.email, i.email) as email, i.scope, i.ends_on::text as "endsOn",
      i.accepted_at is not null as accepted,
      (select max(s.last_seen_at) from sessions s where s.account_id = i.accepted_by
        and s.last_seen_at >= i.accepted_at) as "lastSeenAt"
    from access_invitations i left join accounts a on a.id = i.accepted_by
    where i.customer_id = ${id} and i.withdrawn_at is null
      and case when i.accepted_at is null then i.expires_at > ${now.toISOString()}::timestamptz
        else exists (select from account_customers m where m.account_id = i.accepted_by
          and m.customer_id = i.customer_id and m.shared_by is not null and ${sql.unsafe(heldText('m'))}) end
    order by i.id desc`;
}

export interface Deed {
  readonly at: string;
  readonly email: string;
  readonly action: string;
}

/** What people with shared access, past and present, did for the current customer; newest first, at most 50. */
export async function deedsOfShared(actor: CustomerActor): Promise<readonly Deed[]> {
  const sql = rawSql();
  const id = sql`${currentId(actor, 'owner')}::bigint`;
  return sql<Deed[]>`
    select l.at, a.email, l.action from audit_log l join accounts a on a.id = l.account_id
    where exists (select from access_invitations i where i.customer_id = ${id}
        and i.accepted_by = l.account_id and l.at >= i.accepted_at)
      and not exists (select from account_customers o where o.account_id = l.account_id
        and o.customer_id = ${id} and o.shared_by is null)
      and (l.entity = 'customer:' || (select c.customer_number from customers c where c.id = ${id})
        or (l.entity like 'reading:%' and exists (select from submitted_readings r
          where r.ref = substr(l.entity, 9) and r.customer_id = ${id}))
        or (l.entity like 'case:%' and exists (select from cases k
          where k.ref = substr(l.entity, 6) and k.customer_id = ${id}))
        or (l.entity like 'invoice:%' and exists (select from invoices v
          where v.ref = substr(l.entity, 9) and v.customer_id = ${id})))
    order by l.at desc, l.id desc limit 50`;
}

export interface Invitation {
  readonly email: string;
  readonly scope: AccessScope;
  readonly endsOn: Day | null;
  readonly customerNumber: string;
  readonly owner: string;
  /** whether the address has an account to sign in with */
  readonly hasAccount: boolean;
}

/** What stands behind a link that can be accepted; null for any other. Looking does not use it up. */
export async function invitationOf(token: string, now: Date): Promise<Invitation | null> {
  const sql = rawSql();
  const [row] = await sql<Invitation[]>`
    select i.email, i.scope, i.ends_on::text as "endsOn", c.customer_number as "customerNumber", o.email as owner,
      exists (select from accounts a where a.email = i.email) as "hasAccount"
    from access_invitations i join customers c on c.id = i.customer_id
      join account_customers m on m.account_id = i.invited_by and m.customer_id = i.customer_id
        and m.shared_by is null
      join accounts o on o.id = i.invited_by and o.disabled_at is null
    where i.token_hash = ${sha256(token)} and i.accepted_at is null and i.withdrawn_at is null
      and i.expires_at > ${now.toISOString()}::timestamptz
      and ${sql.unsafe(heldText('i'))}`;
  return row ?? null;
}
