import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { db } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import { dayOf, type Day } from '@/lib/kernel/dates';
import { utility } from '@/lib/utility';
import { reportRule, type Period, type ReportName } from './rules';

/** A month's figures, by the report's columns. */
export interface ReportRow {
  /** its first day */
  readonly month: Day;
  readonly values: Readonly<Record<string, number | null>>;
}

const warsawMonth = (instant: string): SQL =>
  sql.raw(`date_trunc('month', (${instant}) at time zone 'Europe/Warsaw')`);
const monthOf = (day: string): SQL => sql.raw(`date_trunc('month', ${day}::timestamp)`);
/** Rows of the period by an instant's column, by its index. */
const within = (instant: string, { from, to }: Period): SQL => sql`
  ${sql.raw(instant)} >= ${from}::date::timestamp at time zone 'Europe/Warsaw'
  and ${sql.raw(instant)} < (${to}::date + interval '1 month')::timestamp at time zone 'Europe/Warsaw'`;
const days = (day: string, { from, to }: Period): SQL => sql`
  ${sql.raw(day)} >= ${from}::date and ${sql.raw(day)} < ${to}::date + interval '1 month'`;

/** Each: rows of `month` (a timestamp) and the report's columns, for months that have any. */
const SELECTS: { readonly [Name in ReportName]: (period: Period, today: Day, price: number | null) => SQL } =
  {
    // electronic: the customer's last word on the day of issue, as the export of what is to be printed reads it
    e_invoices: period => sql`
    select month, count(*)::int as invoices, count(*) filter (where electronic)::int as electronic,
      round(100.0 * count(*) filter (where electronic) / count(*), 1)::float8 as share
    from (select ${monthOf('i.issued_on')} as month, coalesce((select e.action from e_invoice_consents e
        where e.customer_id = i.customer_id and e.action <> 'changed' and e.effective_on <= i.issued_on
        order by e.effective_on desc, e.id desc limit 1), 'withdrawn') = 'accepted' as electronic
      from invoices i where ${days('i.issued_on', period)}) x group by month`,
    accounts: period => sql`
    select month, sum(created)::int as created, sum(signed)::int as "signedIn"
    from (select ${warsawMonth('a.created_at')} as month, count(*) as created, 0 as signed from accounts a
        where a.staff_role is null and ${within('a.created_at', period)} group by 1
      union all
      select ${warsawMonth('l.at')}, 0, count(distinct l.account_id) from audit_log l
        join accounts a on a.id = l.account_id and a.staff_role is null
        where l.action = 'session.signed_in' and ${within('l.at', period)} group by 1) x group by month`,
    readings: period => sql`
    select ${warsawMonth('submitted_at')} as month, count(*) filter (where channel = 'portal')::int as portal,
      count(*) filter (where channel = 'link')::int as link,
      count(*) filter (where channel = 'public')::int as public,
      count(*) filter (where channel = 'staff')::int as staff, count(*)::int as "all"
    from submitted_readings where state <> 'withdrawn' and ${within('submitted_at', period)} group by 1`,
    // answered: the first time that it was; later than its day is late, and so is what is open past its day
    complaints: (period, today) => sql`
    select month, count(*)::int as received,
      count(*) filter (where answered is not null and (answer_by is null or answered <= answer_by))::int as "inTime",
      count(*) filter (where coalesce(answered, ${today}::date) > answer_by)::int as late,
      count(*) filter (where answered is null)::int as open,
      round(avg(answered - received), 1)::float8 as days
    from (select ${warsawMonth('c.received_at')} as month, c.answer_by,
        (c.received_at at time zone 'Europe/Warsaw')::date as received,
        (select (min(s.at) at time zone 'Europe/Warsaw')::date from case_states s
          where s.case_id = c.id and s.state in ('answered', 'closed')) as answered
      from cases c where c.kind like 'complaint%' and ${within('c.received_at', period)}) x group by month`,
    // in złoty, where the configuration says what the provider takes for a segment
    sms: (period, _today, price) => sql`
    select ${warsawMonth('last_attempt_at')} as month, count(*)::int as messages,
      coalesce(sum(segments), 0)::int as segments, (sum(segments) * ${price}::float8 / 100)::float8 as cost
    from outbox where channel = 'sms' and state in ('sent', 'delivered', 'unknown', 'permanently_failed')
      and ${within('last_attempt_at', period)} group by 1`,
    contracts: period => sql`
    select ${monthOf('k.ends_on')} as month, count(*)::int as ending from contracts k
    where ${days('k.ends_on', period)} and not exists (select from contracts n where n.customer_id = k.customer_id
      and n.service_point_id = k.service_point_id and n.id <> k.id and n.starts_on > k.starts_on
      and (n.ends_on is null or n.ends_on > k.ends_on)) group by 1`,
    meters: (period, today) => sql`
    select ${monthOf('legalisation_valid_until')} as month, count(*) filter (where role = 'main')::int as main,
      count(*) filter (where role = 'additional')::int as additional, count(*)::int as "all"
    from meters where installed_on <= ${today}::date and (removed_on is null or removed_on > ${today}::date)
      and ${days('legalisation_valid_until', period)} group by 1`,
  };

/** A row for each month of the period, also where there was nothing; oldest first. */
export async function report(
  _actor: StaffActor,
  name: ReportName,
  period: Period,
  now: Date,
): Promise<ReportRow[]> {
  const { columns } = reportRule(name);
  const price = utility().notifications.smsSegmentGrosze ?? null;
  const found = await db().execute<{ month: Day } & Record<string, number | null>>(sql`
    select m.day::date::text as month, x.* from generate_series(${period.from}::date::timestamp,
        ${period.to}::date::timestamp, interval '1 month') m(day)
      left join (${SELECTS[name](period, dayOf(now), price)}) x(at, ${sql.raw(columns.map(column => `"${column}"`).join(', '))})
        on x.at = m.day
    order by m.day`);
  const rates = ['share', 'days', 'cost'];
  return found.map(row => ({
    month: row.month,
    // A month without anything counts nothing, and has no rate.
    values: Object.fromEntries(
      columns.map(column => [column, row[column] ?? (rates.includes(column) ? null : 0)]),
    ),
  }));
}
