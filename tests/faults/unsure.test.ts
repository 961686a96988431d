/** F7: nobody knows whether it was taken. */
import { testDatabase } from '../support/database';
import { PERFECT, say } from './harness/checker';
import { crashRun, renew } from './harness/crash-run';
import { testStage } from './harness/stage';

jest.setTimeout(300_000);

const stage = testStage(1);

describe('providers that take it and do not say so', () => {
  const database = testDatabase();
  it('F7: 5 % each of accept-then-500, hang, reset, malformed JSON: nothing lost, nothing twice', async () => {
    const { providers, api } = stage();
    renew(providers, api, 707);
    const result = await crashRun(database, providers, api, {
      count: 2_000,
      kills: 0,
      seed: 707,
      withinMs: 270_000,
      latencyMs: [5, 50],
      // Whoever hangs does so for as long as he is waited for; ten seconds prove no more than one.
      env: { PROVIDER_TIMEOUT: '2s' },
      shares: {
        accepted_500: 0.05,
        accepted_hang: 0.025,
        hang: 0.025,
        accepted_reset: 0.025,
        reset: 0.025,
        accepted_malformed: 0.05,
      },
    });
    const { requests } = providers.twilio.server;
    const hung = requests.filter(({ status }) => status === 'hang').length;
    const cut = requests.filter(({ status }) => status === 'reset').length;
    say('F7', result.verdict, `${hung} SMS hung, ${cut} cut off, ${Math.round(result.ms / 1000)} s`);
    expect(result.ended).toEqual([]);
    expect(result.troubles).toEqual([]);
    expect(hung).toBeGreaterThan(20);
    expect(cut).toBeGreaterThan(20);
    expect(result.verdict).toMatchObject({ ordered: 2_000, ...PERFECT });
  });
});
