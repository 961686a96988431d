import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { spend, take } from '@/lib/auth/limits';
import { checkOwnPassword } from '@/lib/auth/own-password';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails, enqueueOrPretend } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import type { Locale } from '@/lib/kernel/money';
import { Refusal } from '@/lib/kernel/refusal';
import { endTokens } from '../links/commands';
import { beginStep, completeStep, lockAccount, stepOf } from '../code-steps';
import { newCode } from '../mail-code';
import { endOtherSessionsOf } from '../open-sessions/commands';
import { CODE_MINUTES, maskEmail } from '../rules';

/**
 * First step: the password and the new address, to which a code goes. An address that another account has gets
 * a word about it instead, and the answer is the same (S7).
 * @throws Refusal `currentPasswordWrong`, `emailSame`, `tooMany`
 */
export async function startEmailChange(
  actor: CustomerActor,
  from: Visitor,
  input: { email: string; password: string },
  now: Date,
): Promise<void> {
  const email = canonicalEmail(input.email);
  await checkOwnPassword(actor, input.password, now);
  if (email === actor.email) throw new Refusal('emailSame', 'email');
  await spend(db(), 'mailToAddress', email, now);

  const code = newCode();
  await db().transaction(async tx => {
    await lockAccount(tx, actor.accountId);
    const { id, expiresAt } = await beginStep(
      tx,
      stepOf(actor, 'email_change'),
      code,
      { email, ip: from.ip },
      now,
    );
    const [owner] = await tx
      .select({ id: accounts.id, locale: accounts.locale })
      .from(accounts)
      .where(eq(accounts.email, email));
    const common = { entity: `email:${id}`, occurrence: '1', recipient: email };
    // Both are written and one is sent, so that both answers take as long.
    const codeMail = await renderMail('email_code', { code, minutes: CODE_MINUTES }, actor.locale);
    const notice = await renderMail('email_taken', {}, owner?.locale ?? actor.locale);
    const wait = await take(tx, 'noticeToAddress', owner ? email : `none ${id}`, now);
    const mail = owner
      ? {
          ...common,
          kind: 'email_taken' as const,
          locale: owner.locale,
          content: notice,
          accountId: owner.id,
        }
      : { ...common, kind: 'email_code' as const, locale: actor.locale, content: codeMail, expiresAt };
    // Told once an hour is enough, however often somebody tries.
    await enqueueOrPretend(tx, !owner || wait === 0, [mail], now);
  });
}

/**
 * Second step: the code. The address becomes the account's; it is announced at the old one, and all other
 * sessions, links and codes of the account end.
 * @returns the new address
 * @throws Refusal `emailChangeGone`, `codeInvalid`, `codeWrong`, `codeExpired`, `codeSpent`, `tooMany`
 */
export async function completeEmailChange(
  actor: CustomerActor,
  from: Visitor,
  input: { code: string },
  now: Date,
): Promise<string> {
  const work = async (tx: Connection, { email }: { email: string | null }) =>
    email === null ? new Refusal('emailChangeGone') : changeTo(tx, actor, from, email, now);
  return completeStep(
    from,
    stepOf(actor, 'email_change'),
    input.code,
    { gone: 'emailChangeGone', work },
    now,
  );
}

/** Another account may have taken the address meanwhile: then the change is gone, and nothing is said of why. */
async function changeTo(
  tx: Connection,
  actor: CustomerActor,
  from: Visitor,
  email: string,
  now: Date,
): Promise<string | Refusal> {
  const { accountId } = actor;
  await endTokens(tx, accountId, now);
  const account = { id: accountId, email: actor.email, locale: actor.locale };
  if (!(await moveAccount(tx, account, email, now))) return new Refusal('emailChangeGone');
  await endOtherSessionsOf(tx, actor, now);
  await writeAudit(tx, { action: 'account.email_changed', entity: 'sign-in', accountId, ip: from.ip }, now);
  return email;
}

const UNIQUE_VIOLATION = '23505';
const isTaken = (error: unknown): boolean => {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return code === UNIQUE_VIOLATION || cause?.code === UNIQUE_VIOLATION;
};

/**
 * Gives a customer's account another address, and announces it at the one before.
 * @returns false when another account has it, be it since this very moment: the index decides
 */
export async function moveAccount(
  tx: Connection,
  account: { id: number; email: string; locale: Locale },
  email: string,
  now: Date,
): Promise<boolean> {
  const { locale, email: recipient } = account;
  try {
    await tx.transaction(inner =>
      inner
        .update(accounts)
        .set({ email })
        .where(and(eq(accounts.id, account.id), isNull(accounts.staffRole))),
    );
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  const props = { maskedEmail: maskEmail(email), day: formatDay(dayOf(now), locale) };
  const content = await renderMail('email_changed', props, locale);
  const about = { entity: `account:${account.id}`, occurrence: `email-${now.toISOString()}` };
  const mail = {
    ...about,
    kind: 'email_changed' as const,
    recipient,
    accountId: account.id,
    locale,
    content,
  };
  await enqueueMails(tx, [mail], now);
  return true;
}
