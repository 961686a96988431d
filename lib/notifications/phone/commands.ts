import 'server-only';
import { eq } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts } from '@/db/schema';
import { beginStep, completeStep, stepOf } from '@/lib/accounts/code-steps';
import { newCode } from '@/lib/accounts/mail-code';
import { CODE_MINUTES } from '@/lib/accounts/rules';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { spend } from '@/lib/auth/limits';
import { checkOwnPassword } from '@/lib/auth/own-password';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails, enqueueMessages } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { translator } from '@/lib/i18n/translator';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import { toGsm7 } from '@/lib/kernel/gsm7';
import type { Locale } from '@/lib/kernel/money';
import { maskPhone, parseMobile } from '@/lib/kernel/phone';
import { Refusal } from '@/lib/kernel/refusal';
import { utility } from '@/lib/utility';

/** The SMS with a code: one segment, and first what phones offer to fill in. */
export const phoneCodeText = (code: string, locale: Locale): string =>
  toGsm7(
    translator(locale, 'emails')('phoneCode.sms', {
      code,
      minutes: CODE_MINUTES,
      utility: utility().shortName,
    }),
  );

/** Holds two changes of one account apart. */
const lockAccount = async (tx: Connection, accountId: number) => {
  const [row] = await tx
    .select({ phone: accounts.phone, verifiedAt: accounts.phoneVerifiedAt })
    .from(accounts)
    .where(eq(accounts.id, accountId))
    .for('update');
  return row?.verifiedAt ? row.phone : null;
};

/**
 * First step: the password and the number, to which a code goes by SMS. Each SMS costs money and rings somewhere,
 * so it is limited by account, number and network.
 * @throws Refusal `phoneInvalid`, `phoneLandline`, `currentPasswordWrong`, `phoneSame`, `tooMany`
 */
export async function startPhoneChange(
  actor: CustomerActor,
  from: Visitor,
  input: { phone: string; password: string },
  now: Date,
): Promise<void> {
  const parsed = parseMobile(input.phone);
  if ('fault' in parsed) throw new Refusal(parsed.fault, 'phone');
  const { phone } = parsed;
  await checkOwnPassword(actor, input.password, now);
  const code = newCode();
  const { accountId, locale } = actor;
  await db().transaction(async tx => {
    if ((await lockAccount(tx, accountId)) === phone) throw new Refusal('phoneSame', 'phone');
    await spend(tx, 'smsCodeOfAccount', String(accountId), now);
    await spend(tx, 'smsToNumber', phone, now);
    await spend(tx, 'smsCodeOfNetwork', from.prefix, now);
    const { id, expiresAt } = await beginStep(
      tx,
      stepOf(actor, 'phone_change'),
      code,
      { phone, ip: from.ip },
      now,
    );
    const sms = {
      kind: 'phone_code',
      entity: `phone:${id}`,
      occurrence: '1',
      channel: 'sms' as const,
      recipient: phone,
      accountId,
      locale,
      text: phoneCodeText(code, locale),
      expiresAt,
    };
    await enqueueMessages(tx, [sms], now);
  });
}

/**
 * Second step: the code. The number becomes the account's, and a mail says so.
 * @returns the number
 * @throws Refusal `phoneChangeGone`, `codeInvalid`, `codeWrong`, `codeExpired`, `codeSpent`, `tooMany`
 */
export async function completePhoneChange(
  actor: CustomerActor,
  from: Visitor,
  input: { code: string },
  now: Date,
): Promise<string> {
  const work = async (tx: Connection, { phone }: { phone: string | null }) => {
    if (phone === null) return new Refusal('phoneChangeGone');
    await writePhone(tx, actor, from, phone, now);
    return phone;
  };
  return completeStep(
    from,
    stepOf(actor, 'phone_change'),
    input.code,
    { gone: 'phoneChangeGone', work },
    now,
  );
}

/**
 * Takes the number from the account: no SMS goes out any more, whatever is chosen; the choices stay as they are.
 * Without a number it changes nothing.
 */
export async function removePhone(actor: CustomerActor, from: Visitor, now: Date): Promise<void> {
  await db().transaction(async tx => {
    if ((await lockAccount(tx, actor.accountId)) === null) return;
    await writePhone(tx, actor, from, null, now);
  });
}

/** Writes the number, tells the account and the log; the same once more does nothing. */
async function writePhone(
  tx: Connection,
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  phone: string | null,
  now: Date,
): Promise<void> {
  const { accountId, locale } = actor;
  const [account] = await tx
    .update(accounts)
    .set({ phone, phoneVerifiedAt: phone === null ? null : now })
    .where(eq(accounts.id, accountId))
    .returning({ email: accounts.email });
  if (!account) return;
  const at = { day: formatDay(dayOf(now), locale), time: formatTime(now) };
  const content =
    phone === null
      ? await renderMail('phone_removed', at, locale)
      : await renderMail('phone_changed', { ...at, maskedPhone: maskPhone(phone) }, locale);
  const kind = phone === null ? ('phone_removed' as const) : ('phone_changed' as const);
  const about = { entity: `account:${accountId}`, occurrence: `phone-${now.toISOString()}` };
  await enqueueMails(tx, [{ ...about, kind, recipient: account.email, accountId, locale, content }], now);
  const action = phone === null ? ('account.phone_removed' as const) : ('account.phone_changed' as const);
  await writeAudit(tx, { action, entity: 'sign-in', accountId, ip: from.ip }, now);
}
