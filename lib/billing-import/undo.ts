import 'server-only';
import type postgres from 'postgres';
import { rawSql } from '../../db/client';
import { OWN_TABLES, type OwnTable } from './own-tables';
import { RunTaken } from './commands';
import { IMPORT_LOCK } from './lock';
import type { Progress } from './report';

/**
 * Why an import cannot be undone: something was built on what it brought, or it is not the last one.
 * `count` of `what` is shown with it.
 */
export type Obstacle =
  | { readonly code: 'newer' | 'unknown' | 'restored' }
  | {
      readonly code: 'readings' | 'messages' | 'consents' | 'accounts' | 'cases' | 'changed' | 'other';
      readonly count: number;
    };

interface Own {
  readonly xid: string;
  readonly ids: Record<OwnTable, readonly [number, number]>;
  readonly readings: number;
}

interface Last {
  readonly id: number;
  readonly startedAt: string;
  readonly own: Own;
}

type Sql = postgres.Sql | postgres.TransactionSql;

/** What refers to rows of an import and goes with them, or is restored. */
const GOES_TOO = [
  ...OWN_TABLES,
  ...['invoice_lines', 'invoice_vat', 'invoice_notes', 'invoice_corrections', 'invoice_documents'],
  ...['account_customers', 'notification_preferences', 'e_invoice_consents'],
];

/** What people would call that which stands in the way, by its table. */
const CODES: Record<string, Extract<Obstacle, { count: number }>['code']> = {
  submitted_readings: 'readings',
  reading_links: 'messages',
  outbox: 'messages',
  outbox_attachments: 'messages',
  cases: 'cases',
  move_outs: 'cases',
  move_out_readings: 'cases',
  contact_changes: 'cases',
  sessions: 'accounts',
  account_tokens: 'accounts',
  terms_acceptances: 'accounts',
  registrations: 'accounts',
  access_invitations: 'accounts',
  notification_choices: 'accounts',
  consent_scans: 'consents',
};

const range = (own: Own, table: OwnTable, column: string): string => {
  const [from, to] = own.ids[table];
  return `${column} > ${Number(from)} and ${column} <= ${Number(to)}`;
};
const MINE = (own: Own): string => `'${BigInt(own.xid)}'::xid8::xid`;

/** The import that may be undone: the last one, when it left what is needed for it. */
async function lastImport(sql: Sql, importId: number): Promise<Last | Obstacle> {
  const [row] = await sql.unsafe<{ id: string; newest: boolean; startedAt: string; own: Own | null }[]>(
    `select id, id = (select max(id) from imports) as newest, started_at::text as "startedAt", own
       from imports where id = $1`,
    [importId],
  );
  if (!row) return { code: 'unknown' };
  if (!row.newest) return { code: 'newer' };
  return row.own ? { id: Number(row.id), startedAt: row.startedAt, own: row.own } : { code: 'unknown' };
}

/** Everything that stands in the way of undoing an import; empty when nothing does. */
export async function undoObstacles(importId: number, sql: Sql = rawSql()): Promise<readonly Obstacle[]> {
  const last = await lastImport(sql, importId);
  return 'code' in last ? [last] : obstaclesTo(sql, last);
}

async function obstaclesTo(sql: Sql, { id, startedAt, own }: Last): Promise<Obstacle[]> {
  const found = new Map<Obstacle['code'], number>();
  const count = async (code: Extract<Obstacle, { count: number }>['code'], query: string) => {
    const [row] = await sql.unsafe<{ n: string }[]>(`select count(*)::text as n ${query}`);
    const n = Number(row?.n ?? 0);
    if (n > 0) found.set(code, (found.get(code) ?? 0) + n);
  };
  const [held] = await sql.unsafe<{ n: string }[]>(
    `select count(*)::text as n from readings where xmin = ${MINE(own)}`,
  );
  // Another transaction's rows: the database was restored from a copy, or somebody wrote into it.
  if (Number(held?.n ?? 0) !== own.readings) return [{ code: 'restored' }];

  const links = await sql.unsafe<{ child: string; field: string; parent: string }[]>(
    `select k.conrelid::regclass::text as child, a.attname as field, k.confrelid::regclass::text as parent
       from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and k.confdeltype = 'a' and cardinality(k.conkey) = 1`,
  );
  const imported = `(select row_id from import_before where import_id = ${id} and kept = 'accounts')`;
  for (const { child, field, parent } of links) {
    if (parent === 'accounts' && child !== 'account_customers')
      await count('accounts', `from ${child} where ${field} in ${imported}`);
    const table = OWN_TABLES.find(own => own === parent);
    if (!table || GOES_TOO.includes(child)) continue;
    // A reading that its invoice settled is what it was before.
    if (child === 'submitted_readings' && field === 'invoice_id') continue;
    await count(CODES[child] ?? 'other', `from ${child} where ${range(own, table, field)}`);
  }
  const foreign = (table: string) =>
    `from ${table} d where ${range(own, 'customers', 'd.customer_id')} and d.xmin <> ${MINE(own)}`;
  await count('accounts', foreign('account_customers'));
  await count('accounts', foreign('notification_preferences'));
  await count('consents', foreign('e_invoice_consents'));
  await count('accounts', `from accounts a where a.id in ${imported} and a.xmin <> ${MINE(own)}`);
  // Told since: an invoice that it brought or changed.
  await count(
    'messages',
    `from invoices i join outbox o on o.entity = 'invoice:' || i.id
      where o.created_at >= '${startedAt}'::timestamptz and (${range(own, 'invoices', 'i.id')}
        or i.id in (select row_id from import_before where import_id = ${id} and kept = 'invoices'))`,
  );
  // Given since, on a meter that was there and of which it brought states.
  await count(
    'readings',
    `from submitted_readings s where s.submitted_at >= '${startedAt}'::timestamptz
        and s.state not in ('withdrawn', 'rejected') and not (${range(own, 'meters', 's.meter_id')})
        and exists (select from readings r where r.meter_id = s.meter_id and r.xmin = ${MINE(own)})`,
  );
  for (const table of OWN_TABLES) {
    await count('changed', `from ${table} t where ${range(own, table, 't.id')} and t.xmin <> ${MINE(own)}`);
    await count(
      'changed',
      `from ${table} t join import_before b on b.row_id = t.id and b.kept = '${table}' and b.import_id = ${id}
        where t.xmin <> ${MINE(own)} and ${table === 'invoices' ? "b.before->'row'" : 'b.before'} <> to_jsonb(t)`,
    );
  }
  return [...found].map(([code, n]) => ({ code, count: n }) as Obstacle);
}

export interface UndoOptions {
  readonly run: { readonly id: number; readonly attempt: number };
  readonly accountId?: number | undefined;
  readonly onProgress?: (progress: Progress) => void;
  readonly now: Date;
}

/**
 * Undoes an import, all of it or nothing: its rows go, what it changed is as it was before.
 * @returns why not; empty when it is done
 */
export async function undoImport(importId: number, options: UndoOptions): Promise<readonly Obstacle[]> {
  const { run, now, accountId, onProgress: tell = () => {} } = options;
  return rawSql().begin(async tx => {
    await tx.unsafe(
      `set local statement_timeout = 0; set local lock_timeout = 0;
       set local idle_in_transaction_session_timeout = 0; set local work_mem = '64MB'; set local jit = off;
       set local ibok.undoing_import = 'yes'`,
    );
    await tx`select pg_advisory_xact_lock(${IMPORT_LOCK})`;
    const last = await lastImport(tx, importId);
    if ('code' in last) return [last];
    const obstacles = await obstaclesTo(tx, last);
    if (obstacles.length > 0) return obstacles;
    await restore(tx, last, now, tell);
    await remove(tx, last, tell);
    tell({ phase: 'committing' });
    await tx.unsafe('delete from imports where id = $1', [importId]);
    const mine = await tx.unsafe(
      `update import_runs set state = 'undone', undone_at = $3::timestamptz, progress = null, fault = null
        where id = $1 and attempt = $2 and state = 'undoing'`,
      [run.id, run.attempt, now.toISOString()],
    );
    if (mine.count === 0) throw new RunTaken();
    await tx.unsafe(
      `insert into audit_log (at, account_id, action, entity) values ($1::timestamptz, $2, 'billing.undone', $3)`,
      [now.toISOString(), accountId ?? null, `import:${importId}`],
    );
    return [];
  }) as Promise<readonly Obstacle[]>;
}

/** All columns of a table but those that make themselves. */
async function columnsOf(tx: postgres.TransactionSql, table: string): Promise<string[]> {
  const rows = await tx.unsafe<{ name: string }[]>(
    `select column_name as name from information_schema.columns
      where table_schema = current_schema() and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'`,
    [table],
  );
  return rows.map(({ name }) => name);
}

/** What the import changed is as it was. */
async function restore(
  tx: postgres.TransactionSql,
  { id, startedAt, own }: Last,
  now: Date,
  tell: (progress: Progress) => void,
): Promise<void> {
  const kept = (name: string) => `from import_before b where b.import_id = ${id} and b.kept = '${name}'`;
  const invoices = `select row_id ${kept('invoices')}`;
  // Readings that it settled: the state before, as a new line of their history.
  await tx.unsafe(
    `with back as (
       select s.id, (select t.state from submitted_reading_states t
                      where t.submission_id = s.id and t.state <> 'settled' order by t.id desc limit 1) as state
         from submitted_readings s join submitted_reading_states t on t.submission_id = s.id
        where s.state = 'settled' and t.state = 'settled' and t.at = '${startedAt}'::timestamptz),
     done as (
       update submitted_readings s set state = back.state, invoice_id = null from back where back.id = s.id
       returning s.id, s.state)
     insert into submitted_reading_states (submission_id, state, at)
     select id, state, $1::timestamptz from done`,
    [now.toISOString()],
  );
  for (const table of OWN_TABLES) {
    const row = table === 'invoices' ? "b.before->'row'" : 'b.before';
    const columns = await columnsOf(tx, table);
    const done = await tx.unsafe(
      `update ${table} t set ${columns.map(column => `${column} = r.${column}`).join(', ')}
         from import_before b, jsonb_populate_record(null::${table}, ${row}) r
        where b.import_id = ${id} and b.kept = '${table}' and b.before is not null and t.id = b.row_id`,
    );
    tell({ phase: 'undoing', file: table, rows: done.count });
  }
  for (const [table, part] of [
    ['invoice_lines', 'lines'],
    ['invoice_vat', 'vat'],
    ['invoice_notes', 'notes'],
    ['invoice_corrections', 'corrections'],
  ] as const) {
    await tx.unsafe(`delete from ${table} d where d.invoice_id in (${invoices})`);
    await tx.unsafe(
      `insert into ${table} select r.* from import_before b,
              jsonb_populate_recordset(null::${table}, b.before->'${part}') r
        where b.import_id = ${id} and b.kept = 'invoices'`,
    );
  }
  for (const kind of ['fa3_xml', 'billing_pdf']) {
    const ids = `select row_id ${kept(`document ${kind}`)}`;
    await tx.unsafe(`delete from invoice_documents d where d.kind = '${kind}' and d.invoice_id in (${ids})`);
    await tx.unsafe(
      `insert into invoice_documents select r.* from import_before b,
              jsonb_populate_record(null::invoice_documents, b.before) r
        where b.import_id = ${id} and b.kept = 'document ${kind}' and b.before is not null`,
    );
  }
  // Drawn from what the import had brought.
  await tx.unsafe(
    `delete from invoice_documents d where d.kind = 'rendered_pdf' and d.invoice_id in (${invoices})`,
  );
  await tx.unsafe(
    `update invoice_corrections set corrected_id = null where ${range(own, 'invoices', 'corrected_id')}`,
  );
}

/** What the import brought goes, what refers to something before that. */
async function remove(
  tx: postgres.TransactionSql,
  { id, own }: Last,
  tell: (progress: Progress) => void,
): Promise<void> {
  const gone = async (table: string, where: string) => {
    const done = await tx.unsafe(`delete from ${table} t where ${where}`);
    tell({ phase: 'undoing', file: table, rows: done.count });
  };
  const mine = `t.xmin = ${MINE(own)}`;
  await gone('notification_preferences', `${mine} and t.source = 'import'`);
  await gone('e_invoice_consents', `${mine} and t.source = 'import'`);
  await gone('account_customers', `${mine} and t.source = 'import'`);
  await gone(
    'accounts',
    `t.id in (select row_id from import_before where import_id = ${id} and kept = 'accounts')`,
  );
  await gone('payments', range(own, 'payments', 't.id'));
  for (const table of [
    'invoice_lines',
    'invoice_vat',
    'invoice_notes',
    'invoice_corrections',
    'invoice_documents',
  ])
    await gone(table, range(own, 'invoices', 't.invoice_id'));
  await gone('invoices', range(own, 'invoices', 't.id'));
  await gone(
    'readings',
    `${mine} and t.origin = 'billing' and not exists (select from import_before_readings b
       where b.import_id = ${id} and b.meter_id = t.meter_id and b.read_at = t.read_at)`,
  );
  await tx.unsafe(
    `update readings r set value_l = b.value_l, kind = b.kind from import_before_readings b
      where b.import_id = ${id} and b.meter_id = r.meter_id and b.read_at = r.read_at`,
  );
  for (const table of ['tariffs', 'meters', 'contracts', 'service_points', 'customers'] as const)
    await gone(table, range(own, table, 't.id'));
}
