import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { code, id, instant, polish, reference } from './columns';

/** A failure or planned work, by area. */
export const announcements = pgTable(
  'announcements',
  {
    id: id(),
    ref: code('ref')
      .notNull()
      .default(sql`public_ref()`),
    kind: code('kind').$type<'failure' | 'planned'>().notNull(),
    /** told at once, whatever was told in the last hour */
    emergency: boolean('emergency').notNull().default(false),
    titlePl: polish('title_pl').notNull(),
    titleEn: polish('title_en'),
    /** what happened, in whole sentences */
    causePl: polish('cause_pl').notNull(),
    causeEn: polish('cause_en'),
    startsAt: instant('starts_at').notNull(),
    /** as expected now; past it the announcement ends by itself */
    endsAt: instant('ends_at'),
    /** where a tanker stands */
    tanker: polish('tanker'),
    publishedAt: instant('published_at'),
    endedAt: instant('ended_at'),
    createdAt: instant('created_at').notNull(),
    createdBy: reference('created_by').references(() => accounts.id),
  },
  t => [
    uniqueIndex('announcements_ref').on(t.ref),
    index('announcements_published').on(t.publishedAt),
    check('announcements_kind', sql`${t.kind} in ('failure', 'planned')`),
  ],
);

/** Where: a town, or a street of it, or numbers of the street. */
export const announcementAreas = pgTable(
  'announcement_areas',
  {
    announcementId: reference('announcement_id')
      .notNull()
      .references(() => announcements.id),
    position: integer('position').notNull(),
    city: polish('city').notNull(),
    /** absent: the whole town, or a town without streets */
    street: polish('street'),
    /** as on the houses, `12A`, `3/5`; absent: from the first, to the last */
    fromNumber: polish('from_number'),
    toNumber: polish('to_number'),
    side: code('side').$type<'both' | 'odd' | 'even'>().notNull().default('both'),
  },
  t => [
    primaryKey({ name: 'announcement_areas_key', columns: [t.announcementId, t.position] }),
    index('announcement_areas_city').on(t.city),
    check('announcement_areas_side', sql`${t.side} in ('both', 'odd', 'even')`),
  ],
);

/** What became known later, newest last: append only. */
export const announcementUpdates = pgTable(
  'announcement_updates',
  {
    id: id(),
    announcementId: reference('announcement_id')
      .notNull()
      .references(() => announcements.id),
    at: instant('at').notNull(),
    textPl: polish('text_pl').notNull(),
    textEn: polish('text_en'),
    /** the expected end, where it changed */
    endsAt: instant('ends_at'),
    accountId: reference('account_id').references(() => accounts.id),
  },
  t => [index('announcement_updates_announcement').on(t.announcementId, t.id)],
);
