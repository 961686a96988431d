import { sql } from 'drizzle-orm';
import {
  deliveryStanding,
  parkAfterRestore,
  pauseDelivery,
  releaseRestored,
  resumeDelivery,
} from '@/lib/delivery/pauses';
import { enqueueMessages } from '@/lib/delivery/commands';
import { forgetSecrets } from '@/lib/delivery/retention';
import { testDatabase } from '../support/database';
import {
  aMail,
  anSms,
  outboxRows,
  resetStubs,
  run,
  startWith,
  stateCounts,
  stubbedProviders,
} from '../support/delivery';

const { db } = testDatabase();
const providers = stubbedProviders();
beforeEach(() => resetStubs(providers()));

const now = new Date();

it('a pause holds its channel back, says why, and is in the audit log; the other channel goes on', async () => {
  await startWith([aMail(), anSms()]);
  await pauseDelivery('sms', 'awaria u operatora', now);
  expect(await run()).toMatchObject({ sent: 1, remaining: 1 });
  expect(await deliveryStanding()).toMatchObject({
    pauses: [{ channel: 'sms', reason: 'awaria u operatora' }],
    open: [{ channel: 'sms', state: 'queued', count: 1 }],
  });
  expect(await resumeDelivery('sms', now)).toBe(true);
  expect(await resumeDelivery('sms', now)).toBe(false);
  expect(await run()).toMatchObject({ sent: 1, remaining: 0 });
  const log = await db.execute<{ action: string }>(sql`select action from audit_log order by id`);
  expect(log.map(({ action }) => action)).toEqual(['delivery.paused', 'delivery.resumed']);
});

it('after a restore nothing leaves twice: SMS are found in the list, mails wait for people', async () => {
  const [mail, sent] = [aMail(), anSms()];
  await startWith([mail, sent]);
  await run();
  // The backup is from before all that; the providers are not.
  await db.execute(sql`update outbox set state = 'queued', attempts = 0, provider_id = null, batch_id = null,
    first_attempt_at = null, last_attempt_at = null, settled_at = null`);
  const before = new Date(Date.now() - 3_600_000);
  expect(await parkAfterRestore(before, new Date())).toBe(2);
  expect(await run()).toMatchObject({ sent: 0, unknown: 2 });

  await resumeDelivery('all', now);
  await run();
  expect((await outboxRows()).map(({ state }) => state)).toEqual(['unknown', 'delivered']);
  expect(providers().twilio.journal).toHaveLength(1);

  expect(await releaseRestored(new Date())).toBe(1);
  expect(await run()).toMatchObject({ sent: 1 });
  expect(await stateCounts()).toEqual({ sent: 1, delivered: 1 });
});

it('codes and links lose their text two days after they were sent, and nothing else does', async () => {
  const [code, reminder, open] = [aMail({ kind: 'email_code' }), aMail(), aMail({ kind: 'activation' })];
  await startWith([code, reminder]);
  await run();
  await enqueueMessages(db, [open], now);
  const texts = async () =>
    (await db.execute<{ text: string }>(sql`select body_text as text from outbox order by id`)).map(
      ({ text }) => text,
    );
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);
  await forgetSecrets(db, later(1.9));
  expect(await texts()).toEqual([code.text, reminder.text, open.text]);
  await forgetSecrets(db, later(2.1));
  expect(await texts()).toEqual(['', reminder.text, open.text]);
});
