import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { JOBS, type Job } from '@/lib/notifications/kinds';
import { utility } from '@/lib/utility';

/** What does not stop the portal from serving, and what an administrator must hear of all the same. */
export type HealthWarning =
  | {
      readonly warning: 'cron_missing';
      /** those that have not come for two of their intervals */
      readonly jobs: readonly Job[];
      /** since when: the oldest of their last calls, or when the portal was first used if one never came */
      readonly since: string;
    }
  | { readonly warning: 'import_overdue'; readonly since: string };

const MINUTE = 60_000;

interface Known {
  readonly runs: Readonly<Record<string, string>>;
  readonly imported: string | null;
  readonly firstUse: string | null;
}

/**
 * Whether the schedule calls and the billing system delivers. Nobody can be late in a portal that nobody has used,
 * and where no import ever was none is missed.
 * @param now calls that begin at this instant or later do not count: a call that comes again is told of its absence
 */
export async function healthWarnings(now: Date, connection: Connection = db()): Promise<HealthWarning[]> {
  const at = now.toISOString();
  const [known] = await connection.execute<{ known: Known }>(sql`
    select jsonb_build_object(
      'runs', coalesce((select jsonb_object_agg(job, at) from (
        select job, max(started_at) as at from cron_runs where started_at < ${at}::timestamptz group by job) r), '{}'),
      'imported', (select max(finished_at) from imports where finished_at <= ${at}::timestamptz),
      'firstUse', (select at from audit_log order by id limit 1)) as known`);
  return judgeHealth(known!.known, utility().health, now);
}

/** @param intervals minutes between two calls of each job */
export function judgeHealth(
  { runs, imported, firstUse }: Known,
  { cronMinutes, importMaxAgeHours }: ReturnType<typeof utility>['health'],
  now: Date,
): HealthWarning[] {
  const age = (since: string) => now.getTime() - new Date(since).getTime();
  const late = JOBS.flatMap(job => {
    const since = runs[job] ?? firstUse;
    return since !== null && age(since) > 2 * cronMinutes[job] * MINUTE ? [{ job, since: utc(since) }] : [];
  });
  const warnings: HealthWarning[] = [];
  if (late.length > 0) {
    const since = late.map(one => one.since).sort()[0]!;
    warnings.push({ warning: 'cron_missing', jobs: late.map(({ job }) => job), since });
  }
  if (imported !== null && age(imported) > importMaxAgeHours * 60 * MINUTE)
    warnings.push({ warning: 'import_overdue', since: utc(imported) });
  return warnings;
}

const utc = (instant: string): string => new Date(instant).toISOString();
