/** F14: SIGTERM. */
import { testDatabase } from '../support/database';
import { check, say } from './harness/checker';
import { dispatcherEnv, renew } from './harness/crash-run';
import { Crew, Dispatcher } from './harness/dispatchers';
import { order } from './harness/messages';
import { testStage } from './harness/stage';
import { until } from './harness/waiting';

jest.setTimeout(120_000);

const stage = testStage(1414);
beforeEach(() => {
  renew(stage().providers, stage().api, 1414);
  stage().providers.resend.server.faults.latencyMs = [100, 400];
  stage().providers.twilio.server.faults.latencyMs = [100, 400];
});

/** Long enough to finish calls that take 400 ms; a provider's time-out would be ten seconds. */
const IN_TIME_MS = 3_000;

describe('SIGTERM', () => {
  const { db, sql, url } = testDatabase();
  it('F14: ends in time, leaves nothing in between, and another finishes without a duplicate', async () => {
    const { providers, api } = stage();
    const ordered = await order(db, 400);
    const env = dispatcherEnv(url, api.url, providers);
    const one = await new Dispatcher(env).ready();
    // By mail these are two requests: done before the first SMS is out, on a busy machine.
    const letGo = providers.resend.server.hold();
    one.go();
    await until('mails and SMS are under way', () => {
      const { resend, twilio } = providers;
      return resend.server.inFlight > 0 && twilio.server.inFlight > 0 && twilio.journal.length > 20;
    });
    letGo();
    const { code, ms } = await one.terminate();
    await Promise.all([providers.resend.callbacks.drained(), providers.twilio.callbacks.drained()]);
    const halfway = await check(sql, providers, ordered);
    say('F14 (after SIGTERM)', halfway, `ended after ${Math.round(ms)} ms`);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(IN_TIME_MS);
    expect(halfway).toMatchObject({ lost: 0, unknown: 0 });
    expect(halfway.states.sending).toBeUndefined();
    expect(halfway.states.queued).toBeGreaterThan(0);

    for (const { server } of [providers.resend, providers.twilio]) server.faults.latencyMs = [5, 20];
    const crew = new Crew(env, 1);
    try {
      await crew.start();
      await until('the other has sent the rest', () => crew.areIdle, { withinMs: 60_000 });
      await Promise.all([providers.resend.callbacks.drained(), providers.twilio.callbacks.drained()]);
    } finally {
      await crew.end();
    }
    const verdict = await check(sql, providers, ordered);
    say('F14', verdict);
    expect(verdict).toMatchObject({ lost: 0, duplicateMails: 0, duplicateSms: 0, unknown: 0, unsettled: 0 });
  });
});
