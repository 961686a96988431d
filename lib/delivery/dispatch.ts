import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { env } from '@/lib/env';
import { parkAbandonedSms } from './claim-sms';
import { keepLane } from './keep';
import { persistently } from './persist';
import type { DeliveryHooks, Dispatched } from './ports';
import { reconcileLane } from './reconcile';
import { Run } from './run';
import { mailLane } from './send-mails';
import { smsLane } from './send-sms';
import { ofKinds } from './statements';
import { smsIsConfigured } from './twilio';
import { applyWaiting } from './webhooks/apply';
import { expire } from './withdraw';

export interface DispatchOptions {
  /** only messages of these kinds; absent: all */
  readonly kinds?: readonly string[];
  readonly hooks: DeliveryHooks;
  /** time limit of the caller; at 80 % of it nothing more is begun (N6) */
  readonly budgetMs: number;
  /** the clock by which messages fall due and expire; leases are kept by the database's own */
  readonly now?: () => Date;
  /** ends the run in good order: what is in flight is finished, nothing new is begun */
  readonly signal?: AbortSignal;
}

const MAIL_LANES = 4;
const SMS_LANES = 3;
const COUNTING_MS = 10_000;

/**
 * Sends what is due. Safe when it runs many times at once, late, or is cut off: what a run that died has left is taken
 * up by the next one. No transaction is open while a provider is spoken to.
 */
export async function dispatch({
  kinds,
  hooks,
  budgetMs,
  now,
  signal,
}: DispatchOptions): Promise<Dispatched> {
  const run = new Run(kinds, hooks, now ?? (() => new Date()), budgetMs, signal);
  await persistently(() => tidy(run), run.until);
  const early = persistently(() => applyWaiting(run.hooks, run.now()), run.until);
  const lanes = env().DELIVERY === 'outbox' ? [keepLane(run)] : liveLanes(run);
  const ended = await Promise.allSettled([early, ...lanes]);
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
  const left = await persistently(() => counts(kinds), performance.now() + COUNTING_MS);
  return { sent: run.sent, failed: run.failed, ...left };
}

/** What account mails ask: nothing is withdrawn, and nothing is told on another channel. */
const NO_HOOKS: DeliveryHooks = {
  recheck: () => Promise.resolve(new Map()),
  failed: () => Promise.resolve(),
};

/**
 * Sends the few messages that somebody waits for, of kinds that nobody chooses. It looks after nothing else: what
 * fails or is left here is the schedule's.
 */
export async function sendNow(kinds: readonly string[], budgetMs: number): Promise<void> {
  const run = new Run(kinds, NO_HOOKS, () => new Date(), budgetMs, undefined);
  await Promise.allSettled(env().DELIVERY === 'outbox' ? [keepLane(run)] : [mailLane(run), smsLane(run)]);
}

const liveLanes = (run: Run): Promise<void>[] => [
  ...Array.from({ length: MAIL_LANES }, () => mailLane(run)),
  ...Array.from({ length: SMS_LANES }, () => smsLane(run)),
  // What it finds not to have been sent is due again, and goes out by the lanes' next run at the latest.
  ...(smsIsConfigured() ? [reconcileLane(run)] : []),
];

/** What earlier runs have left. */
async function tidy(run: Run): Promise<void> {
  await expire(db(), run.kinds, run.now());
  await parkAbandonedSms(run.kinds);
}

/** `remaining`: everything of these kinds that is not final. A mail or SMS that was sent is. */
async function counts(kinds: readonly string[] | undefined): Promise<{ unknown: number; remaining: number }> {
  const [row] = await db().execute<{ unknown: number; remaining: number }>(sql`
    select count(*) filter (where o.state = 'unknown')::int as unknown, count(*)::int as remaining
    from outbox o where o.state in ('queued', 'sending', 'temporarily_failed', 'unknown') ${ofKinds(kinds)}`);
  return { unknown: row?.unknown ?? 0, remaining: row?.remaining ?? 0 };
}
