import 'server-only';
import type { Route } from 'next';
import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { db } from '@/db/client';
import type { StaffRole } from '@/db/schema/accounts';
import type { Actor, CustomerActor, StaffActor } from './actor';
import { PATH_HEADER } from './headers';
import { pathAfterSignIn } from './local-path';
import { cookieName, readSession, type Session } from './session';

const START = '/dashboard' as Route;
const STAFF_START = '/admin' as Route;
const CHANGE_PASSWORD = '/password/change' as Route;

/** The session of the current request, read once however many ask. */
export const currentSession = cache(async (): Promise<Session | null> =>
  readSession(db(), (await cookies()).get(cookieName('session'))?.value, new Date()),
);

/** Makes the actor of a session; null while a password must be changed: nothing opens before (S3). */
function actorOf(session: Session): Actor | null {
  if (session.passwordMustChange) return null;
  const { sessionId, accountId, email, locale, staffRole, customers } = session;
  const signedIn = { sessionId, accountId, email, locale };
  if (staffRole) return { ...signedIn, kind: 'staff', role: staffRole };
  const current = customers[0];
  return current ? { ...signedIn, kind: 'customer', customers, current } : null;
}

/** Who is signed in and may see something; one round trip to the database a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await currentSession();
  return session && actorOf(session);
});

async function toSignIn(): Promise<never> {
  if ((await currentSession())?.passwordMustChange) redirect(CHANGE_PASSWORD);
  const path = pathAfterSignIn((await headers()).get(PATH_HEADER), START);
  redirect((path === START ? '/login' : `/login?next=${encodeURIComponent(path)}`) as Route);
}

/**
 * The guard of every page and action of customers. Signed out: to the sign-in and back; staff: to their own
 * part; whoever has an assigned password: to changing it.
 */
export async function requireCustomer(): Promise<CustomerActor> {
  const actor = await currentActor();
  if (!actor) return toSignIn();
  return actor.kind === 'customer' ? actor : redirect(STAFF_START);
}

/**
 * The guard of every page and action of staff. An administrator opens all of them.
 * @param roles who else may; none named: any role
 */
export async function requireStaff(...roles: readonly StaffRole[]): Promise<StaffActor> {
  const actor = await currentActor();
  if (!actor) return toSignIn();
  if (actor.kind !== 'staff') return redirect(START);
  const allowed = roles.length === 0 || actor.role === 'administrator' || roles.includes(actor.role);
  return allowed ? actor : forbidden();
}
