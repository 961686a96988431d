import 'server-only';
import { db, rawSql } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import { newInvoicesToPrint } from '@/lib/exports/invoices-to-print';
import type { Day } from '@/lib/kernel/dates';
import type { ConsentChannel, Delivery } from '../rules';

/** A customer who gets e-invoices today. */
export interface ActiveConsent {
  readonly customerNumber: string;
  readonly name: string;
  readonly delivery: Delivery;
  readonly email: string | null;
  /** day of the acceptance that holds, and how it came */
  readonly since: Day;
  readonly channel: ConsentChannel;
  readonly termsVersion: string | null;
}

export interface ConsentFilter {
  readonly delivery: Delivery | null;
  readonly channel: ConsentChannel | null;
  readonly offset: number;
  readonly limit: number;
}

/**
 * Customers whose last word by today is an acceptance, the newest first: `rules.ts` in SQL, for many customers at
 * once. Where invoices go is what the latest entry that names it says.
 */
export async function activeConsents(
  _actor: StaffActor,
  { delivery, channel, offset, limit }: ConsentFilter,
  today: Day,
): Promise<{ rows: ActiveConsent[]; total: number }> {
  const sql = rawSql();
  const rows = await sql<(ActiveConsent & { total: string })[]>`
    with word as (
      select distinct on (e.customer_id) e.customer_id, e.action, e.effective_on, e.channel, e.terms_version, e.id
      from e_invoice_consents e where e.action <> 'changed' and e.effective_on <= ${today}
      order by e.customer_id, e.effective_on desc, e.id desc
    ), active as (
      select w.*, coalesce(d.delivery, 'portal') as delivery, d.email
      from word w left join lateral (
        select x.delivery, x.email from e_invoice_consents x
        where x.customer_id = w.customer_id and x.delivery is not null and x.effective_on <= ${today}
        order by x.effective_on desc, x.id desc limit 1) d on true
      where w.action = 'accepted'
    )
    select c.customer_number as "customerNumber", c.name, a.delivery, a.email, a.effective_on::text as since,
      a.channel, a.terms_version as "termsVersion", count(*) over () as total
    from active a join customers c on c.id = a.customer_id
    where (${delivery}::text is null or a.delivery = ${delivery})
      and (${channel}::text is null or a.channel = ${channel})
    order by a.effective_on desc, a.id desc offset ${offset} limit ${limit}`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: Number(rows[0]?.total ?? 0) };
}

export interface InvoiceToPrint {
  readonly number: string;
  readonly customerNumber: string;
  readonly issuedOn: Day;
  readonly reason: 'no_consent' | 'not_delivered';
}

/**
 * Invoices that no batch of the export holds yet and that have to go out on paper. Looking makes no batch: that is
 * what `npm run export` is for.
 */
export async function invoicesToPrint(_actor: StaffActor, now: Date): Promise<InvoiceToPrint[]> {
  const items = await db().transaction(tx => newInvoicesToPrint(tx, now), { accessMode: 'read only' });
  return items.map(({ cells: [number, customerNumber, issuedOn, reason] }) => ({
    number: String(number),
    customerNumber: String(customerNumber),
    issuedOn: String(issuedOn) as Day,
    reason: reason as InvoiceToPrint['reason'],
  }));
}
