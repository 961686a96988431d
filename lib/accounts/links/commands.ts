import 'server-only';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts, accountTokens, secondFactors } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import { spend } from '@/lib/auth/limits';
import { hashPassword, judgePassword } from '@/lib/auth/passwords';
import { createSession, endAllSessions } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails, enqueueOrPretend } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import type { Locale } from '@/lib/kernel/money';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { LINK_MINUTES } from '../rules';
import { sweepExpired } from '../sweep';
import { linkHolder, workingLink, type LinkPurpose } from './queries';

const expiry = (now: Date): Date => new Date(now.getTime() + LINK_MINUTES * 60_000);

/** Makes the link of an activation for an account, e.g. with a mail of staff's. @returns its token */
export async function newActivation(
  tx: Connection,
  accountId: number,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = expiry(now);
  await tx.insert(accountTokens).values({
    purpose: 'activation',
    accountId,
    tokenHash: sha256(token),
    createdAt: now,
    expiresAt,
    ip: 'staff',
  });
  return { token, expiresAt };
}

/**
 * Sends the link that sets a password: after forgetting one, or the first. The answer is the same, in content,
 * time and statements, for an address that has an account and one that has none (S7). Whoever asks to activate
 * an account that has a password of its own gets the link of the forgotten password.
 * @throws Refusal `tooMany`
 */
export async function requestLink(
  from: Visitor,
  input: { purpose: LinkPurpose; email: string },
  now: Date,
): Promise<void> {
  const email = canonicalEmail(input.email);
  await spend(db(), 'linkOfNetwork', from.prefix, now);
  await spend(db(), 'mailToAddress', email, now);
  const token = newToken();
  const expiresAt = expiry(now);
  await db().transaction(async tx => {
    await sweepExpired(tx, now);
    const [made] = await tx.execute<{
      id: string;
      account_id: string;
      purpose: LinkPurpose;
      locale: Locale;
    }>(sql`
      with who as (
        select a.id as account_id, a.locale,
               case when a.password_hash is null or a.password_must_change then ${input.purpose}::text
                    else 'password_reset' end as purpose
        from accounts a where a.email = ${email} and a.disabled_at is null
      ), made as (
        insert into account_tokens (purpose, account_id, token_hash, created_at, expires_at, ip)
        select purpose, account_id, ${sha256(token)}, ${now.toISOString()}::timestamptz,
               ${expiresAt.toISOString()}::timestamptz, ${from.ip}
        from who returning id
      )
      select made.id, who.account_id, who.purpose, who.locale from who, made`);
    const kind = made?.purpose ?? input.purpose;
    const locale = made?.locale ?? from.locale;
    const content = await renderMail(kind, { token, minutes: LINK_MINUTES }, locale);
    const mail = {
      kind,
      entity: `link:${made?.id ?? sha256(token).slice(0, 12)}`,
      occurrence: '1',
      recipient: email,
      ...(made ? { accountId: Number(made.account_id) } : {}),
      locale,
      content,
      expiresAt,
    };
    await enqueueOrPretend(tx, made !== undefined, [mail], now);
  });
}

/** Links and codes that were on their way stop working: the account is in its owner's hands again. */
export async function endTokens(tx: Connection, accountId: number, now: Date): Promise<void> {
  await tx
    .update(accountTokens)
    .set({ usedAt: now })
    .where(and(eq(accountTokens.accountId, accountId), isNull(accountTokens.usedAt)));
}

/** Tells the owner that the password is another one. */
export async function tellPasswordChanged(
  tx: Connection,
  account: { id: number; email: string; locale: Locale; sessionVersion: number },
  now: Date,
): Promise<void> {
  const { locale, email: recipient, id } = account;
  const props = { day: formatDay(dayOf(now), locale), time: formatTime(now) };
  const content = await renderMail('password_changed', props, locale);
  const about = { entity: `account:${id}`, occurrence: `password-${account.sessionVersion}`, accountId: id };
  await enqueueMails(tx, [{ ...about, kind: 'password_changed', recipient, locale, content }], now);
}

export interface PasswordSet {
  readonly email: string;
  /** value of the session's cookie; null where signing in takes more: staff, a second factor */
  readonly session: string | null;
  readonly purpose: LinkPurpose;
}

/**
 * Sets the password by a link, which then is used up. All sessions and all other links and codes of the account
 * end; its owner is told.
 * @throws Refusal `linkGone`, and the verdicts of `judgePassword`
 */
export async function setPasswordByLink(
  from: Visitor,
  input: { token: string; newPassword: string },
  now: Date,
): Promise<PasswordSet> {
  const holder = await linkHolder(input.token, now);
  if (!holder) throw new Refusal('linkGone');
  const verdict = judgePassword(input.newPassword, holder.email, holder.isStaff ? 'staff' : 'customer');
  if (verdict) throw new Refusal(verdict, 'newPassword');
  const passwordHash = await hashPassword(input.newPassword);

  return db().transaction(async tx => {
    const [link] = await tx
      .select({ accountId: accountTokens.accountId, purpose: accountTokens.purpose })
      .from(accountTokens)
      .where(workingLink(input.token, now))
      .for('update');
    if (!link) throw new Refusal('linkGone');
    const { accountId } = link;
    await endTokens(tx, accountId, now);
    const [account] = await tx
      .update(accounts)
      .set({ passwordHash, passwordMustChange: false, passwordExpiresAt: null })
      .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)))
      .returning({
        id: accounts.id,
        email: accounts.email,
        locale: accounts.locale,
        staffRole: accounts.staffRole,
      });
    if (!account) throw new Refusal('linkGone');
    const sessionVersion = await endAllSessions(tx, accountId);
    await tellPasswordChanged(tx, { ...account, sessionVersion }, now);
    const action = link.purpose === 'activation' ? 'account.activated' : 'account.password_reset';
    await writeAudit(tx, { action, entity: 'sign-in', accountId, ip: from.ip }, now);
    const [factor] = await tx
      .select({ accountId: secondFactors.accountId })
      .from(secondFactors)
      .where(and(eq(secondFactors.accountId, accountId), isNotNull(secondFactors.confirmedAt)));
    const signedIn = account.staffRole === null && !factor;
    return {
      email: account.email,
      session: signedIn ? await createSession(tx, { id: accountId, sessionVersion }, from, now) : null,
      purpose: link.purpose as LinkPurpose,
    };
  });
}
