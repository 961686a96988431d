/**
 * The schedule of the demo: what crontab, systemd or Vercel do for an installation. `vercel.json` has the same jobs
 * and intervals, which a test compares. A job is the name of a cron route and the minutes between two calls.
 * @type {{ job: string, everyMinutes: number }[]}
 */
export const JOBS = [
  { job: 'invoice-issued', everyMinutes: 60 },
  { job: 'payment-due', everyMinutes: 60 },
  { job: 'contract-expiry', everyMinutes: 60 },
  { job: 'legalisation-expiry', everyMinutes: 60 },
  { job: 'deliver', everyMinutes: 5 },
];

/** The first round comes when the portal has answered its first pages. */
const FIRST_ROUND_MS = 3_000;

/**
 * Calls the cron routes of a running portal: all of them one after the other soon after the start, and then each at
 * its interval.
 * @param {{ url: string, secret: string, say: (line: string) => void }} portal
 * @returns {() => void} ends it
 */
export function startSchedule({ url, secret, say }) {
  const ended = new AbortController();
  const call = async job => {
    if (ended.signal.aborted) return;
    try {
      const headers = { authorization: `Bearer ${secret}` };
      const response = await fetch(`${url}/api/cron/${job}`, {
        method: 'POST',
        headers,
        signal: ended.signal,
      });
      if (!response.ok) say(`${job}: ${response.status}`);
    } catch (error) {
      if (!ended.signal.aborted) say(`${job}: ${error.message}`);
    }
  };
  const first = setTimeout(async () => {
    for (const { job } of JOBS) await call(job);
  }, FIRST_ROUND_MS);
  const timers = JOBS.map(({ job, everyMinutes }) =>
    setInterval(() => void call(job), everyMinutes * 60_000),
  );
  return () => {
    ended.abort();
    clearTimeout(first);
    for (const timer of timers) clearInterval(timer);
  };
}
