import 'server-only';
import type { Connection } from '@/db/client';
import { terms } from '@/db/schema';
import { day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { utility } from '@/lib/utility';
import { eInvoiceEn, eInvoicePl } from './texts/e-invoice';
import { portalEn, portalPl } from './texts/portal';

/**
 * The texts that come with the portal. A changed text is a new entry with a new version and date; an entry
 * that somebody may have accepted stays.
 */
const bundled = [
  { document: 'portal', version: '1.0', effectiveFrom: day('2026-01-01'), pl: portalPl, en: portalEn },
  { document: 'e_invoice', version: '1.0', effectiveFrom: day('2026-01-01'), pl: eInvoicePl, en: eInvoiceEn },
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
