import { sql } from 'drizzle-orm';
import { customType, index, pgTable } from 'drizzle-orm/pg-core';
import { code, reference } from './columns';
import { customers } from './customers';

const words = customType<{ data: string[] }>({ dataType: () => 'text[] collate "C"' });

/**
 * What staff find a customer by: the words of the name, of the own address and of those supplied, folded (small
 * letters, no accents). Kept by triggers on customers, contracts and service_points, a statement at a time;
 * readings and invoices have none. Numbers are looked up where they stand.
 */
export const customerSearch = pgTable(
  'customer_search',
  {
    customerId: reference('customer_id')
      .primaryKey()
      .references(() => customers.id, { onDelete: 'cascade' }),
    words: words('words').notNull(),
  },
  t => [index('customer_search_words').using('gin', t.words)],
);

/**
 * Every word that stands, or stood, in customer_search, once: slips of the keyboard are looked for here, among some
 * ten thousand words rather than in a hundred thousand addresses.
 */
export const searchWords = pgTable('search_words', { word: code('word').primaryKey() }, t => [
  index('search_words_trigrams')
    .using('gin', sql`${t.word} gin_trgm_ops`)
    .where(sql`${t.word} !~ '^[0-9]'`),
]);
