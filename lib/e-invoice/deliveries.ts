import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import type { OutboxState } from '@/db/schema';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import { idsOf } from '@/lib/auth/scopes';
import type { Day } from '@/lib/kernel/dates';
import { idList, ledgerOf } from './ledger';
import { consentOn, mailsInvoices, type ConsentState } from './rules';

/** SQL: the mail `o` did not arrive, or was called unwanted by whoever got it. */
export const notArrived = sql`(o.state in ('permanently_failed', 'suppressed', 'expired')
  or coalesce(o.reason, '') = 'complained')`;

export interface DeliveryMail {
  readonly recipient: string;
  readonly state: OutboxState;
  /** each state that it has had, oldest first */
  readonly steps: readonly { readonly state: OutboxState; readonly at: Date }[];
  readonly failed: boolean;
}

export interface InvoiceDeliveries {
  /** since when it can be seen in the portal */
  readonly portalSince: Date;
  /** oldest first */
  readonly mails: readonly DeliveryMail[];
  /** none of the mails arrived, and none is on its way: it is printed */
  readonly failed: boolean;
}

interface MailRow {
  readonly recipient: string;
  readonly state: OutboxState;
  readonly failed: boolean;
  readonly created: number;
  readonly settled: number | null;
  readonly steps: readonly { readonly state: OutboxState; readonly at: number }[];
}

/**
 * How an e-invoice of any customer that the account manages was delivered.
 * @returns null when it is none (paper on the day of issue and never mailed), does not exist or is somebody else's
 */
export async function deliveriesOf(
  actor: CustomerActor,
  ref: string,
  connection: Connection = db(),
): Promise<InvoiceDeliveries | null> {
  const [row] = await connection.execute<{
    customerId: string;
    issuedOn: Day;
    since: number;
    mails: MailRow[];
  }>(sql`
    select i.customer_id as "customerId", i.issued_on::text as "issuedOn",
      (extract(epoch from i.first_imported_at) * 1000)::float8 as since,
      (select coalesce(json_agg(json_build_object('recipient', o.recipient, 'state', o.state,
          'failed', ${notArrived}, 'created', (extract(epoch from o.created_at) * 1000)::float8,
          'settled', (extract(epoch from o.settled_at) * 1000)::float8,
          'steps', (select coalesce(json_agg(json_build_object('state', s.state,
              'at', (extract(epoch from s.at) * 1000)::float8) order by s.id), '[]')
            from outbox_states s where s.outbox_id = o.id)) order by o.id), '[]')
        from outbox o where o.kind = 'invoice_delivery' and o.entity = 'invoice:' || i.id) as mails
    from invoices i
    where i.ref = ${ref} and i.customer_id = any(${idList(idsOf(actor, 'invoices'))})`);
  if (!row) return null;
  const state = consentOn(await ledgerOf(connection, Number(row.customerId)), row.issuedOn);
  if (!state.active && row.mails.length === 0) return null;
  const mails = row.mails.map(mail => ({
    recipient: mail.recipient,
    state: mail.state,
    failed: mail.failed,
    steps: stepsOf(mail),
  }));
  const open = mails.some(({ failed, state: now }) => !failed && now !== 'cancelled');
  return { portalSince: new Date(row.since), mails, failed: !open && mails.some(({ failed }) => failed) };
}

/** What is written down of it; of a mail that nobody tried to send yet, its making. */
function stepsOf({ state, created, settled, steps }: MailRow): DeliveryMail['steps'] {
  const had = steps
    .filter(step => !['sending', 'queued'].includes(step.state))
    .filter((step, index, all) => step.state !== all[index - 1]?.state)
    .map(step => ({ state: step.state, at: new Date(step.at) }));
  if (had.at(-1)?.state === state) return had;
  return [...had, { state, at: new Date(settled ?? created) }];
}

/** Why invoices do not reach the address that holds now; null when nothing is known against it. */
export async function troubleOf(
  actor: CustomerActor,
  state: ConsentState,
  connection: Connection = db(),
): Promise<{ readonly email: string; readonly reason: 'bounced' | 'complained' } | null> {
  if (!mailsInvoices(state)) return null;
  const { email } = state;
  const [row] = await connection.execute<{ suppressed: string | null; last: OutboxState | null }>(sql`
    select (select u.reason from suppressions u where u.channel = 'email' and u.recipient = ${email}) as suppressed,
      (select o.state from outbox o where o.customer_id = ${actor.current.id} and o.kind = 'invoice_delivery'
          and o.recipient = ${email} and o.state in ('delivered', 'permanently_failed', 'suppressed')
        order by o.id desc limit 1) as last`);
  if (row?.suppressed) return { email, reason: row.suppressed === 'complained' ? 'complained' : 'bounced' };
  return row?.last && row.last !== 'delivered' ? { email, reason: 'bounced' } : null;
}

export interface UndeliveredInvoice extends Record<string, unknown> {
  readonly number: string;
  readonly customerNumber: string;
  readonly issuedOn: Day;
  readonly recipient: string;
  readonly state: OutboxState;
  readonly reason: string | null;
}

/**
 * E-invoices whose mail did not arrive, newest first, for staff: they are printed, and somebody may call.
 * The reader is named so that nobody calls it without one.
 */
export async function undeliveredInvoices(
  _reader: StaffActor,
  limit = 100,
  connection: Connection = db(),
): Promise<UndeliveredInvoice[]> {
  const rows = await connection.execute<UndeliveredInvoice>(sql`
    select i.invoice_number as number, c.customer_number as "customerNumber", i.issued_on::text as "issuedOn",
      o.recipient, o.state, o.reason
    from outbox o
      join invoices i on i.id = split_part(o.entity, ':', 2)::bigint
      join customers c on c.id = i.customer_id
    where o.kind = 'invoice_delivery' and ${notArrived}
    order by o.id desc limit ${limit}`);
  return [...rows];
}
