import 'server-only';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { csvNumber } from '@/lib/kernel/csv';
import type { Day } from '@/lib/kernel/dates';
import { toCubicMetres, type Litres } from '@/lib/kernel/volume';
import { approveHandedOver } from '@/lib/readings/states';
import type { ExportItem } from './item';

/**
 * The first four are those of `readings.csv` in the billing package; `submitted_at` is Warsaw time. The import takes
 * such a file back as it is.
 */
export const READING_COLUMNS = [
  'meter_serial',
  'read_on',
  'value_m3',
  'kind',
  'customer_number',
  'reference',
  'submitted_at',
] as const;

interface NewReading extends Record<string, unknown> {
  readonly serial: string;
  readonly readOn: Day;
  readonly value: string;
  readonly customerNumber: string;
  readonly ref: string;
  readonly submittedAt: string;
}

/**
 * Readings for settlement that no batch holds, in the order in which they came. Locked: a correction that is under way
 * is waited for, and what it takes back is left out; one that comes later finds its reading approved.
 */
export async function newReadings(tx: Transaction): Promise<ExportItem[]> {
  const rows = await tx.execute<NewReading>(sql`
    select m.serial_number as serial, s.read_on::text as "readOn", s.value_l::text as value,
      c.customer_number as "customerNumber", s.ref,
      to_char(s.submitted_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD"T"HH24:MI:SS') as "submittedAt"
    from submitted_readings s join meters m on m.id = s.meter_id join customers c on c.id = s.customer_id
    where s.state in ('accepted', 'approved') and not s.information
      and not exists (select from exported_items e where e.kind = 'readings' and e.item = s.ref)
    order by s.id
    for update of s`);
  return rows.map(({ serial, readOn, value, customerNumber, ref, submittedAt }) => ({
    item: ref,
    cells: [
      serial,
      readOn,
      csvNumber(toCubicMetres(Number(value) as Litres)),
      'customer',
      customerNumber,
      ref,
      submittedAt,
    ],
  }));
}

/** A statement has 65,534 parameters at most, and a line of the history takes four. */
const AT_A_TIME = 10_000;

/** What the billing system has is approved: from now on the customer can no longer correct it. */
export async function approveAll(tx: Transaction, refs: readonly string[], now: Date): Promise<void> {
  for (let at = 0; at < refs.length; at += AT_A_TIME)
    await approveHandedOver(tx, refs.slice(at, at + AT_A_TIME), now);
}
