import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { recoveryCodes, secondFactors } from '@/db/schema';
import { SET_UP_MINUTES } from './rules';
import { openSecret } from './secrets';

export type SecondFactor =
  | { readonly state: 'off' }
  /** the secret has been shown and waits for its first code */
  | { readonly state: 'setUp'; readonly secret: string }
  | { readonly state: 'on'; readonly since: Date; readonly codesLeft: number };

/** A secret shown longer ago is not asked for any more. */
export const setUpSince = (now: Date): Date => new Date(now.getTime() - SET_UP_MINUTES * 60_000);

/** The second factor of whoever is signed in. A secret that works is never shown again. */
export async function secondFactorOf(
  { accountId }: { accountId: number },
  now: Date,
  connection: Connection = db(),
): Promise<SecondFactor> {
  const [row] = await connection
    .select({
      secretSealed: secondFactors.secretSealed,
      confirmedAt: secondFactors.confirmedAt,
      createdAt: secondFactors.createdAt,
    })
    .from(secondFactors)
    .where(eq(secondFactors.accountId, accountId));
  if (row?.confirmedAt) {
    const unused = and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt));
    return { state: 'on', since: row.confirmedAt, codesLeft: await connection.$count(recoveryCodes, unused) };
  }
  if (!row || row.createdAt < setUpSince(now)) return { state: 'off' };
  return { state: 'setUp', secret: await openSecret(accountId, row.secretSealed) };
}
