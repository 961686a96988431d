/** F6: a provider that is down, then in a hurry. */
import { testDatabase } from '../support/database';
import type { SeenRequest } from '../support/providers/stub-server';
import { check, say } from './harness/checker';
import { dispatcherEnv } from './harness/crash-run';
import { Crew } from './harness/dispatchers';
import { order } from './harness/messages';
import { testStage } from './harness/stage';
import { passTime } from './harness/time';
import { until } from './harness/waiting';

jest.setTimeout(180_000);

const stage = testStage(606);

/** Requests that came although an earlier answer had asked to wait; one that was under way by then may arrive. */
function hasty(requests: readonly SeenRequest[], underWayMs: number): SeenRequest[] {
  const waits = requests.filter(({ status, retryAfter }) => status === 429 && retryAfter !== undefined);
  return requests.filter(({ arrived }) =>
    waits.some(
      ({ answered = 0, retryAfter = 0 }) =>
        arrived > answered + underWayMs && arrived < answered + retryAfter * 1000,
    ),
  );
}

describe('F6', () => {
  const { db, sql, url } = testDatabase();
  it('down, then bursts of 429: nothing lost, and who is asked to wait waits', async () => {
    const { providers, api } = stage();
    const { resend, twilio } = providers;
    const ordered = await order(db, 1_000);
    const crew = new Crew(dispatcherEnv(url, api.url, providers, { RETRY_FIRST: '1s' }), 2);
    const step = (then = () => {}) =>
      crew.whilePaused(() => passTime(sql, undefined, 10 * 60_000).then(then));
    const idle = () => until('rest', () => crew.areIdle, { withinMs: 60_000 });
    try {
      for (const state of ['down', 'refusing'] as const) {
        resend.server.faults.state = state;
        twilio.server.faults.state = state;
        if (crew.working.length === 0) await crew.start();
        const seen = resend.server.requests.length;
        // Five failures open the breaker; from then on one request after the other tries.
        const vain = state === 'down' ? 5 : 1;
        await until(`requests in vain (${state})`, () => resend.server.requests.length >= seen + vain);
      }
      expect(resend.journal.length + twilio.journal.length).toBe(0);
      // Nobody hammers a provider that is down.
      expect(resend.server.requests.length).toBeLessThan(60);
      const servers = [resend.server, twilio.server];
      for (const server of servers) {
        server.requests.length = 0;
        Object.assign(server.faults, { state: 'up', perSecond: 100, latencyMs: [20, 60] });
      }
      const limited = (server: (typeof servers)[number]) =>
        server.requests.filter(({ status }) => status === 429).length;
      for (let burst = 0; burst < 4; burst++) {
        const refused = servers.map(limited);
        const begin = () => {
          for (const server of servers) server.faults.shares = { too_many: 1 };
        };
        // They come back from the outage into the first burst. It begins while nobody sends: time that passes after a
        // 429 would take the wait with it.
        if (burst === 0) await step(begin);
        else begin();
        const hit = burst === 0 ? servers : [twilio.server];
        await until('a burst of 429', () =>
          hit.every(server => limited(server) > refused[servers.indexOf(server)]!),
        );
        for (const server of servers) server.faults.shares = {};
        const taken = twilio.journal.length;
        await until('fifty sent', () => twilio.journal.length > taken + 50);
      }
      for (let steps = 0; steps < 20; steps++) {
        await idle();
        await Promise.all([resend.callbacks.drained(), twilio.callbacks.drained()]);
        const verdict = await check(sql, providers, ordered);
        if (verdict.unsettled + verdict.unknown === 0) break;
        await step();
      }
      const verdict = await check(sql, providers, ordered);
      say('F6', verdict, `${servers.map(limited).join(' and ')} × 429`);
      expect(limited(twilio.server)).toBeGreaterThan(0);
      expect(verdict).toMatchObject({
        lost: 0,
        duplicateMails: 0,
        duplicateSms: 0,
        unknown: 0,
        unsettled: 0,
      });
      // The answer has to be written down first, and others to see it: on a busy machine that takes its time.
      expect(hasty(resend.server.requests, 500)).toEqual([]);
      expect(hasty(twilio.server.requests, 500)).toEqual([]);
    } finally {
      await crew.end();
    }
  });
});
