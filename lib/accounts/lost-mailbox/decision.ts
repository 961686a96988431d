import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accessRequests, accountCustomers, accounts } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import { endAllSessions } from '@/lib/auth/session';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { canonicalRef } from '@/lib/kernel/refs';
import { CommandError } from '../assigned/commands';
import { moveAccount } from '../email-change/commands';
import { endTokens, newActivation } from '../links/commands';
import { contactsOf } from '../queries';
import { LINK_MINUTES, maskEmail } from '../rules';

interface Request {
  readonly ref: string;
  readonly email: string;
  readonly customerId: number;
  readonly locale: Locale;
}

/** How access was given: to an account that was there, to the customer's own under its new address, to a new one. */
type Way = 'existing' | 'moved' | 'created';

/**
 * Staff decide on a request of somebody who lost their mailbox. Granted, the new address opens the customer;
 * refused, the person is told why. The same decision again changes nothing.
 * @param by the deciding account; left out at the command line
 * @throws CommandError with a message for staff
 */
export async function decideAccess(
  typedRef: string,
  decision: 'granted' | 'refused',
  { reason, by }: { reason?: string; by?: number },
  now: Date,
): Promise<{ email: string; way: Way | null }> {
  const ref = canonicalRef(typedRef);
  if (decision === 'refused' && !reason?.trim()) throw new CommandError('Say why: the person is told.');
  return db().transaction(async tx => {
    const [row] = await tx
      .select({
        id: accessRequests.id,
        ref: accessRequests.ref,
        email: accessRequests.email,
        customerId: accessRequests.customerId,
        locale: accessRequests.locale,
        confirmedAt: accessRequests.confirmedAt,
        decision: accessRequests.decision,
      })
      .from(accessRequests)
      .where(eq(accessRequests.ref, ref))
      .for('update');
    if (!row?.confirmedAt || row.customerId === null)
      throw new CommandError(`There is no request ${ref} that waits.`);
    if (row.decision === decision) return { email: row.email, way: null };
    if (row.decision) throw new CommandError(`Request ${ref} was ${row.decision} already.`);
    const request = { ...row, customerId: row.customerId };
    await tx
      .update(accessRequests)
      .set({ decision, decidedAt: now, decidedBy: by ?? null, reason: reason?.trim() ?? null })
      .where(eq(accessRequests.id, row.id));
    const way = decision === 'granted' ? await grant(tx, request, now) : null;
    if (decision === 'refused') await tellRefusal(tx, request, reason!.trim(), now);
    const { customerNumber } = await contactsOf(tx, request.customerId);
    await writeAudit(
      tx,
      {
        action: `access.${decision}`,
        entity: `customer:${customerNumber}`,
        ...(by === undefined ? {} : { accountId: by }),
        details: { request: ref, ...(way ? { way } : {}), by: by === undefined ? 'command line' : 'staff' },
      },
      now,
    );
    return { email: row.email, way };
  });
}

/** Accounts of customers that own this one (shared access is no proof of anything), and how many customers each manages. */
const managing = (tx: Connection, customerId: number) =>
  tx
    .select({
      id: accounts.id,
      email: accounts.email,
      locale: accounts.locale,
      manages: sql<number>`(select count(*)::int from account_customers x where x.account_id = ${accounts.id})`,
    })
    .from(accountCustomers)
    .innerJoin(accounts, eq(accounts.id, accountCustomers.accountId))
    .where(
      and(
        eq(accountCustomers.customerId, customerId),
        isNull(accountCustomers.sharedBy),
        isNull(accounts.disabledAt),
        isNull(accounts.staffRole),
      ),
    );

async function grant(tx: Connection, request: Request, now: Date): Promise<Way> {
  const { email, customerId, locale } = request;
  const { customerNumber, contacts } = await contactsOf(tx, customerId);
  const [existing] = await tx
    .select({ id: accounts.id, staffRole: accounts.staffRole, disabledAt: accounts.disabledAt })
    .from(accounts)
    .where(eq(accounts.email, email));
  if (existing?.staffRole || existing?.disabledAt)
    throw new CommandError(`${email} is an account of staff, or one that was closed.`);
  const holders = await managing(tx, customerId);
  const [only] = holders;

  let way: Way;
  let accountId: number;
  if (existing) {
    way = 'existing';
    accountId = existing.id;
  } else if (only && holders.length === 1 && only.manages === 1) {
    // Of an account that manages others as well the paper of this one proves nothing: it stays as it is.
    way = 'moved';
    accountId = only.id;
    await endTokens(tx, accountId, now);
    await endAllSessions(tx, accountId);
    if (!(await moveAccount(tx, only, email, now)))
      throw new CommandError(`${email} has just become an account.`);
  } else {
    way = 'created';
    const [made] = await tx.insert(accounts).values({ email, locale, createdAt: now }).returning({
      id: accounts.id,
    });
    accountId = made!.id;
  }
  await tx
    .insert(accountCustomers)
    .values({ accountId, customerId, source: 'staff', createdAt: now })
    .onConflictDoNothing();

  const link = way === 'existing' ? null : await newActivation(tx, accountId, now);
  const props = { customerNumber, token: link?.token ?? null, minutes: LINK_MINUTES };
  const about = { entity: `access:${request.ref}`, customerId };
  const mails = [
    {
      ...about,
      occurrence: 'granted',
      kind: 'access_granted' as const,
      recipient: email,
      accountId,
      locale,
      content: await renderMail('access_granted', props, locale),
    },
  ];
  // An account that moved was told at its old address; everybody else hears of the new one.
  const told = contacts.filter(one => one.email !== email && !(way === 'moved' && one.email === only?.email));
  const announced = told.map(async ({ email: recipient, locale: theirs }) => {
    const masked = { customerNumber, maskedEmail: maskEmail(email), day: formatDay(dayOf(now), theirs) };
    const content = await renderMail('account_added', masked, theirs);
    return {
      ...about,
      occurrence: 'granted',
      kind: 'account_added' as const,
      recipient,
      locale: theirs,
      content,
    };
  });
  await enqueueMails(tx, [...mails, ...(await Promise.all(announced))], now);
  return way;
}

async function tellRefusal(tx: Connection, request: Request, reason: string, now: Date): Promise<void> {
  const { ref, email: recipient, locale, customerId } = request;
  const content = await renderMail('access_refused', { requestRef: ref, reason }, locale);
  const about = { entity: `access:${ref}`, occurrence: 'refused', customerId };
  await enqueueMails(tx, [{ ...about, kind: 'access_refused', recipient, locale, content }], now);
}
