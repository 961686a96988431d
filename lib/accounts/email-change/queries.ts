import 'server-only';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountTokens } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';

/** Rows of an account's changes of address that wait for their code. */
export const pendingOf = (accountId: number) =>
  and(
    eq(accountTokens.accountId, accountId),
    eq(accountTokens.purpose, 'email_change'),
    isNull(accountTokens.usedAt),
  );

/** The address that waits for its code; null when none does. */
export async function pendingEmail(
  actor: CustomerActor,
  connection: Connection = db(),
): Promise<string | null> {
  const [row] = await connection
    .select({ email: accountTokens.email })
    .from(accountTokens)
    .where(pendingOf(actor.accountId))
    .orderBy(desc(accountTokens.id))
    .limit(1);
  return row?.email ?? null;
}
