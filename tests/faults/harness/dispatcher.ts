import { closePool, rawSql } from '@/db/client';
import { dispatch } from '@/lib/delivery/dispatch';
import type { DeliveryHooks, Dispatched } from '@/lib/delivery/ports';

/** What the process is told. */
export type Order = 'go' | 'pause' | 'end';
/** What it tells. */
export type Told =
  | { readonly is: 'ready' | 'paused' }
  | { readonly is: 'round'; readonly done: Dispatched }
  | { readonly is: 'trouble'; readonly message: string };

/** Nothing is withdrawn here: these tests are about the way to the provider alone. */
const NO_HOOKS: DeliveryHooks = { recheck: async () => new Map(), failed: async () => {} };

/** Of a round; a cron has a minute, but a test wants to see soon that there is nothing to do. */
const BUDGET_MS = 15_000;

/** Between two rounds in which there was nothing to do, as a very eager cron would. */
const REST_MS = 100;

/**
 * Rounds of `dispatch`, as a cron would call it, each of them reported. An error ends the round and not the process.
 * Its environment may hold FAULTS_CLOCK_MS (how far its clock is from the machine's) and FAULTS_BLIND (see below).
 */
export default async function main(): Promise<void> {
  const shift = Number(process.env.FAULTS_CLOCK_MS ?? 0);
  const stopped = new AbortController();
  let round = new AbortController();
  let running = false;
  let wake = () => {};
  const tell = (told: Told) => void process.send?.(told);

  process.on('message', (given: Order) => {
    if (given === 'end') stopped.abort();
    running = given === 'go';
    if (!running) round.abort(); // in good order: a round is up to twelve seconds long
    wake();
  });
  process.once('SIGTERM', () => {
    stopped.abort();
    round.abort();
    wake();
  });
  process.once('disconnect', () => {
    if (!stopped.signal.aborted) process.exit(1); // whoever started us is gone
  });

  // Loaded and connected before the first order, so that a kill finds it at work and not starting.
  await rawSql()`select 1`.catch(() => {});
  tell({ is: 'ready' });
  while (!stopped.signal.aborted) {
    if (!running) {
      tell({ is: 'paused' });
      await new Promise<void>(resolve => (wake = resolve));
      continue;
    }
    round = new AbortController();
    try {
      if (process.env.FAULTS_BLIND) await forgetAttempts();
      const done = await dispatch({
        hooks: NO_HOOKS,
        budgetMs: BUDGET_MS,
        now: () => new Date(Date.now() + shift),
        signal: round.signal,
      });
      tell({ is: 'round', done });
      if (done.sent + done.failed > 0) continue;
    } catch (error) {
      tell({ is: 'trouble', message: whyOf(error) });
    }
    await new Promise<void>(resolve => {
      wake = resolve;
      setTimeout(resolve, REST_MS);
    });
  }
  await closePool();
  process.disconnect();
}

/** The messages of an error and of what caused it, the first line of each. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as Error & { code?: unknown };
  const own = `${code === undefined ? '' : `${String(code)} `}${error.message.trim().split('\n', 2).join(' ')}`;
  return error.cause === undefined ? own : `${own}; because ${whyOf(error.cause)}`;
}

/**
 * The mistake that the control must find: whatever is not known to be sent is sent again, as if it had never been
 * tried, so under another idempotency key.
 */
async function forgetAttempts(): Promise<void> {
  await rawSql()`
    update outbox set state = 'queued', batch_id = null, lease_token = null, lease_until = null,
      first_attempt_at = null, due_at = now()
    where state = 'unknown' or (state = 'sending' and lease_until < now())`;
}
