import { sql } from 'drizzle-orm';
import { check, index, pgEnum, pgTable, primaryKey, smallint, uniqueIndex } from 'drizzle-orm/pg-core';
import { code, day, id, instant, litres, reference } from './columns';
import { servicePoints } from './customers';

export const meters = pgTable(
  'meters',
  {
    id: id(),
    serialNumber: code('serial_number').notNull(),
    servicePointId: reference('service_point_id')
      .notNull()
      .references(() => servicePoints.id),
    role: code('role').$type<'main' | 'additional'>().notNull(),
    /** whole m³ digits on the register: it rolls over at 10^digits m³ */
    digits: smallint('digits'),
    installedOn: day('installed_on').notNull(),
    removedOn: day('removed_on'),
    legalisationValidUntil: day('legalisation_valid_until'),
  },
  t => [
    uniqueIndex('meters_serial').on(t.serialNumber),
    index('meters_service_point').on(t.servicePointId),
    check('meters_role', sql`${t.role} in ('main', 'additional')`),
  ],
);

export const readingKind = pgEnum('reading_kind', [
  'actual',
  'estimated',
  'customer',
  'remote',
  'install',
  'removal',
]);

/** Who told us: what was given in the portal is never overwritten by an import. */
export const readingOrigin = pgEnum('reading_origin', ['billing', 'portal']);

/**
 * Cumulative states, one per meter and instant. One index (the key) and no foreign key: telemetry brings
 * millions of rows, each of which would pay for both, and the import joins the meters anyway
 * (docs/decisions/0004).
 */
export const readings = pgTable(
  'readings',
  {
    meterId: reference('meter_id').notNull(),
    /** a reading with a day alone is the state at 00:00 Warsaw of that day */
    readAt: instant('read_at').notNull(),
    value: litres('value_l').notNull(),
    kind: readingKind('kind').notNull(),
    origin: readingOrigin('origin').notNull().default('billing'),
  },
  t => [primaryKey({ name: 'readings_key', columns: [t.meterId, t.readAt] })],
);
