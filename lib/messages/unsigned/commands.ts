import 'server-only';
import { createHmac } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { cases } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { env } from '@/lib/env';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';
import type { Attachment } from '../attachments';
import type { CaseForm } from '../commands';
import { mailReceived } from '../mails';
import { caseColumns, insertCase, moveCase, writeAddition } from '../write';
import { findPublicCase, type CaseKey } from './queries';

/** Messages of people who do not sign in. What they say of themselves proves nothing, so no customer is tied to them. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * The secret code of a case (60 bits, guarded by limits): made of the form's own key, so that the same form sent twice
 * has the same one, though only its hash is kept.
 */
function codeOf(formKey: string): string {
  const bytes = createHmac('sha256', env().AUTH_SECRET).update(`case ${formKey}`).digest();
  return Array.from(bytes.subarray(0, LENGTH), byte => ALPHABET[byte & 31]).join('');
}

/** `4T7K-3M9Q-2X5A`: as people copy it. */
export const shownCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

export interface PublicCaseForm extends Omit<CaseForm, 'files'> {
  readonly name: string;
  readonly email: string;
}

/**
 * Opens a case of somebody without an account.
 * @returns its reference and the code that opens it
 * @throws Refusal `tooMany`
 */
export async function openPublicCase(
  from: Pick<Visitor, 'ip' | 'prefix' | 'locale'>,
  form: PublicCaseForm,
  now: Date,
): Promise<{ ref: string; code: string }> {
  await spend(db(), 'publicCaseOfNetwork', from.prefix, now);
  await spend(db(), 'mailToAddress', form.email, now);
  const secret = codeOf(form.formKey);
  return db().transaction(async tx => {
    const [same] = await tx
      .select({ ref: cases.ref, secretHash: cases.secretHash })
      .from(cases)
      .where(eq(cases.formKey, form.formKey));
    if (same?.secretHash === sha256(secret)) return { ref: same.ref, code: secret };
    const { locale, ip } = from;
    const whose = { accountId: null, customerId: null, email: form.email, locale };
    const row = await insertCase(
      tx,
      {
        ...form,
        ...whose,
        files: [],
        invoice: null,
        secretHash: sha256(secret),
        channel: 'public',
        ip,
      },
      now,
    );
    await mailReceived(
      tx,
      { ...whose, ref: row.ref, kind: form.kind },
      { answerBy: row.answerBy, code: shownCode(secret) },
      now,
    );
    await writeAudit(
      tx,
      { action: 'message.opened', entity: `case:${row.ref}`, ip, details: { kind: form.kind } },
      now,
    );
    return { ref: row.ref, code: secret };
  });
}

/** The case of a key, locked. @throws Refusal `caseGone` when number and code do not belong together */
async function publicCase(tx: Transaction, { ref, code }: CaseKey) {
  const key = and(eq(cases.ref, ref), eq(cases.secretHash, sha256(code)), eq(cases.channel, 'public'));
  const [row] = await tx.select(caseColumns).from(cases).where(key).for('update');
  if (!row) throw new Refusal('caseGone');
  return row;
}

const audit = (
  tx: Transaction,
  { ip }: Pick<Visitor, 'ip'>,
  action: AuditAction,
  ref: string,
  details: Record<string, number>,
  now: Date,
) => writeAudit(tx, { action, entity: `case:${ref}`, ip, details }, now);

/**
 * Adds to a case of somebody without an account, as `addToCase` does for customers.
 * @param files are made ready once the limits allow it: that takes the processor
 * @throws Refusal `caseGone`, `tooMany`, and what `files` throws
 */
export async function addToPublicCase(
  from: Pick<Visitor, 'ip' | 'prefix'>,
  key: CaseKey,
  { text, files }: { text: string; files: () => Promise<readonly Attachment[]> },
  now: Date,
): Promise<void> {
  await spend(db(), 'publicCaseOfNetwork', from.prefix, now);
  await spend(db(), 'publicAdditionOfCase', key.ref, now);
  // Seen before the files are made ready, and again below, locked: no transaction is open while they are.
  if (!(await findPublicCase(key.ref, key.code))) throw new Refusal('caseGone');
  const prepared = await files();
  await db().transaction(async tx => {
    const row = await publicCase(tx, key);
    const action = await writeAddition(tx, row, { accountId: null, text, files: prepared }, now);
    if (action) await audit(tx, from, action, key.ref, { files: prepared.length }, now);
  });
}

/** Ends it; it can be opened again. @throws Refusal `caseGone` */
export async function closePublicCase(from: Pick<Visitor, 'ip'>, key: CaseKey, now: Date): Promise<void> {
  await db().transaction(async tx => {
    const row = await publicCase(tx, key);
    if (row.state === 'closed') return;
    await moveCase(tx, row, { state: 'closed', by: null }, now);
    await audit(tx, from, 'message.closed', key.ref, {}, now);
  });
}
