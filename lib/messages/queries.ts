import 'server-only';
import { rawSql } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { currentId } from '@/lib/auth/scopes';
import type { Day } from '@/lib/kernel/dates';
import type { FieldName, MessageKind } from './rules/kinds';
import type { CaseState } from './rules/states';

export interface CaseSummary {
  readonly ref: string;
  readonly kind: MessageKind;
  readonly state: CaseState;
  /** an instant, as the database writes it */
  readonly receivedAt: string;
  readonly answerBy: Day | null;
  /** the first words of what was written */
  readonly excerpt: string;
}

export interface CaseEntry {
  readonly at: string;
  readonly author: 'customer' | 'staff' | 'party';
  readonly text: string;
  readonly files: readonly { readonly ref: string; readonly filename: string; readonly size: number }[];
}

export interface CaseDetail extends CaseSummary {
  readonly late: boolean;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly invoice: { readonly ref: string; readonly number: string } | null;
  readonly entries: readonly CaseEntry[];
  readonly states: readonly { readonly state: CaseState; readonly at: string }[];
}

/** Longer lists are for the archive. */
const MOST = 200;

/** Cases of the current customer, newest first, at most 200. */
export async function listCases(actor: CustomerActor): Promise<readonly CaseSummary[]> {
  const sql = rawSql();
  return sql<CaseSummary[]>`
    select k.ref, k.kind, k.state, k.received_at as "receivedAt", k.answer_by::text as "answerBy",
      (select left(e.text, 120) from case_entries e where e.case_id = k.id order by e.id limit 1) as excerpt
    from cases k where k.customer_id = ${currentId(actor, 'all')}::bigint
    order by k.received_at desc, k.id desc limit ${MOST}`;
}

/** What a reader sees of a case: never the notes of staff for staff. Of `k` (cases). */
export const detailColumns = (sql: ReturnType<typeof rawSql>) => sql`
  k.ref, k.kind, k.state, k.received_at as "receivedAt", k.answer_by::text as "answerBy", k.late, k.fields,
  (select left(e.text, 120) from case_entries e where e.case_id = k.id order by e.id limit 1) as excerpt,
  (select json_build_object('ref', i.ref, 'number', i.invoice_number) from invoices i
    where i.id = k.invoice_id and i.customer_id = k.customer_id) as invoice,
  (select json_agg(json_build_object('at', e.at, 'author', e.author, 'text', e.text,
      'files', (select coalesce(json_agg(json_build_object('ref', a.ref, 'filename', a.filename, 'size', a.size)
        order by a.id), '[]') from case_attachments a where a.entry_id = e.id)) order by e.id)
    from case_entries e where e.case_id = k.id and not e.internal) as entries,
  (select json_agg(json_build_object('state', s.state, 'at', s.at) order by s.id)
    from case_states s where s.case_id = k.id) as states`;

/** A case of the current customer; null for somebody else's and for none. */
export async function findCase(actor: CustomerActor, ref: string): Promise<CaseDetail | null> {
  const sql = rawSql();
  const [row] = await sql<CaseDetail[]>`
    select ${detailColumns(sql)} from cases k
    where k.ref = ${ref} and k.customer_id = ${currentId(actor, 'all')}::bigint`;
  return row ?? null;
}

/** A file of an own case; null for somebody else's, for none and for those of notes among staff. */
export async function findAttachment(
  actor: CustomerActor,
  ref: string,
): Promise<{ caseRef: string; filename: string; contentType: string; content: Uint8Array } | null> {
  const sql = rawSql();
  const [row] = await sql<{ caseRef: string; filename: string; contentType: string; content: Uint8Array }[]>`
    select k.ref as "caseRef", a.filename, a.content_type as "contentType", a.content
    from case_attachments a join case_entries e on e.id = a.entry_id join cases k on k.id = e.case_id
    where a.ref = ${ref} and not e.internal and k.customer_id = ${currentId(actor, 'all')}::bigint`;
  return row ?? null;
}

/** The current customer's invoice that a complaint begins at, and the complaint that is open about it already. */
export async function invoiceToComplain(
  actor: CustomerActor,
  ref: string,
): Promise<{ number: string; openRef: string | null } | null> {
  const sql = rawSql();
  const [row] = await sql<{ number: string; openRef: string | null }[]>`
    select i.invoice_number as number, (select k.ref from cases k
      where k.invoice_id = i.id and k.customer_id = i.customer_id and k.kind = 'complaint_bill'
        and k.state not in ('answered', 'closed') order by k.id limit 1) as "openRef"
    from invoices i where i.ref = ${ref} and i.customer_id = ${currentId(actor, 'all')}::bigint`;
  return row ?? null;
}
