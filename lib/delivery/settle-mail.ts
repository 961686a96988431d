import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { env } from '@/lib/env';
import { briefly } from './brief';
import type { Envelope } from './envelopes';
import { leaveAlone, noteAnswer, noteFailure, pauseForSettings } from './gate';
import type { DeliveryHooks } from './ports';
import type { MailAnswer } from './resend';
import type { Verdict } from './rules/answers';
import { backOff, MOST_ATTEMPTS } from './rules/retry';
import { at, ids, move, rows, type Moved } from './statements';

/** What one settlement changed. */
export interface Settled {
  readonly sent: number;
  readonly failed: number;
}

interface Settlement {
  readonly token: string;
  readonly envelope: Envelope;
  readonly hooks: DeliveryHooks;
  readonly now: Date;
}

/**
 * Writes down what came of an envelope, for those of its mails that our lease still holds: whoever holds the token
 * may, nobody else (N4). Safe to be called again with the same answer.
 */
export function settleMails(settlement: Settlement, answer: MailAnswer): Promise<Settled> {
  return briefly(async tx => {
    if (answer.kind === 'taken') {
      await noteAnswer(tx, 'email');
      return { sent: await markSent(tx, settlement, answer.providerIds), failed: 0 };
    }
    if (answer.kind === 'unclear' || answer.kind === 'unreached') await noteFailure(tx, 'email');
    else await noteAnswer(tx, 'email');
    if (answer.kind === 'busy') await leaveAlone(tx, 'email', answer.waitMs);
    if (answer.kind === 'misconfigured') await pauseForSettings(tx, 'email', answer.reason);
    const failed = await markUnsent(tx, settlement, answer);
    for (const message of failed) {
      await settlement.hooks.failed(tx, { ...message, reason: answer.reason }, settlement.now);
    }
    return { sent: 0, failed: failed.length };
  });
}

const RELEASED = sql`lease_token = null, lease_until = null`;

const held = ({ token, envelope }: Settlement): SQL => sql`o.state = 'sending'
  and o.lease_token = ${token}::uuid and o.id = any(${ids(envelope.mails.map(({ id }) => id))})`;

async function markSent(tx: Connection, settlement: Settlement, names: readonly string[]): Promise<number> {
  const table = settlement.envelope.mails.map(({ id }, index) => ({ id, name: names[index] }));
  const sent = await move(
    tx,
    sql`state = 'sent', reason = null, provider_id = n.name, settled_at = clock_timestamp(), ${RELEASED}`,
    sql`from ${rows(table, 'id bigint, name text', 'n')} where o.id = n.id and ${held(settlement)}`,
  );
  return sent.length;
}

/** @returns what has failed for good */
async function markUnsent(tx: Connection, settlement: Settlement, verdict: Verdict): Promise<Moved[]> {
  const { envelope, now } = settlement;
  const tried = Math.max(...envelope.mails.map(({ attempts }) => attempts));
  const later = (ms: number) => at(new Date(now.getTime() + ms));
  const put = (change: SQL) => move(tx, sql`${change}, ${RELEASED}`, sql`where ${held(settlement)}`);
  const retry = later(backOff(tried, env().RETRY_FIRST, Math.random()));
  const { reason } = verdict;
  switch (verdict.kind) {
    case 'differs':
      await put(sql`state = 'unknown', reason = ${reason}`);
      return [];
    case 'unclear':
    case 'unreached':
      await put(
        tried >= MOST_ATTEMPTS
          ? sql`state = 'unknown', reason = 'attempts_used_up'`
          : sql`state = 'temporarily_failed', reason = ${reason}, due_at = ${retry}`,
      );
      return [];
    case 'busy':
    case 'misconfigured': {
      // Refused as a whole and at once: if that is all that ever happened to this batch, there is nothing to repeat
      // byte for byte, and its mails are free for another. It counts as no attempt.
      const due = verdict.kind === 'busy' ? later(verdict.waitMs) : at(now);
      await put(
        envelope.first
          ? sql`state = 'queued', reason = ${reason}, due_at = ${due}, batch_id = null, attempts = o.attempts - 1`
          : sql`state = 'temporarily_failed', reason = ${reason}, due_at = ${due}, attempts = o.attempts - 1`,
      );
      return [];
    }
    case 'refused':
      // One bad mail spoils a batch: each goes alone then, and the bad one fails alone.
      if (envelope.mails.length > 1) {
        await put(sql`state = 'queued', reason = 'refused_in_batch', batch_id = null, due_at = ${at(now)}`);
        return [];
      }
      return put(sql`state = 'permanently_failed', reason = ${reason}, settled_at = clock_timestamp()`);
  }
}

/**
 * A mail whose attachment cannot be had: not handed over. Before its first attempt it is tried again; later it may
 * have been taken with the bytes that are gone.
 */
export function settleWithoutAttachment(settlement: Settlement): Promise<Settled> {
  const { envelope, now, hooks } = settlement;
  const tried = Math.max(...envelope.mails.map(({ attempts }) => attempts));
  const due = at(new Date(now.getTime() + backOff(tried, env().RETRY_FIRST, Math.random())));
  return briefly(async tx => {
    const isLast = envelope.first && tried >= MOST_ATTEMPTS;
    const moved = await move(
      tx,
      envelope.first
        ? isLast
          ? sql`state = 'permanently_failed', reason = 'no_attachment', settled_at = clock_timestamp(), ${RELEASED}`
          : sql`state = 'temporarily_failed', reason = 'no_attachment', due_at = ${due}, batch_id = null, ${RELEASED}`
        : sql`state = 'unknown', reason = 'no_attachment', ${RELEASED}`,
      sql`where ${held(settlement)}`,
    );
    if (!isLast) return { sent: 0, failed: 0 };
    for (const message of moved) await hooks.failed(tx, { ...message, reason: 'no_attachment' }, now);
    return { sent: 0, failed: moved.length };
  });
}
