import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import { dayOf } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { MeterRole, ReadingKind } from '@/lib/meters/rules';
import { LATEST_INVOICE_DAYS } from '../states';

/** A state of an own meter, whoever told it. */
export interface HistoryEntry {
  readonly serial: string;
  readonly role: MeterRole;
  readonly at: Date;
  readonly value: Litres;
  readonly kind: ReadingKind;
  readonly origin: 'billing' | 'portal';
  /** the invoice that used it */
  readonly invoice: { readonly ref: string; readonly number: string } | null;
}

export interface History {
  /** years with readings, newest first */
  readonly years: readonly number[];
  readonly entries: readonly HistoryEntry[];
  /** readings of the year that are left out: telemetry shows each month's first */
  readonly leftOut: number;
}

/** More than this a meter and year is telemetry. */
const MANY = 60;

/**
 * All states of the current customer's meters within the days of their own contracts (S13), newest first.
 * @param year absent: all of them
 * @param whole also every state of telemetry
 */
export async function readingHistory(
  actor: CustomerActor,
  now: Date,
  { year, whole = false }: { year?: number | undefined; whole?: boolean } = {},
): Promise<History> {
  const sql = rawSql();
  const today = dayOf(now);
  const inYear =
    year === undefined
      ? sql`true`
      : sql`r.read_at >= make_date(${year}::int, 1, 1)::timestamp at time zone 'Europe/Warsaw'
          and r.read_at < make_date(${year + 1}::int, 1, 1)::timestamp at time zone 'Europe/Warsaw'`;
  const spans = sql`
    own as (
      select k.service_point_id, range_agg(daterange(k.starts_on, k.ends_on, '[]')) as days
      from contracts k
      where k.customer_id = ${actor.current.id}::bigint and k.starts_on <= ${today}
        and coalesce(k.ends_on, k.starts_on) >= k.starts_on
      group by 1
    ),
    spans as (
      select m.id, m.serial_number, m.role,
        lower(span)::timestamp at time zone 'Europe/Warsaw' as since,
        least(coalesce(upper(span)::timestamp at time zone 'Europe/Warsaw', 'infinity'),
          ${now.toISOString()}::timestamptz + interval '1 microsecond') as until
      from own o, unnest(o.days) as span, meters m where m.service_point_id = o.service_point_id
    )`;
  const years = await sql<{ year: number }[]>`
    with ${spans}, ends as (
      select min(f.at) as first, max(l.at) as last from spans s,
        lateral (select min(x.read_at) as at from readings x
          where x.meter_id = s.id and x.read_at >= s.since and x.read_at < s.until) f,
        lateral (select max(x.read_at) as at from readings x
          where x.meter_id = s.id and x.read_at >= s.since and x.read_at < s.until) l)
    select y.year from ends e, generate_series(extract(year from e.last at time zone 'Europe/Warsaw')::int,
      extract(year from e.first at time zone 'Europe/Warsaw')::int, -1) as y(year)`;
  const rows = await sql<
    (Omit<HistoryEntry, 'value' | 'at'> & { value: string; at: string; leftOut: string })[]
  >`
    with ${spans}, found as (
      select s.serial_number, s.role, r.read_at, r.value_l, r.kind, r.origin, s.id as meter_id,
        count(*) over (partition by s.id, date_trunc('year', r.read_at at time zone 'Europe/Warsaw')) as many,
        row_number() over (partition by s.id, r.kind, date_trunc('month', r.read_at at time zone 'Europe/Warsaw')
          order by r.read_at) as nth
      from spans s join readings r on r.meter_id = s.id and r.read_at >= s.since and r.read_at < s.until
      where ${inYear}
    ), shown as (
      select f.*, ${whole}::boolean or f.many <= ${MANY} or f.kind <> 'remote' or f.nth = 1 as kept from found f
    )
    select f.serial_number as serial, f.role, f.read_at as at, f.value_l::text as value, f.kind, f.origin,
      (select count(*) from shown h where not h.kept)::text as "leftOut",
      (select json_build_object('ref', i.ref, 'number', i.invoice_number)
        from invoice_lines l join invoices i on i.id = l.invoice_id
        where l.meter_serial = f.serial_number and l.reading_to_l = f.value_l and not l.before
          and i.customer_id = ${currentId(actor, 'invoices')}::bigint
          and i.issued_on between (f.read_at at time zone 'Europe/Warsaw')::date
            and (f.read_at at time zone 'Europe/Warsaw')::date + ${LATEST_INVOICE_DAYS}::int
        order by i.issued_on, i.id limit 1) as invoice
    from shown f where f.kept
    order by f.read_at desc, f.role = 'additional', f.serial_number`;
  return {
    years: years.map(each => each.year),
    leftOut: Number(rows[0]?.leftOut ?? 0),
    entries: rows.map(({ leftOut: _, value, at, ...row }) => ({
      ...row,
      at: new Date(at),
      value: Number(value) as Litres,
    })),
  };
}
