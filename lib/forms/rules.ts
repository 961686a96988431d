import type { Day } from '../kernel/dates';

/** Headings of the page of forms, in its order; as the database has them (db/schema/forms.ts). */
export const FORM_CATEGORIES = ['contract', 'billing', 'meters', 'connection', 'other'] as const;
export type FormCategory = (typeof FORM_CATEGORIES)[number];

/** One version of an uploaded form. */
export interface FormVersion {
  readonly ref: string;
  /** the same for all versions of one form */
  readonly document: string;
  readonly version: string;
  readonly validFrom: Day;
}

/**
 * Of each form the version that is in force: the newest that has begun. Of two that begin on one day the later
 * published one.
 * @param versions not withdrawn, in the order of publishing
 * @returns in the order in which the forms were first published
 */
export function versionsInForce<Version extends FormVersion>(
  versions: readonly Version[],
  today: Day,
): Version[] {
  const newest = new Map<string, Version>();
  for (const version of versions) {
    const known = newest.get(version.document);
    if (version.validFrom <= today && (!known || version.validFrom >= known.validFrom))
      newest.set(version.document, version);
  }
  return [...newest.values()];
}
