import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { code, day, decimal, id, polish, reference } from './columns';

/** What every waterworks owes the public: the quality of the water, by supply zone. Staff enter it. */

/** Addresses that get the same water. */
export const waterZones = pgTable(
  'water_zones',
  {
    id: id(),
    /** short name in addresses and for staff, e.g. `miasto` */
    zone: code('zone').notNull(),
    namePl: polish('name_pl').notNull(),
    nameEn: polish('name_en').notNull(),
    /** where the water comes from, e.g. the intake and the treatment plant */
    sourcePl: polish('source_pl'),
    sourceEn: polish('source_en'),
    /** order on the page */
    position: integer('position').notNull(),
    /** made up to show what the page can do: said so beside every figure */
    example: boolean('example').notNull().default(false),
  },
  t => [
    uniqueIndex('water_zones_key').on(t.zone),
    check('water_zones_key_form', sql`${t.zone} ~ '^[a-z0-9-]+$'`),
  ],
);

/** Which zone an address belongs to. A street's own row beats the row of its whole town. */
export const waterZonePlaces = pgTable(
  'water_zone_places',
  {
    zoneId: reference('zone_id')
      .notNull()
      .references(() => waterZones.id),
    city: polish('city').notNull(),
    /** absent: the whole place, as far as no street of it has a row */
    street: polish('street'),
  },
  t => [
    unique('water_zone_places_key').on(t.city, t.street).nullsNotDistinct(),
    index('water_zone_places_zone').on(t.zoneId),
  ],
);

/** What is measured, in which unit and within which limits (the ordinance changes: data, not code). */
export const waterParameters = pgTable(
  'water_parameters',
  {
    parameter: code('parameter').primaryKey(),
    namePl: polish('name_pl').notNull(),
    nameEn: polish('name_en').notNull(),
    unit: polish('unit'),
    /** the least and the most that is allowed; both absent where the ordinance names no figure */
    limitMin: decimal('limit_min'),
    limitMax: decimal('limit_max'),
    position: integer('position').notNull(),
  },
  t => [check('water_parameters_limits', sql`${t.limitMin} <= ${t.limitMax}`)],
);

/** One examination of a zone's water with its verdict. */
export const waterTests = pgTable(
  'water_tests',
  {
    id: id(),
    zoneId: reference('zone_id')
      .notNull()
      .references(() => waterZones.id),
    testedOn: day('tested_on').notNull(),
    /** `conditional`: may be drunk under the conditions of the note, e.g. after boiling */
    verdict: code('verdict').$type<'fit' | 'conditional' | 'unfit'>().notNull(),
    /** what people have to do or know; needed wherever the verdict is not `fit` */
    notePl: polish('note_pl'),
    noteEn: polish('note_en'),
    laboratory: polish('laboratory'),
    /** total hardness in mmol/l (1 mmol/l = 100 mg/l CaCO₃ = 5.6 °n) */
    hardness: decimal('hardness_mmol'),
    example: boolean('example').notNull().default(false),
  },
  t => [
    index('water_tests_zone').on(t.zoneId, t.testedOn),
    check('water_tests_verdict', sql`${t.verdict} in ('fit', 'conditional', 'unfit')`),
    check(
      'water_tests_note',
      sql`${t.verdict} = 'fit' or (${t.notePl} is not null and ${t.noteEn} is not null)`,
    ),
    check('water_tests_hardness', sql`${t.hardness} >= 0`),
  ],
);

export const waterTestValues = pgTable(
  'water_test_values',
  {
    testId: reference('test_id')
      .notNull()
      .references(() => waterTests.id),
    parameter: code('parameter')
      .notNull()
      .references(() => waterParameters.parameter),
    value: decimal('value').notNull(),
    /** below what the method can measure: the value is that bound, written `<5` */
    below: boolean('below').notNull().default(false),
  },
  t => [primaryKey({ name: 'water_test_values_key', columns: [t.testId, t.parameter] })],
);
