import 'server-only';
import { and, isNull, lt } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { accessRequests, accountTokens, keptForms, registrations } from '@/db/schema';

/** Kept for a while after its end: somebody late is told that it ran out, and not that it never was. */
const LATE = 24 * 60 * 60_000;

/** Deletes what has run out: links, codes, registrations and requests that nobody confirmed, kept forms. */
export async function sweepExpired(connection: Connection, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LATE);
  await connection.delete(accountTokens).where(lt(accountTokens.expiresAt, before));
  await connection.delete(registrations).where(lt(registrations.codeExpiresAt, before));
  await connection
    .delete(accessRequests)
    .where(and(isNull(accessRequests.confirmedAt), lt(accessRequests.codeExpiresAt, before)));
  await connection.delete(keptForms).where(lt(keptForms.expiresAt, now));
}
