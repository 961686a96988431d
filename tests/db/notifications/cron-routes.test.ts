/** The cron routes' secret, methods and answer (INTERFACES; F15). */
import { testDatabase } from '../../support/database';
import { JOBS } from '@/lib/notifications/kinds';

const { sql } = testDatabase();
const NOW_SECRET = 'the-secret-of-today-1';
const OLD_SECRET = 'the-secret-of-before-1';

type Handlers = Record<'GET' | 'POST', (request: Request) => Promise<Response>>;

/** The route as a server with this environment has it. */
async function route(job: string, secrets: { CRON_SECRET?: string; CRON_SECRET_PREVIOUS?: string }) {
  for (const name of ['CRON_SECRET', 'CRON_SECRET_PREVIOUS'] as const)
    process.env[name] = secrets[name] ?? '';
  jest.resetModules();
  return (await import(`../../../app/api/cron/${job}/route`)) as Handlers;
}

const call = (method: 'GET' | 'POST', job: string, authorization?: string) =>
  new Request(`http://localhost/api/cron/${job}`, {
    method,
    ...(authorization !== undefined && { headers: { authorization } }),
  });

const BOTH = { CRON_SECRET: NOW_SECRET, CRON_SECRET_PREVIOUS: OLD_SECRET };

test.each(JOBS)('%s answers GET and POST with its counts and nothing else', async job => {
  const handlers = await route(job, BOTH);
  for (const method of ['GET', 'POST'] as const) {
    const answer = await handlers[method](call(method, job, `Bearer ${NOW_SECRET}`));
    expect(answer.status).toBe(200);
    const number = expect.any(Number) as number;
    expect(await answer.json()).toEqual({
      job,
      created: 0,
      sent: 0,
      failed: 0,
      unknown: 0,
      remaining: 0,
      tookMs: number,
    });
  }
  const [row] = await sql`select count(*)::int as runs, count(finished_at)::int as finished from cron_runs
    where job = ${job}`;
  expect(row).toEqual({ runs: 2, finished: 2 });
});

test.each([
  ['no secret configured', {}, `Bearer ${NOW_SECRET}`, 503],
  ['no header', BOTH, undefined, 401],
  ['an empty token', BOTH, 'Bearer ', 401],
  ['a wrong secret', BOTH, 'Bearer the-secret-of-somebody', 401],
  ['another scheme', BOTH, `Basic ${NOW_SECRET}`, 401],
  ['the secret before, while it is being changed', BOTH, `Bearer ${OLD_SECRET}`, 200],
  ['the secret before, afterwards', { CRON_SECRET: NOW_SECRET }, `Bearer ${OLD_SECRET}`, 401],
] as const)('%s', async (_what, secrets, authorization, status) => {
  const { POST, GET } = await route('deliver', secrets);
  await sql`delete from cron_runs`;
  expect((await POST(call('POST', 'deliver', authorization))).status).toBe(status);
  expect((await GET(call('GET', 'deliver', authorization))).status).toBe(status);
  const [{ runs }] = (await sql`select count(*)::int as runs from cron_runs
    where job = 'deliver'`) as unknown as [{ runs: number }];
  expect(runs).toBe(status === 200 ? 2 : 0);
});

test('deliver tidies up what waits for a cron', async () => {
  await sql`insert into limits (bucket, full_at) values ('old', now() - interval '1 hour'), ('used', now() + interval '1 hour')`;
  await sql`insert into cron_runs (job, started_at) values ('deliver', now() - interval '1 year')`;
  const { POST } = await route('deliver', BOTH);
  await POST(call('POST', 'deliver', `Bearer ${NOW_SECRET}`));
  expect((await sql`select bucket from limits`).map(({ bucket }) => bucket as string)).toEqual(['used']);
  expect(await sql`select from cron_runs where started_at < now() - interval '100 days'`).toHaveLength(0);
});
