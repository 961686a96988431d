import 'server-only';
import { cookies } from 'next/headers';
import { db } from '@/db/client';
import { cookieName, IDLE_LIMIT, readSession } from './session';

/**
 * How many seconds the session of the current request has left, and whether staying would make it longer; nothing
 * of whose it is.
 * @param stay counts as a request of the reader's, which keeps it open
 */
export async function sessionLeft(stay: boolean, now: Date): Promise<{ left: number; stays: boolean }> {
  const cookie = (await cookies()).get(cookieName('session'))?.value;
  const session = await readSession(db(), cookie, now, stay);
  if (!session) return { left: 0, stays: false };
  return {
    left: Math.floor((session.endsAt.getTime() - now.getTime()) / 1000),
    stays: session.closesAt.getTime() - now.getTime() > IDLE_LIMIT,
  };
}
