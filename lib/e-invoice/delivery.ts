import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { enqueueMessages, type MessageToSend } from '@/lib/delivery/commands';
import type { QueuedMessage, Withdrawn } from '@/lib/delivery/ports';
import { renderMail } from '@/lib/delivery/render';
import { pdfName } from '@/lib/invoices/pdf/name';
import { dayOf, formatDay, type Day } from '@/lib/kernel/dates';
import { formatNrb } from '@/lib/kernel/identifiers';
import { formatMoney, type Grosze, type Locale } from '@/lib/kernel/money';
import { titleOfInvoice } from '@/lib/payments/rules';
import { utility } from '@/lib/utility';
import { ledgersOf } from './ledger';
import { consentOn, FRESH_DAYS, mailsInvoices } from './rules';

/** The mail that brings an e-invoice; its key is `invoice:<id>`, occurrence `1` and the address (DELIVERY N1). */
export const DELIVERY_KIND = 'invoice_delivery';

const DAY = 24 * 3600 * 1000;
/** Rows of one transaction: a run that is cut off has done all but the last of them. */
const AT_A_TIME = 200;

interface Candidate extends Record<string, unknown> {
  readonly id: string;
  readonly ref: string;
  readonly number: string;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly toPay: string;
  readonly currency: string;
  readonly ksefNumber: string | null;
  readonly bankAccount: string | null;
  readonly accountUnconfirmed: boolean;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly nip: string | null;
  /** who owns the customer, oldest first */
  readonly people: readonly { readonly id: number; readonly email: string; readonly locale: Locale }[];
}

/**
 * Invoices that may be mailed: first held within the last {@link FRESH_DAYS} days and no older than that by then, of
 * customers who have decided anything, with no mail that left or may leave, and not printed.
 */
async function candidates(connection: Connection, after: number, now: Date): Promise<Candidate[]> {
  const rows = await connection.execute<Candidate>(sql`
    select i.id, i.ref, i.invoice_number as number, i.issued_on::text as "issuedOn", i.due_on::text as "dueOn",
      coalesce(i.to_pay_gr, i.gross_gr) as "toPay", i.currency, i.ksef_number as "ksefNumber",
      coalesce(i.bank_account, c.bank_account) as "bankAccount",
      (c.bank_account_changed_at is not null and (c.bank_account_confirmed_at is null
        or c.bank_account_confirmed_at < c.bank_account_changed_at)) as "accountUnconfirmed",
      c.id as "customerId", c.customer_number as "customerNumber", c.nip,
      (select coalesce(json_agg(json_build_object('id', a.id, 'email', a.email, 'locale', a.locale)
          order by m.created_at, a.id), '[]')
        from account_customers m join accounts a on a.id = m.account_id
        where m.customer_id = c.id and m.shared_by is null and a.disabled_at is null
          and a.staff_role is null) as people
    from invoices i join customers c on c.id = i.customer_id
    where i.id > ${after} and i.first_imported_at > ${new Date(now.getTime() - FRESH_DAYS * DAY).toISOString()}::timestamptz
      and i.issued_on >= (i.first_imported_at at time zone 'Europe/Warsaw')::date - ${FRESH_DAYS}::int
      and exists (select from e_invoice_consents e where e.customer_id = c.id)
      and not exists (select from outbox o where o.kind = ${DELIVERY_KIND} and o.entity = 'invoice:' || i.id
        and o.state <> 'cancelled')
      and not exists (select from exported_items x where x.kind = 'invoices-to-print' and x.item = i.invoice_number)
    order by i.id limit ${AT_A_TIME}`);
  return [...rows];
}

/**
 * Writes a mail for each newly imported invoice whose customer gets e-invoices by e-mail: consent on the day of issue
 * and still, to the address that holds now. A NIP makes no difference: what is in KSeF is mailed besides. Safe to be
 * repeated, to overlap and to be cut off: the outbox has one row a key.
 * @param signal ends the run between two transactions
 * @returns how many mails are new
 */
export async function scanInvoiceDelivery(now: Date, signal?: AbortSignal): Promise<number> {
  let made = 0;
  let last = 0;
  while (!signal?.aborted) {
    const found = await candidates(db(), last, now);
    if (found.length === 0) return made;
    last = Number(found.at(-1)!.id);
    const ledgers = await ledgersOf(db(), [...new Set(found.map(({ customerId }) => Number(customerId)))]);
    const messages: MessageToSend[] = [];
    for (const invoice of found) {
      const ledger = ledgers.get(Number(invoice.customerId)) ?? [];
      const today = consentOn(ledger, dayOf(now));
      if (!mailsInvoices(consentOn(ledger, invoice.issuedOn)) || !mailsInvoices(today)) continue;
      messages.push(await mailOf(invoice, today.email, now));
    }
    made += await db().transaction(tx => enqueueMessages(tx, messages, now));
    if (found.length < AT_A_TIME) return made;
  }
  return made;
}

async function mailOf(invoice: Candidate, recipient: string, now: Date): Promise<MessageToSend> {
  const own = invoice.people.find(({ email }) => email === recipient);
  const locale = own?.locale ?? invoice.people[0]?.locale ?? 'pl';
  const { number, customerNumber } = invoice;
  const shared = {
    number,
    customerNumber,
    issued: formatDay(invoice.issuedOn, locale),
    invoiceRef: invoice.ref,
  };
  const toPay = Number(invoice.toPay) as Grosze;
  const account = invoice.bankAccount ?? utility().bank.account;
  const content =
    toPay > 0
      ? await renderMail(
          'invoice_delivery',
          {
            ...shared,
            amount: formatMoney(toPay, locale, invoice.currency),
            due: formatDay(invoice.dueOn, locale),
            account: invoice.accountUnconfirmed
              ? null
              : /^\d{26}$/.test(account)
                ? formatNrb(account)
                : account,
            transferTitle: titleOfInvoice(invoice).text,
          },
          locale,
        )
      : await renderMail('invoice_delivery_zero', shared, locale);
  return {
    ...content,
    kind: DELIVERY_KIND,
    entity: `invoice:${invoice.id}`,
    occurrence: '1',
    channel: 'email',
    recipient,
    accountId: own?.id,
    customerId: Number(invoice.customerId),
    locale,
    // After that it is on paper (lib/exports/invoices-to-print.ts).
    expiresAt: new Date(now.getTime() + FRESH_DAYS * DAY),
    attachments: [
      { filename: pdfName(number), contentType: 'application/pdf', invoiceId: Number(invoice.id) },
    ],
  };
}

/**
 * Looks again just before sending (DELIVERY N3): whoever has withdrawn since, or gets invoices elsewhere, is not
 * mailed at the old address; the next scan writes to the new one. Rows of other kinds are left alone.
 * @returns by id, those that are not wanted any more
 */
export async function recheckInvoiceDelivery(
  connection: Connection,
  messages: readonly QueuedMessage[],
  now: Date,
): Promise<ReadonlyMap<number, Withdrawn>> {
  const own = messages.filter(({ kind, customerId }) => kind === DELIVERY_KIND && customerId !== null);
  const ledgers = await ledgersOf(connection, [...new Set(own.map(({ customerId }) => customerId!))]);
  const withdrawn = new Map<number, Withdrawn>();
  for (const { id, customerId, recipient } of own) {
    const state = consentOn(ledgers.get(customerId!) ?? [], dayOf(now));
    if (!mailsInvoices(state)) withdrawn.set(id, { state: 'cancelled', reason: 'opted_out' });
    else if (state.email !== recipient) withdrawn.set(id, { state: 'cancelled', reason: 'contact_changed' });
  }
  return withdrawn;
}
