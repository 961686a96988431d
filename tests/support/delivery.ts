import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { enqueueMessages, type MessageToSend } from '@/lib/delivery/commands';
import { dispatch, type DispatchOptions } from '@/lib/delivery/dispatch';
import type { DeliveryHooks, QueuedMessage, Withdrawn } from '@/lib/delivery/ports';
import { env, type Env } from '@/lib/env';
import { startProviders, type Providers } from './providers/providers';

/** What the dispatcher asks, answered by the test and remembered. */
export class TestHooks implements DeliveryHooks {
  readonly withdrawn = new Map<string, Withdrawn>();
  readonly asked: string[] = [];
  readonly told: { entity: string; channel: string; reason: string }[] = [];

  recheck: DeliveryHooks['recheck'] = (_, messages) => {
    this.asked.push(...messages.map(({ entity }) => entity));
    const found = messages.flatMap(({ id, entity }): [number, Withdrawn][] => {
      const why = this.withdrawn.get(entity);
      return why ? [[id, why]] : [];
    });
    return Promise.resolve(new Map(found));
  };

  failed: DeliveryHooks['failed'] = (_, { entity, channel, reason }: QueuedMessage & { reason: string }) => {
    this.told.push({ entity, channel, reason });
    return Promise.resolve();
  };
}

/** Both providers as stubs for a file's tests, with the environment to reach them. Call it before `env()` is used. */
export function stubbedProviders(settings: Record<string, string> = {}): () => Providers {
  let providers: Providers;
  beforeAll(async () => {
    providers = await startProviders({ seed: 7 });
    Object.assign(process.env, providers.env, { RETRY_FIRST: '60s', ...settings });
  });
  afterAll(() => providers.stop());
  return () => providers;
}

/** Changes settings for one test. */
export async function withSettings<T>(settings: Partial<Env>, work: () => Promise<T>): Promise<T> {
  const before = { ...env() };
  Object.assign(env(), settings);
  try {
    return await work();
  } finally {
    Object.assign(env(), before);
  }
}

let made = 0;

export const aMail = (overrides: Partial<MessageToSend> = {}): MessageToSend => {
  const number = ++made;
  return {
    kind: 'invoice_issued',
    entity: `invoice:${number}`,
    occurrence: '1',
    channel: 'email',
    recipient: `odbiorca.${number}@example.pl`,
    locale: 'pl',
    subject: `Faktura ${number}`,
    text: `Nowa faktura ${number}: łącznie 108,00 zł`,
    html: `<p>Nowa faktura ${number}: łącznie <b>108,00 zł</b></p>`,
    ...overrides,
  };
};

export const anSms = (overrides: Partial<MessageToSend> = {}): MessageToSend => {
  const number = ++made;
  return {
    kind: 'payment_due',
    entity: `invoice:${number}`,
    occurrence: 'due:2026-11-30:3',
    channel: 'sms',
    recipient: `+4860${String(1_000_000 + number)}`,
    locale: 'pl',
    text: `Wodociagi: do zaplaty 108,00 zl do 30.11.2026, faktura ${number}`,
    ...overrides,
  };
};

/** Empties what delivery keeps, and writes messages. */
export async function startWith(messages: readonly MessageToSend[], now = new Date()): Promise<void> {
  await db().transaction(async tx => {
    // What is append-only for everybody else.
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`truncate outbox_attachments, webhook_events, suppressions, delivery_pauses,
      provider_health, outbox_batches, outbox, outbox_states cascade`);
  });
  await enqueueMessages(db(), messages, now);
}

/** One run of the dispatcher; a minute's budget unless it says otherwise. */
export const run = (hooks: DeliveryHooks = new TestHooks(), options: Partial<DispatchOptions> = {}) =>
  dispatch({ hooks, budgetMs: 60_000, ...options });

export interface OutboxRow extends Record<string, unknown> {
  readonly id: string;
  readonly ref: string;
  readonly entity: string;
  readonly channel: 'email' | 'sms';
  readonly state: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly provider_id: string | null;
  readonly batch_id: string | null;
  readonly lease_token: string | null;
}

export const outboxRows = async (): Promise<OutboxRow[]> => [
  ...(await db().execute<OutboxRow>(
    sql`select id, ref, entity, channel, state, reason, attempts, provider_id, batch_id, lease_token from outbox order by id`,
  )),
];

/** `delivered 3, unknown 1`: how many rows are in which state. */
export async function stateCounts(): Promise<Record<string, number>> {
  const rows = await outboxRows();
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The states that a row has had, in order. */
export const history = async (entity: string): Promise<string[]> =>
  (
    await db().execute<{ state: string }>(sql`
      select s.state from outbox_states s join outbox o on o.id = s.outbox_id where o.entity = ${entity} order by s.id`)
  ).map(({ state }) => state);

/** Moves every retry's time into the past, as if the waiting were over. */
export const waitIsOver = () =>
  db().execute(
    sql`update outbox set due_at = now() - interval '1 day' where state in ('queued', 'temporarily_failed', 'unknown')`,
  );

export const closeBreaker = () =>
  db().execute(sql`update provider_health set failures = 0, open_until = null`);

/** Both stubs as new: nothing taken, no faults. */
export function resetStubs({ resend, twilio }: Providers): void {
  for (const { journal, server } of [resend, twilio]) {
    journal.length = 0;
    server.requests.length = 0;
    Object.assign(server.faults, {
      shares: {},
      state: 'up',
      latencyMs: 0,
      perSecond: undefined,
      retryAfter: 1,
    });
  }
  twilio.refused.clear();
  twilio.fates.clear();
  Object.assign(twilio, { listed: true, calls: false, misconfigured: undefined });
  // The SDKs' process-wide memory of rates is a test's own.
  delete (globalThis as { ibokResend?: unknown }).ibokResend;
}
