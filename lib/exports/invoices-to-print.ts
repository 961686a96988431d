import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { notArrived } from '@/lib/e-invoice/deliveries';
import { FRESH_DAYS } from '@/lib/e-invoice/rules';
import type { Day } from '@/lib/kernel/dates';
import type { ExportItem } from './item';

/** `reason`: `no_consent` on the day of issue, or `not_delivered` by e-mail. */
export const PRINT_COLUMNS = ['invoice_number', 'customer_number', 'issued_on', 'reason'] as const;

interface ToPrint extends Record<string, unknown> {
  readonly number: string;
  readonly customerNumber: string;
  readonly issuedOn: Day;
  readonly reason: 'no_consent' | 'not_delivered';
}

/** The last word on whether customer `i.customer_id` gets e-invoices, on a day: `rules.ts` in SQL, a test compares. */
const lastWord = (on: ReturnType<typeof sql>) => sql`
  (select e.action from e_invoice_consents e
    where e.customer_id = i.customer_id and e.action <> 'changed' and e.effective_on <= ${on}
    order by e.effective_on desc, e.id desc limit 1)`;

/**
 * Invoices for paper that no batch holds: of customers who had not consented on the day of issue, and e-invoices
 * whose mail did not arrive: bounced, called unwanted, expired, or never made while it could be. Whoever also sees it
 * in the portal gets paper all the same, because they counted on the mail. Left out: what was older than
 * {@link FRESH_DAYS} days at its first import (the billing system printed it before the portal), and invoices to a
 * NIP that are in KSeF, which delivers them.
 */
export async function newInvoicesToPrint(tx: Transaction, now: Date): Promise<ExportItem[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<ToPrint>(sql`
    with judged as (
      select i.id, i.invoice_number, c.customer_number, i.issued_on,
        coalesce(${lastWord(sql`i.issued_on`)}, 'withdrawn') = 'accepted' as electronic,
        coalesce(${lastWord(sql`(${at} at time zone 'Europe/Warsaw')::date`)}, 'withdrawn') = 'accepted' as still,
        (select e.delivery from e_invoice_consents e
          where e.customer_id = i.customer_id and e.delivery is not null and e.effective_on <= i.issued_on
          order by e.effective_on desc, e.id desc limit 1) <> 'portal' as mailed,
        i.first_imported_at <= ${at} - make_interval(days => ${FRESH_DAYS}::int) as closed
      from invoices i join customers c on c.id = i.customer_id
      where i.issued_on >= (i.first_imported_at at time zone 'Europe/Warsaw')::date - ${FRESH_DAYS}::int
        and not (c.nip is not null and i.ksef_number is not null)
        and not exists (select from exported_items x
          where x.kind = 'invoices-to-print' and x.item = i.invoice_number))
    select j.invoice_number as number, j.customer_number as "customerNumber", j.issued_on::text as "issuedOn",
      case when j.electronic then 'not_delivered' else 'no_consent' end as reason
    from judged j
    where not j.electronic
      or (j.mailed
        and not exists (select from outbox o where o.kind = 'invoice_delivery' and o.entity = 'invoice:' || j.id
          and o.state <> 'cancelled' and not ${notArrived})
        and (j.closed or not j.still or exists (select from outbox o
          where o.kind = 'invoice_delivery' and o.entity = 'invoice:' || j.id and ${notArrived})))
    order by j.issued_on, j.invoice_number`);
  return rows.map(({ number, customerNumber, issuedOn, reason }) => ({
    item: number,
    cells: [number, customerNumber, issuedOn, reason],
  }));
}
