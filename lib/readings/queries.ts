import 'server-only';
import { db, rawSql } from '@/db/client';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import { exactCost, roundedCost, type ChargedTerm } from '@/lib/consumption/rules/cost';
import type { Address } from '@/lib/customers/address';
import { dayOf, type Day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import type { Grosze } from '@/lib/kernel/money';
import type { Litres } from '@/lib/kernel/volume';
import type { MeterRole, MeterState, ReadingKind } from '@/lib/meters/rules';
import { pricesOf, type TariffRow } from '@/lib/tariffs/rules';
import { expectedOf, knownMeters, type KnownMeter } from './known';
import type { Expected } from './rules/expected';
import { mayCorrect, type Answer, type Question, type SubmissionState } from './rules/judge';

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
    where s.ref = ${ref} and s.customer_id = ${actor.current.id}::bigint`;
  if (!row || !mayCorrect(row.state)) return null;
  const { state: _, ...found } = row;
  return { ...found, meterId: Number(row.meterId), value: Number(row.value) as Litres };
}

/** A reading that the customer gave, with what became of it. */
export interface OwnSubmission {
  readonly ref: string;
  readonly serial: string;
  readonly role: MeterRole;
  readonly digits: number | null;
  readonly address: Address;
  readonly readOn: Day;
  readonly value: Litres;
  readonly state: SubmissionState;
  readonly information: boolean;
  readonly channel: 'portal' | 'link' | 'public' | 'staff';
  readonly question: Question | null;
  readonly answer: Answer | null;
  readonly note: string | null;
  readonly submittedAt: Date;
  /** why it was rejected */
  readonly reason: string | null;
  readonly photo: { readonly ref: string; readonly width: number; readonly height: number } | null;
  readonly invoice: { readonly ref: string; readonly number: string } | null;
  /** every state it has had, the first one first */
  readonly states: readonly { readonly state: SubmissionState; readonly at: Date }[];
}

interface SubmissionRow extends Omit<OwnSubmission, 'value' | 'states' | 'submittedAt'> {
  readonly value: string;
  readonly submittedAt: string;
  readonly states: readonly { readonly state: SubmissionState; readonly at: string }[];
}

type Sql = ReturnType<typeof rawSql>;

async function submissions(
  actor: CustomerActor,
  which: (sql: Sql) => ReturnType<Sql>,
): Promise<OwnSubmission[]> {
  const sql = rawSql();
  const rows = await sql<SubmissionRow[]>`
    select s.ref, m.serial_number as serial, m.role, m.digits, s.read_on::text as "readOn",
      json_build_object('street', p.street, 'building', p.building, 'unit', p.unit,
        'postalCode', p.postal_code, 'city', p.city) as address,
      s.value_l::text as value, s.state, s.information, s.channel, s.question, s.answer, s.note,
      s.submitted_at as "submittedAt",
      (select t.reason from submitted_reading_states t where t.submission_id = s.id and t.reason is not null
        order by t.id desc limit 1) as reason,
      (select json_build_object('ref', f.ref, 'width', f.width, 'height', f.height) from reading_photos f
        where f.submission_id = s.id) as photo,
      (select json_build_object('ref', i.ref, 'number', i.invoice_number) from invoices i
        where i.id = s.invoice_id and i.customer_id = s.customer_id) as invoice,
      (select json_agg(json_build_object('state', t.state, 'at', t.at) order by t.id)
        from submitted_reading_states t where t.submission_id = s.id) as states
    from submitted_readings s join meters m on m.id = s.meter_id
      join service_points p on p.id = m.service_point_id
    where s.customer_id = ${actor.current.id}::bigint and ${which(sql)}
    order by s.submitted_at desc, s.id`;
  return rows.map(({ value, states, submittedAt, ...row }) => ({
    ...row,
    submittedAt: new Date(submittedAt),
    value: Number(value) as Litres,
    states: (states ?? []).map(({ state, at }) => ({ state, at: new Date(at) })),
  }));
}

/** The newest readings that were given for the current customer. */
export const listSubmissions = (actor: CustomerActor, count = 12): Promise<OwnSubmission[]> =>
  submissions(
    actor,
    sql => sql`s.state <> 'withdrawn' and s.id in (select n.id from submitted_readings n
      where n.customer_id = ${actor.current.id}::bigint and n.state <> 'withdrawn'
      order by n.submitted_at desc, n.id limit ${count})`,
  );

/** A reading with the others of the same form, that one first; empty for somebody else's and for none. */
export async function findSubmissions(actor: CustomerActor, ref: string): Promise<OwnSubmission[]> {
  const found = await submissions(
    actor,
    sql => sql`s.form_key in (select f.form_key from submitted_readings f
      where f.ref = ${ref} and f.customer_id = ${actor.current.id}::bigint)`,
  );
  return [...found].sort((a, b) => Number(b.ref === ref) - Number(a.ref === ref));
}

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
/** An invoice that was issued later than this after a reading did not use it. */
const LATEST_INVOICE_DAYS = 200;

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
          and i.customer_id = ${actor.current.id}::bigint
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

/** A photo of the current customer's; null for somebody else's and for none. */
export async function findPhoto(actor: CustomerActor, ref: string): Promise<Uint8Array | null> {
  const sql = rawSql();
  const [row] = await sql<{ content: Uint8Array }[]>`
    select f.content from reading_photos f join submitted_readings s on s.id = f.submission_id
    where f.ref = ${ref} and s.customer_id = ${actor.current.id}::bigint`;
  return row?.content ?? null;
}

/** A photo for staff, with whose reading it is. The reader is named so that nobody calls it without one. */
export async function findPhotoForStaff(
  _reader: StaffActor,
  ref: string,
): Promise<{ content: Uint8Array; readingRef: string } | null> {
  const sql = rawSql();
  const [row] = await sql<{ content: Uint8Array; readingRef: string }[]>`
    select f.content, s.ref as "readingRef" from reading_photos f
      join submitted_readings s on s.id = f.submission_id
    where f.ref = ${ref}`;
  return row ?? null;
}

/**
 * What a use costs at one of the current customer's points by the prices of a day, with VAT, without subscription.
 * @param point its number
 * @returns null when a price is not known
 */
export async function costOfUse(
  actor: CustomerActor,
  point: string,
  used: Litres,
  on: Day,
): Promise<Grosze | null> {
  const sql = rawSql();
  const contracts = await sql<ChargedTerm[]>`
    select k.service, k.tariff_group as "tariffGroup", k.starts_on::text as "from", (k.ends_on + 1)::text as "to"
    from contracts k join service_points p on p.id = k.service_point_id
    where k.customer_id = ${actor.current.id}::bigint and p.service_point_number = ${point}`;
  const prices = pricesOf(
    await sql<TariffRow[]>`
      select tariff_group as "group", item, valid_from::text as "validFrom", valid_to::text as "validTo",
        net_price::text as "netPrice", vat_rate::text as "vatRate"
      from tariffs where tariff_group = any(string_to_array(
        ${contracts.map(({ tariffGroup }) => tariffGroup ?? '').join('\n')}, chr(10)))`,
  );
  const water = exactCost(contracts, prices, 'water', on, used);
  const sewage = exactCost(contracts, prices, 'sewage', on, used);
  const total = water !== null && sewage !== null ? water + sewage : 0n;
  return total > 0n ? roundedCost(total) : null;
}

/** What the form behind a link shows: one meter, nothing of whose it is. */
export interface LinkedMeter {
  readonly role: MeterRole;
  readonly digits: number | null;
  /** the last four characters of its number */
  readonly serialEnd: string;
  readonly expiresAt: Date;
}

/** The meter of a link that still works, without using it up. @returns null for every other token */
export async function linkedMeter(token: string, now: Date): Promise<LinkedMeter | null> {
  const sql = rawSql();
  const [row] = await sql<(Omit<LinkedMeter, 'expiresAt'> & { expiresAt: string })[]>`
    select m.role, m.digits, right(m.serial_number, 4) as "serialEnd", l.expires_at as "expiresAt"
    from reading_links l join meters m on m.id = l.meter_id
    where l.token_hash = ${sha256(token)} and l.used_at is null and l.expires_at > ${now.toISOString()}::timestamptz`;
  return row ? { ...row, expiresAt: new Date(row.expiresAt) } : null;
}
