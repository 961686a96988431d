import 'server-only';
import { and, eq, isNull, ne } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { sessions } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { endAllSessions, endSession } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { handleOf, openOf } from './queries';

const ended = (actor: CustomerActor, from: Visitor, which: 'one' | 'others' | 'all') => ({
  action: 'session.ended' as const,
  entity: 'sign-in',
  accountId: actor.accountId,
  details: { which },
  ip: from.ip,
});

/** Ends one of the actor's sessions. One that has ended already, or is somebody else's, changes nothing. */
export async function endOneSession(
  actor: CustomerActor,
  from: Visitor,
  handle: string,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const open = await tx.select({ id: sessions.id }).from(sessions).where(openOf(actor.accountId, now));
    const found = open.find(({ id }) => handleOf(id) === handle);
    if (!found) return;
    await endSession(tx, found.id, now);
    await writeAudit(tx, ended(actor, from, 'one'), now);
  });
}

/** In a transaction of the caller's. */
export async function endOtherSessionsOf(
  tx: Connection,
  actor: Pick<CustomerActor, 'accountId' | 'sessionId'>,
  now: Date,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(
        eq(sessions.accountId, actor.accountId),
        ne(sessions.id, actor.sessionId),
        isNull(sessions.endedAt),
      ),
    );
}

/** Ends all of the actor's sessions but the present one. */
export async function endOtherSessions(actor: CustomerActor, from: Visitor, now: Date): Promise<void> {
  await db().transaction(async tx => {
    await endOtherSessionsOf(tx, actor, now);
    await writeAudit(tx, ended(actor, from, 'others'), now);
  });
}

/** Signs out everywhere, here too. */
export async function endEverySession(actor: CustomerActor, from: Visitor, now: Date): Promise<void> {
  await db().transaction(async tx => {
    await endAllSessions(tx, actor.accountId);
    await writeAudit(tx, ended(actor, from, 'all'), now);
  });
}
