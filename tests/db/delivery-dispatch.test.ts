import { sql } from 'drizzle-orm';
import { testDatabase } from '../support/database';
import {
  aMail,
  anSms,
  history,
  outboxRows,
  run,
  startWith,
  stateCounts,
  stubbedProviders,
  TestHooks,
  waitIsOver,
} from '../support/delivery';

const { db } = testDatabase();
const providers = stubbedProviders();
beforeEach(() => {
  const { resend, twilio } = providers();
  for (const stub of [resend, twilio]) {
    stub.journal.length = 0;
    stub.server.requests.length = 0;
    Object.assign(stub.server.faults, { shares: {}, state: 'up', latencyMs: 0, perSecond: undefined });
  }
});

it('250 mails go out in batches of 100, each once, with their kind in the head', async () => {
  const mails = Array.from({ length: 250 }, () => aMail());
  await startWith(mails);
  expect(await run()).toEqual({ sent: 250, failed: 0, unknown: 0, remaining: 0 });
  const { journal, server } = providers().resend;
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

it('SMS go out with their reference and attempt in the callback, and four hours of validity', async () => {
  await startWith([anSms(), anSms()]);
  expect(await run()).toEqual({ sent: 2, failed: 0, unknown: 0, remaining: 0 });
  const rows = await outboxRows();
  const { journal } = providers().twilio;
  expect(journal.map(sms => sms.statusCallback).sort()).toEqual(
    rows.map(({ ref }) => `http://localhost:3000/api/webhooks/twilio?n=${ref}&a=1`).sort(),
  );
  expect(journal[0]?.validityPeriod).toBe(14_400);
});

it('only the kinds that were asked for', async () => {
  await startWith([aMail(), aMail({ kind: 'contract_expiry' })]);
  expect(await run(new TestHooks(), { kinds: ['contract_expiry'] })).toMatchObject({ sent: 1, remaining: 0 });
  expect(await stateCounts()).toEqual({ queued: 1, sent: 1 });
});

it('an answer of 500 is repeated byte for byte under the same key, although one of the mails is not wanted any more', async () => {
  const mails = [aMail(), aMail(), aMail()];
  await startWith(mails);
  const { resend } = providers();
  resend.server.faults.shares = { accepted_500: 1 };
  expect(await run()).toMatchObject({ sent: 0, remaining: 3 });
  expect(await stateCounts()).toEqual({ temporarily_failed: 3 });
  resend.server.faults.shares = {};
  const hooks = new TestHooks();
  hooks.withdrawn.set(mails[0]!.entity, { state: 'cancelled', reason: 'paid' });
  await waitIsOver();
  await db.execute(sql`update provider_health set failures = 0, open_until = null`);
  expect(await run(hooks)).toMatchObject({ sent: 3, remaining: 0 });
  expect(resend.journal).toHaveLength(3);
});
