import 'server-only';
import { rawSql } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import type { Day } from '@/lib/kernel/dates';
import type { TermsDocument } from '../queries';

export const TERMS_DOCUMENTS = ['portal', 'e_invoice', 'privacy'] as const satisfies readonly TermsDocument[];

export const isTermsDocument = (value: unknown): value is TermsDocument =>
  TERMS_DOCUMENTS.some(document => document === value);

export interface TermsVersion {
  readonly version: string;
  readonly effectiveFrom: Day;
  readonly standing: 'past' | 'in_force' | 'future';
  /** accounts that have accepted it; of documents that nobody accepts one by one, 0 */
  readonly accepted: number;
}

export interface TermsDraft {
  readonly version: string;
  readonly effectiveFrom: Day;
  readonly bodyPl: string;
  readonly bodyEn: string;
  /** an instant, as the database writes it; tells this draft from a later one */
  readonly savedAt: string;
  /** who saved it last */
  readonly email: string;
}

/** All versions of a document, the newest first. */
export async function termsVersions(
  _actor: StaffActor,
  document: TermsDocument,
  today: Day,
): Promise<readonly TermsVersion[]> {
  const sql = rawSql();
  const rows = await sql<Omit<TermsVersion, 'standing'>[]>`
    select t.version, t.effective_from::text as "effectiveFrom",
      (select count(distinct a.account_id)::int from terms_acceptances a where a.terms_id = t.id) as accepted
    from terms t where t.document = ${document} order by t.effective_from desc, t.id desc`;
  const current = rows.find(({ effectiveFrom }) => effectiveFrom <= today);
  return rows.map(row => ({
    ...row,
    standing: row.effectiveFrom > today ? 'future' : row === current ? 'in_force' : 'past',
  }));
}

/** The texts of any version, also of one that is not in force yet; null when there is none. */
export async function termsText(
  _actor: StaffActor,
  document: TermsDocument,
  version: string,
): Promise<{ version: string; effectiveFrom: Day; bodyPl: string; bodyEn: string; textHash: string } | null> {
  const sql = rawSql();
  const [row] = await sql<
    { version: string; effectiveFrom: Day; bodyPl: string; bodyEn: string; textHash: string }[]
  >`
    select version, effective_from::text as "effectiveFrom", body_pl as "bodyPl", body_en as "bodyEn",
      text_hash as "textHash"
    from terms where document = ${document} and version = ${version}`;
  return row ?? null;
}

/** The version that staff are preparing; null when there is none. */
export async function termsDraft(_actor: StaffActor, document: TermsDocument): Promise<TermsDraft | null> {
  const sql = rawSql();
  const [row] = await sql<(Omit<TermsDraft, 'savedAt'> & { savedAt: string | Date })[]>`
    select d.version, d.effective_from::text as "effectiveFrom", d.body_pl as "bodyPl", d.body_en as "bodyEn",
      d.saved_at as "savedAt", a.email
    from terms_drafts d join accounts a on a.id = d.account_id where d.document = ${document}`;
  return row ? { ...row, savedAt: new Date(row.savedAt).toISOString() } : null;
}

/** Accounts of customers that would be asked to accept new terms of the portal. */
export async function accountsToAsk(_actor: StaffActor): Promise<number> {
  const sql = rawSql();
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from accounts where staff_role is null and disabled_at is null`;
  return row?.count ?? 0;
}
