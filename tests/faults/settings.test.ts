/** F15: the cron routes' secret. */
import type { ApiServer } from './harness/portal';
import { testDatabase } from '../support/database';

testDatabase();
const JOBS = ['invoice-issued', 'payment-due', 'contract-expiry', 'legalisation-expiry', 'deliver'];
const SECRET = 'the-secret-of-today-of-the-tests';
const PREVIOUS = 'the-secret-of-yesterday-of-the-tests';

/** The environment is parsed once a process: each case loads the routes anew. */
async function withSecrets(
  secrets: Partial<Record<'CRON_SECRET' | 'CRON_SECRET_PREVIOUS', string>>,
  work: (api: ApiServer) => Promise<void>,
): Promise<void> {
  jest.resetModules();
  delete process.env.CRON_SECRET;
  delete process.env.CRON_SECRET_PREVIOUS;
  Object.assign(process.env, secrets);
  const { serveApi } = await import('./harness/portal');
  const api = await serveApi();
  try {
    await work(api);
  } finally {
    await api.close();
  }
}

const call = async (api: ApiServer, job: string, method: string, authorization?: string) => {
  const headers = authorization === undefined ? undefined : { authorization };
  const answer = await fetch(`${api.url}/api/cron/${job}`, { method, headers });
  return { status: answer.status, body: await answer.text() };
};

describe.each(['GET', 'POST'])('%s', method => {
  it.each(JOBS)('F15 %s: 503 where no secret is configured, whatever comes', job =>
    withSecrets({}, async api => {
      expect((await call(api, job, method)).status).toBe(503);
      expect((await call(api, job, method, 'Bearer ')).status).toBe(503);
      expect((await call(api, job, method, 'Bearer undefined')).status).toBe(503);
    }),
  );

  it.each(JOBS)('F15 %s: 401 without and with a wrong secret, 200 with the right and the previous one', job =>
    withSecrets({ CRON_SECRET: SECRET, CRON_SECRET_PREVIOUS: PREVIOUS }, async api => {
      const wrong = [undefined, '', 'Bearer', 'Bearer ', `Bearer ${SECRET}x`, SECRET, `Basic ${SECRET}`];
      for (const header of wrong) expect((await call(api, job, method, header)).status).toBe(401);
      for (const secret of [SECRET, PREVIOUS]) {
        const { status, body } = await call(api, job, method, `Bearer ${secret}`);
        expect(status).toBe(200);
        expect(JSON.parse(body)).toMatchObject({
          job,
          created: 0,
          sent: 0,
          failed: 0,
          unknown: 0,
          remaining: 0,
        });
      }
    }),
  );

  it('F15: the previous secret alone opens nothing when it has been taken away', () =>
    withSecrets({ CRON_SECRET: SECRET }, async api => {
      expect((await call(api, 'deliver', method, `Bearer ${PREVIOUS}`)).status).toBe(401);
    }));
});
