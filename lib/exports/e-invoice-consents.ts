import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { ledgersOf } from '@/lib/e-invoice/ledger';
import { consentOn } from '@/lib/e-invoice/rules';
import type { ExportItem } from './item';

/**
 * One decision a line, in the order in which they were entered; `delivery` and `email` are what holds after it. It
 * concerns invoices issued on `effective_on` or later; of two on one day the later line counts.
 */
export const CONSENT_COLUMNS = [
  'reference',
  'customer_number',
  'action',
  'effective_on',
  'delivery',
  'email',
  'channel',
  'terms_version',
  'recorded_at',
] as const;

interface NewDecision extends Record<string, unknown> {
  readonly id: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly recordedAt: string;
}

/** Decisions that no batch holds, but those that came from the billing system itself. */
export async function newConsents(tx: Transaction): Promise<ExportItem[]> {
  const rows = await tx.execute<NewDecision>(sql`
    select e.id, e.customer_id as "customerId", c.customer_number as "customerNumber",
      to_char(e.recorded_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD"T"HH24:MI:SS') as "recordedAt"
    from e_invoice_consents e join customers c on c.id = e.customer_id
    where e.source <> 'import'
      and not exists (select from exported_items x where x.kind = 'e-invoice-consents' and x.item = e.id::text)
    order by e.id`);
  const ledgers = await ledgersOf(tx, [...new Set(rows.map(({ customerId }) => Number(customerId)))]);
  return rows.map(({ id, customerId, customerNumber, recordedAt }) => {
    const ledger = ledgers.get(Number(customerId))!;
    const entry = ledger.find(one => one.id === Number(id))!;
    const state = consentOn(
      ledger.filter(one => one.id <= entry.id),
      entry.effectiveOn,
    );
    return {
      item: id,
      cells: [
        `${customerNumber}/${entry.number}`,
        customerNumber,
        entry.action,
        entry.effectiveOn,
        state.active ? state.delivery : null,
        state.active ? state.email : null,
        entry.channel,
        entry.termsVersion,
        recordedAt,
      ],
    };
  });
}
