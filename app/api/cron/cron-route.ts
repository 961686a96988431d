import { cronRefusal } from '@/lib/auth/cron';
import type { Job } from '@/lib/notifications/kinds';
import { runJob } from '@/lib/notifications/jobs';

const NO_STORE = { 'cache-control': 'no-store' };

/**
 * The handler of a cron route, for GET (Vercel) and POST (everybody else): checks the secret, runs the job, answers
 * with its counts.
 */
export function cronRoute(job: Job): (request: Request) => Promise<Response> {
  return async request => {
    const refused = cronRefusal(request);
    if (refused !== null) {
      const error = refused === 503 ? 'CRON_SECRET is not set' : 'wrong secret';
      return Response.json({ job, error }, { status: refused, headers: NO_STORE });
    }
    return Response.json(await runJob(job, new Date()), { headers: NO_STORE });
  };
}
