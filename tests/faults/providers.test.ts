/** F8, F12: a provider that talks out of turn, or has forgotten. */
import { dispatch } from '@/lib/delivery/dispatch';
import type { DeliveryHooks } from '@/lib/delivery/ports';
import { testDatabase } from '../support/database';
import { check, say } from './harness/checker';
import { dispatcherEnv, renew } from './harness/crash-run';
import { Crew } from './harness/dispatchers';
import { order } from './harness/messages';
import { testStage } from './harness/stage';
import { emptyOutbox, passTime } from './harness/time';
import { until } from './harness/waiting';

jest.setTimeout(120_000);

const NO_HOOKS: DeliveryHooks = { recheck: async () => new Map(), failed: async () => {} };
const run = () => dispatch({ hooks: NO_HOOKS, budgetMs: 30_000 });

const stage = testStage(606);
beforeEach(() => renew(stage().providers, stage().api, 606));
afterEach(async () => {
  for (const { callbacks } of [stage().providers.resend, stage().providers.twilio]) {
    callbacks.drop();
    await callbacks.drained(); // what is on its way belongs to this test
  }
});

describe('F8', () => {
  const { db, sql } = testDatabase();
  /** All callbacks of half of them come before the answer to one batch, which waits ten seconds at most. */
  const COUNT = 12;
  const FORWARD = ['queued', 'sending', 'sent', 'delivered'];

  /** Rows whose history goes back, e.g. from `delivered` to `sent`. */
  async function regressions(): Promise<unknown[]> {
    const rows = await sql<{ outbox_id: string; state: string }[]>`
      select outbox_id::text, state from outbox_states order by outbox_id, id`;
    return rows.filter((row, at) => {
      const before = rows[at - 1];
      return (
        before?.outbox_id === row.outbox_id && FORWARD.indexOf(row.state) < FORWARD.indexOf(before.state)
      );
    });
  }

  it.each(['hold', 'early'] as const)(
    'callbacks five times, one of two forged, %s: no state goes back, no forged one is believed',
    async when => {
      const { providers } = stage();
      const { resend, twilio } = providers;
      for (const one of [resend, twilio]) Object.assign(one.callbacks.manner, { times: 5, when, forged: 1 });
      await emptyOutbox(sql);
      const ordered = await order(db, COUNT);
      await run();
      await resend.callbacks.release(8);
      await twilio.callbacks.release(9);
      await run(); // what could not be applied at once
      const verdict = await check(sql, providers, ordered);
      const answers = [...resend.callbacks.answers, ...twilio.callbacks.answers];
      const forged = answers.filter(answer => answer.forged);
      say(`F8 (${when})`, verdict, `${answers.length} callbacks, ${forged.length} of them forged`);
      expect(answers).toHaveLength(COUNT * 2 * 5 * 2);
      expect(forged).toHaveLength(COUNT * 2 * 5);
      expect(forged.filter(({ status = 0 }) => status < 400 || status >= 500)).toEqual([]);
      expect(answers.filter(answer => !answer.forged && answer.status !== 200)).toEqual([]);
      expect(verdict).toMatchObject({
        lost: 0,
        duplicateMails: 0,
        duplicateSms: 0,
        states: { delivered: COUNT },
      });
      expect(await regressions()).toEqual([]);
      // Each event is kept once, however often it came.
      const [events] = await sql<{ count: number }[]>`select count(*)::int from webhook_events`;
      expect(events?.count).toBe(COUNT * 2);
    },
  );

  it('callbacks about messages that are not ours are answered 200 and kept', async () => {
    const { resend, twilio } = stage().providers;
    await emptyOutbox(sql);
    await order(db, 2);
    await run();
    await Promise.all([resend.callbacks.drained(), twilio.callbacks.drained()]);
    await emptyOutbox(sql);
    resend.callbacks.answers.length = twilio.callbacks.answers.length = 0;
    await resend.callbacks.postNow([resend.event(resend.journal[0]!, 'email.bounced')]);
    await twilio.callbacks.postNow([twilio.event(twilio.journal[0]!, 'undelivered')]);
    const answers = [...resend.callbacks.answers, ...twilio.callbacks.answers];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [events] = await sql<{ count: number }[]>`select count(*)::int from webhook_events`;
    expect(events?.count).toBe(2);
  });
});

describe('F12', () => {
  const { db, sql, url } = testDatabase();
  const DAY_LATER = 25 * 3_600_000;

  it.each(['accepted_reset', 'accepted_500', 'reset'] as const)(
    'a batch that ended in %s is not repeated a day later, when the key is forgotten',
    async fault => {
      const { providers } = stage();
      await emptyOutbox(sql);
      providers.resend.callbacks.manner.when = 'hold';
      const ordered = await order(db, 300, { channel: 'email' });
      providers.resend.server.faults.shares = { [fault]: 1 };
      await run();
      providers.resend.server.faults.shares = {};
      providers.resend.callbacks.drop();
      const before = providers.resend.server.requests.length;
      await passTime(sql, providers, DAY_LATER);
      await run();
      const verdict = await check(sql, providers, ordered);
      say(`F12 (${fault})`, verdict);
      expect(verdict).toMatchObject({ lost: 0, duplicateMails: 0 });
      // What was tried is parked for people; what was not (the breaker) is sent now.
      expect(verdict.unknown).toBeGreaterThan(0);
      expect(verdict.unknown + (verdict.states.sent ?? 0) + (verdict.states.delivered ?? 0)).toBe(300);
      expect(providers.resend.server.requests.length - before).toBe((300 - verdict.unknown) / 100);
    },
  );

  it('nor is one whose dispatcher was killed while the provider had it', async () => {
    const { providers, api } = stage();
    await emptyOutbox(sql);
    providers.resend.callbacks.manner.when = 'hold';
    providers.resend.server.faults.latencyMs = 300;
    const ordered = await order(db, 200, { channel: 'email' });
    const crew = new Crew(dispatcherEnv(url, api.url, providers), 1);
    try {
      await crew.start();
      await until('a batch is under way', () => providers.resend.server.inFlight > 0);
      await crew.working[0]!.kill();
      await until('the provider has it', () => providers.resend.server.inFlight === 0);
    } finally {
      await crew.end();
    }
    providers.resend.callbacks.drop();
    const taken = providers.resend.journal.length;
    expect(taken).toBeGreaterThan(0);
    await passTime(sql, providers, DAY_LATER);
    await run();
    const verdict = await check(sql, providers, ordered);
    say('F12 (killed)', verdict);
    expect(verdict).toMatchObject({ lost: 0, duplicateMails: 0, unsettled: 0, unknown: taken });
  });
});
