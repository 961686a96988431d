import { sql } from 'drizzle-orm';
import { testDatabase } from '../support/database';
import {
  anSms,
  closeBreaker,
  history,
  outboxRows,
  resetStubs,
  run,
  startWith,
  stateCounts,
  stubbedProviders,
  TestHooks,
  waitIsOver,
  withSettings,
} from '../support/delivery';

const { db } = testDatabase();
const providers = stubbedProviders();
beforeEach(() => resetStubs(providers()));

const twilio = () => providers().twilio;
const some = (count: number) => Array.from({ length: count }, () => anSms());
const reasons = async () => (await outboxRows()).map(({ state, reason }) => `${state} ${reason}`);
const at = (instant: string) => ({ now: () => new Date(instant) });

it('SMS go out with their reference and attempt in the callback, and four hours of validity', async () => {
  await startWith(some(2));
  expect(await run()).toEqual({ sent: 2, failed: 0, unknown: 0, remaining: 0 });
  const rows = await outboxRows();
  expect(
    twilio()
      .journal.map(sms => sms.statusCallback)
      .sort(),
  ).toEqual(rows.map(({ ref }) => `http://localhost:3000/api/webhooks/twilio?n=${ref}&a=1`).sort());
  expect(twilio().journal[0]?.validityPeriod).toBe(14_400);
});

it('three runs at once send 60 SMS once each', async () => {
  await startWith(some(60));
  const runs = await Promise.all([run(), run(), run()]);
  expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(60);
  expect(new Set(twilio().journal.map(({ to }) => to)).size).toBe(60);
  expect(twilio().journal).toHaveLength(60);
});

describe('the window of 08:00 to 20:00', () => {
  it('holds SMS back at night and lets out what somebody has just asked for', async () => {
    await startWith([anSms(), anSms({ kind: 'phone_code' })], new Date('2026-11-21T10:00:00Z'));
    await withSettings({ SMS_WINDOW: '08:00-20:00' }, async () => {
      expect(await run(new TestHooks(), at('2026-11-22T06:59:00Z'))).toMatchObject({ sent: 1, remaining: 1 });
      expect((await outboxRows()).map(({ state }) => state)).toEqual(['queued', 'sent']);
      expect(await run(new TestHooks(), at('2026-11-22T07:00:00Z'))).toMatchObject({ sent: 1, remaining: 0 });
    });
  });
});

describe('the cap of a day', () => {
  it('of 5 lets 5 of 12 out, also to three runs at once, and 5 more on the next day', async () => {
    await startWith(some(12));
    await withSettings({ SMS_DAILY_CAP: 5 }, async () => {
      const runs = await Promise.all([run(), run(), run()]);
      expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(5);
      expect(twilio().journal).toHaveLength(5);
      await db.execute(sql`update outbox set last_attempt_at = last_attempt_at - interval '1 day'`);
      expect(await run()).toMatchObject({ sent: 5, remaining: 2 });
    });
  });
});

describe('refused with', () => {
  it.each([
    [21211, 'invalid'],
    [21614, 'invalid'],
    [21610, 'stopped'],
  ])('%i it fails for good, the number is kept as «%s», the other channel is asked', async (code, kept) => {
    const sms = anSms();
    await startWith([sms]);
    twilio().refused.set(sms.recipient, code);
    const hooks = new TestHooks();
    expect(await run(hooks)).toEqual({ sent: 0, failed: 1, unknown: 0, remaining: 0 });
    expect(await reasons()).toEqual([`permanently_failed twilio_${code}`]);
    expect([...(await db.execute(sql`select recipient, reason from suppressions`))]).toEqual([
      { recipient: sms.recipient, reason: kept },
    ]);
    expect(hooks.told).toEqual([{ entity: sms.entity, channel: 'sms', reason: `twilio_${code}` }]);
  });

  it.each([20003, 21606, 21612])(
    '%i the settings are wrong: the channel is paused, and nothing is lost',
    async code => {
      await startWith(some(9));
      twilio().misconfigured = code;
      expect(await run()).toMatchObject({ sent: 0, failed: 0, unknown: 0, remaining: 9 });
      const [pause] = await db.execute(sql`select channel, reason from delivery_pauses`);
      expect(pause).toEqual({ channel: 'sms', reason: `twilio_${code}` });
      expect(await stateCounts()).toEqual({ queued: 9 });
      twilio().misconfigured = undefined;
      await db.execute(sql`delete from delivery_pauses`);
      expect(await run()).toMatchObject({ sent: 9, remaining: 0 });
      expect(twilio().journal).toHaveLength(9);
    },
  );

  it('429 it waits and costs no attempt', async () => {
    await startWith(some(1));
    Object.assign(twilio().server.faults, { shares: { too_many: 1 }, retryAfter: 20 });
    expect(await run(new TestHooks(), { budgetMs: 2000 })).toMatchObject({
      sent: 0,
      unknown: 0,
      remaining: 1,
    });
    expect(await outboxRows()).toMatchObject([{ state: 'queued', reason: 'twilio_20429', attempts: 0 }]);
    resetStubs(providers());
    await db.execute(sql`update provider_health set open_until = null`);
    await waitIsOver();
    expect(await run()).toMatchObject({ sent: 1 });
  });
});

describe('an answer that does not say', () => {
  it.each(['error_500', 'accepted_500', 'reset', 'accepted_reset', 'accepted_malformed'] as const)(
    '%s parks the SMS, and it is not sent again while nobody knows',
    async fault => {
      await startWith(some(1));
      twilio().server.faults.shares = { [fault]: 1 };
      twilio().listed = false;
      expect(await run()).toMatchObject({ sent: 0, failed: 0, unknown: 1, remaining: 1 });
      twilio().server.faults.shares = {};
      for (let again = 0; again < 3; again++) {
        await waitIsOver();
        await closeBreaker();
        await db.execute(sql`update outbox set last_attempt_at = last_attempt_at - interval '1 hour'`);
        await run();
      }
      expect(await stateCounts()).toEqual({ unknown: 1 });
      expect(twilio().journal).toHaveLength(fault.startsWith('accepted') ? 1 : 0);
    },
  );

  it('a connection that never came to be is one: tried again, nothing parked', async () => {
    await startWith(some(1));
    await withSettings({ TWILIO_BASE_URL: 'http://127.0.0.1:1' }, async () => {
      expect(await run()).toMatchObject({ sent: 0, unknown: 0, remaining: 1 });
    });
    expect(await reasons()).toEqual(['temporarily_failed econnrefused']);
    await waitIsOver();
    expect(await run()).toMatchObject({ sent: 1 });
  });

  it('a lease that ran out parks it', async () => {
    await startWith(some(1));
    await run();
    await db.execute(sql`update outbox set state = 'sending', provider_id = null,
      lease_token = gen_random_uuid(), lease_until = now() - interval '1 second'`);
    twilio().listed = false;
    expect(await run()).toMatchObject({ sent: 0, unknown: 1 });
    expect(await reasons()).toEqual(['unknown lease_ran_out']);
    expect(twilio().journal).toHaveLength(1);
  });
});

describe('looking for a parked SMS in the provider’s list', () => {
  const park = async (messages: ReturnType<typeof anSms>[], fault: 'accepted_500' | 'error_500') => {
    await startWith(messages);
    twilio().server.faults.shares = { [fault]: 1 };
    twilio().listed = false;
    await run();
    await waitIsOver();
    // The failures had opened the breaker, which is not what this is about.
    await closeBreaker();
    for (let round = 0; (await stateCounts()).queued && round < 20; round++) {
      await closeBreaker();
      await run();
    }
    await waitIsOver();
    await closeBreaker();
    twilio().server.faults.shares = {};
    twilio().listed = true;
  };
  const tenMinutesPass = () =>
    db.execute(sql`update outbox set last_attempt_at = last_attempt_at - interval '10 minutes'`);

  it('taken: it is found at once and not sent again', async () => {
    const sms = anSms();
    await park([sms], 'accepted_500');
    expect(await run()).toMatchObject({ sent: 1, unknown: 0, remaining: 0 });
    expect(await outboxRows()).toMatchObject([{ state: 'delivered', provider_id: twilio().journal[0]!.sid }]);
    expect(await history(sms.entity)).toEqual(['sending', 'unknown', 'delivered']);
    expect(twilio().journal).toHaveLength(1);
  });

  it('not taken: sent again, but not before ten minutes have passed', async () => {
    const sms = anSms();
    await park([sms], 'error_500');
    expect(await run()).toMatchObject({ sent: 0, unknown: 1 });
    expect(twilio().journal).toHaveLength(0);
    await tenMinutesPass();
    await waitIsOver();
    await run();
    await run();
    expect(await outboxRows()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(await history(sms.entity)).toEqual(['sending', 'unknown', 'queued', 'sending', 'sent']);
    expect(twilio().journal.map(({ statusCallback }) => statusCallback)).toEqual([
      expect.stringMatching(/&a=2$/),
    ]);
  });

  it('another number’s or another text’s SMS is not taken for it', async () => {
    const [one, other] = [anSms(), anSms()];
    await startWith([
      { ...one, text: 'Inny tekst' },
      { ...other, text: one.text },
    ]);
    await run();
    await db.execute(sql`update outbox set provider_id = null where true`);
    await db.execute(sql`insert into outbox (kind, entity, occurrence, channel, recipient, locale, body_text, state,
        attempts, first_attempt_at, last_attempt_at, due_at)
      values ('payment_due', 'invoice:0', '1', 'sms', ${one.recipient}, 'pl', ${one.text}, 'unknown', 1,
        now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour')`);
    await run();
    const rows = await outboxRows();
    expect(rows.at(-1)).toMatchObject({ reason: 'not_sent' });
  });

  it('two rows with one number and one text, of which one was taken: one is found, one sent', async () => {
    const first = anSms();
    const second = anSms({ recipient: first.recipient, text: first.text });
    await park([first, second], 'accepted_500');
    expect(twilio().journal).toHaveLength(2);
    twilio().journal.pop();
    await tenMinutesPass();
    await run();
    await waitIsOver();
    await run();
    const rows = await outboxRows();
    expect(rows.map(({ state }) => state).sort()).toEqual(['delivered', 'sent']);
    expect(new Set(rows.map(row => row.provider_id)).size).toBe(2);
    expect(twilio().journal).toHaveLength(2);
  });

  it('while an equal one is under way it waits: the listed one may be that one’s', async () => {
    const first = anSms();
    const second = anSms({ recipient: first.recipient, text: first.text });
    await park([first, second], 'accepted_500');
    await db.execute(sql`update outbox set state = 'sending', lease_token = gen_random_uuid(),
      lease_until = now() + interval '1 minute' where entity = ${second.entity}`);
    await tenMinutesPass();
    await run();
    expect((await outboxRows()).map(({ state }) => state)).toEqual(['unknown', 'sending']);
  });

  it('taken and not delivered: it fails for good, and the other channel is asked', async () => {
    const sms = anSms();
    twilio().fates.set(sms.recipient, 30003);
    await park([sms], 'accepted_500');
    const hooks = new TestHooks();
    expect(await run(hooks)).toMatchObject({ failed: 1, remaining: 0 });
    expect(hooks.told).toEqual([{ entity: sms.entity, channel: 'sms', reason: 'twilio_30003' }]);
  });
});
