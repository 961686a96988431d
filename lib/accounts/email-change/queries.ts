import 'server-only';
import { desc } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountTokens } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { waiting, type CodeStep } from '../code-steps';

/** The change of an account's address, as a step that a mailed code ends. */
export const stepOf = ({ accountId }: Pick<CustomerActor, 'accountId'>): CodeStep => ({
  accountId,
  purpose: 'email_change',
});

/** The address that waits for its code; null when none does. */
export async function pendingEmail(
  actor: CustomerActor,
  connection: Connection = db(),
): Promise<string | null> {
  const [row] = await connection
    .select({ email: accountTokens.email })
    .from(accountTokens)
    .where(waiting(stepOf(actor)))
    .orderBy(desc(accountTokens.id))
    .limit(1);
  return row?.email ?? null;
}
