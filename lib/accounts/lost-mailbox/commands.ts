import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accessRequests } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails, enqueueOrPretend } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay } from '@/lib/kernel/dates';
import { sameSecret, sha256 } from '@/lib/kernel/hash';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import { codeExpiry, codeHash, newCode, takeCode, typedCode } from '../mail-code';
import { contactsOf, provenCustomer, type Proof } from '../queries';
import { CODE_MINUTES, maskEmail, plainNumber } from '../rules';
import { sweepExpired } from '../sweep';

export interface AccessForm extends Proof {
  /** the new address */
  readonly email: string;
  /** random, from the form's page: tells the same form sent twice */
  readonly attempt?: string;
}

/**
 * First step of whoever lost the mailbox of their account: judges the proof and sends a code to the new address.
 * The answer is the same, in content and time, for a right proof and a wrong one (S7): a token for the second.
 * @throws Refusal `tooMany`
 */
export async function startAccessRequest(from: Visitor, form: AccessForm, now: Date): Promise<string> {
  const email = canonicalEmail(form.email);
  await spend(db(), 'registrationOfNetwork', from.prefix, now);
  await spend(db(), 'proofOfCustomer', plainNumber(form.customerNumber), now);
  const customerId = await provenCustomer(db(), form, dayOf(now));
  const code = newCode();
  const codeExpiresAt = codeExpiry(now);
  const { locale, ip } = from;

  return db().transaction(async tx => {
    await sweepExpired(tx, now);
    const values = { email, customerId, locale, codeExpiresAt, ip, createdAt: now };
    const insert = async (token: string) => {
      const [row] = await tx
        .insert(accessRequests)
        .values({ ...values, tokenHash: sha256(token), codeHash: codeHash(token, code) })
        .onConflictDoNothing({ target: accessRequests.tokenHash })
        .returning({ id: accessRequests.id });
      return row?.id;
    };
    let token = form.attempt ?? newToken();
    let id = await insert(token);
    if (id === undefined) {
      // The page's form was sent before: the same again is the same request, another one a new.
      const [before] = await tx
        .select({ customerId: accessRequests.customerId, email: accessRequests.email })
        .from(accessRequests)
        .where(and(byToken(token), isNull(accessRequests.confirmedAt)));
      if (before && before.customerId === customerId && before.email === email) return token;
      token = newToken();
      id = (await insert(token))!;
    }
    await spend(tx, 'mailToAddress', email, now);
    const content = await renderMail('access_code', { code, minutes: CODE_MINUTES }, locale);
    const about = { entity: `access:${id}`, occurrence: '1', recipient: email, locale };
    const mail = { ...about, kind: 'access_code' as const, content, expiresAt: codeExpiresAt };
    await enqueueOrPretend(tx, customerId !== null, [mail], now);
    return token;
  });
}

/** Rows are found by the hash of their token alone. */
const byToken = (token: string) => eq(accessRequests.tokenHash, sha256(token));

/**
 * Second step: the code. From then on the request waits for staff, and everybody on file for the customer is
 * told, so that a thief is noticed. The same code again answers alike.
 * @returns the reference of the request
 * @throws Refusal `accessGone`, `codeInvalid`, `codeWrong`, `codeExpired`, `codeSpent`, `tooMany`
 */
export async function confirmAccessRequest(
  from: Visitor,
  input: { token: string; code: string },
  now: Date,
): Promise<string> {
  const code = await typedCode(from, input.code, now);
  const outcome = await db().transaction(async tx => {
    const [row] = await tx
      .select({
        id: accessRequests.id,
        ref: accessRequests.ref,
        email: accessRequests.email,
        customerId: accessRequests.customerId,
        codeHash: accessRequests.codeHash,
        expiresAt: accessRequests.codeExpiresAt,
        tries: accessRequests.tries,
        confirmedAt: accessRequests.confirmedAt,
      })
      .from(accessRequests)
      .where(byToken(input.token))
      .for('update');
    if (!row) return new Refusal('accessGone');
    const matches = sameSecret(row.codeHash, codeHash(input.token, code));
    if (row.confirmedAt && matches) return row.ref;
    const { customerId } = row;
    const wrong = await takeCode(
      { ...row, token: input.token, sent: customerId !== null },
      code,
      now,
      tries => tx.update(accessRequests).set({ tries }).where(eq(accessRequests.id, row.id)),
    );
    if (wrong) return wrong;
    await tx.update(accessRequests).set({ confirmedAt: now }).where(eq(accessRequests.id, row.id));
    await tellContacts(tx, { ...row, customerId: customerId! }, from, now);
    return row.ref;
  });
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

async function tellContacts(
  tx: Connection,
  request: { ref: string; email: string; customerId: number },
  from: Visitor,
  now: Date,
): Promise<void> {
  const { ref: requestRef, email, customerId } = request;
  const { customerNumber, contacts } = await contactsOf(tx, customerId);
  const others = contacts.filter(contact => contact.email !== email);
  const mails = others.map(async ({ email: recipient, locale }) => {
    const day = formatDay(dayOf(now), locale);
    const props = { customerNumber, maskedEmail: maskEmail(email), requestRef, day };
    const content = await renderMail('access_requested', props, locale);
    const about = { entity: `access:${requestRef}`, occurrence: '1', customerId };
    return { ...about, kind: 'access_requested' as const, recipient, locale, content };
  });
  await enqueueMails(tx, await Promise.all(mails), now);
  const details = { request: requestRef, told: others.length };
  const entity = `customer:${customerNumber}`;
  await writeAudit(tx, { action: 'access.requested', entity, details, ip: from.ip }, now);
}
