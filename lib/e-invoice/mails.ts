import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { accountCustomers, accounts } from '@/db/schema';
import { enqueueMessages, type MessageToSend } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { held } from '@/lib/auth/held';
import type { LedgerEntry } from './ledger';
import type { NamedInvoice, Proof } from './queries';
import { consentOn, firstAffected, mailsInvoices, type ConsentState } from './rules';
import { firstText, whereText } from './texts';

interface Written {
  readonly customer: { readonly id: number; readonly customerNumber: string; readonly name: string };
  /** with the new entry */
  readonly ledger: readonly LedgerEntry[];
  readonly written: LedgerEntry;
  /** what held on the day of the decision without it */
  readonly before: ConsentState;
}

/**
 * Confirms a decision to everybody who manages the customer and to the address that gets invoices from now on, with
 * the proof attached; an address that no longer gets any is told so, and nothing more.
 */
export async function mailDecision(tx: Connection, about: Written, now: Date): Promise<void> {
  const { customer, ledger, written, before } = about;
  const holds = consentOn(ledger, written.effectiveOn);
  const people = new Map(
    (
      await tx
        .select({ id: accounts.id, email: accounts.email, locale: accounts.locale })
        .from(accountCustomers)
        .innerJoin(accounts, eq(accounts.id, accountCustomers.accountId))
        .where(
          and(
            eq(accountCustomers.customerId, customer.id),
            eq(accountCustomers.scope, 'all'),
            held('account_customers'),
            isNull(accounts.disabledAt),
            isNull(accounts.staffRole),
          ),
        )
    ).map(account => [account.email, account]),
  );
  const told = new Map<string, { locale: Locale; id?: number }>(people);
  const address = mailsInvoices(holds) ? holds.email : null;
  const reader = people.values().next().value?.locale ?? 'pl';
  if (address && !told.has(address)) told.set(address, { locale: reader });

  const messages: MessageToSend[] = [];
  const common = {
    entity: `e-invoice:${written.id}`,
    occurrence: '1',
    channel: 'email',
    customerId: customer.id,
  } as const;
  const proof = await proofOf(tx, about);
  for (const [recipient, { id, locale }] of told) {
    const { kind, content } = await confirmation(proof, written, holds, locale);
    // Made in the transaction of its decision: no deed without its proof, and no lock is held but the customer's.
    const { proofPdf } = await import('./pdf');
    const attachment = {
      filename: `e-faktura_${customer.customerNumber}_${written.number}.pdf`.replace(/[^\w.-]+/g, '_'),
      contentType: 'application/pdf',
      content: Buffer.from(await proofPdf(proof, locale)),
    };
    messages.push({
      ...common,
      ...content,
      kind,
      recipient,
      locale,
      accountId: id,
      attachments: [attachment],
    });
  }
  const former = mailsInvoices(before) ? before.email : null;
  if (former && former !== address && !told.has(former)) {
    const props = { customerNumber: customer.customerNumber, day: formatDay(written.effectiveOn, reader) };
    const content = await renderMail('e_invoice_moved', props, reader);
    messages.push({ ...common, ...content, kind: 'e_invoice_moved', recipient: former, locale: reader });
  }
  await enqueueMessages(tx, messages, now);
}

async function confirmation(
  { customer, entry }: Proof,
  { action, number, effectiveOn }: LedgerEntry,
  holds: ConsentState,
  locale: Locale,
) {
  const kind = `e_invoice_${action}` as const;
  const props = {
    customerNumber: customer.customerNumber,
    proofNumber: `${customer.customerNumber}/${number}`,
    day: formatDay(effectiveOn, locale),
    where: holds.active ? whereText(holds, locale) : null,
    first: firstText(entry.first, locale),
  };
  return { kind, content: await renderMail(kind, props, locale) };
}

async function proofOf(tx: Connection, { customer, ledger, written }: Written): Promise<Proof> {
  const rows = await tx.execute<{ ref: string; number: string; issuedOn: Day }>(sql`
    select i.ref, i.invoice_number as number, i.issued_on::text as "issuedOn" from invoices i
    where i.customer_id = ${customer.id} and i.issued_on >= ${written.effectiveOn}::date`);
  const invoices: NamedInvoice[] = [...rows];
  const first = firstAffected(ledger, written, invoices);
  const inForce = consentOn(ledger, dayOf(written.recordedAt)).entry === written.id;
  return { customer, entry: { ...written, first }, inForce };
}
