import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, notificationChoices, notificationPreferences, type Channel } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { KIND_NAMES, KINDS, type NotificationKind } from '../kinds';

/** What an account is told of one customer, by kind and channel. */
export type Settings = Readonly<Record<NotificationKind, Readonly<Record<Channel, boolean>>>>;

/**
 * How the account is told of the customer that it looks at: its own choice, else the customer's preference, else
 * the default of the kind (as lib/notifications/recipients.ts has it for sending). A number for SMS is another
 * matter: without one nothing goes out, whatever stands here.
 */
export async function settingsOf(actor: CustomerActor, connection: Connection = db()): Promise<Settings> {
  const { accountId, current } = actor;
  const managed = and(eq(accountCustomers.accountId, accountId), eq(accountCustomers.customerId, current.id));
  const preferences = await connection
    .select({
      kind: notificationPreferences.kind,
      channel: notificationPreferences.channel,
      enabled: notificationPreferences.enabled,
    })
    .from(notificationPreferences)
    .innerJoin(accountCustomers, eq(accountCustomers.customerId, notificationPreferences.customerId))
    .where(managed);
  const choices = await connection
    .select({
      kind: notificationChoices.kind,
      channel: notificationChoices.channel,
      enabled: notificationChoices.enabled,
    })
    .from(notificationChoices)
    .innerJoin(
      accountCustomers,
      and(
        eq(accountCustomers.accountId, notificationChoices.accountId),
        eq(accountCustomers.customerId, notificationChoices.customerId),
      ),
    )
    .where(managed);
  const decided = new Map(
    [...preferences, ...choices].map(row => [`${row.kind} ${row.channel}`, row.enabled]),
  );
  const channel = (kind: NotificationKind, name: Channel) =>
    decided.get(`${kind} ${name}`) ?? KINDS[kind].defaults[name];
  return Object.fromEntries(
    KIND_NAMES.map(kind => [kind, { email: channel(kind, 'email'), sms: channel(kind, 'sms') }]),
  ) as Settings;
}
