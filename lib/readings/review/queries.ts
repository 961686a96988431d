import 'server-only';
import { rawSql } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import type { Address } from '@/lib/customers/address';
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { MeterRole, ReadingKind } from '@/lib/meters/rules';
import type { Answer, Question, SubmissionState } from '../rules/judge';

/** Readings that customers gave, as those who decide on them see them: of all customers. */

export const CHANNELS = ['portal', 'link', 'public', 'staff'] as const;
export type ReadingChannel = (typeof CHANNELS)[number];

export interface ReviewFilter {
  readonly state: SubmissionState | 'all';
  readonly channel: ReadingChannel | null;
  readonly city: string | null;
  /** given at least so many days ago */
  readonly olderThan: number | null;
}

/** A line of the queue. */
export interface ReviewRow {
  readonly ref: string;
  readonly serial: string;
  readonly role: MeterRole;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly address: Address;
  readonly readOn: Day;
  readonly value: Litres;
  readonly state: SubmissionState;
  readonly channel: ReadingChannel;
  readonly question: Question | null;
  readonly answer: Answer | null;
  readonly information: boolean;
  readonly submittedAt: Date;
  readonly expected: { readonly from: Litres; readonly to: Litres } | null;
  /** the last state that counts before it, estimates left out */
  readonly previous: { readonly on: Day; readonly value: Litres } | null;
  readonly hasPhoto: boolean;
  /** the billing system has another state of that very day: it cannot be approved */
  readonly taken: boolean;
}

interface FoundRow extends Record<string, unknown> {
  readonly value: string;
  readonly submittedAt: string;
  readonly expectedFrom: string | null;
  readonly expectedTo: string | null;
  readonly previousAt: string | null;
  readonly previousValue: string | null;
}

type Sql = ReturnType<typeof rawSql>;

/** @param which over `s` (the reading), `p` (its service point) */
async function rowsOf(which: (sql: Sql) => ReturnType<Sql>, order: 'asc' | 'desc'): Promise<ReviewRow[]> {
  const sql = rawSql();
  const rows = await sql<(Omit<ReviewRow, 'value' | 'submittedAt' | 'expected' | 'previous'> & FoundRow)[]>`
    with found as (
      select s.* from submitted_readings s
        join meters m on m.id = s.meter_id join service_points p on p.id = m.service_point_id
      where ${which(sql)}
    )
    select s.ref, m.serial_number as serial, m.role, c.customer_number as "customerNumber",
      c.name as "customerName",
      json_build_object('street', p.street, 'building', p.building, 'unit', p.unit,
        'postalCode', p.postal_code, 'city', p.city) as address,
      s.read_on::text as "readOn", s.value_l::text as value, s.state, s.channel, s.question, s.answer,
      s.information, s.submitted_at as "submittedAt", s.expected_from_l::text as "expectedFrom",
      s.expected_to_l::text as "expectedTo",
      before.read_at as "previousAt", before.value_l::text as "previousValue",
      exists (select from reading_photos f where f.submission_id = s.id) as "hasPhoto",
      exists (select from readings r where r.meter_id = s.meter_id
        and r.read_at = s.read_on::timestamp at time zone 'Europe/Warsaw' and r.origin = 'billing') as taken
    from found s join meters m on m.id = s.meter_id
      join service_points p on p.id = m.service_point_id
      join customers c on c.id = s.customer_id
      left join lateral (select r.read_at, r.value_l from readings r
        where r.meter_id = s.meter_id and r.kind <> 'estimated'
          and r.read_at < s.read_on::timestamp at time zone 'Europe/Warsaw'
        order by r.read_at desc limit 1) before on true
    order by s.submitted_at ${order === 'asc' ? sql`asc` : sql`desc`}, s.id`;
  return rows.map(
    ({ value, submittedAt, expectedFrom, expectedTo, previousAt, previousValue, ...row }): ReviewRow => ({
      ...row,
      value: Number(value) as Litres,
      submittedAt: new Date(submittedAt),
      expected:
        expectedFrom === null || expectedTo === null
          ? null
          : { from: Number(expectedFrom) as Litres, to: Number(expectedTo) as Litres },
      previous:
        previousAt === null
          ? null
          : { on: dayOf(new Date(previousAt)), value: Number(previousValue) as Litres },
    }),
  );
}

/** The queue: what waits, the oldest first; of what is decided the newest first. */
export async function reviewQueue(
  _actor: StaffActor,
  filter: ReviewFilter,
  page: { readonly offset: number; readonly limit: number },
  now: Date,
): Promise<ReviewRow[]> {
  const { state, channel, city, olderThan } = filter;
  const order = state === 'in_review' ? 'asc' : 'desc';
  return rowsOf(
    sql => sql`
      ${state === 'all' ? sql`s.state <> 'withdrawn'` : sql`s.state = ${state}`}
      ${channel === null ? sql`` : sql`and s.channel = ${channel}`}
      ${city === null ? sql`` : sql`and p.city = ${city}`}
      ${
        olderThan === null
          ? sql``
          : sql`and s.submitted_at < ${startOfDay(addDays(dayOf(now), 1 - olderThan)).toISOString()}::timestamptz`
      }
      order by s.submitted_at ${order === 'asc' ? sql`asc` : sql`desc`}, s.id
      limit ${page.limit} offset ${page.offset}`,
    order,
  );
}

/** Those of the references that exist, in the order of the queue. */
export const reviewRows = (_actor: StaffActor, refs: readonly string[]): Promise<ReviewRow[]> =>
  refs.length === 0
    ? Promise.resolve([])
    : rowsOf(sql => sql`s.ref = any(string_to_array(${refs.join(',')}, ','))`, 'asc');

/** The towns of readings that wait, for the filter. */
export async function reviewTowns(_actor: StaffActor): Promise<string[]> {
  const rows = await rawSql()<{ city: string }[]>`
    select distinct p.city from submitted_readings s join meters m on m.id = s.meter_id
      join service_points p on p.id = m.service_point_id
    where s.state <> 'withdrawn' order by p.city limit 200`;
  return rows.map(({ city }) => city);
}

/** A state of the meter before or after the one that is looked at. */
export interface NearState {
  readonly at: Date;
  readonly value: Litres;
  readonly kind: ReadingKind;
  readonly origin: 'billing' | 'portal';
}

export interface ReviewedReading extends ReviewRow {
  readonly note: string | null;
  readonly digits: number | null;
  /** what staff wrote for the customer */
  readonly reason: string | null;
  readonly photo: { readonly ref: string; readonly width: number; readonly height: number } | null;
  readonly states: readonly {
    readonly state: SubmissionState;
    readonly at: Date;
    readonly by: string | null;
  }[];
  /** states of the meter that count, newest first; of telemetry the first of each month */
  readonly history: readonly NearState[];
}

const HISTORY = 24;

/** One reading with all that helps to decide; null when there is none. */
export async function reviewedReading(actor: StaffActor, ref: string): Promise<ReviewedReading | null> {
  const [row] = await reviewRows(actor, [ref]);
  if (!row) return null;
  const sql = rawSql();
  const [more] = await sql<
    (Pick<ReviewedReading, 'note' | 'digits' | 'reason' | 'photo'> & {
      states: { state: SubmissionState; at: string; by: string | null }[];
    })[]
  >`
    select s.note, m.digits,
      (select t.reason from submitted_reading_states t where t.submission_id = s.id and t.reason is not null
        order by t.id desc limit 1) as reason,
      (select json_build_object('ref', f.ref, 'width', f.width, 'height', f.height) from reading_photos f
        where f.submission_id = s.id) as photo,
      (select json_agg(json_build_object('state', t.state, 'at', t.at, 'by', a.email) order by t.id)
        from submitted_reading_states t left join accounts a on a.id = t.account_id and a.staff_role is not null
        where t.submission_id = s.id) as states
    from submitted_readings s join meters m on m.id = s.meter_id where s.ref = ${ref}`;
  const history = await sql<(Omit<NearState, 'at' | 'value'> & { at: string; value: string })[]>`
    select x.read_at as at, x.value_l::text as value, x.kind, x.origin from (
      select r.*, row_number() over (partition by r.kind,
        case when r.kind = 'remote' then date_trunc('month', r.read_at at time zone 'Europe/Warsaw')
          else r.read_at at time zone 'UTC' end order by r.read_at) as nth
      from readings r join meters m on m.id = r.meter_id
      where m.serial_number = ${row.serial}
        and r.read_at > (${row.readOn}::date - interval '4 years')) x
    where x.nth = 1 order by x.read_at desc limit ${HISTORY}`;
  return {
    ...row,
    ...more!,
    states: (more!.states ?? []).map(({ at, ...step }) => ({ ...step, at: new Date(at) })),
    history: history.map(({ at, value, ...state }) => ({
      ...state,
      at: new Date(at),
      value: Number(value) as Litres,
    })),
  };
}
