/**
 * The schedule of the demo: what crontab, systemd or Vercel do for an installation (`vercel.json` lists the
 * times). A job is the name of a cron route and the minutes between two calls.
 * @type {{ job: string, everyMinutes: number }[]}
 */
const JOBS = [];

/**
 * Calls the cron routes of a running portal.
 * @param {{ url: string, secret: string, say: (line: string) => void }} portal
 * @returns {() => void} ends it
 */
export function startSchedule({ url, secret, say }) {
  const call = async job => {
    try {
      const headers = { authorization: `Bearer ${secret}` };
      const response = await fetch(`${url}/api/cron/${job}`, { method: 'POST', headers });
      if (!response.ok) say(`${job}: ${response.status}`);
    } catch (error) {
      say(`${job}: ${error.message}`);
    }
  };
  const timers = JOBS.map(({ job, everyMinutes }) =>
    setInterval(() => void call(job), everyMinutes * 60_000),
  );
  return () => timers.forEach(timer => clearInterval(timer));
}
