import 'server-only';
import { and, desc, eq, lte } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { terms, termsAcceptances } from '@/db/schema';
import type { Day } from '@/lib/kernel/dates';

export type TermsDocument = 'portal' | 'e_invoice' | 'privacy';

/** The version of a document in force on a day. @throws Error when there is none: ensureTerms has not run */
export async function currentTerms(document: TermsDocument, today: Day, connection: Connection = db()) {
  const [row] = await connection
    .select({
      id: terms.id,
      version: terms.version,
      effectiveFrom: terms.effectiveFrom,
      bodyPl: terms.bodyPl,
      bodyEn: terms.bodyEn,
      textHash: terms.textHash,
    })
    .from(terms)
    .where(and(eq(terms.document, document), lte(terms.effectiveFrom, today)))
    .orderBy(desc(terms.effectiveFrom), desc(terms.id))
    .limit(1);
  if (!row) throw new Error(`No terms «${document}» in force on ${today}: run the migration (ensureTerms).`);
  return row;
}

/** A version of a document that is or was in force; null when there is none of that name. */
export async function termsOf(
  document: TermsDocument,
  version: string,
  today: Day,
  connection: Connection = db(),
): Promise<Awaited<ReturnType<typeof currentTerms>> | null> {
  const [row] = await connection
    .select({
      id: terms.id,
      version: terms.version,
      effectiveFrom: terms.effectiveFrom,
      bodyPl: terms.bodyPl,
      bodyEn: terms.bodyEn,
      textHash: terms.textHash,
    })
    .from(terms)
    .where(and(eq(terms.document, document), eq(terms.version, version), lte(terms.effectiveFrom, today)));
  return row ?? null;
}

/** The version of a document that an account accepted last; null when it has accepted none. */
export async function lastAccepted(
  document: TermsDocument,
  { accountId }: { accountId: number },
  connection: Connection = db(),
) {
  const [row] = await connection
    .select({ version: terms.version, acceptedAt: termsAcceptances.acceptedAt })
    .from(termsAcceptances)
    .innerJoin(terms, eq(terms.id, termsAcceptances.termsId))
    .where(and(eq(termsAcceptances.accountId, accountId), eq(terms.document, document)))
    .orderBy(desc(termsAcceptances.acceptedAt), desc(termsAcceptances.id))
    .limit(1);
  return row ?? null;
}
