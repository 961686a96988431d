import { env } from '@/lib/env';
import { JOBS } from '@/lib/notifications/kinds';

const USAGE = `Usage: npm run cron -- NAME

  NAME  the cron route to call: ${JOBS.join(', ')}

Calls the route of the running server once, for crontab or systemd: on this machine's PORT, or at CRON_URL where the
server runs elsewhere. Standard output is the route's JSON. Exit code 0: done. 1: the server did not answer, or not
with 200. 2: unusable arguments.`;

/** A route stops by itself before that. */
const PATIENCE_MS = 90_000;

/** `npm run cron`: what a crontab line runs. */
export default async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const job = JOBS.find(name => name === args[0]);
  if (!job || args.length !== 1) {
    console.error(USAGE);
    return 2;
  }
  const { CRON_SECRET, PORT } = env();
  if (!CRON_SECRET) {
    console.error('CRON_SECRET is not set: the routes answer 503 without it.');
    return 1;
  }
  const base = (process.env.CRON_URL || `http://127.0.0.1:${PORT}`).replace(/\/$/, '');
  try {
    const response = await fetch(`${base}/api/cron/${job}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${CRON_SECRET}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    (response.ok ? console.log : console.error)(response.ok ? text : `${job}: ${response.status} ${text}`);
    return response.ok ? 0 : 1;
  } catch (error) {
    const why = error instanceof Error ? String(error.cause ?? error.message) : String(error);
    console.error(`${job}: no answer from ${base} (${why}). Is the portal running?`);
    return 1;
  }
}
