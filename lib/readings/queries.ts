import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Address } from '@/lib/customers/address';
import type { Day } from '@/lib/kernel/dates';
import type { Litres } from '@/lib/kernel/volume';
import type { MeterRole } from '@/lib/meters/rules';
import type { Answer, Question, SubmissionState } from './rules/judge';

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
        where i.id = s.invoice_id and i.customer_id = ${currentId(actor, 'invoices')}::bigint) as invoice,
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
