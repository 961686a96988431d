import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, accounts, registrations, terms, termsAcceptances } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import { spend, take } from '@/lib/auth/limits';
import { hashPassword } from '@/lib/auth/passwords';
import { createSession } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails, type MailToSend } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import type { Locale } from '@/lib/kernel/money';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { currentTerms } from '@/lib/terms/queries';
import { codeExpiry, codeHash, newCode, takeCode, typedCode } from './mail-code';
import { contactsOf, provenCustomer, type Proof } from './queries';
import { CODE_MINUTES, CODE_SENDS, maskEmail, plainNumber } from './rules';
import { sweepExpired } from './sweep';

const MINUTE = 60_000;
/** The same form sent again within this time is the same registration: one mail, one code. */
const SAME_FORM = MINUTE;

export interface RegistrationForm extends Proof {
  readonly email: string;
  /** already judged by `judgePassword` */
  readonly password: string;
  /** random, from the form's page: tells the same form sent twice */
  readonly attempt?: string;
  /** version of the terms on the page that was accepted */
  readonly termsVersion?: string;
}

/**
 * The mail of a registration. It is rendered whatever the proof was, so that all answers take as long; sent are
 * a code, the news of an existing account, or nothing.
 */
async function registrationMail(
  connection: Connection,
  row: { id: number; email: string; customerId: number | null; locale: Locale; sends: number },
  known: boolean,
  code: string,
  expiresAt: Date,
  now: Date,
): Promise<MailToSend[]> {
  const { locale, email: recipient } = row;
  const common = { entity: `registration:${row.id}`, occurrence: String(row.sends), recipient, locale };
  if (known) {
    const content = await renderMail('already_registered', {}, locale);
    // Told once an hour is enough, however often somebody tries.
    const wait = await take(connection, 'noticeToAddress', recipient, now);
    return wait > 0 ? [] : [{ ...common, kind: 'already_registered', content }];
  }
  const content = await renderMail('registration_code', { code, minutes: CODE_MINUTES }, locale);
  return row.customerId === null ? [] : [{ ...common, kind: 'registration_code', content, expiresAt }];
}

const accountExists = async (connection: Connection, email: string): Promise<boolean> =>
  (await connection.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, email))).length > 0;

/**
 * First step: judges the proof and sends the code. The answer is the same, in content and time, for a right
 * proof, a wrong one and an address that has an account (S7): a token for the second step.
 * @throws Refusal `tooMany`, `termsChanged`
 */
export async function startRegistration(from: Visitor, form: RegistrationForm, now: Date): Promise<string> {
  const email = canonicalEmail(form.email);
  await spend(db(), 'registrationOfNetwork', from.prefix, now);
  await spend(db(), 'proofOfCustomer', plainNumber(form.customerNumber), now);

  const accepted = await currentTerms('portal', dayOf(now));
  if (form.termsVersion !== undefined && form.termsVersion !== accepted.version)
    throw new Refusal('termsChanged', 'acceptTerms');

  // In all cases, before anything is known.
  const passwordHash = await hashPassword(form.password);
  const proven = await provenCustomer(db(), form, dayOf(now));
  const known = await accountExists(db(), email);
  const customerId = known ? null : proven;
  const code = newCode();
  const expiresAt = codeExpiry(now);

  return db().transaction(async tx => {
    await sweepExpired(tx, now);
    const values = {
      email,
      customerId,
      passwordHash,
      termsId: accepted.id,
      acceptedAt: now,
      ip: from.ip,
      locale: from.locale,
      codeExpiresAt: expiresAt,
    };
    const insert = async (token: string) => {
      const [row] = await tx
        .insert(registrations)
        .values({ ...values, tokenHash: sha256(token), codeHash: codeHash(token, code) })
        .onConflictDoNothing()
        .returning({ id: registrations.id });
      return row?.id;
    };
    let token = form.attempt ?? newToken();
    let id = await insert(token);
    if (id === undefined) {
      // The page's form was sent before: the same again is the same registration, another one a new.
      const [before] = await tx
        .select({
          id: registrations.id,
          customerId: registrations.customerId,
          acceptedAt: registrations.acceptedAt,
          completedAt: registrations.completedAt,
        })
        .from(registrations)
        .where(and(eq(registrations.tokenHash, sha256(token)), eq(registrations.email, email)))
        .for('update');
      const same =
        before &&
        !before.completedAt &&
        before.customerId === customerId &&
        now.getTime() - before.acceptedAt.getTime() < SAME_FORM;
      if (same) {
        await tx.update(registrations).set({ passwordHash }).where(eq(registrations.id, before.id));
        return token;
      }
      token = newToken();
      id = (await insert(token))!;
    }
    await spend(tx, 'mailToAddress', email, now);
    const row = { id, email, customerId, locale: from.locale, sends: 1 };
    await enqueueMails(tx, await registrationMail(tx, row, known, code, expiresAt, now), now);
    return token;
  });
}

/** Rows are found by the hash of their token alone. */
const byToken = (token: string) => eq(registrations.tokenHash, sha256(token));

/**
 * Sends another code for a registration; the one before stops working. Answers alike whether or not there was
 * anything to send.
 * @throws Refusal `registrationGone`, `codeSends`, `tooMany`
 */
export async function resendCode(token: string, now: Date): Promise<void> {
  await db().transaction(async tx => {
    const [row] = await tx
      .select({
        id: registrations.id,
        email: registrations.email,
        customerId: registrations.customerId,
        locale: registrations.locale,
        sends: registrations.sends,
      })
      .from(registrations)
      .where(and(byToken(token), isNull(registrations.completedAt)))
      .for('update');
    if (!row) throw new Refusal('registrationGone');
    if (row.sends >= CODE_SENDS) throw new Refusal('codeSends');
    await spend(tx, 'mailToAddress', row.email, now);
    const code = newCode();
    const expiresAt = codeExpiry(now);
    const sends = row.sends + 1;
    await tx
      .update(registrations)
      .set({ sends, tries: 0, codeHash: codeHash(token, code), codeExpiresAt: expiresAt })
      .where(eq(registrations.id, row.id));
    const known = await accountExists(tx, row.email);
    await enqueueMails(tx, await registrationMail(tx, { ...row, sends }, known, code, expiresAt, now), now);
  });
}

export interface NewAccount {
  /** value of the session's cookie */
  readonly session: string;
  readonly email: string;
}

/**
 * Second step: the code. Makes the account, active at once and signed in, records the acceptance of the terms
 * and tells everybody on file for the customer. The same code again, or an account made meanwhile, gives null:
 * then there is an account to sign in to.
 * @throws Refusal `registrationGone`, `codeInvalid`, `codeWrong`, `codeExpired`, `codeSpent`, `tooMany`
 */
export async function completeRegistration(
  from: Visitor,
  input: { token: string; code: string },
  now: Date,
): Promise<NewAccount | null> {
  const code = await typedCode(from, input.code, now);
  const outcome = await db().transaction(async tx => {
    const [row] = await tx
      .select({
        id: registrations.id,
        email: registrations.email,
        customerId: registrations.customerId,
        passwordHash: registrations.passwordHash,
        termsId: registrations.termsId,
        acceptedAt: registrations.acceptedAt,
        ip: registrations.ip,
        locale: registrations.locale,
        codeHash: registrations.codeHash,
        expiresAt: registrations.codeExpiresAt,
        tries: registrations.tries,
        completedAt: registrations.completedAt,
      })
      .from(registrations)
      .where(byToken(input.token))
      .for('update');
    if (!row) return new Refusal('registrationGone');
    if (row.completedAt) return null;
    const { customerId } = row;
    const wrong = await takeCode(
      { ...row, token: input.token, sent: customerId !== null },
      code,
      now,
      tries => tx.update(registrations).set({ tries }).where(eq(registrations.id, row.id)),
    );
    if (wrong) return wrong;

    await tx.update(registrations).set({ completedAt: now }).where(eq(registrations.id, row.id));
    const [account] = await tx
      .insert(accounts)
      .values({ email: row.email, passwordHash: row.passwordHash, locale: row.locale, createdAt: now })
      .onConflictDoNothing()
      .returning({ id: accounts.id, sessionVersion: accounts.sessionVersion });
    if (!account) return null;
    await welcomeAccount(tx, { ...row, accountId: account.id, customerId: customerId! }, from, now);
    return { session: await createSession(tx, account, from, now), email: row.email };
  });
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** Everything that comes with a new account: its customer, the accepted terms, mails, the audit log. */
async function welcomeAccount(
  tx: Connection,
  registration: {
    accountId: number;
    customerId: number;
    email: string;
    termsId: number;
    acceptedAt: Date;
    ip: string;
    locale: Locale;
  },
  from: Visitor,
  now: Date,
): Promise<void> {
  const { accountId, customerId, email, locale, termsId } = registration;
  const { customerNumber, contacts } = await contactsOf(tx, customerId);
  const [accepted] = await tx
    .select({ version: terms.version, textHash: terms.textHash })
    .from(terms)
    .where(eq(terms.id, termsId));
  const { version, textHash } = accepted!;
  await tx.insert(accountCustomers).values({ accountId, customerId, source: 'registration', createdAt: now });
  await tx
    .insert(termsAcceptances)
    .values({ accountId, termsId, textHash, acceptedAt: registration.acceptedAt, ip: registration.ip });

  const about = { entity: `account:${accountId}`, occurrence: '1', customerId };
  const mail = async (told: { email: string; locale: Locale }): Promise<MailToSend> => {
    const props = { customerNumber, maskedEmail: maskEmail(email), day: formatDay(dayOf(now), told.locale) };
    const content = await renderMail('account_added', props, told.locale);
    return { ...about, kind: 'account_added', recipient: told.email, locale: told.locale, content };
  };
  const props = { customerNumber, termsVersion: version, day: formatDay(dayOf(now), locale) };
  const content = await renderMail('welcome', props, locale);
  const others = contacts.filter(contact => contact.email !== email);
  const mails = [
    { ...about, accountId, kind: 'welcome' as const, recipient: email, locale, content },
    ...(await Promise.all(others.map(mail))),
  ];
  await enqueueMails(tx, mails, now);
  await writeAudit(
    tx,
    {
      action: 'account.registered',
      entity: `customer:${customerNumber}`,
      accountId,
      details: { terms: version, told: others.length },
      ip: from.ip,
    },
    now,
  );
}
