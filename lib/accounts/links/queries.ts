import 'server-only';
import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts, accountTokens } from '@/db/schema';
import { sha256 } from '@/lib/kernel/hash';

/** What a mailed link is for; each sets a password. */
export const LINK_PURPOSES = ['password_reset', 'activation'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** Rows of links that still work, found by the hash of their token alone. */
export const workingLink = (token: string, now: Date) =>
  and(
    eq(accountTokens.tokenHash, sha256(token)),
    inArray(accountTokens.purpose, [...LINK_PURPOSES]),
    isNull(accountTokens.usedAt),
    gt(accountTokens.expiresAt, now),
  );

/**
 * Whose password a link may set, without using it up: programs that look through mail open links too.
 * @returns null when it was used, has run out or never was
 */
export async function linkHolder(token: string, now: Date, connection: Connection = db()) {
  const [row] = await connection
    .select({ email: accounts.email, staffRole: accounts.staffRole, purpose: accountTokens.purpose })
    .from(accountTokens)
    .innerJoin(accounts, eq(accounts.id, accountTokens.accountId))
    .where(and(workingLink(token, now), isNull(accounts.disabledAt)));
  return row ? { email: row.email, isStaff: row.staffRole !== null, purpose: row.purpose } : null;
}
