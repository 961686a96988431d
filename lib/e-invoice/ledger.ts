import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import type { Day } from '@/lib/kernel/dates';
import type { ConsentChannel, ConsentEntry, TermsVersion } from './rules';

/** An entry with everything that proves it. */
export interface LedgerEntry extends ConsentEntry {
  /** its place in the customer's ledger, from 1: what a proof is called by, because keys never leave */
  readonly number: number;
  readonly recordedAt: Date;
  readonly channel: ConsentChannel;
  readonly source: 'portal' | 'staff' | 'import';
  /** SHA-256 of the Polish text of the terms */
  readonly textHash: string | null;
  readonly ip: string | null;
  /** of the account that decided in the portal; null where staff or an import wrote the entry */
  readonly accountEmail: string | null;
  /** of the signed form that it stands on */
  readonly scanSha256: string | null;
}

interface Row extends Record<string, unknown> {
  customerId: string;
  id: string;
  number: string;
  action: ConsentEntry['action'];
  effectiveOn: Day;
  delivery: ConsentEntry['delivery'];
  email: string | null;
  termsVersion: string | null;
  textHash: string | null;
  /** milliseconds */
  recordedAt: number;
  channel: ConsentChannel;
  source: LedgerEntry['source'];
  ip: string | null;
  accountEmail: string | null;
  scanSha256: string | null;
}

/** Keys as one parameter: an array literal of PostgreSQL. */
export const idList = (ids: readonly number[]) => sql`${`{${ids.join(',')}}`}::bigint[]`;

/**
 * The whole ledgers of some customers, each in the order of its entries. Whose they are is the caller's business.
 * Customers without any have no key.
 */
export async function ledgersOf(
  connection: Connection,
  customerIds: readonly number[],
): Promise<Map<number, LedgerEntry[]>> {
  const ledgers = new Map<number, LedgerEntry[]>();
  if (customerIds.length === 0) return ledgers;
  const rows = await connection.execute<Row>(sql`
    select e.customer_id as "customerId", e.id,
      row_number() over (partition by e.customer_id order by e.id) as number,
      e.action, e.effective_on::text as "effectiveOn", e.delivery, e.email, e.terms_version as "termsVersion",
      e.text_hash as "textHash", (extract(epoch from e.recorded_at) * 1000)::float8 as "recordedAt", e.channel,
      e.source, e.ip, case when e.source = 'portal' then a.email end as "accountEmail",
      s.sha256 as "scanSha256"
    from e_invoice_consents e
      left join accounts a on a.id = e.account_id
      left join consent_scans s on s.consent_id = e.id
    where e.customer_id = any(${idList(customerIds)})
    order by e.customer_id, e.id`);
  for (const { customerId, id, number, recordedAt, ...entry } of rows) {
    const key = Number(customerId);
    const ledger = ledgers.get(key) ?? [];
    ledger.push({ ...entry, id: Number(id), number: Number(number), recordedAt: new Date(recordedAt) });
    ledgers.set(key, ledger);
  }
  return ledgers;
}

/** The ledger of one customer. */
export const ledgerOf = async (connection: Connection, customerId: number): Promise<LedgerEntry[]> =>
  (await ledgersOf(connection, [customerId])).get(customerId) ?? [];

/** Versions of the e-invoice's terms that have come into force by a day, oldest first. */
export async function termsVersions(connection: Connection, today: Day): Promise<TermsVersion[]> {
  const rows = await connection.execute<{ version: string; effectiveFrom: Day }>(sql`
    select t.version, t.effective_from::text as "effectiveFrom" from terms t
    where t.document = 'e_invoice' and t.effective_from <= ${today}::date
    order by t.effective_from, t.id`);
  return [...rows];
}
