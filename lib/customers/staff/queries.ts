import 'server-only';
import { db, rawSql } from '@/db/client';
import type { AccessScope, OutboxState } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor, ManagedCustomer, StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { plainNumber } from '@/lib/accounts/rules';
import { pdfOfInvoice, type InvoicePdf } from '@/lib/invoices/pdf/content';
import type { Address } from '../address';

/** Who a customer is, for staff. */
export interface StaffCustomer {
  readonly customerNumber: string;
  readonly kind: 'person' | 'business';
  readonly name: string;
  readonly nip: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Address;
  readonly bankAccount: string | null;
  /** when the account for payments was changed and nobody has confirmed it yet */
  readonly bankAccountChangedAt: Date | null;
  readonly accounts: readonly StaffAccount[];
  readonly sent: readonly SentMessage[];
  readonly changes: readonly LoggedChange[];
  /** the customer as its own pages ask for it: what those queries show is what the customer sees */
  readonly view: CustomerActor;
}

export interface StaffAccount {
  /** of its address; accounts have no other name that may leave */
  readonly email: string;
  readonly phone: string | null;
  readonly scope: AccessScope;
  readonly shared: boolean;
  readonly endsOn: string | null;
  readonly lockedAt: string | null;
  readonly secondFactor: boolean;
  /** a one-time password that nobody has changed yet */
  readonly mustChange: boolean;
  readonly signIns: readonly { readonly at: string; readonly userAgent: string | null }[];
}

export interface SentMessage {
  readonly ref: string;
  readonly kind: string;
  readonly channel: 'email' | 'sms';
  readonly recipient: string;
  readonly state: OutboxState;
  readonly at: string;
}

export interface LoggedChange {
  readonly at: string;
  readonly action: string;
  /** whose deed: an address of staff, `customer`, or nobody */
  readonly by: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

interface Row extends Omit<StaffCustomer, 'view' | 'bankAccountChangedAt'> {
  readonly id: string;
  readonly bankAccountChangedAt: string | null;
}

const LATEST = 15;

/** The customer as an actor of its own pages; nothing is written for it (`customerAction` never gets one). */
export function viewOf(
  staff: StaffActor,
  customer: Pick<ManagedCustomer, 'id' | 'customerNumber' | 'kind' | 'name'>,
): CustomerActor {
  const { id, customerNumber, kind, name } = customer;
  const current: ManagedCustomer = {
    ...{ id, customerNumber, kind, name },
    nickname: null,
    scope: 'all',
    owner: true,
  };
  const { sessionId, locale, email } = staff;
  return { kind: 'customer', accountId: 0, sessionId, locale, email, customers: [current], current };
}

/**
 * A customer with everything that its page for staff shows besides what the customer's own queries give. That
 * somebody looked is logged (SECURITY S12).
 * @returns null when there is no customer of that number
 */
export async function customerForStaff(
  actor: StaffActor,
  number: string,
  now: Date,
): Promise<StaffCustomer | null> {
  const sql = rawSql();
  const [row] = await sql<Row[]>`
    select c.id, c.customer_number as "customerNumber", c.kind, c.name, c.nip, c.email, c.phone,
      json_build_object('street', c.street, 'building', c.building, 'unit', c.unit,
        'postalCode', c.postal_code, 'city', c.city) as address,
      c.bank_account as "bankAccount",
      case when c.bank_account_confirmed_at is null or c.bank_account_confirmed_at < c.bank_account_changed_at
        then c.bank_account_changed_at end as "bankAccountChangedAt",
      (select coalesce(json_agg(json_build_object('email', a.email, 'phone', a.phone, 'scope', h.scope,
          'shared', h.shared_by is not null, 'endsOn', h.ends_on, 'lockedAt', a.disabled_at,
          'mustChange', a.password_must_change,
          'secondFactor', exists (select from second_factors f where f.account_id = a.id and f.confirmed_at is not null),
          'signIns', (select coalesce(json_agg(json_build_object('at', s.created_at, 'userAgent', s.user_agent)
              order by s.created_at desc), '[]')
            from (select x.created_at, x.user_agent from sessions x where x.account_id = a.id
              order by x.created_at desc limit 3) s)) order by h.created_at, a.email), '[]')
        from account_customers h join accounts a on a.id = h.account_id where h.customer_id = c.id) as accounts,
      (select coalesce(json_agg(json_build_object('ref', o.ref, 'kind', o.kind, 'channel', o.channel,
          'recipient', o.recipient, 'state', o.state, 'at', coalesce(o.last_attempt_at, o.created_at))
          order by o.id desc), '[]')
        from (select * from outbox x where x.customer_id = c.id order by x.created_at desc limit ${LATEST}) o) as sent,
      (select coalesce(json_agg(json_build_object('at', l.at, 'action', l.action, 'details', l.details,
          'by', case when l.staff_role is not null then l.email when l.account_id is not null then 'customer' end)
          order by l.id desc), '[]')
        from (select x.id, x.at, x.action, x.details, x.account_id, b.email, b.staff_role
          from audit_log x left join accounts b on b.id = x.account_id
          where x.entity = 'customer:' || c.customer_number and x.action <> 'customer.seen'
          order by x.at desc limit ${LATEST}) l) as changes
    from customers c where upper(translate(c.customer_number, '- ', '')) = ${plainNumber(number)}`;
  if (!row) return null;
  const { id, bankAccountChangedAt, ...customer } = row;
  await writeAudit(
    db(),
    {
      action: 'customer.seen',
      entity: `customer:${customer.customerNumber}`,
      accountId: actor.accountId,
    },
    now,
  );
  return {
    ...customer,
    bankAccountChangedAt: bankAccountChangedAt === null ? null : new Date(bankAccountChangedAt),
    view: viewOf(actor, { ...customer, id: Number(id) }),
  };
}

/**
 * An invoice of this customer's as a PDF. That somebody of staff opened it is logged (SECURITY S12).
 * @returns null when there is no such invoice, or it is another customer's
 */
export async function invoiceForStaff(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  number: string,
  ref: string,
  now: Date,
): Promise<InvoicePdf | null> {
  const sql = rawSql();
  const [row] = await sql<(Pick<ManagedCustomer, 'customerNumber' | 'kind' | 'name'> & { id: string })[]>`
    select id, customer_number as "customerNumber", kind, name from customers where customer_number = ${number}`;
  const found = row && (await pdfOfInvoice(viewOf(actor, { ...row, id: Number(row.id) }), ref));
  if (!found) return null;
  const details = { invoice: found.number };
  const entity = `customer:${row.customerNumber}`;
  const { accountId } = actor;
  await writeAudit(db(), { action: 'customer.invoice_seen', entity, accountId, ip: from.ip, details }, now);
  return found;
}
