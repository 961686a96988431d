import { chance, shuffled } from './chance';

/** A callback, signed and ready to be posted. */
export interface Callback {
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
  /** what it says, e.g. `email.delivered` */
  readonly says: string;
  /** the provider's name of the message */
  readonly about: string;
  readonly forged: boolean;
}

export interface CallbackAnswer extends Callback {
  /** undefined: nobody answered */
  readonly status: number | undefined;
  readonly ms: number;
}

export interface CallbackManner {
  /** how often each one comes */
  times: number;
  /** `hold`: nothing leaves before `release()`, which shuffles; `early`: before the API has answered */
  when: 'after' | 'early' | 'hold';
  /** for each right one, how many forged ones come first */
  forged: number;
  /** how often it is tried again when nobody answers it with 2xx; Twilio does not, Resend does */
  retries: number;
}

const AT_ONCE = 8;
const ANSWER_MS = 10_000;

/** Posts callbacks as a provider does: a few at a time, each awaiting its answer, and remembers what was answered. */
export class Callbacks {
  manner: CallbackManner;
  readonly answers: CallbackAnswer[] = [];
  private held: Callback[] = [];
  private readonly waiting: Callback[] = [];
  private running = 0;
  private idle: (() => void)[] = [];

  constructor(private readonly retries: number) {
    this.manner = { times: 1, when: 'after', forged: 0, retries };
  }

  /** As new: what has not been sent is forgotten. */
  reset(): void {
    this.drop();
    this.answers.length = 0;
    this.manner = { times: 1, when: 'after', forged: 0, retries: this.retries };
  }

  /** What one event becomes: repeated, forged ones among them. */
  private multiply(make: (forged: boolean) => Callback): Callback[] {
    const { times, forged } = this.manner;
    return Array.from({ length: times }, () => [
      ...Array.from({ length: forged }, () => make(true)),
      make(false),
    ]).flat();
  }

  /** Posts them now and waits for the answers: for those that come before our own commit. */
  async postNow(makers: readonly ((forged: boolean) => Callback)[]): Promise<void> {
    this.enqueue(makers.flatMap(make => this.multiply(make)));
    await this.drained();
  }

  later(make: (forged: boolean) => Callback): void {
    const made = this.multiply(make);
    if (this.manner.when === 'hold') this.held.push(...made);
    else this.enqueue(made);
  }

  /** Sends what was held, shuffled by the seed, and waits until all of it is answered. */
  async release(seed: number): Promise<void> {
    const held = this.held;
    this.held = [];
    this.enqueue(shuffled(held, chance(seed)));
    await this.drained();
  }

  /** Resolves when no callback is on its way. */
  drained(): Promise<void> {
    if (this.running === 0 && this.waiting.length === 0) return Promise.resolve();
    return new Promise(resolve => this.idle.push(resolve));
  }

  /** Forgets what has not been sent. */
  drop(): void {
    this.held = [];
    this.waiting.length = 0;
  }

  private enqueue(callbacks: readonly Callback[]): void {
    this.waiting.push(...callbacks);
    while (this.running < AT_ONCE && this.waiting.length > 0) void this.work();
  }

  private async work(): Promise<void> {
    this.running++;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.post(next);
    this.running--;
    if (this.running === 0) this.idle.splice(0).forEach(done => done());
  }

  private async post(callback: Callback): Promise<void> {
    const tries = callback.forged ? 1 : 1 + this.manner.retries;
    for (let attempt = 1; attempt <= tries; attempt++) {
      const status = await this.postOnce(callback);
      if (status !== undefined && status < 300) return;
      if (attempt < tries) await new Promise(resolve => setTimeout(resolve, 100 * attempt));
    }
  }

  private async postOnce(callback: Callback): Promise<number | undefined> {
    const from = performance.now();
    let status: number | undefined;
    try {
      const { url, body, headers } = callback;
      const signal = AbortSignal.timeout(ANSWER_MS);
      const answer = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' });
      await answer.arrayBuffer();
      status = answer.status;
    } catch {
      // Nobody there, or no answer in time: the status says so.
    }
    this.answers.push({ ...callback, status, ms: performance.now() - from });
    return status;
  }
}
