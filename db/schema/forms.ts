import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { bytes, code, day, id, instant, polish, reference } from './columns';

/** Under which heading a form stands on the page of forms, in its order; ours and uploaded ones alike. */
export const FORM_CATEGORIES = ['contract', 'billing', 'meters', 'connection', 'other'] as const;
export type FormCategory = (typeof FORM_CATEGORIES)[number];

const categories = sql.raw(FORM_CATEGORIES.map(category => `'${category}'`).join(', '));

/** A PDF that the utility made itself and staff uploaded: one row a version. What stands in it never changes. */
export const formDocuments = pgTable(
  'form_documents',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    /** the same for all versions of one form: the reference of its first */
    document: code('document').notNull(),
    category: code('category').$type<FormCategory>().notNull(),
    titlePl: polish('title_pl').notNull(),
    titleEn: polish('title_en').notNull(),
    /** as the utility counts, e.g. `3` or `2026-11` */
    version: code('version').notNull(),
    /** the first day on which it is offered; the newest begun version is the one in force */
    validFrom: day('valid_from').notNull(),
    filename: polish('filename').notNull(),
    contentType: code('content_type').$type<'application/pdf'>().notNull(),
    content: bytes('content').notNull(),
    size: integer('size').notNull(),
    contentHash: code('content_hash').notNull(),
    publishedAt: instant('published_at').notNull(),
    publishedBy: reference('published_by')
      .notNull()
      .references(() => accounts.id),
    /** no longer offered; it stays, because people hold copies of it */
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: reference('withdrawn_by').references(() => accounts.id),
  },
  t => [
    uniqueIndex('form_documents_ref').on(t.ref),
    uniqueIndex('form_documents_version').on(t.document, t.version),
    index('form_documents_order').on(t.document, t.validFrom),
    check('form_documents_category', sql`${t.category} in (${categories})`),
  ],
);
