import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import {
  accountCustomers,
  accounts,
  customers,
  notificationChoices,
  notificationPreferences,
} from '@/db/schema';
import { isNotificationKind, KINDS, type NotificationKind } from '../kinds';
import { tells } from '../recipients';
import { readUnsubscribeToken } from './token';

/** What a link switches off, and whether it is on; nothing personal is for the page. */
export interface Subscription {
  readonly accountId: number;
  readonly customerId: number;
  readonly customerNumber: string;
  readonly kind: NotificationKind;
  readonly on: boolean;
}

/**
 * What stands behind a link; null when we did not make it, or nothing would be sent any more: the account is
 * closed, or manages the customer no longer, or mails of the kind cannot be switched off by a link.
 */
export async function subscriptionOf(
  token: string,
  connection: Connection = db(),
): Promise<Subscription | null> {
  const target = readUnsubscribeToken(token);
  if (!target || !isNotificationKind(target.kind) || !KINDS[target.kind].optional) return null;
  const { accountId, customerId, kind } = target;
  const of = { kind, channel: 'email' as const };
  const [row] = await connection
    .select({
      customerNumber: customers.customerNumber,
      on: sql<boolean>`coalesce(${notificationChoices.enabled}, ${notificationPreferences.enabled},
        ${KINDS[kind].defaults.email}::boolean)`,
    })
    .from(accountCustomers)
    .innerJoin(accounts, eq(accounts.id, accountCustomers.accountId))
    .innerJoin(customers, eq(customers.id, accountCustomers.customerId))
    .leftJoin(
      notificationChoices,
      and(
        eq(notificationChoices.accountId, accountCustomers.accountId),
        eq(notificationChoices.customerId, accountCustomers.customerId),
        eq(notificationChoices.kind, of.kind),
        eq(notificationChoices.channel, of.channel),
      ),
    )
    .leftJoin(
      notificationPreferences,
      and(
        eq(notificationPreferences.customerId, accountCustomers.customerId),
        eq(notificationPreferences.kind, of.kind),
        eq(notificationPreferences.channel, of.channel),
      ),
    )
    .where(
      and(
        eq(accountCustomers.accountId, accountId),
        eq(accountCustomers.customerId, customerId),
        isNull(accounts.disabledAt),
        tells(kind, 'account_customers'),
      ),
    );
  return row ? { accountId, customerId, kind, ...row } : null;
}
