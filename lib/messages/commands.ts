import 'server-only';
import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { caseEntries, cases, invoices } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { demand } from '@/lib/auth/scopes';
import type { Day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { Refusal } from '@/lib/kernel/refusal';
import type { Attachment } from './attachments';
import { mailReceived } from './mails';
import type { MessageKind } from './rules/kinds';
import { caseColumns, insertCase, moveCase, writeAddition } from './write';

/** What customers do with their cases: lock, judge, write. */

export interface CaseForm {
  readonly kind: MessageKind;
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly occurredOn: Day | null;
  readonly files: readonly Attachment[];
  /** random, from the form's page: the same form again is the same case */
  readonly formKey: string;
}

const OVER = ['answered', 'closed'] as const;

/**
 * Opens a case of the current customer's.
 * @returns its reference; that of the first when the same form came before
 * @throws Refusal `caseInvoiceUnknown`; `caseOpen` with the reference of an open complaint about the same invoice;
 * `tooMany`
 */
export async function openCase(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  form: CaseForm,
  now: Date,
): Promise<string> {
  await spend(db(), 'caseOfAccount', String(actor.accountId), now);
  return db().transaction(async tx => {
    const customerId = demand(actor, 'all');
    // Two at once take turns.
    await tx.execute(sql`select 1 from customers where id = ${customerId} for no key update`);
    const before = await sentBefore(tx, customerId, form);
    if (before.same) return before.same;
    const invoice = await namedInvoice(tx, customerId, form.fields.invoiceNumber);
    if (form.kind === 'complaint_bill' && invoice) {
      const open = await openComplaint(tx, customerId, invoice.id);
      if (open) throw new Refusal('caseOpen', 'invoiceNumber', { ref: open });
    }
    const { accountId, locale } = actor;
    const row = await insertCase(
      tx,
      {
        ...form,
        customerId,
        accountId,
        name: null,
        email: null,
        secretHash: null,
        locale,
        invoice,
        channel: 'portal',
        formKey: before.key,
        ip: from.ip,
      },
      now,
    );
    const mailed = { ref: row.ref, kind: form.kind, accountId, customerId, email: null, locale };
    await mailReceived(tx, mailed, { answerBy: row.answerBy, code: null }, now);
    await audit(
      tx,
      actor,
      from,
      'message.opened',
      row.ref,
      { kind: form.kind, files: form.files.length },
      now,
    );
    return row.ref;
  });
}

/** A page that the browser kept may be filled in anew and comes with the same key: that is another form. */
async function sentBefore(tx: Transaction, customerId: number, { formKey, kind, text }: CaseForm) {
  const [row] = await tx
    .select({ ref: cases.ref, kind: cases.kind, customerId: cases.customerId, text: caseEntries.text })
    .from(cases)
    .innerJoin(caseEntries, eq(caseEntries.caseId, cases.id))
    .where(eq(cases.formKey, formKey))
    .orderBy(caseEntries.id)
    .limit(1);
  if (!row) return { same: null, key: formKey };
  const same = row.customerId === customerId && row.kind === kind && row.text === text;
  return { same: same ? row.ref : null, key: newToken() };
}

async function namedInvoice(tx: Transaction, customerId: number, number: string | undefined) {
  if (!number) return null;
  const plain = number.replace(/\s/g, '').toUpperCase();
  const [row] = await tx
    .select({ id: invoices.id, issuedOn: invoices.issuedOn })
    .from(invoices)
    .where(
      and(
        eq(invoices.customerId, customerId),
        sql`upper(replace(${invoices.invoiceNumber}, ' ', '')) = ${plain}`,
      ),
    );
  if (!row) throw new Refusal('caseInvoiceUnknown', 'invoiceNumber');
  return row;
}

async function openComplaint(tx: Transaction, customerId: number, invoiceId: number): Promise<string | null> {
  const [row] = await tx
    .select({ ref: cases.ref })
    .from(cases)
    .where(
      and(
        eq(cases.invoiceId, invoiceId),
        eq(cases.customerId, customerId),
        inArray(cases.kind, ['complaint_bill']),
        notInArray(cases.state, [...OVER]),
      ),
    )
    .orderBy(cases.id)
    .limit(1);
  return row?.ref ?? null;
}

/** An own case, locked. @throws Refusal `caseGone` when there is none or it is somebody else's */
async function ownCase(tx: Transaction, actor: CustomerActor, ref: string) {
  const [row] = await tx
    .select(caseColumns)
    .from(cases)
    .where(and(eq(cases.ref, ref), eq(cases.customerId, demand(actor, 'all'))))
    .for('update');
  if (!row) throw new Refusal('caseGone');
  return row;
}

/**
 * Adds to an own case; one that was answered or closed is opened again, and its clock begins anew.
 * @throws Refusal `caseGone`, `tooMany`
 */
export async function addToCase(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  { ref, text, files }: { ref: string; text: string; files: readonly Attachment[] },
  now: Date,
): Promise<void> {
  await spend(db(), 'caseOfAccount', String(actor.accountId), now);
  await db().transaction(async tx => {
    const row = await ownCase(tx, actor, ref);
    const { accountId } = actor;
    const action = await writeAddition(tx, row, { accountId, text, files }, now);
    if (action) await audit(tx, actor, from, action, ref, { files: files.length }, now);
  });
}

/** Ends an own case; it can be opened again. @throws Refusal `caseGone` */
export async function closeCase(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  ref: string,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const row = await ownCase(tx, actor, ref);
    if (row.state === 'closed') return;
    await moveCase(tx, row, { state: 'closed', by: actor.accountId }, now);
    await audit(tx, actor, from, 'message.closed', ref, {}, now);
  });
}

const audit = (
  tx: Transaction,
  { accountId }: CustomerActor,
  { ip }: Pick<Visitor, 'ip'>,
  action: AuditAction,
  ref: string,
  details: Record<string, string | number>,
  now: Date,
) => writeAudit(tx, { action, entity: `case:${ref}`, accountId, ip, details }, now);
