import { index, jsonb, pgTable } from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { code, id, instant, reference } from './columns';

/**
 * What staff have set in place of the configuration file: append only, the newest row of a name holds. A value of
 * null goes back to the file. Names and shapes are declared in lib/settings/declared.ts.
 */
export const settings = pgTable(
  'settings',
  {
    id: id(),
    name: code('name').notNull(),
    value: jsonb('value').$type<unknown>(),
    at: instant('at').notNull(),
    accountId: reference('account_id')
      .notNull()
      .references(() => accounts.id),
  },
  t => [index('settings_name').on(t.name, t.id)],
);
