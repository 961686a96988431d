import 'server-only';
import { db, rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Address } from '@/lib/customers/address';
import { dayOf, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { MeterRole, MeterState } from '@/lib/meters/rules';
import { expectedOf } from '../judged';
import { knownMeters, type KnownMeter } from '../known';
import type { Expected } from '../rules/expected';
import { mayCorrect, type SubmissionState } from '../rules/judge';

/** A meter as the form shows it. */
export interface FormMeter {
  readonly serial: string;
  readonly role: MeterRole;
  readonly digits: number | null;
  readonly previous: MeterState | null;
  readonly estimate: MeterState | null;
  readonly expected: Expected | null;
  /** what was already given for that day */
  readonly given: { readonly ref: string; readonly value: Litres; readonly state: SubmissionState } | null;
}

export interface FormPoint {
  readonly number: string;
  readonly address: Address;
  readonly meters: readonly FormMeter[];
}

/** The own reading that a form corrects. */
export interface Correcting {
  readonly ref: string;
  readonly meterId: number;
  readonly serial: string;
  readonly readOn: Day;
  readonly value: Litres;
}

/**
 * The meters of the current customer's running contracts, ready to be read.
 * @param correcting only its meter, judged as if it were not there
 */
export async function readingForm(
  actor: CustomerActor,
  now: Date,
  correcting: Correcting | null = null,
): Promise<FormPoint[]> {
  const today = dayOf(now);
  const readOn = correcting?.readOn ?? today;
  const without = correcting ?? undefined;
  const all = await knownMeters(db(), actor.current.id, now, { without });
  const present = all.filter(meter =>
    correcting
      ? meter.id === correcting.meterId
      : (meter.removedOn === null || meter.removedOn > today) &&
        (meter.own.until === null || meter.own.until > today),
  );
  const expected = await expectedOf(db(), present, all, readOn, now, without);
  const given = correcting ? new Map() : await givenOn(actor, present, today);
  const points = new Map<string, { number: string; address: Address; meters: FormMeter[] }>();
  for (const [index, meter] of present.entries()) {
    const { serial, role, digits, previous, estimate, point, address } = meter;
    const held = points.get(point) ?? { number: point, address, meters: [] };
    held.meters.push({
      serial,
      role,
      digits,
      previous,
      estimate,
      expected: expected[index]!,
      given: given.get(meter.id) ?? null,
    });
    points.set(point, held);
  }
  return [...points.values()];
}

async function givenOn(
  actor: CustomerActor,
  meters: readonly KnownMeter[],
  on: Day,
): Promise<Map<number, FormMeter['given']>> {
  if (meters.length === 0) return new Map();
  const sql = rawSql();
  const rows = await sql<{ meterId: string; ref: string; value: string; state: SubmissionState }[]>`
    select s.meter_id::text as "meterId", s.ref, s.value_l::text as value, s.state from submitted_readings s
    where s.customer_id = ${actor.current.id}::bigint and s.read_on = ${on}
      and s.meter_id = any(string_to_array(${meters.map(({ id }) => id).join()}, ',')::bigint[])
      and s.state not in ('rejected', 'withdrawn')`;
  return new Map(
    rows.map(({ meterId, ref, value, state }) => [
      Number(meterId),
      { ref, value: Number(value) as Litres, state },
    ]),
  );
}

/** The own reading of that reference, while it may be corrected; null also for somebody else's. */
export async function correctable(actor: CustomerActor, ref: string): Promise<Correcting | null> {
  const sql = rawSql();
  const [row] = await sql<
    (Omit<Correcting, 'meterId' | 'value'> & { meterId: string; value: string; state: SubmissionState })[]
  >`
    select s.ref, s.meter_id::text as "meterId", m.serial_number as serial, s.read_on::text as "readOn",
      s.value_l::text as value, s.state
    from submitted_readings s join meters m on m.id = s.meter_id
    where s.ref = ${ref} and s.customer_id = ${currentId(actor, 'readings')}::bigint`;
  if (!row || !mayCorrect(row.state)) return null;
  const { state: _, ...found } = row;
  return { ...found, meterId: Number(row.meterId), value: Number(row.value) as Litres };
}
