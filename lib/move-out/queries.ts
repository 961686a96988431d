import 'server-only';
import { db, rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Address } from '@/lib/customers/address';
import { dayOf, type Day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import type { Litres } from '@/lib/kernel/volume';
import type { CaseState } from '@/lib/messages/rules/states';
import type { MeterRole } from '@/lib/meters/rules';
import { knownMeters, type KnownMeter } from '@/lib/readings/known';
import { serialEnd } from './rules';

/** A property that the current customer may hand over. */
export interface MoveOutPoint {
  readonly number: string;
  readonly address: Address;
  readonly own: KnownMeter['own'];
  readonly meters: readonly KnownMeter[];
  /** an open move-out of it */
  readonly openRef: string | null;
}

/** The properties of running contracts with the meters that are there now. */
export async function moveOutPoints(actor: CustomerActor, now: Date): Promise<readonly MoveOutPoint[]> {
  const id = currentId(actor, 'all');
  if (id === null) return [];
  const today = dayOf(now);
  const sql = rawSql();
  const [known, open] = await Promise.all([
    knownMeters(db(), id, now),
    sql<{ point: string; ref: string }[]>`
      select p.service_point_number as point, k.ref from move_outs m
      join cases k on k.id = m.case_id join service_points p on p.id = m.service_point_id
      where m.customer_id = ${id}::bigint and k.state <> 'closed'`,
  ]);
  return pointsOf(known, today).map(point => ({
    ...point,
    openRef: open.find(each => each.point === point.number)?.ref ?? null,
  }));
}

/** Meters that are there on a day, by their property. */
export function pointsOf(known: readonly KnownMeter[], today: Day): Omit<MoveOutPoint, 'openRef'>[] {
  const points = new Map<string, Omit<MoveOutPoint, 'openRef'> & { meters: KnownMeter[] }>();
  for (const meter of known) {
    if (meter.removedOn !== null && meter.removedOn <= today) continue;
    if (meter.own.until !== null && meter.own.until <= today) continue;
    const { point: number, address, own } = meter;
    const held = points.get(number) ?? { number, address, own, meters: [] };
    held.meters.push(meter);
    points.set(number, held);
  }
  return [...points.values()];
}

export interface FinalReading {
  readonly serial: string;
  readonly role: MeterRole;
  readonly value: Litres;
  /** as the new party reads it; null before they answer */
  readonly partyValue: Litres | null;
}

/** A move-out as its customer sees it: whether the new party answered, never who they are. */
export interface MoveOut {
  readonly ref: string;
  readonly state: CaseState;
  readonly answerBy: Day | null;
  readonly handedOverOn: Day;
  readonly address: Address;
  readonly forwarding: { readonly street: string; readonly postalCode: string; readonly city: string };
  readonly partyEmail: string | null;
  /** an instant, as the database writes it */
  readonly linkUntil: string | null;
  readonly answer: 'confirmed' | 'objected' | null;
  readonly readings: readonly FinalReading[];
}

/** A move-out of the current customer; null for somebody else's and for none. */
export async function findMoveOut(actor: CustomerActor, ref: string): Promise<MoveOut | null> {
  const sql = rawSql();
  const [row] = await sql<MoveOut[]>`
    select k.ref, k.state, k.answer_by::text as "answerBy", m.handed_over_on::text as "handedOverOn",
      json_build_object('street', p.street, 'building', p.building, 'unit', p.unit,
        'postalCode', p.postal_code, 'city', p.city) as address,
      json_build_object('street', m.forwarding_street, 'postalCode', m.forwarding_postal_code,
        'city', m.forwarding_city) as forwarding,
      m.party_email as "partyEmail", m.token_expires_at as "linkUntil", m.answer,
      (select coalesce(json_agg(json_build_object('serial', t.serial_number, 'role', t.role, 'value', r.value_l,
          'partyValue', r.party_value_l) order by t.role = 'additional', t.serial_number), '[]')
        from move_out_readings r join meters t on t.id = r.meter_id where r.move_out_id = m.id) as readings
    from move_outs m join cases k on k.id = m.case_id join service_points p on p.id = m.service_point_id
    where k.ref = ${ref} and m.customer_id = ${currentId(actor, 'all')}::bigint`;
  return row ?? null;
}

/** What a link shows: the place, the day, ends of meters' numbers, states. Nothing of who moves out. */
export interface LinkedMoveOut {
  readonly handedOverOn: Day;
  readonly address: Address;
  readonly expiresAt: Date;
  readonly readings: readonly {
    readonly serialEnd: string;
    readonly role: MeterRole;
    readonly digits: number | null;
    readonly value: Litres;
  }[];
}

/** What the new party is asked, by the link's token; null when it was used, has run out or never was. Looking is free. */
export async function linkedMoveOut(token: string, now: Date): Promise<LinkedMoveOut | null> {
  const sql = rawSql();
  const [row] = await sql<
    (Omit<LinkedMoveOut, 'readings' | 'expiresAt'> & {
      expiresAt: string;
      readings: { serial: string; role: MeterRole; digits: number | null; value: Litres }[];
    })[]
  >`
    select m.handed_over_on::text as "handedOverOn", m.token_expires_at as "expiresAt",
      json_build_object('street', p.street, 'building', p.building, 'unit', p.unit,
        'postalCode', p.postal_code, 'city', p.city) as address,
      (select coalesce(json_agg(json_build_object('serial', t.serial_number, 'role', t.role, 'digits', t.digits,
          'value', r.value_l) order by t.role = 'additional', t.serial_number), '[]')
        from move_out_readings r join meters t on t.id = r.meter_id where r.move_out_id = m.id) as readings
    from move_outs m join cases k on k.id = m.case_id join service_points p on p.id = m.service_point_id
    where m.token_hash = ${sha256(token)} and m.answered_at is null and k.state <> 'closed'
      and m.token_expires_at > ${now.toISOString()}::timestamptz`;
  if (!row) return null;
  const { readings, expiresAt, ...found } = row;
  return {
    ...found,
    expiresAt: new Date(expiresAt),
    readings: readings.map(({ serial, ...reading }) => ({ ...reading, serialEnd: serialEnd(serial) })),
  };
}
