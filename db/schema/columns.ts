import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';
import type { Day } from '../../lib/kernel/dates';
import type { Grosze } from '../../lib/kernel/money';
import type { Litres } from '../../lib/kernel/volume';

/** Text for people: sorted and compared as Polish, whatever the database's own locale. */
export const polish = customType<{ data: string }>({ dataType: () => 'text collate "pl-x-icu"' });

/** Numbers, codes, hashes: byte order, so that their indexes are cheap and equal everywhere. */
export const code = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** A calendar day; comes and goes as `YYYY-MM-DD`. */
export const day = customType<{ data: Day; driverData: string }>({ dataType: () => 'date' });

/** Exact decimal as text: quantities and unit prices, up to 8 places in FA(3). */
export const decimal = customType<{ data: string; driverData: string }>({ dataType: () => 'numeric' });

export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

export const grosze = (name: string) => bigint(name, { mode: 'number' }).$type<Grosze>();

/** bigint, because industrial meters pass 2³¹ litres. */
export const litres = (name: string) => bigint(name, { mode: 'number' }).$type<Litres>();

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Internal key; never leaves the server. */
export const id = () => bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();

export const reference = (name: string) => bigint(name, { mode: 'number' });
