import { createHmac, randomBytes } from 'node:crypto';
import { Callbacks, type Callback } from './callbacks';
import { StubServer, type Answer, type Api, type Request, type Taken } from './stub-server';

/** An SMS that the stub has taken: what a person would have on the phone. */
export interface AcceptedSms {
  readonly sid: string;
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
  readonly to: string;
  readonly body: string;
  readonly statusCallback: string | undefined;
  /** seconds */
  readonly validityPeriod: number | undefined;
  /** milliseconds since 1970 by the stub's clock */
  at: number;
  status: string;
  errorCode: number | null;
}

export interface TwilioOptions {
  port?: number;
  seed?: number;
  accountSid?: string;
  authToken?: string;
}

/** Errors of the API by number, as Twilio words them. */
const REFUSALS: Record<number, { status: number; message: string }> = {
  20003: { status: 401, message: 'Authenticate' },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21606: { status: 400, message: "The 'From' phone number provided is not valid" },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21612: {
    status: 400,
    message: "Message cannot be sent with the current combination of 'To' and/or 'From'",
  },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
};

/** Twilio's Messages: sending, looking for what was sent, and status callbacks. It knows no idempotency. */
export class TwilioStub implements Api {
  readonly journal: AcceptedSms[] = [];
  readonly callbacks = new Callbacks(0);
  readonly server: StubServer;
  /** numbers whose messages are refused at once, by error code */
  readonly refused = new Map<string, number>();
  /** numbers whose messages are taken and then not delivered, by error code; `silent`: nothing is told */
  readonly fates = new Map<string, number | 'silent'>();
  /** an error that everything is refused with, e.g. 21606 */
  misconfigured: number | undefined;
  /** whether the list of messages can be asked for */
  listed = true;
  /** whether callbacks are sent */
  calls = true;
  url = '';
  readonly accountSid: string;
  readonly authToken: string;
  private shift = 0;

  constructor(private readonly options: TwilioOptions = {}) {
    this.accountSid = options.accountSid ?? `AC${'0'.repeat(31)}1`;
    this.authToken = options.authToken ?? 'a-token-of-the-stub';
    this.server = new StubServer(this, options.seed ?? 1);
  }

  now(): number {
    return Date.now() + this.shift;
  }

  advance(ms: number): void {
    this.shift += ms;
  }

  /** Makes all that it remembers older, while its clock stays with the machine's. */
  age(ms: number): void {
    for (const sms of this.journal) sms.at -= ms;
  }

  async start(): Promise<this> {
    this.url = await this.server.listen(this.options.port);
    return this;
  }

  /** As new: nothing taken, no faults. */
  reset(seed: number): void {
    this.journal.length = 0;
    this.refused.clear();
    this.fates.clear();
    this.misconfigured = undefined;
    this.listed = this.calls = true;
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
    return failure(20429, 429, 'Too Many Requests');
  }

  failed(status: 500 | 503): Answer {
    return failure(status === 500 ? 20500 : 20503, status, 'Internal Server Error');
  }

  rateHeaders(): Record<string, string> {
    return {};
  }

  take(request: Request): Taken {
    const sides = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64');
    if (sides.toString() !== `${this.accountSid}:${this.authToken}`) return { answer: refusal(20003) };
    if (request.url.pathname !== `/2010-04-01/Accounts/${this.accountSid}/Messages.json`)
      return { answer: failure(20404, 404, 'The requested resource was not found') };
    if (request.method === 'GET') return { answer: this.list(request.url.searchParams) };
    return this.accept(new URLSearchParams(request.body));
  }

  private accept(form: URLSearchParams): Taken {
    const to = form.get('To') ?? '';
    const body = form.get('Body') ?? '';
    const [from, service] = [form.get('From'), form.get('MessagingServiceSid')];
    const wrong =
      this.misconfigured ?? this.refused.get(to) ?? (/^\+[1-9]\d{6,14}$/.test(to) ? undefined : 21211);
    if (wrong !== undefined) return { answer: refusal(wrong) };
    if (!from && !service)
      return { answer: failure(21603, 400, "A 'From' or 'MessagingServiceSid' is required") };
    if (body === '') return { answer: failure(21602, 400, 'Message body is required') };
    if (body.length > 1600) return { answer: failure(21617, 400, 'The message body is too long') };

    const sms: AcceptedSms = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      from,
      messagingServiceSid: service,
      to,
      body,
      statusCallback: form.get('StatusCallback') ?? undefined,
      validityPeriod: form.has('ValidityPeriod') ? Number(form.get('ValidityPeriod')) : undefined,
      at: this.now(),
      status: 'queued',
      errorCode: null,
    };
    this.journal.push(sms);
    const answer: Answer = { status: 201, body: { ...this.resource(sms), date_sent: null } };
    const events = this.eventsOf(sms);
    if (this.callbacks.manner.when !== 'early')
      return { answer, then: () => events.forEach(make => this.callbacks.later(make)) };
    return { answer, before: () => this.callbacks.postNow(events) };
  }

  private eventsOf(sms: AcceptedSms): ((forged: boolean) => Callback)[] {
    const fate = this.fates.get(sms.to);
    sms.status = typeof fate === 'number' ? 'undelivered' : 'delivered';
    if (typeof fate === 'number') sms.errorCode = fate;
    if (fate === 'silent' || !this.calls || sms.statusCallback === undefined) return [];
    return ['sent', sms.status].map(status => this.event(sms, status));
  }

  /** A status callback about a message. */
  event(sms: AcceptedSms, status: string): (forged: boolean) => Callback {
    const url = sms.statusCallback ?? '';
    const form: Record<string, string> = {
      AccountSid: this.accountSid,
      ApiVersion: '2010-04-01',
      From: sms.from ?? '',
      MessageSid: sms.sid,
      MessageStatus: status,
      SmsSid: sms.sid,
      SmsStatus: status,
      To: sms.to,
    };
    if (sms.messagingServiceSid) form.MessagingServiceSid = sms.messagingServiceSid;
    if (sms.errorCode !== null && /^(undelivered|failed)$/.test(status))
      form.ErrorCode = String(sms.errorCode);
    return forged => ({
      url,
      body: new URLSearchParams(form).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilioSignature(forged ? 'somebody-else' : this.authToken, url, form),
      },
      says: status,
      about: sms.sid,
      forged,
    });
  }

  private list(filter: URLSearchParams): Answer {
    if (!this.listed) return this.failed(503);
    const size = Math.min(1000, Number(filter.get('PageSize') ?? 50));
    const page = Number(filter.get('Page') ?? 0);
    const matching = this.journal
      .filter(sms => isListed(sms, filter))
      .sort((one, other) => other.at - one.at || other.sid.localeCompare(one.sid));
    const shown = matching.slice(page * size, (page + 1) * size);
    const uri = (number: number) => {
      const query = new URLSearchParams(filter);
      query.set('PageSize', String(size));
      query.set('Page', String(number));
      query.set('PageToken', `PA${shown.at(-1)?.sid ?? ''}`);
      return `/2010-04-01/Accounts/${this.accountSid}/Messages.json?${query}`;
    };
    return {
      status: 200,
      body: {
        messages: shown.map(sms => this.resource(sms)),
        page,
        page_size: size,
        start: page * size,
        end: page * size + Math.max(0, shown.length - 1),
        uri: uri(page),
        first_page_uri: uri(0),
        next_page_uri: matching.length > (page + 1) * size ? uri(page + 1) : null,
        previous_page_uri: page > 0 ? uri(page - 1) : null,
      },
    };
  }

  private resource(sms: AcceptedSms): Record<string, unknown> {
    const date = new Date(sms.at).toUTCString().replace('GMT', '+0000');
    return {
      account_sid: this.accountSid,
      api_version: '2010-04-01',
      body: sms.body,
      date_created: date,
      date_sent: date,
      date_updated: date,
      direction: 'outbound-api',
      error_code: sms.errorCode,
      error_message: sms.errorCode === null ? null : 'Undelivered',
      from: sms.from,
      messaging_service_sid: sms.messagingServiceSid,
      num_media: '0',
      num_segments: String(sms.body.length <= 160 ? 1 : Math.ceil(sms.body.length / 153)),
      price: null,
      price_unit: 'USD',
      sid: sms.sid,
      status: sms.status,
      subresource_uris: {},
      to: sms.to,
      uri: `/2010-04-01/Accounts/${this.accountSid}/Messages/${sms.sid}.json`,
    };
  }
}

/** What a callback of Twilio is signed with: HMAC-SHA1 over the full address and the sorted fields. */
export function twilioSignature(token: string, url: string, form: Record<string, string>): string {
  const text = Object.keys(form)
    .sort()
    .reduce((signed, name) => signed + name + form[name], url);
  return createHmac('sha1', token).update(text, 'utf8').digest('base64');
}

/** `DateSent` alone means that day in UTC; with < and > it is a bound, itself included, of a day or an instant. */
function isListed(sms: AcceptedSms, filter: URLSearchParams): boolean {
  const [to, from] = [filter.get('To'), filter.get('From')];
  if (to !== null && sms.to !== to) return false;
  if (from !== null && sms.from !== from) return false;
  const sent = new Date(sms.at).toISOString();
  const on = filter.get('DateSent');
  if (on !== null && sent.slice(0, 10) !== on.slice(0, 10)) return false;
  const before = filter.get('DateSent<')?.replace(/Z$/, '');
  if (before !== undefined && sent.slice(0, before.length) > before) return false;
  const after = filter.get('DateSent>')?.replace(/Z$/, '');
  return after === undefined || sent.slice(0, after.length) >= after;
}

function refusal(code: number): Answer {
  const { status, message } = REFUSALS[code] ?? { status: 400, message: 'Refused' };
  return failure(code, status, message);
}

const failure = (code: number, status: number, message: string): Answer => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});
