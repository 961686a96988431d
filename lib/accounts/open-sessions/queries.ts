import 'server-only';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { sessions } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { ABSOLUTE_LIMIT, IDLE_LIMIT } from '@/lib/auth/session';
import { sha256 } from '@/lib/kernel/hash';

/** Rows of sessions that would still be let in, by an account. */
export const openOf = (accountId: number, now: Date) =>
  and(
    eq(sessions.accountId, accountId),
    isNull(sessions.endedAt),
    gt(sessions.lastSeenAt, new Date(now.getTime() - IDLE_LIMIT)),
    gt(sessions.createdAt, new Date(now.getTime() - ABSOLUTE_LIMIT)),
  );

/** What stands for a session in a page: its key stays here. */
export const handleOf = (sessionId: string): string => sha256(`session ${sessionId}`).slice(0, 24);

/** The actor's open sessions, this one first, then the last seen. */
export async function openSessions(actor: CustomerActor, now: Date, connection: Connection = db()) {
  const rows = await connection
    .select({
      id: sessions.id,
      since: sessions.createdAt,
      seenAt: sessions.lastSeenAt,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(openOf(actor.accountId, now))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50);
  return rows
    .map(({ id, ...row }) => ({ ...row, handle: handleOf(id), isThis: id === actor.sessionId }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis));
}
