import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import type { Reading } from '@/lib/consumption/rules/line';
import type { Address } from '@/lib/customers/address';
import { dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { MeterState, ReadingKind } from '@/lib/meters/rules';
import type { JudgedMeter, PreviousState } from './rules/judge';

/**
 * What is known of a customer's meters when a reading is judged: two round trips, both bound to the newest unbroken
 * time of the customer's own contract there (SECURITY S13), and of many readings only those next to the days asked.
 */

export interface KnownMeter extends JudgedMeter {
  /** internal key */
  readonly id: number;
  readonly serial: string;
  /** the service point's number */
  readonly point: string;
  readonly address: Address;
  /** the last state that counts, estimates left out */
  readonly previous: PreviousState | null;
  /** an estimate of the utility's after it */
  readonly estimate: MeterState | null;
}

/** A submitted reading that is about to be replaced: as if it were not there. */
export interface Without {
  readonly meterId: number;
  readonly readOn: Day;
}

interface MeterRow extends Record<string, unknown> {
  readonly id: string;
  readonly serial: string;
  readonly role: KnownMeter['role'];
  readonly digits: number | null;
  readonly installedOn: Day;
  readonly removedOn: Day | null;
  readonly point: string;
  readonly address: Address;
  readonly since: Day;
  readonly until: Day | null;
  readonly previous: StateRow | null;
  readonly estimate: StateRow | null;
}

interface StateRow {
  readonly at: string;
  readonly value: Litres;
  readonly kind: ReadingKind;
}

const midnight = (of: SQL): SQL => sql`coalesce((${of})::timestamp at time zone 'Europe/Warsaw', 'infinity')`;

const withoutRow = (without: Without | undefined): SQL =>
  without
    ? sql`not (x.meter_id = ${without.meterId} and x.read_at = ${startOfDay(without.readOn).toISOString()}::timestamptz)`
    : sql`true`;

/**
 * A customer's meters with the state that a new one follows. Those that are gone are among them: the use before a
 * replacement is theirs.
 * @param serials of which the whole service point is asked for; absent: all points
 */
export async function knownMeters(
  connection: Connection,
  customerId: number,
  now: Date,
  { serials, without }: { serials?: readonly string[]; without?: Without | undefined } = {},
): Promise<KnownMeter[]> {
  const today = dayOf(now);
  const wanted = serials
    ? sql`and k.service_point_id in (select w.service_point_id from meters w
        where w.serial_number = any(string_to_array(${serials.join('\n')}, chr(10))))`
    : sql``;
  const state = (kinds: SQL, after: SQL) => sql`
    (select json_build_object('at', x.read_at, 'value', x.value_l, 'kind', x.kind) from readings x
      where x.meter_id = m.id and ${kinds} and ${after} and ${withoutRow(without)}
        and x.read_at >= ${midnight(sql`s.since`)} and x.read_at < ${midnight(sql`s.until`)}
        and x.read_at <= ${now.toISOString()}::timestamptz
      order by x.read_at desc limit 1)`;
  const rows = await connection.execute<MeterRow>(sql`
    with own as (
      select k.service_point_id, range_agg(daterange(k.starts_on, k.ends_on, '[]')) as days
      from contracts k
      where k.customer_id = ${customerId} and k.starts_on <= ${today}
        and coalesce(k.ends_on, k.starts_on) >= k.starts_on ${wanted}
      group by 1
    ), spans as (
      select distinct on (o.service_point_id) o.service_point_id, lower(span) as since, upper(span) as until
      from own o, unnest(o.days) as span order by o.service_point_id, lower(span) desc
    )
    select m.id::text as id, m.serial_number as serial, m.role, m.digits,
      m.installed_on::text as "installedOn", m.removed_on::text as "removedOn", p.service_point_number as point,
      json_build_object('street', p.street, 'building', p.building, 'unit', p.unit,
        'postalCode', p.postal_code, 'city', p.city) as address,
      s.since::text as since, s.until::text as until, last.state as previous,
      ${state(sql`x.kind = 'estimated'`, sql`x.read_at > coalesce((last.state->>'at')::timestamptz, '-infinity')`)} as estimate
    from spans s join service_points p on p.id = s.service_point_id
      join meters m on m.service_point_id = s.service_point_id and m.installed_on <= ${today}
        and m.installed_on < coalesce(s.until, 'infinity') and coalesce(m.removed_on, 'infinity') >= s.since
      cross join lateral (select ${state(sql`x.kind <> 'estimated'`, sql`true`)} as state) last
    order by p.street nulls first, p.city, p.building, p.service_point_number, m.role = 'additional',
      m.installed_on desc, m.serial_number`);
  return rows.map(({ id, since, until, previous, estimate, ...meter }) => ({
    serial: meter.serial,
    role: meter.role,
    digits: meter.digits,
    installedOn: meter.installedOn,
    removedOn: meter.removedOn,
    point: meter.point,
    address: meter.address,
    id: Number(id),
    own: { since, until },
    previous: previous && { ...stateOf(previous), at: new Date(previous.at) },
    estimate: estimate && stateOf(estimate),
  }));
}

const stateOf = ({ at, value, kind }: StateRow): MeterState => ({ on: dayOf(new Date(at)), value, kind });

/** States of meters next to the beginnings of days, within own time; beside an estimate the nearest real ones. */
export async function statesNear(
  connection: Connection,
  meters: readonly KnownMeter[],
  days: readonly Day[],
  now: Date,
  without: Without | undefined,
): Promise<Map<number, Reading[]>> {
  if (meters.length === 0 || days.length === 0) return new Map();
  const instants = [...new Set(days)].map(each => startOfDay(each).toISOString()).join();
  const spans = JSON.stringify(
    meters.map(({ id, own }) => ({
      meter_id: id,
      since: startOfDay(own.since).toISOString(),
      until: own.until === null ? 'infinity' : startOfDay(own.until).toISOString(),
    })),
  );
  const within = sql`x.meter_id = m.meter_id and x.read_at >= m.since and x.read_at < m.until
    and x.read_at <= ${now.toISOString()}::timestamptz and ${withoutRow(without)}`;
  const nearest = (where: SQL, order: SQL) => sql`
    (select x.read_at, x.value_l, x.kind from readings x where ${within} and ${where}
      order by x.read_at ${order} limit 1)`;
  const rows = await connection.execute<{
    meterId: string;
    at: string;
    value: string;
    kind: ReadingKind;
  }>(sql`
    select distinct m.meter_id::text as "meterId", r.read_at as at, r.value_l::text as value, r.kind
    from jsonb_to_recordset(${spans}::jsonb) as m(meter_id bigint, since timestamptz, until timestamptz),
      unnest(string_to_array(${instants}, ',')::timestamptz[]) as asked(at),
      lateral (
        ${nearest(sql`x.read_at <= asked.at`, sql`desc`)} union all
        ${nearest(sql`x.read_at > asked.at`, sql`asc`)} union all
        ${nearest(sql`x.read_at <= asked.at and x.kind <> 'estimated'`, sql`desc`)} union all
        ${nearest(sql`x.read_at > asked.at and x.kind <> 'estimated'`, sql`asc`)}
      ) r`);
  const found = new Map<number, Reading[]>();
  for (const { meterId, at, value, kind } of rows) {
    const id = Number(meterId);
    found.set(id, [...(found.get(id) ?? []), { at: new Date(at), value: Number(value) as Litres, kind }]);
  }
  return found;
}
