import 'server-only';
import { sql } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { deliveryPauses, type Channel } from '@/db/schema';
import { env } from '@/lib/env';
import { BREAKER_AT, breakerOpensFor } from './rules/retry';

export type Provider = 'resend' | 'twilio';

export const providerOf = (channel: Channel): Provider => (channel === 'email' ? 'resend' : 'twilio');

export type Gate =
  | { readonly open: true; /** the breaker tries one call */ readonly probe: boolean }
  | {
      readonly open: false;
      /** how long the provider is left alone; absent: until people act */ waitMs?: number;
    };

/** Whoever tries whether the provider is back has so long, in seconds, before another may. */
const PROBE_SECONDS = 15;

/**
 * Whether a channel may be used now: no pause (N10), breaker closed (N7). Holds the provider's row until the
 * transaction ends where one call is tried, or where `exclusive` asks for it.
 */
export async function gateOf(tx: Connection, channel: Channel, exclusive = false): Promise<Gate> {
  const provider = providerOf(channel);
  const [pause] = await tx.execute(
    sql`select 1 from delivery_pauses where channel in (${channel}, 'all') limit 1`,
  );
  if (pause) return { open: false };
  if (exclusive)
    await tx.execute(sql`insert into provider_health (provider) values (${provider}) on conflict do nothing`);
  const health = async (lock: boolean) => {
    const [row] = await tx.execute<{ failures: number; wait: number | null }>(sql`
      select failures, (extract(epoch from open_until - clock_timestamp()) * 1000)::float8 as wait
      from provider_health where provider = ${provider} ${lock ? sql`for update` : sql``}`);
    return { failures: row?.failures ?? 0, wait: row?.wait ?? 0 };
  };
  let { failures, wait } = await health(exclusive);
  if (failures >= BREAKER_AT && wait <= 0 && !exclusive) ({ failures, wait } = await health(true));
  if (wait > 0) return { open: false, waitMs: wait };
  const probe = failures >= BREAKER_AT;
  if (probe) {
    await tx.execute(sql`
      update provider_health set open_until = clock_timestamp() + make_interval(secs => ${PROBE_SECONDS})
      where provider = ${provider}`);
  }
  return { open: true, probe };
}

/** Notes an answer, whatever it said: the provider is there. */
export async function noteAnswer(tx: Connection, channel: Channel): Promise<void> {
  await tx.execute(sql`
    update provider_health set failures = 0, open_until = null
    where provider = ${providerOf(channel)} and (failures > 0)`);
}

/** Notes that the provider failed; after some in a row it is left alone for a while. */
export async function noteFailure(tx: Connection, channel: Channel): Promise<void> {
  const provider = providerOf(channel);
  const [row] = await tx.execute<{ failures: number }>(sql`
    insert into provider_health as h (provider, failures) values (${provider}, 1)
    on conflict (provider) do update set failures = h.failures + 1 returning failures`);
  const ms = breakerOpensFor(row?.failures ?? 1, env().RETRY_FIRST);
  if (ms > 0) await leaveAlone(tx, channel, ms);
}

/** Nothing goes to the provider before so many milliseconds have passed, from any process. */
export async function leaveAlone(tx: Connection, channel: Channel, ms: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${ms / 1000})`;
  await tx.execute(sql`
    insert into provider_health as h (provider, open_until) values (${providerOf(channel)}, ${until})
    on conflict (provider) do update set open_until = greatest(h.open_until, excluded.open_until)`);
}

/** Pauses a channel because our own settings are wrong. The row is the alert: whoever watches looks for it. */
export async function pauseForSettings(tx: Connection, channel: Channel, reason: string): Promise<void> {
  await tx
    .insert(deliveryPauses)
    .values({ channel, since: sql`clock_timestamp()`, reason })
    .onConflictDoNothing();
}
