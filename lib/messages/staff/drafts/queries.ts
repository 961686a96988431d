import 'server-only';
import { rawSql } from '@/db/client';
import { renderMail } from '@/lib/delivery/render';
import type { StaffActor } from '@/lib/auth/actor';
import { kindName } from '../../mails';
import type { CaseDetail } from '../../queries';
import { detailColumns } from '../../queries';

export interface Draft {
  readonly text: string;
  readonly asks: boolean;
  readonly savedAt: string;
  readonly files: readonly { readonly filename: string; readonly size: number }[];
}

/** The own answer to a case that is not sent yet; nobody else's. */
export async function findDraft(actor: StaffActor, ref: string): Promise<Draft | null> {
  const sql = rawSql();
  const [row] = await sql<Draft[]>`
    select d.text, d.asks, d.saved_at as "savedAt",
      (select coalesce(json_agg(json_build_object('filename', f.filename, 'size', f.size) order by f.id), '[]')
        from case_draft_files f where f.case_id = d.case_id and f.account_id = d.account_id) as files
    from case_drafts d join cases k on k.id = d.case_id
    where k.ref = ${ref} and d.account_id = ${actor.accountId}::bigint`;
  return row ?? null;
}

export interface DraftPreview {
  /** the case as the customer's page shows it once the answer is sent */
  readonly after: CaseDetail;
  /** the mail that says so; null: nobody is told, because no address is known */
  readonly mail: { readonly subject: string; readonly text: string } | null;
  readonly locale: 'pl' | 'en';
}

/** What the customer will see of the own draft; null when there is none. */
export async function previewDraft(actor: StaffActor, ref: string, now: Date): Promise<DraftPreview | null> {
  const draft = await findDraft(actor, ref);
  if (!draft) return null;
  const sql = rawSql();
  const [row] = await sql<
    (CaseDetail & { accountId: string | null; email: string | null; locale: 'pl' | 'en' })[]
  >`
    select ${detailColumns(sql)}, k.account_id as "accountId", coalesce(a.locale, k.locale) as locale,
      case when k.account_id is null then k.email when a.disabled_at is null then a.email end as email
    from cases k left join accounts a on a.id = k.account_id where k.ref = ${ref}`;
  if (!row) return null;
  const { accountId, email, locale, ...found } = row;
  const state = draft.asks ? 'waiting_for_customer' : 'answered';
  const at = now.toISOString();
  const files = draft.files.map(({ filename, size }, index) => ({ ref: `draft-${index}`, filename, size }));
  const after: CaseDetail = {
    ...found,
    state,
    entries: [...found.entries, { at, author: 'staff', text: draft.text, files }],
    states: found.state === state ? found.states : [...found.states, { state, at }],
  };
  if (email === null) return { after, mail: null, locale };
  const props = {
    caseRef: ref,
    about: kindName(row.kind, locale),
    asks: draft.asks,
    account: accountId !== null,
  };
  const { subject, text } = await renderMail('case_answered', props, locale);
  return { after, mail: { subject, text }, locale };
}
