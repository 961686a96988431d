import { createHash, createHmac, randomUUID } from 'node:crypto';
import { Callbacks, type Callback } from './callbacks';
import { StubServer, type Answer, type Api, type Request, type Taken } from './stub-server';

/** A mail that the stub has taken: what a person would have in the mailbox. */
export interface AcceptedMail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string | undefined;
    readonly content: Buffer;
  }[];
  readonly idempotencyKey: string | undefined;
  /** its place in a batch; undefined: sent alone */
  readonly position: number | undefined;
  /** milliseconds since 1970 by the stub's clock */
  at: number;
}

export interface ResendOptions {
  port?: number;
  seed?: number;
  apiKey?: string;
  /** where webhooks go, and what signs them (`whsec_…`); absent: none are sent */
  webhook?: { url: string; secret: string };
}

interface Remembered {
  readonly body: string;
  readonly answer: Answer;
  until: number;
}

const KEEPS_MS = 24 * 3_600_000;

/** Resend's API as far as mail is sent by it: alone, in batches, with idempotency keys, rates and webhooks. */
export class ResendStub implements Api {
  readonly journal: AcceptedMail[] = [];
  readonly callbacks = new Callbacks(5);
  readonly server: StubServer;
  /** what becomes of a mail to an address; anything else is `sent`, then `delivered` */
  readonly fates = new Map<string, 'bounced' | 'complained' | 'suppressed' | 'delayed' | 'silent'>();
  url = '';
  webhook: ResendOptions['webhook'];
  private readonly remembered = new Map<string, Remembered>();
  private shift = 0;

  constructor(private readonly options: ResendOptions = {}) {
    this.webhook = options.webhook;
    this.server = new StubServer(this, options.seed ?? 1);
  }

  /** By the clock of the stub, which runs with the machine's unless it was moved. */
  now(): number {
    return Date.now() + this.shift;
  }

  /** Moves the stub's clock, e.g. past the day for which it keeps a key. */
  advance(ms: number): void {
    this.shift += ms;
  }

  /** Makes all that it remembers older, as {@link advance} does, while its clock stays with the machine's. */
  age(ms: number): void {
    for (const mail of this.journal) mail.at -= ms;
    for (const known of this.remembered.values()) known.until -= ms;
  }

  async start(): Promise<this> {
    this.url = await this.server.listen(this.options.port);
    return this;
  }

  /** As new: nothing taken, nothing remembered, no faults. */
  reset(seed: number): void {
    this.journal.length = 0;
    this.remembered.clear();
    this.fates.clear();
    this.callbacks.reset();
    this.server.reset(seed);
    this.shift = 0;
  }

  async stop(): Promise<void> {
    this.callbacks.drop();
    await this.server.close();
  }

  sends(request: Request): boolean {
    return request.method === 'POST';
  }

  tooMany(): Answer {
    return failure(429, 'rate_limit_exceeded', 'Too many requests. Please limit your requests.');
  }

  failed(status: 500 | 503): Answer {
    return failure(
      status,
      status === 500 ? 'internal_server_error' : 'application_error',
      'Unexpected error.',
    );
  }

  rateHeaders(limit: number, remaining: number, reset: number): Record<string, string> {
    return {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(Math.max(0, remaining)),
      'ratelimit-reset': String(reset),
    };
  }

  take(request: Request): Taken {
    const isBatch = request.url.pathname === '/emails/batch';
    if (request.method !== 'POST' || !(isBatch || request.url.pathname === '/emails'))
      return { answer: failure(404, 'not_found', 'The requested endpoint does not exist.') };
    const given = request.headers.authorization ?? '';
    if (!given.startsWith('Bearer '))
      return { answer: failure(401, 'missing_api_key', 'Missing API key in the authorization header.') };
    if (this.options.apiKey !== undefined && given !== `Bearer ${this.options.apiKey}`)
      return { answer: failure(403, 'invalid_api_key', 'API key is invalid.') };

    const key = request.headers['idempotency-key'] as string | undefined;
    if (key !== undefined && (key.length < 1 || key.length > 256))
      return { answer: failure(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.') };
    const body = createHash('sha256').update(`${request.url.pathname}\n${request.body}`).digest('base64');
    const known = key === undefined ? undefined : this.remembered.get(key);
    if (known && known.until > this.now()) {
      if (known.body === body) return { answer: known.answer };
      const message = 'This idempotency key has already been used on a request that had a different payload.';
      return { answer: failure(409, 'invalid_idempotent_request', message) };
    }
    return this.accept(request, isBatch, key, body);
  }

  private accept(request: Request, isBatch: boolean, key: string | undefined, body: string): Taken {
    const wanted = wantedMails(request.body, isBatch);
    if (typeof wanted === 'string') return { answer: failure(422, 'validation_error', wanted) };
    const mails = wanted.map((mail, index) => this.journalled(mail, key, isBatch ? index : undefined));
    this.journal.push(...mails);
    const ids = mails.map(({ id }) => ({ id }));
    const answer: Answer = { status: 200, body: isBatch ? { data: ids } : ids[0] };
    if (key !== undefined) this.remembered.set(key, { body, answer, until: this.now() + KEEPS_MS });

    const events = this.webhook ? mails.flatMap(mail => this.eventsOf(mail)) : [];
    if (this.callbacks.manner.when !== 'early')
      return { answer, then: () => events.forEach(make => this.callbacks.later(make)) };
    return { answer, before: () => this.callbacks.postNow(events) };
  }

  private journalled(mail: WireMail, key: string | undefined, position: number | undefined): AcceptedMail {
    return {
      id: randomUUID(),
      from: mail.from,
      to: [mail.to].flat(),
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: mail.headers ?? {},
      attachments: (mail.attachments ?? []).map(({ filename, content, content_type: contentType }) => ({
        filename,
        contentType,
        content: Buffer.from(content, 'base64'),
      })),
      idempotencyKey: key,
      position,
      at: this.now(),
    };
  }

  private eventsOf(mail: AcceptedMail): ((forged: boolean) => Callback)[] {
    const fate = this.fates.get(mail.to[0] ?? '');
    if (fate === 'silent') return [];
    const last =
      fate === undefined
        ? ['email.delivered']
        : fate === 'complained'
          ? ['email.delivered', 'email.complained']
          : [fate === 'delayed' ? 'email.delivery_delayed' : `email.${fate}`];
    return ['email.sent', ...last].map(type => this.event(mail, type));
  }

  /** An event about a mail, for the webhook; repeated it keeps its `svix-id`. */
  event(mail: AcceptedMail, type: string): (forged: boolean) => Callback {
    const { url, secret } = this.webhook!;
    const about = { email_id: mail.id, from: mail.from, to: mail.to, subject: mail.subject };
    const more: Record<string, object> = {
      'email.bounced': { bounce: { type: 'Permanent', subType: 'General', message: 'No such mailbox.' } },
      'email.suppressed': { suppressed: { type: 'OnAccountSuppressionList', message: 'On the list.' } },
    };
    const created = new Date(this.now()).toISOString();
    const data = { ...about, created_at: created, ...more[type] };
    const id = `msg_${randomUUID().replaceAll('-', '')}`;
    const body = JSON.stringify({ type, created_at: created, data });
    return forged => ({
      url,
      body,
      // What signs is the webhook's real time: its age is judged.
      headers: svixHeaders(id, body, forged ? 'whsec_Zm9yZ2VkLWJ5LXNvbWVib2R5LWVsc2U=' : secret),
      says: type,
      about: mail.id,
      forged,
    });
  }
}

/** Headers of a webhook, signed as Svix does: HMAC-SHA256 over id, seconds and the raw body. */
export function svixHeaders(
  id: string,
  body: string,
  secret: string,
  at = Date.now(),
): Record<string, string> {
  const seconds = Math.floor(at / 1000);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': String(seconds),
    'svix-signature': `v1,${signature}`,
  };
}

interface WireMail {
  from: string;
  to: string | string[];
  subject: string;
  html?: string;
  text?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content: string; content_type?: string }[];
}

/** The mails of a request, or what is wrong with it, as the API would refuse it. */
function wantedMails(body: string, isBatch: boolean): WireMail[] | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return 'The body is not JSON.';
  }
  if (isBatch !== Array.isArray(parsed)) return isBatch ? 'Expected an array.' : 'Expected an object.';
  const mails = [parsed].flat() as WireMail[];
  if (mails.length === 0 || mails.length > 100) return 'A batch holds 1 to 100 mails.';
  for (const mail of mails) {
    if (!mail.from) return 'Missing `from` field.';
    const to = [mail.to ?? []].flat();
    if (to.length === 0 || to.length > 50) return 'Missing `to` field.';
    if (!to.every(address => /^[^\s@]+@[^\s@]+$/.test(address))) return 'Invalid `to` field.';
    if (!mail.subject) return 'Missing `subject` field.';
    if (!mail.html && !mail.text) return 'Missing `html` or `text` field.';
    if (isBatch && mail.attachments) return 'The `attachments` field is not supported in batches.';
  }
  return mails;
}

const failure = (statusCode: number, name: string, message: string): Answer => ({
  status: statusCode,
  body: { statusCode, name, message },
});
