import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { chance } from './chance';

/**
 * What may go wrong with one request. Of those with `accepted` the provider has taken the message, and the caller
 * is not told so; of the others it has not.
 */
export const FAULTS = [
  'accepted_500',
  'accepted_hang',
  'accepted_reset',
  'accepted_malformed',
  'hang',
  'reset',
  'error_500',
  'too_many',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Faultiness {
  /** how many of all requests go wrong so, each between 0 and 1 */
  shares: Partial<Record<Fault, number>>;
  /** `down`: everything is answered 503; `refusing`: connections are closed at once */
  state: 'up' | 'down' | 'refusing';
  /** milliseconds before an answer; of two numbers: between them */
  latencyMs: number | readonly [number, number];
  /** requests that are accepted in one second; more are answered 429 */
  perSecond: number | undefined;
  /** what a 429 by `too_many` tells the caller to wait, whole seconds */
  retryAfter: number;
}

/** One request as the stub saw it, refused ones included. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** milliseconds of the machine's monotonic clock */
  readonly arrived: number;
  answered: number | undefined;
  status: number | 'hang' | 'reset' | 'gone' | undefined;
  retryAfter?: number;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** What an API says to a request that is to be taken; `then` is for after the answer. */
export interface Taken {
  readonly answer: Answer;
  /** done before the answer leaves, e.g. a callback that comes early */
  readonly before?: () => Promise<void>;
  readonly then?: () => void;
}

export interface Api {
  /** what was taken, in order */
  readonly journal: readonly unknown[];
  /** Judges and journals. Not called for a request that the faults do not let through. */
  take(request: Request): Taken;
  /** whether it sends something: faults and the rate apply to such requests alone */
  sends(request: Request): boolean;
  tooMany(): Answer;
  failed(status: 500 | 503): Answer;
  /** extra headers of every answer about the rate */
  rateHeaders(limit: number, remaining: number, resetSeconds: number): Record<string, string>;
}

const faultless = (): Faultiness => ({
  shares: {},
  state: 'up',
  latencyMs: 0,
  perSecond: undefined,
  retryAfter: 1,
});

/**
 * A provider as the SDKs see it: an HTTP server that takes what is sent, and fails by seed as it is told. What it
 * has taken is journalled by its {@link Api}, in this process, and never learnt from our database.
 */
export class StubServer {
  faults: Faultiness = faultless();
  /** everything that came, in order; cut it down by `requests.length = 0` */
  readonly requests: SeenRequest[] = [];
  private readonly server: http.Server;
  private random: () => number;
  private readonly taken: number[] = [];
  /** requests of which the body is there and the answer is not */
  private open = 0;
  private held: Promise<void> | undefined;

  constructor(
    private readonly api: Api,
    seed: number,
  ) {
    this.random = chance(seed);
    this.server = http.createServer((incoming, response) => void this.handle(incoming, response));
    this.server.keepAliveTimeout = 30_000;
  }

  /** @param port 0: any free one @returns the base address, without a slash at the end */
  async listen(port = 0): Promise<string> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** As new: no faults, no requests seen. */
  reset(seed: number): void {
    this.random = chance(seed);
    this.faults = faultless();
    this.requests.length = 0;
    this.taken.length = 0;
  }

  /**
   * From now on every request is worked on until it is let go, however long whoever sent the others needs: what a
   * test wants to see at the same time need not be met by chance.
   * @returns lets go
   */
  hold(): () => void {
    let letGo = () => {};
    this.held = new Promise(resolve => (letGo = resolve));
    return () => {
      this.held = undefined;
      letGo();
    };
  }

  /** Requests that are being worked on now. */
  get inFlight(): number {
    return this.open;
  }

  private async handle(incoming: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const seen: SeenRequest = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      arrived: performance.now(),
      answered: undefined,
      status: undefined,
    };
    this.requests.push(seen);
    if (this.faults.state === 'refusing') return this.cut(incoming, seen);
    const body = await read(incoming);
    if (body === undefined) {
      seen.status = 'gone';
      return;
    }
    const request: Request = {
      method: seen.method,
      url: new URL(seen.path, 'http://stub'),
      headers: incoming.headers,
      body,
    };
    if (request.url.pathname.startsWith('/_stub/')) return this.control(request, response, seen);
    this.open++;
    try {
      await this.serve(request, incoming, response, seen);
    } finally {
      this.open--;
    }
  }

  private async serve(
    request: Request,
    incoming: http.IncomingMessage,
    response: http.ServerResponse,
    seen: SeenRequest,
  ): Promise<void> {
    const sends = this.api.sends(request);
    const fault = sends ? this.drawFault() : undefined;
    const latency = this.drawLatency();
    if (sends && this.faults.state === 'down') return this.answer(response, seen, this.api.failed(503));
    const rate = sends ? this.rate() : {};
    if (rate.full) return this.answer(response, seen, this.limited(rate.waitSeconds ?? 1), rate.headers);
    // A process that is killed meanwhile has sent it all the same: the answer alone finds nobody.
    if (latency > 0) await new Promise(resolve => setTimeout(resolve, latency));
    await this.held;

    if (fault === 'hang') return this.hang(response, seen);
    if (fault === 'reset') return this.cut(incoming, seen);
    if (fault === 'error_500') return this.answer(response, seen, this.api.failed(500), rate.headers);
    if (fault === 'too_many')
      return this.answer(response, seen, this.limited(this.faults.retryAfter), rate.headers);

    const { answer, before, then } = this.api.take(request);
    await before?.();
    if (fault === 'accepted_hang') {
      then?.(); // whoever hangs does so towards the caller alone
      return this.hang(response, seen);
    }
    if (fault === 'accepted_reset') this.cut(incoming, seen);
    else if (fault === 'accepted_500') this.answer(response, seen, this.api.failed(500), rate.headers);
    else if (fault === 'accepted_malformed') this.malformed(response, seen, answer);
    else this.answer(response, seen, answer, rate.headers);
    then?.();
  }

  /** By hand: GET /_stub/journal is what was taken, POST /_stub/faults sets some of {@link Faultiness}. */
  private control(request: Request, response: http.ServerResponse, seen: SeenRequest): void {
    this.requests.splice(this.requests.indexOf(seen), 1);
    if (request.method === 'POST') Object.assign(this.faults, JSON.parse(request.body));
    const body = request.url.pathname === '/_stub/journal' ? this.api.journal : this.faults;
    this.answer(response, seen, { status: 200, body });
  }

  private drawFault(): Fault | undefined {
    let at = this.random();
    for (const fault of FAULTS) {
      at -= this.faults.shares[fault] ?? 0;
      if (at < 0) return fault;
    }
    return undefined;
  }

  private drawLatency(): number {
    const { latencyMs } = this.faults;
    if (typeof latencyMs === 'number') return latencyMs;
    const [least, most] = latencyMs;
    return least + this.random() * (most - least);
  }

  /** Counts this request, if there is room in the second that ends now. */
  private rate(): { full?: boolean; waitSeconds?: number; headers?: Record<string, string> } {
    const limit = this.faults.perSecond;
    if (limit === undefined) return {};
    const now = performance.now();
    while (this.taken.length > 0 && now - this.taken[0]! >= 1000) this.taken.shift();
    const full = this.taken.length >= limit;
    if (!full) this.taken.push(now);
    return { full, waitSeconds: 1, headers: this.api.rateHeaders(limit, limit - this.taken.length, 1) };
  }

  private limited(seconds: number): Answer {
    const answer = this.api.tooMany();
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
  }

  private answer(
    response: http.ServerResponse,
    seen: SeenRequest,
    { status, body, headers }: Answer,
    more: Record<string, string> = {},
  ): void {
    seen.status = status;
    seen.answered = performance.now();
    if (headers?.['retry-after']) seen.retryAfter = Number(headers['retry-after']);
    response.writeHead(status, { 'content-type': 'application/json', ...more, ...headers });
    response.end(JSON.stringify(body));
  }

  private malformed(response: http.ServerResponse, seen: SeenRequest, { status, body }: Answer): void {
    seen.status = status;
    seen.answered = performance.now();
    const text = JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(text.slice(0, Math.floor(text.length / 2)));
  }

  private cut(incoming: http.IncomingMessage, seen: SeenRequest): void {
    seen.status = 'reset';
    seen.answered = performance.now();
    incoming.socket.resetAndDestroy();
  }

  /** Until the caller goes away. */
  private async hang(response: http.ServerResponse, seen: SeenRequest): Promise<void> {
    seen.status = 'hang';
    if (!response.destroyed && !response.closed) await once(response, 'close');
    seen.answered = performance.now();
  }
}

/** The whole body; undefined when the caller went away before it was there. */
async function read(incoming: http.IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  try {
    for await (const part of incoming) parts.push(part as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(parts).toString('utf8');
}
