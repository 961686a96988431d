import 'server-only';
import { db, rawSql } from '@/db/client';
import { giveBack, spend } from '@/lib/auth/limits';
import type { Visitor } from '@/lib/auth/visitor';
import { sha256 } from '@/lib/kernel/hash';
import { detailColumns, type CaseDetail } from '../queries';

/** A case by its reference and code together; null when either is wrong. */
export async function findPublicCase(ref: string, code: string): Promise<CaseDetail | null> {
  const sql = rawSql();
  const [row] = await sql<CaseDetail[]>`
    select ${detailColumns(sql)} from cases k
    where k.ref = ${ref} and k.secret_hash = ${sha256(code)} and k.channel = 'public'`;
  return row ?? null;
}

/** As {@link findPublicCase}, for a guess: limited by network and by case. @throws Refusal `tooMany` */
export async function tryPublicCase(
  from: Pick<Visitor, 'prefix'>,
  { ref, code }: { ref: string; code: string },
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
