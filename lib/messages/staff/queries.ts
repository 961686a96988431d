import 'server-only';
import { rawSql } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import { PERMISSIONS } from '@/lib/auth/permissions';
import type { Day } from '@/lib/kernel/dates';
import { canonicalRef } from '@/lib/kernel/refs';
import { CASE_STATES, type CaseState } from '../rules/states';
import { KIND_NAMES, type MessageKind } from '../rules/kinds';
import { KIND_SET_NAMES, KIND_SETS, type KindSet } from './kind-sets';

/** What the list of cases is narrowed to, as it stands in the address. */
export interface CaseFilter {
  /** one kind, or several that belong together */
  readonly kind: MessageKind | KindSet | null;
  /** `open`: nobody has answered yet; the usual one */
  readonly state: CaseState | 'open' | 'all';
  readonly who: 'anybody' | 'mine' | 'nobody';
  readonly overdue: boolean;
  /** number of a case or of a customer; name of who wrote */
  readonly text: string;
}

type Address = Readonly<Record<string, string | string[] | undefined>>;

const oneOf = <Value extends string>(values: readonly Value[], sent: unknown): Value | null =>
  values.find(value => value === sent) ?? null;

/** Reads the filter from an address; what is not known counts as left out. */
export function caseFilterOf({ kind, state, who, overdue, text }: Address): CaseFilter {
  return {
    kind: oneOf([...KIND_NAMES, ...KIND_SET_NAMES], kind),
    state: oneOf([...CASE_STATES, 'all', 'open'] as const, state) ?? 'open',
    who: oneOf(['mine', 'nobody'] as const, who) ?? 'anybody',
    overdue: overdue === 'yes',
    text: typeof text === 'string' ? text.trim().slice(0, 80) : '',
  };
}

export interface StaffCaseRow {
  readonly ref: string;
  readonly kind: MessageKind;
  readonly state: CaseState;
  readonly receivedAt: string;
  readonly answerBy: Day | null;
  readonly customerNumber: string | null;
  readonly name: string | null;
  /** mail of the colleague who has it */
  readonly assignedTo: string | null;
  /** somebody is writing an answer */
  readonly drafted: boolean;
}

type Sql = ReturnType<typeof rawSql>;

const OPEN_STATES = CASE_STATES.filter(state => state !== 'answered' && state !== 'closed');

const statesOf = (state: CaseFilter['state']): readonly CaseState[] =>
  state === 'all' ? CASE_STATES : state === 'open' ? OPEN_STATES : [state];

const kindsOf = (kind: MessageKind | KindSet): readonly MessageKind[] =>
  kind === 'complaints' || kind === 'letters' ? KIND_SETS[kind] : [kind];

function conditions(sql: Sql, actor: StaffActor, filter: CaseFilter, today: Day) {
  const { kind, who, overdue, text } = filter;
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`k.state = any(${statesOf(filter.state) as string[]}::text[])
    ${kind === null ? sql`` : sql`and k.kind = any(${kindsOf(kind) as string[]}::text[])`}
    ${who === 'mine' ? sql`and k.assigned_to = ${actor.accountId}::bigint` : sql``}
    ${who === 'nobody' ? sql`and k.assigned_to is null` : sql``}
    ${overdue ? sql`and k.answer_by < ${today}::date and k.state not in ('answered', 'closed')` : sql``}
    ${
      text === ''
        ? sql``
        : sql`and (k.ref = ${canonicalRef(text)} or c.customer_number ilike ${like}
          or c.name ilike ${like} or k.name ilike ${like} or k.fields->>'customerNumber' ilike ${like})`
    }`;
}

/** Cases for staff, the nearest deadline first, those without one after them. */
export async function casesForStaff(
  actor: StaffActor,
  filter: CaseFilter,
  { offset, limit }: { offset: number; limit: number },
  today: Day,
): Promise<{ rows: readonly StaffCaseRow[]; total: number }> {
  const sql = rawSql();
  const where = conditions(sql, actor, filter, today);
  const from = sql`from cases k left join customers c on c.id = k.customer_id where ${where}`;
  const [count] = await sql<{ total: number }[]>`select count(*)::int as total ${from}`;
  const rows = await sql<StaffCaseRow[]>`
    select k.ref, k.kind, k.state, k.received_at as "receivedAt", k.answer_by::text as "answerBy",
      c.customer_number as "customerNumber", coalesce(c.name, k.name) as name,
      (select a.email from accounts a where a.id = k.assigned_to) as "assignedTo",
      exists (select from case_drafts d where d.case_id = k.id) as drafted
    ${from}
    order by k.state in ('answered', 'closed'), k.answer_by nulls last, k.received_at, k.id
    limit ${limit} offset ${offset}`;
  return { rows, total: count?.total ?? 0 };
}

export interface StaffEntry {
  readonly at: string;
  readonly author: 'customer' | 'staff' | 'party';
  /** of staff */
  readonly email: string | null;
  readonly internal: boolean;
  readonly text: string;
  readonly files: readonly { readonly ref: string; readonly filename: string; readonly size: number }[];
}

export interface StaffCase extends Omit<StaffCaseRow, 'drafted'> {
  readonly late: boolean;
  readonly channel: 'portal' | 'public' | 'staff';
  readonly locale: 'pl' | 'en';
  readonly fields: Readonly<Record<string, string>>;
  readonly invoiceNumber: string | null;
  /** where the mails about it go; null: nowhere */
  readonly email: string | null;
  readonly entries: readonly StaffEntry[];
  /** entries that the customer sees: what came after is new */
  readonly seen: number;
  readonly states: readonly {
    readonly state: CaseState;
    readonly at: string;
    readonly email: string | null;
  }[];
  /** colleagues who are writing an answer now */
  readonly drafts: readonly { readonly email: string; readonly at: string }[];
  /** other cases of the same customer, newest first */
  readonly others: readonly {
    readonly ref: string;
    readonly kind: MessageKind;
    readonly state: CaseState;
    readonly receivedAt: string;
  }[];
}

/** A whole case for staff, notes among staff included; null when there is none. Its reading is for `readCase` to log. */
export async function caseForStaff(actor: StaffActor, ref: string): Promise<StaffCase | null> {
  const sql = rawSql();
  const [row] = await sql<StaffCase[]>`
    select k.ref, k.kind, k.state, k.received_at as "receivedAt", k.answer_by::text as "answerBy", k.late,
      k.channel, k.locale, k.fields, c.customer_number as "customerNumber", coalesce(c.name, k.name) as name,
      (select a.email from accounts a where a.id = k.assigned_to) as "assignedTo",
      coalesce((select a.email from accounts a where a.id = k.account_id and a.disabled_at is null), k.email)
        as email,
      (select i.invoice_number from invoices i where i.id = k.invoice_id) as "invoiceNumber",
      (select count(*)::int from case_entries e where e.case_id = k.id and not e.internal) as seen,
      (select json_agg(json_build_object('at', e.at, 'author', e.author, 'internal', e.internal, 'text', e.text,
          'email', (select a.email from accounts a where a.id = e.account_id and e.author = 'staff'),
          'files', (select coalesce(json_agg(json_build_object('ref', f.ref, 'filename', f.filename,
            'size', f.size) order by f.id), '[]') from case_attachments f where f.entry_id = e.id)) order by e.id)
        from case_entries e where e.case_id = k.id) as entries,
      (select json_agg(json_build_object('state', s.state, 'at', s.at,
          'email', (select a.email from accounts a where a.id = s.account_id and a.staff_role is not null))
          order by s.id) from case_states s where s.case_id = k.id) as states,
      (select coalesce(json_agg(json_build_object('email', a.email, 'at', d.saved_at) order by d.saved_at), '[]')
        from case_drafts d join accounts a on a.id = d.account_id
        where d.case_id = k.id and d.account_id <> ${actor.accountId}::bigint) as drafts,
      (select coalesce(json_agg(o), '[]') from (
        select x.ref, x.kind, x.state, x.received_at as "receivedAt" from cases x
        where x.customer_id = k.customer_id and x.id <> k.id order by x.received_at desc limit 5) o) as others
    from cases k left join customers c on c.id = k.customer_id where k.ref = ${ref}`;
  return row ?? null;
}

/** A file of any case, those of notes included; null when there is none. Its reading is for `readCaseFile` to log. */
export async function findCaseFile(
  _actor: StaffActor,
  ref: string,
): Promise<{ caseRef: string; filename: string; contentType: string; content: Uint8Array } | null> {
  const sql = rawSql();
  const [row] = await sql<{ caseRef: string; filename: string; contentType: string; content: Uint8Array }[]>`
    select k.ref as "caseRef", a.filename, a.content_type as "contentType", a.content
    from case_attachments a join case_entries e on e.id = a.entry_id join cases k on k.id = e.case_id
    where a.ref = ${ref}`;
  return row ?? null;
}

/** Mails of everybody who may answer cases, oneself first. */
export async function colleagues(actor: StaffActor): Promise<readonly string[]> {
  const sql = rawSql();
  const roles = ['administrator', ...PERMISSIONS['messages.answer']];
  const rows = await sql<{ email: string }[]>`
    select email from accounts where staff_role = any(${roles}::text[]) and disabled_at is null
    order by id <> ${actor.accountId}::bigint, email`;
  return rows.map(({ email }) => email);
}
