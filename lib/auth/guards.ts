import 'server-only';
import type { Route } from 'next';
import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { db } from '@/db/client';
import type { Actor, CustomerActor, StaffActor } from './actor';
import { PATH_HEADER } from './headers';
import { pathAfterSignIn, withNext } from './local-path';
import { pageOf, type Obligation } from './obligations';
import { may, type Permission } from './permissions';
import { opens, type AccessNeed } from './scopes';
import { cookieName, readSession, type Session } from './session';

const START = '/dashboard' as Route;
const STAFF_START = '/admin' as Route;

/** The session of the current request, read once however many ask. */
export const currentSession = cache(async (): Promise<Session | null> =>
  readSession(db(), (await cookies()).get(cookieName('session'))?.value, new Date()),
);

/** Makes the actor of a session; null while something must be done first: nothing opens before (S3, S8). */
export function actorOf(session: Session): Actor | null {
  if (session.obligations.length > 0) return null;
  const { sessionId, accountId, email, locale, staffRole, customers, current } = session;
  const signedIn = { sessionId, accountId, email, locale };
  if (staffRole) return { ...signedIn, kind: 'staff', role: staffRole };
  return current ? { ...signedIn, kind: 'customer', customers, current } : null;
}

/** Who is signed in and may see something; one round trip to the database a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await currentSession();
  return session && actorOf(session);
});

/** A member of staff at the portal of a customer, as that customer; null where they look at none, or may not. */
export function viewerOf(actor: Actor | null, session: Session | null): CustomerActor | null {
  const viewing = session?.viewing;
  if (actor?.kind !== 'staff' || !viewing || !may(actor.role, 'customers.view_as')) return null;
  const { sessionId, locale } = actor;
  const { customer: current, accountId } = viewing;
  const email = viewing.email ?? actor.email;
  return { kind: 'customer', sessionId, accountId, email, locale, customers: [current], current, viewing };
}

/** Whose pages of customers are shown: the customer who is signed in, or the one that staff look at. */
export const currentCustomer = cache(async (): Promise<CustomerActor | null> => {
  const actor = await currentActor();
  return actor?.kind === 'customer' ? actor : viewerOf(actor, await currentSession());
});

/** Where a session of this kind begins. */
export const startOf = ({ staffRole }: Pick<Session, 'staffRole'>): Route =>
  staffRole ? STAFF_START : START;

/** To what must be done first, or to the sign-in; from there back to the page that was asked for. */
async function toSignIn(): Promise<never> {
  const session = await currentSession();
  const path = pathAfterSignIn((await headers()).get(PATH_HEADER), START);
  const next = path === START || path === STAFF_START ? undefined : path;
  const first = session?.obligations[0];
  if (first) redirect(pageOf(first, next));
  redirect(withNext('/login', next));
}

/**
 * The guard of the pages and actions at which an obligation is met: they are open to a session that has no
 * actor yet. Signed out: to the sign-in. While another one comes first: to that one.
 * @param next where somebody wanted to go; kept on the way
 */
export async function requireObliged(obligation: Obligation, next?: string): Promise<Session> {
  const session = await currentSession();
  if (!session) redirect(withNext('/login', next));
  const first = session.obligations[0];
  if (first && first !== obligation) redirect(pageOf(first, next));
  return session;
}

/**
 * The guard of what somebody may do who is signed in, whether or not they look after a customer yet. Signed out: to the
 * sign-in; whoever has something to do first: to that.
 * @param next where somebody wanted to go; kept on the way
 */
export async function requireSession(next: string): Promise<Session> {
  const session = await currentSession();
  if (!session) redirect(withNext('/login', next));
  const [first] = session.obligations;
  if (first) redirect(pageOf(first, next));
  return session;
}

/**
 * The guard of every page and action of customers. Signed out: to the sign-in and back; staff: to their own
 * part, unless they look at the portal of a customer (actions refuse them: `customerAction`); whoever has something to do first: to that; whose access to the customer does not open it: 403.
 * @param needs what the access has to open; left out, all of it, so that what is new is closed to people with a
 * part until somebody says otherwise
 */
export async function requireCustomer(needs: AccessNeed = 'all'): Promise<CustomerActor> {
  if (!(await currentActor())) return toSignIn();
  const actor = await currentCustomer();
  if (!actor) return redirect(STAFF_START);
  return opens(actor.current, needs) ? actor : forbidden();
}

/** The guard of every page and action of staff: their role has to have the permission. */
export async function requireStaff(permission: Permission): Promise<StaffActor> {
  const actor = await currentActor();
  if (!actor) return toSignIn();
  if (actor.kind !== 'staff') return redirect(START);
  return may(actor.role, permission) ? actor : forbidden();
}
