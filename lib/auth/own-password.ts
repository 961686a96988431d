import 'server-only';
import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts } from '@/db/schema';
import { Refusal } from '@/lib/kernel/refusal';
import { giveBack, spend } from './limits';
import { verifyPassword } from './passwords';

/**
 * Sees that whoever is signed in knows the account's password. It takes from the same allowance as signing in: a
 * stolen session must not become a way to guess.
 * @throws Refusal `currentPasswordWrong`, `tooMany`
 */
export async function checkOwnPassword(
  { accountId, email }: { accountId: number; email: string },
  password: string,
  now: Date,
): Promise<void> {
  await spend(db(), 'passwordOfAccount', email, now);
  const [account] = await db()
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!(await verifyPassword(account?.passwordHash ?? null, password)))
    throw new Refusal('currentPasswordWrong', 'password');
  await giveBack(db(), 'passwordOfAccount', email);
}
