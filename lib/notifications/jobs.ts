import 'server-only';
import { eq, lt, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { cronRuns } from '@/db/schema';
import { sweepExpired } from '@/lib/accounts/sweep';
import { sweepLimits } from '@/lib/auth/limits';
import { forgetOldRuns } from '@/lib/billing-import/runs/forget';
import { dispatch } from '@/lib/delivery/dispatch';
import { forgetSecrets } from '@/lib/delivery/retention';
import { scanInvoiceDelivery } from '@/lib/e-invoice/delivery';
import { warnAdministrators } from '@/lib/health/commands';
import { purgeDaily } from '@/lib/retention/commands';
import { deliveryHooks } from './hooks';
import { KINDS, kindsOf, type Job } from './kinds';
import { scanKind } from './scan';
import { SCANNED_KINDS } from './sources';

/** What a cron route answers (INTERFACES). */
export interface JobReport {
  readonly job: Job;
  /** rows made by this call's scans */
  readonly created: number;
  readonly sent: number;
  readonly failed: number;
  /** parked now: the provider may have taken them */
  readonly unknown: number;
  /** rows of the job that are not final, waiting retries included */
  readonly remaining: number;
  readonly tookMs: number;
}

/** Time limit of a route, of which a job uses four fifths (N6). */
export const MAX_DURATION_SECONDS = 60;
const SHARE = 0.8;
/** Days for which it is known when the schedule ran. */
const RUNS_KEPT = 90;

/**
 * What a job scans; `deliver` takes the kinds without a route of their own, the e-invoices, and what administrators
 * have to hear of the schedule itself.
 */
const scansOf = (job: Job, now: Date, signal: AbortSignal): (() => Promise<number>)[] => {
  const kinds = SCANNED_KINDS.filter(kind => (KINDS[kind].job ?? 'deliver') === job);
  const scans = kinds.map(kind => () => scanKind(kind, now, signal));
  return job === 'deliver'
    ? [...scans, () => scanInvoiceDelivery(now), () => warnAdministrators(now)]
    : scans;
};

/** Calls under way in this process: one listener ends them all. */
const underWay = new Set<AbortController>();
const endAll = (): void => underWay.forEach(call => call.abort());

/** Aborts with the process (SIGTERM of a new version): what is in flight is settled, nothing new is begun. */
function untilTheEnd(limitMs: number): { signal: AbortSignal; release: () => void } {
  const call = new AbortController();
  if (underWay.size === 0) process.on('SIGTERM', endAll);
  underWay.add(call);
  return {
    signal: AbortSignal.any([call.signal, AbortSignal.timeout(limitMs)]),
    release: () => {
      underWay.delete(call);
      if (underWay.size === 0) process.off('SIGTERM', endAll);
    },
  };
}

/** What waits for a cron to be tidied up. */
async function sweep(now: Date): Promise<void> {
  await sweepExpired(db(), now);
  await forgetSecrets(db(), now);
  await sweepLimits(db(), now);
  await forgetOldRuns(now);
  await db()
    .delete(cronRuns)
    .where(
      lt(cronRuns.startedAt, sql`${now.toISOString()}::timestamptz - make_interval(days => ${RUNS_KEPT})`),
    );
}

/**
 * Scans and dispatches what belongs to a job; `deliver` also scans what has no route of its own, sends everything
 * and tidies up. Safe when repeated, overlapping, late or cut off: rows have keys, claims are leases, and what one
 * call does not reach the next one does.
 * @param limitMs of the caller; four fifths of it are used
 */
export async function runJob(
  job: Job,
  now: Date,
  limitMs: number = MAX_DURATION_SECONDS * 1_000,
): Promise<JobReport> {
  const { signal, release } = untilTheEnd(limitMs * SHARE);
  try {
    return await run(job, now, limitMs, signal);
  } finally {
    release();
  }
}

async function run(job: Job, now: Date, limitMs: number, signal: AbortSignal): Promise<JobReport> {
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const [row] = await db().insert(cronRuns).values({ job, startedAt: now }).returning({ id: cronRuns.id });
  let created = 0;
  const faults: unknown[] = [];
  for (const scan of scansOf(job, now, signal)) {
    if (signal.aborted) break;
    // A kind that cannot be scanned must not keep what waits already from being sent.
    created += await scan().catch((fault: unknown) => (faults.push(fault), 0));
  }
  const kinds = job === 'deliver' ? undefined : kindsOf(job);
  const { sent, failed, unknown, remaining } = await dispatch({
    ...(kinds && { kinds }),
    hooks: deliveryHooks,
    budgetMs: Math.max(0, limitMs - elapsed()),
    // As if the call had begun now: tests hand a day of their own over.
    now: () => new Date(now.getTime() + elapsed()),
    signal,
  });
  if (job === 'deliver') {
    await sweep(now);
    // Last: what is left of the time, and a fault in it is told after everything else is done.
    await purgeDaily(now, signal).catch((fault: unknown) => faults.push(fault));
  }
  const tookMs = Math.round(elapsed());
  const counts = { created, sent, failed, unknown, remaining, tookMs };
  await db()
    .update(cronRuns)
    .set({ finishedAt: new Date(now.getTime() + tookMs), counts })
    .where(eq(cronRuns.id, row!.id));
  if (faults.length > 0)
    throw faults.length === 1 ? faults[0] : new AggregateError(faults, `scans of ${job}`);
  return { job, ...counts };
}
