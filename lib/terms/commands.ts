import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts, terms, termsAcceptances } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { Session } from '@/lib/auth/session';
import type { Visitor } from '@/lib/auth/visitor';
import { day, dayOf } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';
import { utility } from '@/lib/utility';
import { eInvoiceEn, eInvoicePl } from './texts/e-invoice';
import { currentTerms } from './queries';
import { portalEn, portalPl } from './texts/portal';
import { privacyEn, privacyPl } from './texts/privacy';

/**
 * The texts that come with the portal. A changed text is a new entry with a new version and date; an entry
 * that somebody may have accepted stays.
 */
const bundled = [
  { document: 'portal', version: '1.0', effectiveFrom: day('2026-01-01'), pl: portalPl, en: portalEn },
  { document: 'e_invoice', version: '1.0', effectiveFrom: day('2026-01-01'), pl: eInvoicePl, en: eInvoiceEn },
  { document: 'privacy', version: '1.0', effectiveFrom: day('2026-01-01'), pl: privacyPl, en: privacyEn },
] as const;

/**
 * Puts the bundled terms, with the utility's own name and addresses, into the database where they are missing.
 * Safe to run at every migration: a version that is there already stays as it was accepted.
 */
export async function ensureTerms(connection: Connection): Promise<void> {
  const rows = bundled.map(({ document, version, effectiveFrom, pl, en }) => {
    const bodyPl = pl(utility()).trim();
    return {
      document,
      version,
      effectiveFrom,
      bodyPl,
      bodyEn: en(utility()).trim(),
      textHash: sha256(bodyPl),
    };
  });
  await connection.insert(terms).values(rows).onConflictDoNothing();
}

/**
 * Accepts the portal's terms in force for whoever is signed in: version, hash of the text, instant and address
 * are kept (append only). A second time changes nothing.
 * @param input.version what stood on the page that was accepted
 * @throws Refusal `termsChanged` when another version has come into force since
 */
export async function acceptTerms(
  from: Visitor,
  session: Pick<Session, 'accountId'>,
  input: { version: string },
  now: Date,
): Promise<void> {
  const { accountId } = session;
  await db().transaction(async tx => {
    await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('update');
    const current = await currentTerms('portal', dayOf(now), tx);
    if (current.version !== input.version) throw new Refusal('termsChanged', 'acceptTerms');
    const before = await tx.$count(
      termsAcceptances,
      and(eq(termsAcceptances.accountId, accountId), eq(termsAcceptances.termsId, current.id)),
    );
    if (before > 0) return;
    await tx.insert(termsAcceptances).values({
      accountId,
      termsId: current.id,
      textHash: current.textHash,
      acceptedAt: now,
      ip: from.ip,
    });
    const event = { action: 'account.terms_accepted', entity: 'terms:portal' } as const;
    await writeAudit(tx, { ...event, accountId, details: { version: current.version }, ip: from.ip }, now);
  });
}
