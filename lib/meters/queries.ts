import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import type { Address } from '@/lib/customers/address';
import { dayOf, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { MeterState, OwnMeter, ReadingKind } from './rules';

/** A service point with the meters of the customer's own time there. */
export interface MeterPoint {
  readonly number: string;
  readonly address: Address;
  /** first day of the customer's own time */
  readonly since: Day;
  /** its last day; null while a contract runs */
  readonly endedOn: Day | null;
  /** whether sewage is charged here: only then is an additional meter deducted from anything */
  readonly sewage: boolean;
  /** those that are there now (of an ended contract: that were there at its end); main first */
  readonly meters: readonly OwnMeter[];
  /** those removed before the end of the customer's own time */
  readonly removed: readonly OwnMeter[];
}

interface StateRow {
  readonly at: string;
  readonly value: Litres;
  readonly kind: ReadingKind;
}

interface MeterRow extends Omit<OwnMeter, 'first' | 'last'> {
  readonly first: StateRow | null;
  readonly last: StateRow | null;
  readonly gone: boolean;
}

interface PointRow extends Omit<MeterPoint, 'meters' | 'removed'> {
  readonly meters: readonly MeterRow[];
}

/**
 * The current customer's service points with their meters, in one round trip. Ownership has a time (S13): a meter
 * counts when it was there on a day of an own contract, and of it only readings and dates within such days. Whoever
 * lived there before or came after shows in nothing; what is known today (until when the legalisation holds) only
 * where a contract runs. Own days are half-open, [start, day after the end): the state at that midnight belongs to
 * the next one.
 */
export async function listMeters(actor: CustomerActor, now: Date): Promise<MeterPoint[]> {
  const today = dayOf(now);
  const sql = rawSql();
  const state = (order: ReturnType<typeof sql>) => sql`
    (select json_build_object('at', r.read_at, 'value', r.value_l, 'kind', r.kind)
     from unnest(o.days) as span, lateral (
       select x.read_at, x.value_l, x.kind from readings x
       where x.meter_id = m.id and x.read_at <= ${now.toISOString()}::timestamptz
         and x.read_at >= lower(span)::timestamp at time zone 'Europe/Warsaw'
         and x.read_at < coalesce(upper(span)::timestamp at time zone 'Europe/Warsaw', 'infinity')
       order by x.read_at ${order} limit 1) r
     order by r.read_at ${order} limit 1)`;
  // Also one that was removed between two contracts of the customer's: its day is not for them, but gone it is.
  const gone = sql`coalesce(m.removed_on <= least(${today}::date, upper(o.days) - 1), false)`;
  const rows = await sql<PointRow[]>`
    with own as (
      select k.service_point_id, range_agg(daterange(k.starts_on, k.ends_on, '[]')) as days,
        bool_or(k.service <> 'water' and coalesce(k.ends_on, ${today}) >= ${today}) as sewage
      from contracts k
      where k.customer_id = ${actor.current.id}::bigint and k.starts_on <= ${today}
        and coalesce(k.ends_on, k.starts_on) >= k.starts_on
      group by 1
    )
    select s.service_point_number as number, lower(o.days)::text as since,
      case when not o.days @> ${today}::date then (upper(o.days) - 1)::text end as "endedOn", o.sewage,
      json_build_object('street', s.street, 'building', s.building, 'unit', s.unit,
        'postalCode', s.postal_code, 'city', s.city) as address,
      (select coalesce(json_agg(json_build_object('serial', m.serial_number, 'role', m.role, 'digits', m.digits,
          'installedOn', case when o.days @> m.installed_on then m.installed_on end,
          'removedOn', case when o.days @> m.removed_on and m.removed_on <= ${today} then m.removed_on end,
          'gone', ${gone},
          'validUntil', case when o.days @> ${today}::date and not ${gone} then m.legalisation_valid_until end,
          'first', ${state(sql`asc`)}, 'last', ${state(sql`desc`)})
          order by m.role = 'additional', m.installed_on desc, m.serial_number), '[]')
        from meters m
        where m.service_point_id = o.service_point_id and m.installed_on <= ${today}
          and exists (select from unnest(o.days) as span
            where m.installed_on < coalesce(upper(span), 'infinity')
              and coalesce(m.removed_on, 'infinity') > lower(span))) as meters
    from own o join service_points s on s.id = o.service_point_id
    order by o.days @> ${today}::date desc, s.street nulls first, s.city, s.building, s.service_point_number`;
  return rows.map(({ meters, ...point }) => {
    const own = (gone: boolean): OwnMeter[] =>
      meters
        .filter(meter => meter.gone === gone)
        .map(({ gone: _, first, last, ...meter }) => ({
          ...meter,
          first: stateOf(first),
          last: stateOf(last),
        }));
    return { ...point, meters: own(false), removed: own(true) };
  });
}

const stateOf = (row: StateRow | null): MeterState | null =>
  row && { on: dayOf(new Date(row.at)), value: row.value, kind: row.kind };
