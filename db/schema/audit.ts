import { index, integer, jsonb, pgTable } from 'drizzle-orm/pg-core';
import { code, id, instant, polish, reference } from './columns';
import { accounts } from './accounts';

/** Who did what; append only by trigger. Never holds phone, e-mail or message text (SECURITY S12). */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id(),
    at: instant('at').notNull().defaultNow(),
    /** absent: the system itself, or nobody signed in */
    accountId: reference('account_id').references(() => accounts.id),
    action: code('action').notNull(),
    /** e.g. `customer:K-000118` */
    entity: code('entity').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull().default({}),
    ip: code('ip'),
  },
  t => [
    index('audit_log_at').on(t.at),
    index('audit_log_entity').on(t.entity, t.at),
    // the log's page pages backwards by id
    index('audit_log_account').on(t.accountId, t.id),
    index('audit_log_action').on(t.action, t.id),
  ],
);

/** One run of the billing import. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    source: polish('source').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    /** per file: inserted, updated, unchanged, rejected */
    counts: jsonb('counts').$type<Record<string, Record<string, number>>>().notNull().default({}),
    rows: integer('rows').notNull().default(0),
    /**
     * how its own rows are found again: the transaction (`xid`), and by table the last id before it and the last of
     * its own; absent: it cannot be undone
     */
    own: jsonb('own').$type<{
      xid: string;
      ids: Record<string, readonly [number, number]>;
      readings: number;
    }>(),
  },
  t => [index('imports_started').on(t.startedAt)],
);
