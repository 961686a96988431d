import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import type { ChangedData } from '@/lib/customers/changes/rules';
import type { ExportItem } from './item';

/** One approved change a line: `what` is `name` or `address`, and only its own columns are filled. */
export const CHANGE_COLUMNS = [
  'reference',
  'customer_number',
  'what',
  'name',
  'street',
  'building',
  'unit',
  'postal_code',
  'city',
  'approved_at',
] as const;

interface NewChange extends Record<string, unknown> {
  readonly ref: string;
  readonly customerNumber: string;
  readonly what: string;
  readonly after: ChangedData;
  readonly approvedAt: string;
}

/** Approved changes that no batch holds, in the order in which they were approved. */
export async function newChanges(tx: Transaction): Promise<ExportItem[]> {
  const rows = await tx.execute<NewChange>(sql`
    select h.ref, c.customer_number as "customerNumber", h.what, h.after,
      to_char(h.decided_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD"T"HH24:MI:SS') as "approvedAt"
    from contact_changes h join customers c on c.id = h.customer_id
    where h.state = 'approved'
      and not exists (select from exported_items x where x.kind = 'contact-changes' and x.item = h.ref)
    order by h.decided_at, h.id`);
  return rows.map(({ ref, customerNumber, what, after, approvedAt }) => ({
    item: ref,
    cells: [
      ref,
      customerNumber,
      what,
      after.name,
      after.street,
      after.building,
      after.unit,
      after.postalCode,
      after.city,
      approvedAt,
    ].map(cell => cell ?? null),
  }));
}
