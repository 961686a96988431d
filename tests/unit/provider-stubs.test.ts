/** The providers' stubs, spoken to by the providers' own SDKs. */
import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Resend } from 'resend';
import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient';
import { startProviders, WEBHOOK_SECRET, type Providers } from '../support/providers/providers';

let providers: Providers;
let resend: Resend;
let sms: ReturnType<typeof twilio>;
let hooks: Listener;

/** What stands in for the portal's webhooks: keeps what came, answers as told. */
interface Listener {
  url: string;
  got: { url: string; body: string; headers: http.IncomingHttpHeaders }[];
  status: number;
  close: () => Promise<void>;
}

async function listen(): Promise<Listener> {
  const listener: Listener = { url: '', got: [], status: 200, close: async () => {} };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      listener.got.push({
        url: `${listener.url}${request.url}`,
        body: Buffer.concat(parts).toString(),
        headers: request.headers,
      });
      response.writeHead(listener.status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  listener.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return listener;
}

/** Sends the SDK's requests to the stub instead. */
class ToStub extends RequestClient {
  override request<T>(options: RequestClient.RequestOptions<T>) {
    return super.request<T>({
      ...options,
      uri: options.uri.replace('https://api.twilio.com', providers.twilio.url),
    });
  }
}

beforeEach(async () => {
  hooks = await listen();
  providers = await startProviders({ seed: 7, appUrl: hooks.url });
  resend = new Resend(providers.env.RESEND_API_KEY, { baseUrl: providers.resend.url });
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = providers.env;
  sms = twilio(sid, token, { httpClient: new ToStub() });
});

afterEach(async () => {
  await providers.stop();
  await hooks.close();
});

const mail = (to: string, subject = 'Faktura') => ({
  from: 'IBOK <ibok@example.pl>',
  to,
  subject,
  text: `Do ${to}`,
  headers: { 'X-Notification-Kind': 'invoice_issued' },
});
const text = (to: string, body = 'Faktura do zaplaty') => ({
  to,
  body,
  from: '+48732000001',
  statusCallback: `${hooks.url}/api/webhooks/twilio?message=1&attempt=1`,
});

describe('Resend', () => {
  it('takes a mail with its attachment, and tells «sent» and «delivered» with a signature that holds', async () => {
    const content = Buffer.from('%PDF-1.7 próba');
    const { data, error } = await resend.emails.send({
      ...mail('zofia@example.pl'),
      attachments: [{ filename: 'faktura.pdf', content, contentType: 'application/pdf' }],
    });
    expect(error).toBeNull();
    expect(providers.resend.journal).toMatchObject([
      { id: data?.id, to: ['zofia@example.pl'], headers: { 'X-Notification-Kind': 'invoice_issued' } },
    ]);
    expect(providers.resend.journal[0]!.attachments).toEqual([
      { filename: 'faktura.pdf', contentType: 'application/pdf', content },
    ]);
    await providers.resend.callbacks.drained();
    const events = hooks.got.map(({ body, headers }) =>
      resend.webhooks.verify({
        payload: body,
        headers: {
          id: String(headers['svix-id']),
          timestamp: String(headers['svix-timestamp']),
          signature: String(headers['svix-signature']),
        },
        webhookSecret: WEBHOOK_SECRET,
      }),
    );
    expect(events.map(({ type }) => type).sort()).toEqual(['email.delivered', 'email.sent']);
    expect(events[0]).toMatchObject({ data: { email_id: data?.id, to: ['zofia@example.pl'] } });
  });

  it('same key and same body: the same answer for 24 hours and nothing new; other body: 409; later: taken again', async () => {
    const batch = [mail('a@example.pl'), mail('b@example.pl')];
    const send = (mails: typeof batch) => resend.batch.send(mails, { idempotencyKey: 'key-1' });
    const first = await send(batch);
    providers.resend.advance(23 * 3_600_000);
    expect((await send(batch)).data).toEqual(first.data);
    expect(providers.resend.journal).toHaveLength(2);
    expect((await send([batch[1]!, batch[0]!])).error).toMatchObject({
      statusCode: 409,
      name: 'invalid_idempotent_request',
    });
    providers.resend.advance(2 * 3_600_000);
    expect((await send(batch)).error).toBeNull();
    expect(providers.resend.journal).toHaveLength(4);
  });

  it('taken but answered 500: the same key again gets the answer of the first', async () => {
    const { faults } = providers.resend.server;
    const send = () => resend.emails.send(mail('a@example.pl'), { idempotencyKey: 'key-2' });
    faults.shares = { accepted_500: 1 };
    expect((await send()).error).toMatchObject({ statusCode: 500 });
    faults.shares = { accepted_malformed: 1 };
    expect((await send()).error).toMatchObject({ statusCode: null });
    faults.shares = { accepted_reset: 1 };
    expect((await send()).error).toMatchObject({ statusCode: null });
    faults.shares = {};
    expect((await send()).data?.id).toBe(providers.resend.journal[0]!.id);
    expect(providers.resend.journal).toHaveLength(1);
  });

  it('reset, 503, 429 and hanging take nothing', async () => {
    const { faults } = providers.resend.server;
    const send = (signal?: AbortSignal) => resend.emails.send(mail('a@example.pl'), { signal });
    faults.shares = { reset: 1 };
    expect((await send()).error).toMatchObject({ statusCode: null });
    faults.shares = { too_many: 1 };
    const limited = await send();
    expect(limited.error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' });
    expect(limited.headers).toMatchObject({ 'retry-after': '1' });
    faults.shares = { hang: 1 };
    expect((await send(AbortSignal.timeout(50))).error).toMatchObject({ statusCode: null });
    faults.state = 'down';
    expect((await send()).error).toMatchObject({ statusCode: 503 });
    faults.state = 'refusing';
    expect((await send()).error).toMatchObject({ statusCode: null });
    expect(providers.resend.journal).toHaveLength(0);
    expect(providers.resend.server.requests.map(({ status }) => status)).toEqual([
      'reset',
      429,
      'hang',
      503,
      'reset',
    ]);
  });

  it('two a second: the third is answered 429 with what remains', async () => {
    providers.resend.server.faults.perSecond = 2;
    const answers = [];
    for (const to of ['a', 'b', 'c']) answers.push(await resend.emails.send(mail(`${to}@example.pl`)));
    expect(answers.map(({ headers }) => headers?.['ratelimit-remaining'])).toEqual(['1', '0', '0']);
    expect(answers[2]!.error).toMatchObject({ statusCode: 429 });
    expect(providers.resend.journal).toHaveLength(2);
  });

  it('the same seed makes the same faults', async () => {
    const { server } = providers.resend;
    const run = async () => {
      server.reset(42);
      server.faults.shares = { error_500: 0.3, too_many: 0.2 };
      for (let at = 0; at < 40; at++) await resend.emails.send(mail('a@example.pl'));
      return server.requests.map(({ status }) => status);
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 429, 500]));
    expect(await run()).toEqual(first);
  });
});

describe('Twilio', () => {
  it('takes an SMS and calls back with a signature over the full address, query included', async () => {
    const sent = await sms.messages.create(text('+48601000001'));
    expect(sent).toMatchObject({ status: 'queued', numSegments: '1', dateSent: null });
    await providers.twilio.callbacks.drained();
    expect(hooks.got).toHaveLength(2);
    for (const { url, body, headers } of hooks.got) {
      const form = Object.fromEntries(new URLSearchParams(body));
      const signature = String(headers['x-twilio-signature']);
      expect(form.MessageSid).toBe(sent.sid);
      expect(twilio.validateRequest(providers.twilio.authToken, signature, url, form)).toBe(true);
      expect(twilio.validateRequest('another', signature, url, form)).toBe(false);
    }
  });

  it('knows no idempotency: the same text twice is two messages, both in the list of its number and day', async () => {
    for (let at = 0; at < 2; at++) await sms.messages.create(text('+48601000001'));
    await sms.messages.create(text('+48601000002'));
    const found = await sms.messages.list({ to: '+48601000001', dateSent: new Date() });
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ body: 'Faktura do zaplaty', direction: 'outbound-api' });
    const hour = 3_600_000;
    const after = (ms: number) =>
      sms.messages.list({ to: '+48601000001', dateSentAfter: new Date(Date.now() + ms) });
    expect(await after(-hour)).toHaveLength(2);
    expect(await after(hour)).toHaveLength(0);
  });

  it('the list comes in pages', async () => {
    for (let at = 0; at < 7; at++) await sms.messages.create(text('+48601000001', `Nr ${at}`));
    const page = await sms.messages.page({ to: '+48601000001', pageSize: 3 });
    const next = await page.nextPage();
    const last = await next?.nextPage();
    expect([page, next, last].map(one => one?.instances.length)).toEqual([3, 3, 1]);
    expect(last?.nextPageUrl).toBeUndefined();
    const bodies = [page, next, last].flatMap(one => one?.instances.map(({ body }) => body) ?? []);
    expect(new Set(bodies).size).toBe(7);
  });

  it('refuses by number: 21610 a person who said STOP, 21606 a wrong sender, 20003 a wrong token', async () => {
    providers.twilio.refused.set('+48601000003', 21610);
    await expect(sms.messages.create(text('+48601000003'))).rejects.toMatchObject({
      status: 400,
      code: 21610,
    });
    providers.twilio.misconfigured = 21606;
    await expect(sms.messages.create(text('+48601000001'))).rejects.toMatchObject({ code: 21606 });
    const stranger = twilio(providers.twilio.accountSid, 'wrong', { httpClient: new ToStub() });
    await expect(stranger.messages.create(text('+48601000001'))).rejects.toMatchObject({ code: 20003 });
    expect(providers.twilio.journal).toHaveLength(0);
  });

  it('taken but answered 500, malformed or not at all: the caller errs, the phone has it', async () => {
    for (const fault of ['accepted_500', 'accepted_malformed', 'accepted_reset'] as const) {
      providers.twilio.server.faults.shares = { [fault]: 1 };
      await expect(sms.messages.create(text('+48601000001'))).rejects.toThrow();
    }
    expect(providers.twilio.journal).toHaveLength(3);
  });
});

describe('Callbacks', () => {
  it('come early: before the answer of the API', async () => {
    providers.twilio.callbacks.manner.when = 'early';
    await sms.messages.create(text('+48601000001'));
    expect(hooks.got).toHaveLength(2);
  });

  it('are held, five times each and one of two forged, and released in another order', async () => {
    const { callbacks } = providers.resend;
    Object.assign(callbacks.manner, { when: 'hold', times: 5, forged: 1 });
    await resend.batch.send(['a', 'b', 'c'].map(name => mail(`${name}@example.pl`)));
    expect(hooks.got).toHaveLength(0);
    await callbacks.release(3);
    expect(hooks.got).toHaveLength(3 * 2 * 5 * 2);
    expect(callbacks.answers.filter(({ forged }) => forged)).toHaveLength(30);
    const order = callbacks.answers.map(({ about, says }) => `${says} ${about}`);
    expect(order).not.toEqual([...order].sort());
    expect(new Set(callbacks.answers.map(({ headers }) => headers['svix-id'])).size).toBe(6);
  });

  it('a webhook that is not answered with 200 comes again', async () => {
    hooks.status = 500;
    providers.resend.callbacks.manner.retries = 1;
    await resend.emails.send(mail('a@example.pl'));
    await providers.resend.callbacks.drained();
    expect(providers.resend.callbacks.answers.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
  });
});
