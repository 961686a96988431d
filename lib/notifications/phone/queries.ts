import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts, suppressions } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';

/** Where an account can be reached, and whether a place takes nothing from us. */
export interface Reach {
  readonly email: string;
  /** why the address takes nothing; null: it does */
  readonly emailRefused: Refused | null;
  /** verified by a code, as +48…; null: none, so no SMS */
  readonly phone: string | null;
  readonly phoneRefused: Refused | null;
}
export type Refused = (typeof suppressions.$inferSelect)['reason'];

/** The account's own address and number, and what is known against them. */
export async function reachOf(actor: CustomerActor, connection: Connection = db()): Promise<Reach> {
  const [account] = await connection
    .select({ email: accounts.email, phone: accounts.phone, verifiedAt: accounts.phoneVerifiedAt })
    .from(accounts)
    .where(eq(accounts.id, actor.accountId));
  const email = account?.email ?? actor.email;
  const phone = account?.verifiedAt ? account.phone : null;
  const refused = async (channel: 'email' | 'sms', recipient: string | null) => {
    if (recipient === null) return null;
    const [row] = await connection
      .select({ reason: suppressions.reason })
      .from(suppressions)
      .where(and(eq(suppressions.channel, channel), eq(suppressions.recipient, recipient)));
    return row?.reason ?? null;
  };
  return {
    email,
    phone,
    emailRefused: await refused('email', email),
    phoneRefused: await refused('sms', phone),
  };
}
