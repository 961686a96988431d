import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Address } from '@/lib/customers/address';
import type { CsvCell } from '@/lib/kernel/csv';
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { ReadingKind } from '@/lib/meters/rules';
import { pricesOf, type TariffPrice, type TariffRow } from '@/lib/tariffs/rules';
import { analyse, askedDays, type Analysis, type Question } from './rules/analysis';
import { csvRows } from './rules/csv-rows';
import type { Reading } from './rules/line';
import {
  metersOf,
  placeOf,
  targetOfMeter,
  type OutlineMeter,
  type OutlinePoint,
  type ReadingsOf,
  type Target,
} from './rules/places';
import { cutsOf } from './rules/use';

/**
 * Consumption in two round trips: first what there is (places, meters, their first and last reading, prices), then
 * of the meters chosen the states next to the days asked for and no others (telemetry has 35,000 a year, decision
 * 0004). Both bind every meter and reading to days of the customer's own contracts (S13). Own time ends with the
 * midnight after the contract's last day; a reading of that very instant closes it and is still part of it.
 */

export interface ConsumptionPoint extends OutlinePoint {
  readonly address: Address;
}

export interface Outline {
  /** those that are the customer's now first */
  readonly points: readonly ConsumptionPoint[];
  readonly prices: readonly TariffPrice[];
  /** the newest period that was invoiced; `to` is exclusive */
  readonly settled: { readonly from: Day; readonly to: Day } | null;
}

/** ms, litres, kind */
type StateRow = readonly [at: number, value: Litres, kind: ReadingKind];

interface SpanRow {
  readonly since: Day;
  readonly states: readonly (StateRow | null)[];
}

interface PointRow extends Omit<ConsumptionPoint, 'meters'> {
  readonly meters: readonly (Omit<OutlineMeter, 'readings'> & { readonly spans: readonly SpanRow[] })[];
}

interface OutlineRow {
  readonly points: readonly PointRow[];
  readonly prices: readonly TariffRow[];
  readonly settled: { readonly from: Day; readonly last: Day } | null;
}

const readingOf = ([at, value, kind]: StateRow): Reading => ({ at: new Date(at), value, kind });

/** Own places with the days on which they are the customer's, as a piece of SQL. */
const ownSql = (sql: ReturnType<typeof rawSql>, actor: CustomerActor, today: Day) => sql`
  select k.service_point_id, range_agg(daterange(k.starts_on, k.ends_on, '[]')) as days
  from contracts k
  where k.customer_id = ${actor.current.id}::bigint and k.starts_on <= ${today}
    and coalesce(k.ends_on, k.starts_on) >= k.starts_on
  group by 1`;

const midnight = (sql: ReturnType<typeof rawSql>, of: ReturnType<ReturnType<typeof rawSql>>) =>
  sql`coalesce((${of})::timestamp at time zone 'Europe/Warsaw', 'infinity')`;

/** What of the current customer's water can be asked for. One round trip. */
export async function consumptionOutline(actor: CustomerActor, now: Date): Promise<Outline> {
  const today = dayOf(now);
  const sql = rawSql();
  const state = (order: ReturnType<typeof sql>) => sql`
    (select json_build_array(extract(epoch from r.read_at) * 1000, r.value_l, r.kind)
     from readings r where r.meter_id = m.id and r.read_at <= ${now.toISOString()}::timestamptz
       and r.read_at >= ${midnight(sql, sql`lower(span)`)} and r.read_at <= ${midnight(sql, sql`upper(span)`)}
     order by r.read_at ${order} limit 1)`;
  const [row] = await sql<[OutlineRow]>`
    with own as (${ownSql(sql, actor, today)})
    select
      (select coalesce(json_agg(json_build_object('number', s.service_point_number,
          'address', json_build_object('street', s.street, 'building', s.building, 'unit', s.unit,
            'postalCode', s.postal_code, 'city', s.city),
          'own', (select json_agg(json_build_object('since', lower(span), 'until', upper(span)) order by span)
            from unnest(o.days) as span),
          'contracts', (select json_agg(json_build_object('service', k.service, 'tariffGroup', k.tariff_group,
              'from', k.starts_on, 'to', k.ends_on + 1) order by k.starts_on, k.contract_number)
            from contracts k where k.service_point_id = o.service_point_id and k.starts_on <= ${today}
              and k.customer_id = ${actor.current.id}::bigint),
          'meters', (select coalesce(json_agg(json_build_object('serial', m.serial_number, 'role', m.role,
              'digits', m.digits, 'installedOn', m.installed_on, 'removedOn', m.removed_on,
              'validUntil', m.legalisation_valid_until,
              'spans', (select json_agg(json_build_object('since', lower(span),
                  'states', json_build_array(${state(sql`asc`)}, ${state(sql`desc`)})))
                from unnest(o.days) as span)) order by m.installed_on, m.serial_number), '[]')
            from meters m
            where m.service_point_id = o.service_point_id and m.installed_on <= ${today}
              and exists (select from unnest(o.days) as span
                where m.installed_on < coalesce(upper(span), 'infinity')
                  and coalesce(m.removed_on, 'infinity') > lower(span))))
          order by o.days @> ${today}::date desc, s.street nulls first, s.city, s.building,
            s.service_point_number), '[]')
        from own o join service_points s on s.id = o.service_point_id) as points,
      (select coalesce(json_agg(json_build_object('group', t.tariff_group, 'item', t.item,
          'validFrom', t.valid_from, 'validTo', t.valid_to, 'netPrice', t.net_price::text,
          'vatRate', t.vat_rate::text)), '[]')
        from tariffs t where t.tariff_group in (select k.tariff_group from contracts k
          where k.customer_id = ${currentId(actor, 'invoices')}::bigint)) as prices,
      (select json_build_object('from', i.sale_from, 'last', i.sale_to) from invoices i
        where i.customer_id = ${actor.current.id}::bigint and not i.is_correction
          and i.sale_from <= i.sale_to
        order by i.issued_on desc, i.id desc limit 1) as settled`;
  return {
    points: row.points.map(({ meters, ...point }) => ({
      ...point,
      meters: meters.map(({ spans, ...meter }) => ({
        ...meter,
        readings: new Map(
          spans.map(span => [span.since, span.states.filter(each => each !== null).map(readingOf)]),
        ),
      })),
    })),
    prices: pricesOf(row.prices),
    settled: row.settled && { from: row.settled.from, to: addDays(row.settled.last, 1) },
  };
}

/**
 * The states of own meters next to the beginnings of these days, with the first and the last of each own time: all
 * that a line needs to know them. Beside an estimate the nearest real readings come too, which may contradict it.
 */
async function statesNear(
  actor: CustomerActor,
  serials: readonly string[],
  days: readonly Day[],
  now: Date,
): Promise<ReadingsOf> {
  const sql = rawSql();
  const instants = [
    ...[...new Set(days)].map(each => startOfDay(each).toISOString()),
    '-infinity',
    'infinity',
  ].join();
  const within = sql`x.meter_id = m.id and x.read_at between s.starts_at and s.ends_at`;
  const rows = await sql<{ serial: string; since: Day; states: StateRow[] }[]>`
    with own as (${ownSql(sql, actor, dayOf(now))}),
    spans as (
      select o.service_point_id, lower(span)::text as since, ${midnight(sql, sql`lower(span)`)} as starts_at,
        least(${midnight(sql, sql`upper(span)`)}, ${now.toISOString()}::timestamptz) as ends_at
      from own o, unnest(o.days) as span
    )
    select m.serial_number as serial, s.since, r.states
    from spans s
    join meters m on m.service_point_id = s.service_point_id
      and m.serial_number = any(string_to_array(${serials.join('\n')}, chr(10)))
    cross join lateral (
      select json_agg(json_build_array(extract(epoch from v.read_at) * 1000, v.value_l, v.kind)) as states
      from unnest(string_to_array(${instants}, ',')::timestamptz[]) as asked(at)
      left join lateral (select x.read_at, x.value_l, x.kind from readings x
        where ${within} and x.read_at <= asked.at order by x.read_at desc limit 1) b on true
      left join lateral (select x.read_at, x.value_l, x.kind from readings x
        where (b.read_at is distinct from asked.at or b.kind = 'estimated')
          and ${within} and x.read_at > asked.at order by x.read_at limit 1) a on true
      left join lateral (select x.read_at, x.value_l, x.kind from readings x
        where b.kind = 'estimated' and ${within} and x.read_at < b.read_at and x.kind <> 'estimated'
        order by x.read_at desc limit 1) before_b on true
      left join lateral (select x.read_at, x.value_l, x.kind from readings x
        where a.kind = 'estimated' and ${within} and x.read_at > a.read_at and x.kind <> 'estimated'
        order by x.read_at limit 1) after_a on true
      cross join lateral (values (b.read_at, b.value_l, b.kind), (a.read_at, a.value_l, a.kind),
        (before_b.read_at, before_b.value_l, before_b.kind),
        (after_a.read_at, after_a.value_l, after_a.kind)) as v(read_at, value_l, kind)
      where v.read_at is not null
    ) r`;
  const found = new Map(rows.map(({ serial, since, states }) => [`${since} ${serial}`, states]));
  return (serial, since) => found.get(`${since} ${serial}`)?.map(readingOf);
}

/**
 * Answers a question about own places or meters. One round trip, and none where nothing was ever read.
 * @param outline of the same actor
 */
export async function consumptionOf(
  actor: CustomerActor,
  outline: Outline,
  targets: readonly Target[],
  asked: Question,
  now: Date,
): Promise<Analysis | null> {
  const serials = targets.flatMap(metersOf).map(meter => meter.serial);
  if (serials.length === 0) return null;
  const days = askedDays(
    targets.map(target => placeOf(target)),
    outline.prices,
    asked,
  );
  const readings = await statesNear(actor, serials, days, now);
  return analyse(
    targets.map(target => placeOf(target, readings)),
    outline.prices,
    asked,
  );
}

/**
 * The rows of the consumption file of one meter, with what it replaced and what replaced it.
 * @returns null for a meter that was never on own days of the customer's, like one that does not exist
 */
export async function consumptionRows(
  actor: CustomerActor,
  serial: string,
  asked: Question,
  now: Date,
): Promise<CsvCell[][] | null> {
  const outline = await consumptionOutline(actor, now);
  const target = targetOfMeter(outline.points, serial);
  if (!target) return null;
  const readings = await statesNear(
    actor,
    metersOf(target).map(meter => meter.serial),
    // By months too, so that no rollover hides between two states.
    [...cutsOf(asked.from, asked.to, asked.step), ...cutsOf(asked.from, asked.to, 'month')],
    now,
  );
  return csvRows(serial, placeOf(target, readings).supply, asked);
}
