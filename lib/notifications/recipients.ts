import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { held } from '@/lib/auth/held';
import { scopesOpening } from '@/lib/auth/scopes';
import { KINDS, type NotificationKind } from './kinds';

/** Who is told of one kind, a row per managed customer, account and channel that can reach the account. */
export interface Recipient {
  readonly customerId: number;
  readonly accountId: number;
  readonly locale: 'pl' | 'en';
  readonly channel: 'email' | 'sms';
  /** the account's own address, or its verified number */
  readonly recipient: string;
  /** the account's choice, else the customer's preference, else the default of the kind */
  readonly enabled: boolean;
}

/**
 * The access of a row of `account_customers` holds and opens what the kind tells: a mail must not say what the portal
 * would not show.
 * @param row its alias in the statement
 */
export const tells = (kind: NotificationKind, row: string): SQL =>
  sql`${sql.raw(`${row}.scope in (${scopesOpening(KINDS[kind].needs).map(scope => `'${scope}'`)})`)} and ${held(row)}`;

/**
 * A SELECT without brackets of `customer_id, account_id, locale, channel, recipient, enabled`: every account that
 * manages a customer, by each channel that reaches it (SMS only at a number verified by a code). Disabled accounts
 * and staff are never among them, nor people whose shared access has ended or does not open what the kind tells. Rows that are not `enabled` are there too: the fall-back and the settings need
 * them, so whoever sends says `where enabled`.
 */
export function recipients(kind: NotificationKind): SQL {
  const { email, sms } = KINDS[kind].defaults;
  return sql`
    select m.customer_id, a.id as account_id, a.locale, h.channel,
      case h.channel when 'email' then a.email else a.phone end as recipient,
      coalesce(o.enabled, p.enabled, h.standard) as enabled
    from account_customers m
      join accounts a on a.id = m.account_id
      cross join (values ('email', ${email}::boolean), ('sms', ${sms}::boolean)) h(channel, standard)
      left join notification_choices o on o.account_id = a.id and o.customer_id = m.customer_id
        and o.kind = ${kind} and o.channel = h.channel
      left join notification_preferences p on p.customer_id = m.customer_id
        and p.kind = ${kind} and p.channel = h.channel
    where a.disabled_at is null and a.staff_role is null and ${tells(kind, 'm')}
      and (h.channel = 'email' or (a.phone is not null and a.phone_verified_at is not null))`;
}
