import 'server-only';
import { and, desc, eq, gt } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { terms, termsDrafts } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { dayOf, type Day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';
import type { TermsDocument } from '../queries';

/** New versions of terms. A version is prepared, looked at and published; one that has begun is never touched. */

type From = Pick<Visitor, 'ip'>;

export interface TermsInput {
  readonly document: TermsDocument;
  readonly version: string;
  readonly effectiveFrom: Day;
  readonly bodyPl: string;
  readonly bodyEn: string;
}

/** @throws Refusal `termsDayPast`, `termsDayEarlier` (field `effectiveFrom`); `termsVersionKnown` (field `version`) */
async function judge(
  tx: Transaction,
  { document, version, effectiveFrom }: Pick<TermsInput, 'document' | 'version' | 'effectiveFrom'>,
  now: Date,
): Promise<void> {
  // Two who publish take turns; so does whoever reads what is in force to accept it, because rows only come.
  await tx.execute('lock table terms in share row exclusive mode');
  const [known] = await tx
    .select({ id: terms.id })
    .from(terms)
    .where(and(eq(terms.document, document), eq(terms.version, version)));
  if (known) throw new Refusal('termsVersionKnown', 'version', { version });
  if (effectiveFrom <= dayOf(now)) throw new Refusal('termsDayPast', 'effectiveFrom');
  const [newest] = await tx
    .select({ effectiveFrom: terms.effectiveFrom })
    .from(terms)
    .where(eq(terms.document, document))
    .orderBy(desc(terms.effectiveFrom))
    .limit(1);
  if (newest && newest.effectiveFrom >= effectiveFrom) throw new Refusal('termsDayEarlier', 'effectiveFrom');
}

/** Keeps the next version of a document to look at; it holds for nobody. @throws Refusal as of the version and day */
export async function draftTerms(actor: StaffActor, input: TermsInput, now: Date): Promise<void> {
  const { document, ...values } = input;
  const draft = { ...values, savedAt: now, accountId: actor.accountId };
  await db().transaction(async tx => {
    await judge(tx, input, now);
    await tx
      .insert(termsDrafts)
      .values({ ...draft, document })
      .onConflictDoUpdate({ target: termsDrafts.document, set: draft });
  });
}

/** Throws the prepared version of a document away; nothing where there is none. */
export async function dropTermsDraft(_actor: StaffActor, document: TermsDocument): Promise<void> {
  await db().delete(termsDrafts).where(eq(termsDrafts.document, document));
}

/**
 * Publishes the prepared version: from its day on it is the one in force.
 * @param input.savedAt of the draft that was looked at
 * @throws Refusal `termsDraftChanged` when somebody has saved or published it since; as of the version and day
 */
export async function publishTerms(
  actor: StaffActor,
  from: From,
  { document, savedAt }: { document: TermsDocument; savedAt: string },
  now: Date,
): Promise<void> {
  const { accountId } = actor;
  await db().transaction(async tx => {
    const [draft] = await tx
      .select({
        version: termsDrafts.version,
        effectiveFrom: termsDrafts.effectiveFrom,
        bodyPl: termsDrafts.bodyPl,
        bodyEn: termsDrafts.bodyEn,
        savedAt: termsDrafts.savedAt,
      })
      .from(termsDrafts)
      .where(eq(termsDrafts.document, document))
      .for('update');
    if (draft?.savedAt.toISOString() !== savedAt) throw new Refusal('termsDraftChanged');
    const { version, effectiveFrom, bodyPl, bodyEn } = draft;
    await judge(tx, { document, version, effectiveFrom }, now);
    const textHash = sha256(bodyPl);
    await tx.insert(terms).values({ document, version, effectiveFrom, bodyPl, bodyEn, textHash });
    await tx.delete(termsDrafts).where(eq(termsDrafts.document, document));
    await writeAudit(
      tx,
      {
        action: 'terms.published',
        entity: `terms:${document}`,
        accountId,
        ip: from.ip,
        details: { version, effectiveFrom, textHash },
      },
      now,
    );
  });
}

/**
 * Takes back a published version that is not in force yet: nobody can have accepted it.
 * @throws Refusal `termsInForce` for one that has begun, or that is not there
 */
export async function withdrawTerms(
  actor: StaffActor,
  from: From,
  { document, version }: { document: TermsDocument; version: string },
  now: Date,
): Promise<void> {
  const { accountId } = actor;
  await db().transaction(async tx => {
    const gone = await tx
      .delete(terms)
      .where(
        and(eq(terms.document, document), eq(terms.version, version), gt(terms.effectiveFrom, dayOf(now))),
      )
      .returning({ id: terms.id });
    if (gone.length === 0) throw new Refusal('termsInForce');
    const entity = `terms:${document}`;
    await writeAudit(
      tx,
      { action: 'terms.withdrawn', entity, accountId, ip: from.ip, details: { version } },
      now,
    );
  });
}
