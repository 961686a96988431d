import 'server-only';
import type { DeliveryHooks } from './ports';
import { SHARE_OF_BUDGET } from './rules/retry';

/** One run of the dispatcher, as its lanes see it: when it is over, what it may send, what it has done. */
export class Run {
  /** after this instant of `performance.now()` nothing is begun */
  readonly until: number;
  sent = 0;
  failed = 0;

  constructor(
    readonly kinds: readonly string[] | undefined,
    readonly hooks: DeliveryHooks,
    readonly now: () => Date,
    budgetMs: number,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.until = performance.now() + budgetMs * SHARE_OF_BUDGET;
  }

  isOver(): boolean {
    return this.signal?.aborted === true || performance.now() >= this.until;
  }

  /** Waits, unless the run ends first. @returns whether it goes on */
  rest(ms: number): Promise<boolean> {
    if (this.isOver() || performance.now() + ms >= this.until) return Promise.resolve(false);
    return new Promise(resolve => {
      const end = () => {
        clearTimeout(timer);
        this.signal?.removeEventListener('abort', end);
        resolve(!this.isOver());
      };
      const timer = setTimeout(end, ms);
      this.signal?.addEventListener('abort', end);
    });
  }

  readonly count = ({ sent, failed }: { sent: number; failed: number }): void => {
    this.sent += sent;
    this.failed += failed;
  };
}
