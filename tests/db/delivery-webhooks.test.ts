import { sql } from 'drizzle-orm';
import { takeResendEvent } from '@/lib/delivery/webhooks/resend';
import { takeTwilioEvent } from '@/lib/delivery/webhooks/twilio';
import { testDatabase } from '../support/database';
import {
  aMail,
  anSms,
  history,
  outboxRows,
  run,
  startWith,
  stubbedProviders,
  TestHooks,
  withSettings,
} from '../support/delivery';
import type { Callback } from '../support/providers/callbacks';
import { WEBHOOK_SECRET } from '../support/providers/providers';
import { svixHeaders, type AcceptedMail } from '../support/providers/resend';
import { twilioSignature, type AcceptedSms } from '../support/providers/twilio';

const { db } = testDatabase();
const providers = stubbedProviders();
const hooks = new TestHooks();
const MAILS = 'http://localhost:3000/api/webhooks/resend';
const SMS = 'http://localhost:3000/api/webhooks/twilio';

beforeEach(() => {
  const { resend, twilio } = providers();
  resend.journal.length = 0;
  twilio.journal.length = 0;
  // What the stub would tell is told by the tests, in their own order.
  resend.webhook = { url: MAILS, secret: WEBHOOK_SECRET };
  resend.callbacks.manner.when = 'hold';
  twilio.callbacks.manner.when = 'hold';
  hooks.told.length = 0;
});

const take = async ({ url, body, headers }: Pick<Callback, 'url' | 'body' | 'headers'>) => {
  const request = new Request(url, { method: 'POST', body, headers });
  const answer = url.startsWith(MAILS)
    ? await takeResendEvent(request, hooks, new Date())
    : await takeTwilioEvent(request, hooks, new Date());
  return answer.status;
};
const told = (mail: AcceptedMail, type: string) => providers().resend.event(mail, type);
const called = (sms: AcceptedSms, status: string) => providers().twilio.event(sms, status);
const states = async () => (await outboxRows()).map(({ state }) => state);
const waiting = async () =>
  (await db.execute(sql`select 1 from webhook_events where outbox_id is null`)).length;

async function aSentMail() {
  await startWith([aMail()]);
  await run(hooks);
  return providers().resend.journal[0]!;
}

async function aSentSms() {
  await startWith([anSms()]);
  await run(hooks);
  return providers().twilio.journal[0]!;
}

describe('mails', () => {
  it('move forward only: delivered, then sent, then delivered again, each five times', async () => {
    const mail = await aSentMail();
    const events = ['email.delivered', 'email.sent', 'email.delivered'].map(type => told(mail, type)(false));
    for (const event of [...events, ...events, ...events, ...events, ...events]) {
      expect(await take(event)).toBe(200);
    }
    const [row] = await outboxRows();
    expect(row).toMatchObject({ state: 'delivered' });
    expect(await history(row!.entity)).toEqual(['sending', 'sent', 'delivered']);
    expect(await db.execute(sql`select 1 from webhook_events`)).toHaveLength(3);
  });

  it('a bounce after the delivery stands, and a late «delivered» does not undo it; the address takes nothing more', async () => {
    const mail = await aSentMail();
    for (const type of ['email.delivered', 'email.bounced', 'email.delivered', 'email.sent']) {
      await take(told(mail, type)(false));
    }
    expect(await outboxRows()).toMatchObject([{ state: 'permanently_failed', reason: 'bounced' }]);
    expect(hooks.told).toMatchObject([{ channel: 'email', reason: 'bounced' }]);
    const [suppressed] = await db.execute(sql`select recipient, reason from suppressions`);
    expect(suppressed).toEqual({ recipient: mail.to[0], reason: 'bounced' });
  });

  it('a full mailbox fails this mail and not the next one', async () => {
    const mail = await aSentMail();
    const data = { email_id: mail.id, to: mail.to, bounce: { type: 'Transient', subType: 'MailboxFull' } };
    const body = JSON.stringify({ type: 'email.bounced', data });
    expect(await take({ url: MAILS, body, headers: svixHeaders('msg_full', body, WEBHOOK_SECRET) })).toBe(
      200,
    );
    expect(await states()).toEqual(['permanently_failed']);
    expect(await db.execute(sql`select 1 from suppressions`)).toHaveLength(0);
  });

  it('a complaint leaves it delivered, and nothing more goes to the address', async () => {
    const mail = await aSentMail();
    await take(told(mail, 'email.delivered')(false));
    await take(told(mail, 'email.complained')(false));
    expect(await outboxRows()).toMatchObject([{ state: 'delivered', reason: 'complained' }]);
    expect(hooks.told).toMatchObject([{ reason: 'complained' }]);
  });

  it('an event before our own commit waits, and is applied when we know the mail', async () => {
    await startWith([aMail()]);
    const early = { ...(await aMailNobodyKnows()), id: 'before-our-commit' };
    expect(await take(told(early, 'email.delivered')(false))).toBe(200);
    expect(await waiting()).toBe(1);
    await db.execute(sql`update outbox set state = 'sent', attempts = 1, provider_id = 'before-our-commit'`);
    await run(hooks);
    expect(await states()).toEqual(['delivered']);
    expect(await waiting()).toBe(0);
  });

  it('the reference that went with the mail resolves one that was parked', async () => {
    await startWith([aMail()]);
    await db.execute(sql`update outbox set state = 'unknown', attempts = 1`);
    const [row] = await outboxRows();
    const data = { email_id: 'e-1', tags: { ref: row!.ref } };
    const body = JSON.stringify({ type: 'email.sent', data });
    await take({ url: MAILS, body, headers: svixHeaders('msg_ref', body, WEBHOOK_SECRET) });
    expect(await outboxRows()).toMatchObject([{ state: 'sent', provider_id: 'e-1' }]);
  });

  it('forged 403, unsigned 401, too old 403, too large 413, no secret 503, unknown mail 200', async () => {
    const mail = await aSentMail();
    const event = told(mail, 'email.bounced');
    const good = event(false);
    expect(await take(event(true))).toBe(403);
    expect(await take({ ...good, headers: { 'content-type': 'application/json' } })).toBe(401);
    expect(await take({ ...good, body: good.body.replace('bounced', 'delivered') })).toBe(403);
    const old = svixHeaders('msg_old', good.body, WEBHOOK_SECRET, Date.now() - 3_600_000);
    expect(await take({ ...good, headers: old })).toBe(403);
    expect(await take({ ...good, body: 'x'.repeat(300_000) })).toBe(413);
    expect(await withSettings({ RESEND_WEBHOOK_SECRET: undefined }, () => take(good))).toBe(503);
    expect(await states()).toEqual(['sent']);
    expect(await db.execute(sql`select 1 from webhook_events`)).toHaveLength(0);
    expect(await take(told(await aMailNobodyKnows(), 'email.delivered')(false))).toBe(200);
    expect(await waiting()).toBe(1);
  });
});

const aMailNobodyKnows = (): Promise<AcceptedMail> =>
  Promise.resolve({
    id: 'nobody-knows-it',
    from: 'a@example.pl',
    to: ['b@example.pl'],
    subject: '',
    html: undefined,
    text: undefined,
    headers: {},
    attachments: [],
    idempotencyKey: undefined,
    position: undefined,
    at: 0,
  });

describe('SMS', () => {
  it('move forward only, in any order', async () => {
    const sms = await aSentSms();
    for (const status of ['delivered', 'sent', 'undelivered', 'delivered', 'queued']) {
      expect(await take(called(sms, status)(false))).toBe(200);
    }
    expect(await states()).toEqual(['delivered']);
    expect(hooks.told).toEqual([]);
  });

  it('undelivered fails for good with the error of the provider, and the other channel is asked once', async () => {
    const sms = await aSentSms();
    sms.errorCode = 30003;
    for (const status of ['undelivered', 'undelivered', 'delivered']) await take(called(sms, status)(false));
    expect(await outboxRows()).toMatchObject([{ state: 'permanently_failed', reason: 'twilio_30003' }]);
    expect(hooks.told).toMatchObject([{ channel: 'sms', reason: 'twilio_30003' }]);
  });

  it.each(['sending', 'unknown', 'queued', 'expired'])(
    'a callback resolves an attempt that stands as %s, and takes its lease away',
    async state => {
      const sms = await aSentSms();
      await db.execute(sql`update outbox set state = ${state}, provider_id = null,
        lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute'`);
      await take(called(sms, 'sent')(false));
      expect(await outboxRows()).toMatchObject([{ state: 'sent', provider_id: sms.sid, lease_token: null }]);
    },
  );

  it('a callback for a message that was never handed over moves nothing', async () => {
    const sms = await aSentSms();
    await db.execute(sql`update outbox set state = 'queued', provider_id = null, attempts = 0`);
    await take(called(sms, 'delivered')(false));
    expect(await states()).toEqual(['queued']);
  });

  it('forged 403, unsigned 401, another message’s reference 403, no secret 503', async () => {
    const sms = await aSentSms();
    const event = called(sms, 'undelivered');
    const good = event(false);
    expect(await take(event(true))).toBe(403);
    expect(await take({ ...good, headers: {} })).toBe(401);
    expect(await take({ ...good, url: `${SMS}?n=0000000000&a=1` })).toBe(403);
    expect(await withSettings({ TWILIO_AUTH_TOKEN: undefined }, () => take(good))).toBe(503);
    expect(await states()).toEqual(['sent']);
    expect(await db.execute(sql`select 1 from webhook_events`)).toHaveLength(0);
  });

  it('STOP keeps a number from everything, START lets it in again, each once', async () => {
    await startWith([]);
    const say = (sid: string, text: string) => {
      const form = { MessageSid: sid, From: '+48600100200', To: '+48732000001', Body: text };
      const signature = twilioSignature(providers().twilio.authToken, SMS, form);
      const body = new URLSearchParams(form).toString();
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature,
      };
      return take({ url: SMS, body, headers });
    };
    const kept = () => db.execute(sql`select recipient, reason from suppressions`);
    expect(await say('SM1', 'dziękuję')).toBe(200);
    expect(await kept()).toHaveLength(0);
    expect(await say('SM2', ' stop ')).toBe(200);
    expect([...(await kept())]).toEqual([{ recipient: '+48600100200', reason: 'stopped' }]);
    await say('SM3', 'Start');
    expect(await kept()).toHaveLength(0);
    await say('SM2', ' stop ');
    expect(await kept()).toHaveLength(0);
  });
});
