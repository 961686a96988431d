import 'server-only';
import { and, eq, gt } from 'drizzle-orm';
import { cookies } from 'next/headers';
import { db, type Connection } from '@/db/client';
import { keptForms, sessions } from '@/db/schema';
import { sha256 } from '@/lib/kernel/hash';
import { newToken } from '@/lib/kernel/refs';
import { cookieName, cookieOptions, seal, unseal } from './session';

/** Hidden field that names a form whose typed values outlast the session (`KeptForm` writes it). */
export const KEPT_FIELD = 'keptForm';
/** How long they wait for their owner. */
export const KEPT_SECONDS = 24 * 3600;
/** Longer than any form of ours; what is longer was not typed. */
const LONGEST = 20_000;

export type TypedValues = Readonly<Record<string, string>>;

/** Whose session a cookie was, though it may have ended since; null when it is not ours. */
async function formerOwner(connection: Connection, cookie: string | undefined): Promise<number | null> {
  const token = await unseal('session', cookie);
  if (typeof token?.sid !== 'string') return null;
  const [row] = await connection
    .select({ accountId: sessions.accountId })
    .from(sessions)
    .where(eq(sessions.id, token.sid));
  return row?.accountId ?? null;
}

/**
 * Keeps what was typed into a form that arrived after its session had ended, for the account whose session it
 * was; one of each form.
 * @param sessionCookie the ended session's
 * @param values without passwords, codes and files
 * @returns the token that gives it back; null when nobody's session sent it
 */
export async function keepForm(
  connection: Connection,
  sessionCookie: string | undefined,
  form: string,
  values: TypedValues,
  now: Date,
): Promise<string | null> {
  const accountId = await formerOwner(connection, sessionCookie);
  if (accountId === null || form.length > 60 || JSON.stringify(values).length > LONGEST) return null;
  const token = newToken();
  const valuesSealed = await seal('kept-form', { values }, KEPT_SECONDS);
  const expiresAt = new Date(now.getTime() + KEPT_SECONDS * 1000);
  const same = and(eq(keptForms.accountId, accountId), eq(keptForms.form, form));
  await connection.transaction(async tx => {
    await tx.delete(keptForms).where(same);
    await tx.insert(keptForms).values({ tokenHash: sha256(token), accountId, form, valuesSealed, expiresAt });
  });
  return token;
}

/** What was kept of a form for this account; null for every other one. */
export async function readKeptForm(
  connection: Connection,
  token: string,
  of: { accountId: number; form: string },
  now: Date,
): Promise<TypedValues | null> {
  const [row] = await connection
    .select({ valuesSealed: keptForms.valuesSealed })
    .from(keptForms)
    .where(
      and(
        eq(keptForms.tokenHash, sha256(token)),
        eq(keptForms.accountId, of.accountId),
        eq(keptForms.form, of.form),
        gt(keptForms.expiresAt, now),
      ),
    );
  const kept = await unseal('kept-form', row?.valuesSealed);
  return kept ? (kept.values as TypedValues) : null;
}

/** The form was sent again: nothing is kept any longer. */
export async function forgetKeptForm(
  connection: Connection,
  token: string,
  of: { accountId: number; form: string },
): Promise<boolean> {
  const gone = await connection
    .delete(keptForms)
    .where(
      and(
        eq(keptForms.tokenHash, sha256(token)),
        eq(keptForms.accountId, of.accountId),
        eq(keptForms.form, of.form),
      ),
    )
    .returning({ form: keptForms.form });
  return gone.length > 0;
}

const keptToken = async (): Promise<string | undefined> => (await cookies()).get(cookieName('kept'))?.value;

/** Whether this browser has a form waiting for its owner. */
export const hasKeptForm = async (): Promise<boolean> => Boolean(await keptToken());

/** {@link keepForm} for the form of the current request. */
export async function keepSentForm(data: FormData, values: TypedValues, now: Date): Promise<void> {
  const form = data.get(KEPT_FIELD);
  if (typeof form !== 'string' || form === '') return;
  const jar = await cookies();
  const token = await keepForm(db(), jar.get(cookieName('session'))?.value, form, values, now);
  if (token !== null) jar.set(cookieName('kept'), token, cookieOptions(KEPT_SECONDS));
}

/** What waits in this browser for the form of that name and this account. */
export async function keptValues(accountId: number, form: string, now: Date): Promise<TypedValues | null> {
  const token = await keptToken();
  return token ? readKeptForm(db(), token, { accountId, form }, now) : null;
}

/** Called with every form that arrives from somebody signed in. */
export async function forgetSentForm(accountId: number, data: FormData): Promise<void> {
  const form = data.get(KEPT_FIELD);
  const token = await keptToken();
  if (!token || typeof form !== 'string') return;
  if (await forgetKeptForm(db(), token, { accountId, form }))
    (await cookies()).set(cookieName('kept'), '', { ...cookieOptions(), maxAge: 0 });
}
