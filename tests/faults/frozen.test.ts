/** A dispatcher that stands still, as a paused machine does, and wakes when its lease is over. */
import { connect } from '@/db/client';
import { testDatabase } from '../support/database';
import { check, PERFECT, say } from './harness/checker';
import { dispatcherEnv, renew } from './harness/crash-run';
import { Crew, Dispatcher } from './harness/dispatchers';
import { order } from './harness/messages';
import { testStage } from './harness/stage';
import { emptyOutbox, passTime } from './harness/time';
import { until } from './harness/waiting';

jest.setTimeout(180_000);

const stage = testStage(1);

describe('a dispatcher that is frozen', () => {
  const { db, sql, url } = testDatabase();
  const COUNT = 200;

  /**
   * Lets others do its work while one is frozen, thaws it past its lease, and sees that nobody was told twice.
   * @param moment when it is frozen
   */
  async function freezeAt(name: string, seed: number, moment: (sleeper: Dispatcher) => Promise<void>) {
    const { providers, api } = stage();
    const { resend, twilio } = providers;
    renew(providers, api, seed);
    for (const { server } of [resend, twilio]) server.faults.latencyMs = [10, 50];
    await emptyOutbox(sql);
    const ordered = await order(db, COUNT);
    const env = dispatcherEnv(url, api.url, providers);
    const sleeper = await new Dispatcher(env).ready();
    const crew = new Crew(env, 1);
    const drained = () => Promise.all([resend.callbacks.drained(), twilio.callbacks.drained()]);
    try {
      sleeper.go();
      await moment(sleeper);
      await crew.start();
      for (let steps = 0; steps < 20; steps++) {
        await until('rest', () => crew.areIdle, { withinMs: 60_000 });
        await drained();
        const { unsettled, unknown } = await check(sql, providers, ordered);
        if (unsettled + unknown === 0) break;
        await crew.whilePaused(() => passTime(sql, providers, 11 * 60_000));
      }
      const rounds = sleeper.rounds.length;
      sleeper.freeze(false);
      await until('the sleeper has found out', () => sleeper.rounds.length > rounds || !sleeper.isAlive, {
        withinMs: 60_000,
      });
      await drained();
      const verdict = await check(sql, providers, ordered);
      say(name, verdict);
      expect(sleeper.isAlive).toBe(true);
      expect(verdict).toMatchObject({ ordered: COUNT, ...PERFECT });
    } finally {
      sleeper.freeze(false);
      await sleeper.kill();
      await crew.end();
    }
  }

  it('with messages leased and not yet sent: it sends none of them when it wakes', async () => {
    const { resend, twilio } = stage().providers;
    await freezeAt('frozen', 808, async sleeper => {
      await until('work', () => twilio.server.inFlight > 0 && twilio.journal.length > 5);
      sleeper.freeze(true);
      await until(
        'what was under way has arrived',
        () => twilio.server.inFlight + resend.server.inFlight === 0,
      );
    });
  });

  it('in a claim, with the rows that all others wait for: the server ends it', async () => {
    await freezeAt('frozen in a claim', 809, async sleeper => {
      // Held by somebody else, so that a claim stands still; it has the row when that lets go, and is frozen then.
      const holder = connect(url, { max: 1 });
      try {
        await holder.sql.begin(async tx => {
          await tx`insert into provider_health (provider) values ('twilio') on conflict do nothing`;
          await tx`select 1 from provider_health where provider = 'twilio' for update`;
          await until('a claim waits', async () => {
            const [row] = await sql<{ waiting: number }[]>`
              select count(*)::int as waiting from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'`;
            return row!.waiting > 0;
          });
          sleeper.freeze(true);
        });
      } finally {
        await holder.sql.end();
      }
    });
  });
});
