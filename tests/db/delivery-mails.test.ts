import { sql } from 'drizzle-orm';
import { enqueueMessages } from '@/lib/delivery/commands';
import { testDatabase } from '../support/database';
import {
  aMail,
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

const resend = () => providers().resend;
const some = (count: number) => Array.from({ length: count }, () => aMail());
/** As if a process had died after the commit of its claim: nobody holds the lease any more. */
const diedSending = () =>
  db.execute(sql`update outbox set state = 'sending', lease_token = gen_random_uuid(),
    lease_until = now() - interval '1 second', provider_id = null, settled_at = null`);

it('250 mails go out in batches of 100, each once, with their kind in the head', async () => {
  const mails = some(250);
  await startWith(mails);
  expect(await run()).toEqual({ sent: 250, failed: 0, unknown: 0, remaining: 0 });
  const { journal, server } = resend();
  expect(journal).toHaveLength(250);
  expect(new Set(journal.map(({ to }) => to[0])).size).toBe(250);
  expect(journal[0]).toMatchObject({
    from: 'IBOK <ibok@example.pl>',
    headers: { 'X-Notification-Kind': 'invoice_issued' },
  });
  expect(server.requests.length).toBeLessThanOrEqual(6);
  const rows = await outboxRows();
  expect(new Map(rows.map(row => [row.provider_id, row.entity])).size).toBe(250);
  expect(await history(mails[0]!.entity)).toEqual(['sending', 'sent']);
});

it('four runs at once send 400 mails once each', async () => {
  await startWith(some(400));
  const runs = await Promise.all([run(), run(), run(), run()]);
  expect(runs.reduce((sum, { sent }) => sum + sent, 0)).toBe(400);
  expect(new Set(resend().journal.map(({ to }) => to[0])).size).toBe(400);
  expect(resend().journal).toHaveLength(400);
});

it('the same message a second time makes no second row, whatever became of the first', async () => {
  const mail = aMail();
  await startWith([mail]);
  await run();
  expect(await enqueueMessages(db, [mail, aMail(), mail], new Date())).toBe(1);
});

it('only the kinds that were asked for', async () => {
  await startWith([aMail(), aMail({ kind: 'contract_expiry' })]);
  expect(await run(new TestHooks(), { kinds: ['contract_expiry'] })).toMatchObject({ sent: 1, remaining: 0 });
  expect(await stateCounts()).toEqual({ queued: 1, sent: 1 });
});

it('DELIVERY=outbox: delivered with the reason «outbox», and nothing leaves; what is unwanted is not', async () => {
  const mails = some(3);
  await startWith(mails);
  const hooks = new TestHooks();
  hooks.withdrawn.set(mails[0]!.entity, { state: 'cancelled', reason: 'paid' });
  await withSettings({ DELIVERY: 'outbox' }, async () => {
    expect(await run(hooks)).toEqual({ sent: 2, failed: 0, unknown: 0, remaining: 0 });
  });
  expect((await outboxRows()).map(({ state, reason }) => `${state}/${reason}`)).toEqual([
    'cancelled/paid',
    'delivered/outbox',
    'delivered/outbox',
  ]);
  expect(resend().journal).toHaveLength(0);
});

describe('just before sending', () => {
  it('cancelled, opted out and too late are not sent, and say why', async () => {
    const [paid, optedOut, late, good] = [aMail(), aMail(), aMail({ expiresAt: new Date(0) }), aMail()];
    await startWith([paid, optedOut, late, good]);
    const hooks = new TestHooks();
    hooks.withdrawn.set(paid.entity, { state: 'cancelled', reason: 'paid' });
    hooks.withdrawn.set(optedOut.entity, { state: 'suppressed', reason: 'opted_out' });
    expect(await run(hooks)).toEqual({ sent: 1, failed: 0, unknown: 0, remaining: 0 });
    expect((await outboxRows()).map(({ state, reason }) => `${state} ${reason}`)).toEqual([
      'cancelled paid',
      'suppressed opted_out',
      'expired too_late',
      'sent null',
    ]);
    expect(resend().journal.map(({ to }) => to[0])).toEqual([good.recipient]);
    expect(hooks.told).toEqual([]);
  });

  it('an address that bounced gets nothing, in any case of its letters; the other channel is asked', async () => {
    const mail = aMail({ recipient: 'Jan.Próbny@Example.pl' });
    await startWith([mail]);
    await db.execute(sql`insert into suppressions (channel, recipient, reason, since)
      values ('email', ${mail.recipient.toLowerCase()}, 'bounced', now())`);
    const hooks = new TestHooks();
    expect(await run(hooks)).toMatchObject({ sent: 0, remaining: 0 });
    expect(await outboxRows()).toMatchObject([{ state: 'suppressed', reason: 'bounced' }]);
    expect(hooks.told).toEqual([{ entity: mail.entity, channel: 'email', reason: 'bounced' }]);
  });

  it('what is due later waits', async () => {
    await startWith([aMail({ dueAt: new Date(Date.now() + 60_000) })]);
    expect(await run()).toMatchObject({ sent: 0, remaining: 1 });
    expect(await run(new TestHooks(), { now: () => new Date(Date.now() + 61_000) })).toMatchObject({
      sent: 1,
    });
  });
});

describe('an answer that does not say', () => {
  it.each(['accepted_500', 'accepted_reset', 'accepted_malformed'] as const)(
    '%s is repeated byte for byte under the same key, one unwanted mail included: each arrives once',
    async fault => {
      const mails = some(3);
      await startWith(mails);
      resend().server.faults.shares = { [fault]: 1 };
      expect(await run()).toMatchObject({ sent: 0, remaining: 3 });
      expect(await stateCounts()).toEqual({ temporarily_failed: 3 });
      resend().server.faults.shares = {};
      const hooks = new TestHooks();
      hooks.withdrawn.set(mails[0]!.entity, { state: 'cancelled', reason: 'paid' });
      await waitIsOver();
      await closeBreaker();
      // The sender's address of today is not the one of the first attempt, and is not what is sent.
      await withSettings({ MAIL_FROM: 'Inny <inny@example.pl>' }, async () => {
        expect(await run(hooks)).toMatchObject({ sent: 3, remaining: 0 });
      });
      expect(resend().journal).toHaveLength(3);
    },
  );

  it('a batch in which nothing is wanted any more is not repeated', async () => {
    const mails = some(2);
    await startWith(mails);
    resend().server.faults.shares = { error_500: 1 };
    await run();
    resend().server.faults.shares = {};
    await waitIsOver();
    await closeBreaker();
    const hooks = new TestHooks();
    for (const { entity } of mails) hooks.withdrawn.set(entity, { state: 'cancelled', reason: 'paid' });
    expect(await run(hooks)).toMatchObject({ sent: 0, remaining: 0 });
    expect(await stateCounts()).toEqual({ cancelled: 2 });
    expect(resend().journal).toHaveLength(0);
  });

  it('the tenth one parks the mail', async () => {
    await startWith([aMail()]);
    resend().server.faults.shares = { error_500: 1 };
    for (let attempt = 1; attempt <= 12; attempt++) {
      await run();
      await waitIsOver();
      await closeBreaker();
    }
    expect(await outboxRows()).toMatchObject([
      { state: 'unknown', reason: 'attempts_used_up', attempts: 10 },
    ]);
    expect(resend().server.requests).toHaveLength(10);
  });
});

describe('a lease that ran out', () => {
  it('is taken up by the next run under the same key: taken before, it is not taken twice', async () => {
    await startWith(some(5));
    await run();
    await diedSending();
    expect(await run()).toMatchObject({ sent: 5, remaining: 0 });
    expect(resend().journal).toHaveLength(5);
  });

  it('and that still runs is left alone, whatever the application’s clock says', async () => {
    await startWith(some(2));
    await run();
    await diedSending();
    await db.execute(sql`update outbox set lease_until = now() + interval '50 seconds'`);
    const ahead = { now: () => new Date(Date.now() + 2 * 3_600_000) };
    expect(await run(new TestHooks(), ahead)).toMatchObject({ sent: 0, remaining: 2 });
    expect(resend().server.requests).toHaveLength(1);
  });

  it.each([
    ['22 hours', 'sent'],
    ['23 hours', 'unknown'],
    ['25 hours', 'unknown'],
  ])('%s after the first attempt: %s', async (age, state) => {
    await startWith([aMail()]);
    await run();
    await diedSending();
    await db.execute(sql`update outbox_batches set first_attempt_at = now() - ${age}::interval`);
    resend().advance(Number.parseInt(age) * 3_600_000);
    await run();
    resend().advance(-Number.parseInt(age) * 3_600_000);
    expect(await outboxRows()).toMatchObject([{ state }]);
    expect(resend().journal).toHaveLength(1);
  });

  it('whoever comes back late settles nothing: another holds the lease', async () => {
    await startWith([aMail()]);
    resend().server.faults.latencyMs = 300;
    const late = run();
    while (resend().server.inFlight === 0) await new Promise(resolve => setImmediate(resolve));
    await db.execute(sql`update outbox set lease_token = gen_random_uuid(), reason = 'another_holds_it'`);
    expect(await late).toMatchObject({ sent: 0 });
    expect(await outboxRows()).toMatchObject([{ state: 'sending', reason: 'another_holds_it' }]);
  });
});

describe('a refusal', () => {
  it('of one bad mail in a batch: the others go out, it alone fails', async () => {
    const bad = aMail({ recipient: 'not an address' });
    await startWith([...some(3), bad, ...some(3)]);
    const hooks = new TestHooks();
    expect(await run(hooks)).toEqual({ sent: 6, failed: 1, unknown: 0, remaining: 0 });
    expect(resend().journal).toHaveLength(6);
    expect(hooks.told).toEqual([{ entity: bad.entity, channel: 'email', reason: 'validation_error' }]);
  });

  it('by a wrong key pauses the channel and loses nothing', async () => {
    await startWith([aMail()]);
    await withSettings({ RESEND_API_KEY: 're_wrong' }, async () => {
      expect(await run()).toMatchObject({ sent: 0, failed: 0, remaining: 1 });
    });
    const [pause] = await db.execute(sql`select channel, reason from delivery_pauses`);
    expect(pause).toEqual({ channel: 'email', reason: 'invalid_api_key' });
    expect(await outboxRows()).toMatchObject([{ state: 'queued', attempts: 0 }]);
    await db.execute(sql`delete from delivery_pauses`);
    expect(await run()).toMatchObject({ sent: 1 });
  });

  it('with 429 costs no attempt, frees the batch and keeps everybody away for as long as it says', async () => {
    await startWith(some(2));
    Object.assign(resend().server.faults, { shares: { too_many: 1 }, retryAfter: 30 });
    expect(await run(new TestHooks(), { budgetMs: 3000 })).toMatchObject({ remaining: 2 });
    expect(await outboxRows()).toMatchObject([
      { state: 'queued', reason: 'rate_limit_exceeded', attempts: 0, batch_id: null },
      { state: 'queued' },
    ]);
    const [health] = await db.execute<{ wait: number }>(
      sql`select extract(epoch from open_until - now())::float8 as wait from provider_health where provider = 'resend'`,
    );
    expect(health!.wait).toBeGreaterThan(25);
  });
});

it('a provider that fails five times in a row is left alone, then tried by one call, then used again', async () => {
  await startWith(some(1000));
  resend().server.faults.shares = { error_500: 1 };
  for (let round = 0; round < 5; round++) {
    await run(new TestHooks(), { budgetMs: 2000 });
    await waitIsOver();
  }
  const tried = resend().server.requests.length;
  expect(tried).toBeGreaterThanOrEqual(5);
  expect(tried).toBeLessThanOrEqual(5 + 3);
  await run(new TestHooks(), { budgetMs: 2000 });
  expect(resend().server.requests).toHaveLength(tried);

  await db.execute(sql`update provider_health set open_until = now()`);
  await run(new TestHooks(), { budgetMs: 2000 });
  expect(resend().server.requests).toHaveLength(tried + 1);

  resend().server.faults.shares = {};
  await db.execute(sql`update provider_health set open_until = now()`);
  await waitIsOver();
  expect(await run()).toMatchObject({ sent: 1000, remaining: 0 });
  expect(resend().journal).toHaveLength(1000);
});

it('a rate of 5 a second is kept: 12 requests, no 429', async () => {
  await startWith(some(1200));
  resend().server.faults.perSecond = 5;
  await closeBreaker();
  const from = performance.now();
  expect(await run()).toMatchObject({ sent: 1200, remaining: 0 });
  expect(performance.now() - from).toBeGreaterThan(2000);
  expect(resend().server.requests.filter(({ status }) => status === 429)).toEqual([]);
});

describe('a pause', () => {
  it.each(['email', 'all'])('of %s holds mails back, and ends', async channel => {
    await startWith([aMail()]);
    await db.execute(
      sql`insert into delivery_pauses (channel, since, reason) values (${channel}, now(), 'restored')`,
    );
    expect(await run()).toMatchObject({ sent: 0, remaining: 1 });
    await db.execute(sql`delete from delivery_pauses`);
    expect(await run()).toMatchObject({ sent: 1, remaining: 0 });
  });

  it('does not keep alive what becomes too late', async () => {
    await startWith([aMail({ expiresAt: new Date(Date.now() - 1000) })]);
    await db.execute(
      sql`insert into delivery_pauses (channel, since, reason) values ('all', now(), 'restored')`,
    );
    expect(await run()).toMatchObject({ remaining: 0 });
    expect(await stateCounts()).toEqual({ expired: 1 });
  });
});

describe('the end of a run', () => {
  it('asked to stop, it finishes what is in flight and begins nothing: no row stays leased', async () => {
    await startWith(some(2000));
    resend().server.faults.latencyMs = 100;
    const stop = new AbortController();
    const stopped = run(new TestHooks(), { signal: stop.signal });
    while (resend().journal.length === 0) await new Promise(resolve => setImmediate(resolve));
    stop.abort();
    const { sent, remaining } = await stopped;
    expect(sent).toBeGreaterThan(0);
    expect(sent + remaining).toBe(2000);
    expect(await stateCounts()).toEqual({ sent, queued: remaining });
  });

  it('after 80 % of its time it begins nothing more', async () => {
    await startWith([aMail()]);
    expect(await run(new TestHooks(), { budgetMs: 0 })).toMatchObject({ sent: 0, remaining: 1 });
  });
});

describe('attachments', () => {
  const attached = (content: string) =>
    aMail({
      attachments: [
        { filename: 'faktura.pdf', contentType: 'application/pdf', content: Buffer.from(content) },
      ],
    });

  it('go alone, under the row’s reference as key, with the bytes of the first attempt', async () => {
    await startWith([attached('pierwsza'), attached('druga'), aMail()]);
    expect(await run()).toMatchObject({ sent: 3 });
    const rows = await outboxRows();
    const alone = resend().journal.filter(({ attachments }) => attachments.length > 0);
    expect(alone.map(({ idempotencyKey }) => idempotencyKey).sort()).toEqual(
      rows
        .slice(0, 2)
        .map(({ ref }) => ref)
        .sort(),
    );
    expect(alone.map(({ attachments }) => attachments[0]!.content.toString()).sort()).toEqual([
      'druga',
      'pierwsza',
    ]);
  });

  it('that have changed since an attempt are not sent under the same key: the mail is parked', async () => {
    await startWith([attached('pierwsza')]);
    resend().server.faults.shares = { accepted_500: 1 };
    await run();
    resend().server.faults.shares = {};
    await db.execute(sql`update outbox_attachments set content = 'changed'`);
    await waitIsOver();
    await closeBreaker();
    expect(await run()).toMatchObject({ sent: 0, unknown: 1 });
    expect(await outboxRows()).toMatchObject([{ state: 'unknown', reason: 'no_attachment' }]);
    expect(resend().journal).toHaveLength(1);
  });
});
