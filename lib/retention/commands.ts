import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { writeAudit } from '@/lib/audit/commands';
import { addMonths, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import { utility } from '@/lib/utility';
import { RETENTION_KINDS, retentionRule, type RetentionKind } from './rules';

export interface Purged {
  readonly kind: RetentionKind;
  /** everything of before that day was due */
  readonly before: Day;
  /** rows that went or were emptied; of a dry run: that would */
  readonly rows: number;
}

/** What there was to do, by kind. */
const countsOf = (done: readonly Purged[]): Record<string, number> =>
  Object.fromEntries(done.filter(({ rows }) => rows > 0).map(({ kind, rows }) => [kind, rows]));

/** Rows of one transaction: short enough that nobody waits for it. */
const AT_ONCE = 2_000;
/** One run a day within the schedule. */
const EVERY_HOURS = 20;
/** Any number that no other program on the same database uses for its own lock. */
const LOCK = 7_315_202_619;

/** The day before which records of a kind are due. */
export const dueBefore = (kind: RetentionKind, now: Date): Day =>
  addMonths(dayOf(now), -utility().retention[kind]);

/** What stands after `where`, over `t`. */
function due(kind: RetentionKind, now: Date): SQL {
  const { since, only } = retentionRule(kind);
  const before = startOfDay(dueBefore(kind, now)).toISOString();
  const which = only ? sql.raw(` and (${only})`) : sql``;
  return sql`${sql.raw(since)} < ${before}::timestamptz${which}`;
}

async function countDue(connection: Connection, kind: RetentionKind, now: Date): Promise<number> {
  const table = sql.raw(retentionRule(kind).table);
  const [row] = await connection.execute<{ count: number }>(
    sql`select count(*)::int as count from ${table} t where ${due(kind, now)}`,
  );
  return row!.count;
}

/** One portion of a kind, with all that belongs to it. @returns how many there were */
async function purgeSome(kind: RetentionKind, now: Date): Promise<number> {
  const { table, set, parts = [] } = retentionRule(kind);
  const rows = sql.raw(table);
  return db().transaction(async tx => {
    // Append-only tables let this transaction delete (db/migrations, refuse_change); nothing else says this.
    await tx.execute(sql`select set_config('ibok.purge', 'retention', true)`);
    // `ctid`, because not every table has one column that names a row; locked, they stay where they are.
    const found = await tx.execute<{ place: string; id: string | null }>(sql`
      select t.ctid::text as place, to_jsonb(t)->>'id' as id from ${rows} t where ${due(kind, now)}
      limit ${AT_ONCE} for update skip locked`);
    if (found.length === 0) return 0;
    const gone = `{${found.map(({ id }) => id).join()}}`;
    for (const part of parts) {
      const [before = '', after = ''] = part.split('$gone');
      await tx.execute(sql`${sql.raw(before)}${gone}::bigint[]${sql.raw(after)}`);
    }
    const places = sql`t.ctid = any(${`{${found.map(({ place }) => `"${place}"`).join()}}`}::tid[])`;
    if (set) await tx.execute(sql`update ${rows} t set ${sql.raw(set)} where ${places}`);
    else await tx.execute(sql`delete from ${rows} t where ${places}`);
    return found.length;
  });
}

/**
 * Deletes or empties what has been kept long enough (lib/retention/rules.ts), kind by kind in short transactions, and
 * writes one line of the log with the counts. Run twice, the second finds nothing. Cut off, the next one goes on.
 * @param dryRun counts only; nothing is changed and nothing logged
 * @param signal ends it between two portions
 */
export async function purge(
  now: Date,
  { dryRun = false, signal }: { dryRun?: boolean; signal?: AbortSignal } = {},
): Promise<Purged[]> {
  const done: Purged[] = [];
  const faults: unknown[] = [];
  for (const kind of RETENTION_KINDS) {
    let rows = 0;
    try {
      if (dryRun) rows = await countDue(db(), kind, now);
      else
        for (let some = AT_ONCE; some === AT_ONCE && !signal?.aborted; rows += some)
          some = await purgeSome(kind, now);
    } catch (fault) {
      // One kind that cannot be purged must not keep the others.
      faults.push(fault);
    }
    done.push({ kind, before: dueBefore(kind, now), rows });
  }
  if (!dryRun) {
    await writeAudit(db(), { action: 'retention.purged', entity: 'retention', details: countsOf(done) }, now);
  }
  if (faults.length > 0) throw new AggregateError(faults, 'some records could not be purged');
  return done;
}

/**
 * Within the schedule: once a day, whoever comes first. Claimed before it begins, so that of two at once one goes on
 * and a run that fails is not repeated every five minutes.
 * @returns null when it was done today
 */
export async function purgeDaily(now: Date, signal?: AbortSignal): Promise<Purged[] | null> {
  const claim = await db().transaction(async tx => {
    const [lock] = await tx.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(${LOCK}) as free`,
    );
    if (!lock!.free) return null;
    const [row] = await tx.execute<{ id: string }>(sql`
      insert into cron_runs (job, started_at)
      select 'purge', ${now.toISOString()}::timestamptz
      where not exists (select from cron_runs c where c.job = 'purge'
        and c.started_at > ${now.toISOString()}::timestamptz - make_interval(hours => ${EVERY_HOURS}))
      returning id`);
    return row?.id ?? null;
  });
  if (claim === null) return null;
  const begun = performance.now();
  const done = await purge(now, { signal });
  const counts = JSON.stringify(countsOf(done));
  const finishedAt = new Date(now.getTime() + performance.now() - begun).toISOString();
  await db().execute(sql`
    update cron_runs set finished_at = ${finishedAt}::timestamptz, counts = ${counts}::jsonb where id = ${claim}`);
  return done;
}
