import type { connect } from '@/db/client';
import { chance } from '../../support/providers/chance';
import { startProviders, WEBHOOK_SECRET, type Providers } from '../../support/providers/providers';
import type { Faultiness } from '../../support/providers/stub-server';
import { check, type Verdict } from './checker';
import { Crew } from './dispatchers';
import { order, type Ordered } from './messages';
import type { ApiServer } from './portal';
import { passTime } from './time';
import { until } from './waiting';

export interface CrashOptions {
  readonly count: number;
  /** how often a dispatcher is killed with kill -9 while a provider works on what it has sent */
  readonly kills: number;
  readonly seed: number;
  readonly dispatchers?: number;
  /** whether providers call back, and Twilio can be asked what it has sent */
  readonly callbacks?: boolean;
  readonly list?: boolean;
  readonly shares?: Faultiness['shares'];
  /** how far the clocks of the dispatchers, in turn, are from the machine's */
  readonly clockMs?: number;
  readonly blind?: boolean;
  readonly env?: Record<string, string>;
  /** at most; then it ends as it stands */
  readonly withinMs?: number;
  /** how long providers take to answer; absent: 100 to 500 */
  readonly latencyMs?: readonly [number, number];
  /** parked messages are final: nobody can find out any more */
  readonly mayPark?: boolean;
}

export interface CrashResult {
  readonly verdict: Verdict;
  readonly ordered: readonly Ordered[];
  readonly kills: number;
  /** SMS that one process had on the way at the same time, at most */
  readonly atOnce: number;
  /** dispatchers that ended without being killed */
  readonly ended: string[];
  readonly troubles: string[];
  readonly ms: number;
}

type Pool = Pick<ReturnType<typeof connect>, 'db' | 'sql'> & { readonly url: string };

/** What is held back for each kill, so that on a quick machine there is still work when its turn comes. */
const HELD_BACK = 20;

/** Longer than a lease and than the wait before an SMS is looked for; shorter than an idempotency key lives. */
const STEP_MS = 11 * 60_000;

/** A dispatcher's surroundings: nothing of the caller's own settings. */
export function dispatcherEnv(
  databaseUrl: string,
  appUrl: string,
  providers: Providers,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    APP_ENV: 'test',
    APP_URL: appUrl,
    AUTH_SECRET: 'a-secret-for-the-tests-which-signs-nothing-real',
    CRON_SECRET: 'a-cron-secret-for-the-tests',
    DATABASE_URL: databaseUrl,
    SMS_WINDOW: '00:00-24:00',
    SMS_DAILY_CAP: '1000000',
    ...providers.env,
    ...more,
  };
}

/**
 * Orders messages and has them sent by several dispatchers, of which one after the other is killed at work, until
 * everything is settled. No waiting for leases: when all is at rest, time is made to pass.
 * @param api where callbacks go; its environment must have the providers' secrets (see {@link prepare})
 */
export async function crashRun(
  { db, sql, url }: Pool,
  providers: Providers,
  api: ApiServer,
  options: CrashOptions,
): Promise<CrashResult> {
  const { count, kills, seed, dispatchers = 2, callbacks = true, list = true } = options;
  const from = performance.now();
  const random = chance(seed);
  const { resend, twilio } = providers;
  const { shares = {}, latencyMs = [100, 500] } = options;
  for (const { server } of [resend, twilio]) Object.assign(server.faults, { shares, latencyMs });
  twilio.calls = callbacks;
  twilio.listed = list;
  if (!callbacks) resend.webhook = undefined;

  // Not where clocks are wrong: what is ordered later would fall due hours later, one step of time after another.
  const portion =
    options.clockMs === undefined ? Math.min(HELD_BACK, Math.floor(count / (2 * Math.max(1, kills)))) : 0;
  const ordered = await order(db, count - portion * kills);
  const orderMore = async () => {
    const more = Math.min(portion, count - ordered.length);
    if (more > 0) ordered.push(...(await order(db, more, { from: ordered.length })));
    return more > 0;
  };
  const env = dispatcherEnv(url, api.url, providers, {
    ...options.env,
    ...(options.clockMs === undefined ? {} : { FAULTS_CLOCK_MS: String(options.clockMs) }),
    ...(options.blind ? { FAULTS_BLIND: '1' } : {}),
  });
  const crew = new Crew(env, dispatchers);
  let killed = 0;
  let atOnce = 0;
  const watch = setInterval(() => (atOnce = Math.max(atOnce, twilio.server.inFlight)), 1);
  const deadline = from + (options.withinMs ?? 240_000);
  try {
    await crew.start();
    while (performance.now() < deadline) {
      if (killed < kills) {
        crew.prepare(2);
        const isWorking = () => resend.server.inFlight + twilio.server.inFlight > 0;
        const met = await meet(isWorking, () => crew.areIdle);
        if (met) {
          await new Promise(resolve => setTimeout(resolve, random() * 200));
          await crew.kill(Math.floor(random() * dispatchers));
          killed++;
          await orderMore();
          // What the dead held comes back in between, so that it is hit again.
          if (killed % 4 === 0) await crew.whilePaused(() => passTime(sql, providers, STEP_MS));
          continue;
        }
      } else {
        const withinMs = Math.max(90_000, deadline - performance.now());
        await until('the dispatchers find nothing more to do', () => crew.areIdle, { withinMs });
      }
      await Promise.all([resend.callbacks.drained(), twilio.callbacks.drained()]);
      if (await isSettled(sql, options.mayPark ?? false)) {
        if (await orderMore()) {
          await crew.whilePaused(() => Promise.resolve());
          continue;
        }
        break;
      }
      await crew.whilePaused(() => passTime(sql, providers, STEP_MS));
    }
    await Promise.all([resend.callbacks.drained(), twilio.callbacks.drained()]);
    const verdict = await check(sql, providers, ordered);
    const ended = crew.all.filter(one => crew.working.includes(one) && !one.isAlive).map(one => one.output);
    const troubles = crew.all.flatMap(one => one.troubles);
    return { verdict, ordered, kills: killed, atOnce, ended, troubles, ms: performance.now() - from };
  } finally {
    clearInterval(watch);
    await crew.end();
  }
}

/** Whether something came about before there was nothing to do any more. */
async function meet(holds: () => boolean, over: () => boolean): Promise<boolean> {
  await until('work or rest', () => holds() || over(), { withinMs: 90_000, everyMs: 1 });
  return holds();
}

async function isSettled(sql: Pool['sql'], mayPark: boolean): Promise<boolean> {
  const open = ['queued', 'sending', 'temporarily_failed', ...(mayPark ? [] : ['unknown'])];
  const [row] = await sql<{ open: number }[]>`
    select count(*)::int as open from outbox where state in ${sql(open)}`;
  return row?.open === 0;
}

/**
 * Both providers, and the portal's routes for their callbacks with the environment that belongs to them. The
 * environment is read once a process, so a test file prepares once.
 */
export async function prepare(
  seed: number,
  serveApi: () => Promise<ApiServer>,
): Promise<{ providers: Providers; api: ApiServer; close: () => Promise<void> }> {
  const api = await serveApi();
  const providers = await startProviders({ seed, appUrl: api.url });
  Object.assign(process.env, providers.env);
  const close = async () => {
    await providers.stop();
    await api.close();
  };
  return { providers, api, close };
}

/** Makes the providers as new: nothing journalled, nothing wrong with them. */
export function renew({ resend, twilio }: Providers, api: ApiServer, seed: number): void {
  resend.reset(seed);
  twilio.reset(seed + 1);
  resend.webhook = { url: `${api.url}/api/webhooks/resend`, secret: WEBHOOK_SECRET };
}
