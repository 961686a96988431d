import 'server-only';
import { db, rawSql } from '@/db/client';
import { giveBack, spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { sha256 } from '@/lib/kernel/hash';
import { detailColumns, type CaseDetail } from '../queries';

/** What opens a case of somebody without an account. */
export interface CaseKey {
  readonly ref: string;
  readonly code: string;
}

/** A case by its reference and code together; null when either is wrong. */
export async function findPublicCase(ref: string, code: string): Promise<CaseDetail | null> {
  const sql = rawSql();
  const [row] = await sql<CaseDetail[]>`
    select ${detailColumns(sql)} from cases k
    where k.ref = ${ref} and k.secret_hash = ${sha256(code)} and k.channel = 'public'`;
  return row ?? null;
}

/** A file of a case, for whoever has opened it; null for another case's, for none and for those of notes among staff. */
export async function findPublicFile(
  { ref, code }: CaseKey,
  fileRef: string,
): Promise<{ filename: string; contentType: string; content: Uint8Array } | null> {
  const sql = rawSql();
  const [row] = await sql<{ filename: string; contentType: string; content: Uint8Array }[]>`
    select a.filename, a.content_type as "contentType", a.content
    from case_attachments a join case_entries e on e.id = a.entry_id join cases k on k.id = e.case_id
    where a.ref = ${fileRef} and not e.internal
      and k.ref = ${ref} and k.secret_hash = ${sha256(code)} and k.channel = 'public'`;
  return row ?? null;
}

/** As {@link findPublicCase}, for a guess: limited by network and by case. @throws Refusal `tooMany` */
export async function tryPublicCase(
  from: Pick<Visitor, 'prefix'>,
  { ref, code }: CaseKey,
  now: Date,
): Promise<CaseDetail | null> {
  await spend(db(), 'caseCodeOfNetwork', from.prefix, now);
  await spend(db(), 'caseCodeOfCase', ref, now);
  const found = await findPublicCase(ref, code);
  if (found) {
    await giveBack(db(), 'caseCodeOfNetwork', from.prefix);
    await giveBack(db(), 'caseCodeOfCase', ref);
  }
  return found;
}
