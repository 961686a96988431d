import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, sessions } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { held } from '@/lib/auth/held';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails, enqueueOrPretend, type MailToSend } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { Refusal } from '@/lib/kernel/refusal';
import { beginStep, completeStep, lockAccount, stepOf } from '../code-steps';
import { newCode } from '../mail-code';
import { contactsOf, provenCustomer, type Proof } from '../queries';
import { CODE_MINUTES, maskEmail, plainNumber } from '../rules';
import { sweepExpired } from '../sweep';

/**
 * First step of taking one more customer into the account: the proof of registration. The answer is the same, in
 * content, time and statements, for a right proof and a wrong one (S7); only the right one sends a code, to the
 * account's own address.
 * @throws Refusal `customerManaged` (of a number that is the account's own anyway), `tooMany`
 */
export async function startAddCustomer(
  actor: CustomerActor,
  from: Visitor,
  proof: Proof,
  now: Date,
): Promise<void> {
  const number = plainNumber(proof.customerNumber);
  if (actor.customers.some(({ customerNumber }) => plainNumber(customerNumber) === number))
    throw new Refusal('customerManaged', 'customerNumber');
  await spend(db(), 'registrationOfNetwork', from.prefix, now);
  await spend(db(), 'proofOfCustomer', number, now);
  await spend(db(), 'mailToAddress', actor.email, now);

  const customerId = await provenCustomer(db(), proof, dayOf(now));
  const code = newCode();
  const { accountId, email: recipient, locale } = actor;
  const content = await renderMail('customer_code', { code, minutes: CODE_MINUTES }, locale);
  await db().transaction(async tx => {
    await sweepExpired(tx, now);
    await lockAccount(tx, accountId);
    const { id, expiresAt } = await beginStep(
      tx,
      stepOf(actor, 'add_customer'),
      code,
      { customerId, ip: from.ip },
      now,
    );
    const mail = {
      kind: 'customer_code' as const,
      entity: `added:${id}`,
      occurrence: '1',
      recipient,
      accountId,
      locale,
      content,
      expiresAt,
    };
    await enqueueOrPretend(tx, customerId !== null, [mail], now);
  });
}

/**
 * Second step: the code. The account manages the customer from now on, and this session looks at it; everybody on
 * file for the customer is told. The same customer again changes nothing.
 * @returns the customer's number
 * @throws Refusal `addCustomerGone`, `codeInvalid`, `codeWrong`, `codeExpired`, `codeSpent`, `tooMany`
 */
export async function completeAddCustomer(
  actor: CustomerActor,
  from: Visitor,
  input: { code: string },
  now: Date,
): Promise<string> {
  const how = {
    gone: 'addCustomerGone',
    sent: ({ customerId }: { customerId: number | null }) => customerId !== null,
    work: (tx: Connection, row: { id: number; customerId: number | null }) =>
      addTo(tx, actor, from, { tokenId: row.id, customerId: row.customerId! }, now),
  };
  return completeStep(from, stepOf(actor, 'add_customer'), input.code, how, now);
}

/** The row itself, whom it concerns and the log. @returns the customer's number */
async function addTo(
  tx: Connection,
  actor: CustomerActor,
  from: Visitor,
  { tokenId, customerId }: { tokenId: number; customerId: number },
  now: Date,
): Promise<string> {
  const { accountId, sessionId, email } = actor;
  const { customerNumber, contacts } = await contactsOf(tx, customerId);
  const [added] = await tx
    .insert(accountCustomers)
    .values({ accountId, customerId, source: 'registration', createdAt: now })
    // Shared access that has ended is nothing any more; one that holds is refused before (`customerManaged`).
    .onConflictDoUpdate({
      target: [accountCustomers.accountId, accountCustomers.customerId],
      set: { scope: 'all', endsOn: null, sharedBy: null, source: 'registration', createdAt: now },
      setWhere: sql`not ${held('account_customers')}`,
    })
    .returning({ customerId: accountCustomers.customerId });
  await tx
    .update(sessions)
    .set({ currentCustomerId: customerId })
    .where(and(eq(sessions.id, sessionId), eq(sessions.accountId, accountId)));
  if (!added) return customerNumber;

  const about = { entity: `account:${accountId}`, occurrence: `added-${tokenId}`, customerId };
  const mail = async (told: { email: string; locale: Locale }): Promise<MailToSend> => {
    const props = { customerNumber, maskedEmail: maskEmail(email), day: formatDay(dayOf(now), told.locale) };
    const content = await renderMail('account_added', props, told.locale);
    return { ...about, kind: 'account_added', recipient: told.email, locale: told.locale, content };
  };
  const others = contacts.filter(contact => contact.email !== email);
  await enqueueMails(tx, await Promise.all(others.map(mail)), now);
  await writeAudit(
    tx,
    {
      action: 'account.customer_added',
      entity: `customer:${customerNumber}`,
      accountId,
      details: { told: others.length },
      ip: from.ip,
    },
    now,
  );
  return customerNumber;
}
