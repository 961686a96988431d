import 'server-only';
import { sql, type SQL } from 'drizzle-orm';
import type { Connection } from '@/db/client';
import { env } from '@/lib/env';
import { briefly } from './brief';
import type { LeasedSms } from './claim-sms';
import { leaveAlone, noteAnswer, noteFailure, pauseForSettings } from './gate';
import type { DeliveryHooks } from './ports';
import type { Verdict } from './rules/answers';
import { backOff, MOST_ATTEMPTS } from './rules/retry';
import type { Settled } from './settle-mail';
import { at, move } from './statements';
import { suppress } from './suppress';
import type { SmsAnswer } from './twilio';

interface Settlement {
  readonly token: string;
  readonly sms: LeasedSms;
  readonly hooks: DeliveryHooks;
  readonly now: Date;
}

const RELEASED = sql`lease_token = null, lease_until = null`;

/** Writes down what came of an SMS, if our lease still holds it. Safe to be called again with the same answer. */
export function settleSms(settlement: Settlement, answer: SmsAnswer): Promise<Settled> {
  const { token, sms, hooks, now } = settlement;
  const put = (tx: Connection, change: SQL) =>
    move(
      tx,
      sql`${change}, ${RELEASED}`,
      sql`where o.id = ${sms.id} and o.state = 'sending' and o.lease_token = ${token}::uuid`,
    );
  return briefly(async tx => {
    if (answer.kind === 'taken') {
      await noteAnswer(tx, 'sms');
      const sent = await put(
        tx,
        sql`state = 'sent', reason = null, provider_id = ${answer.providerId}, segments = ${answer.segments},
          settled_at = clock_timestamp()`,
      );
      return { sent: sent.length, failed: 0 };
    }
    await noteVerdict(tx, answer);
    const moved = await put(tx, changeFor(answer, sms, now));
    if (answer.kind !== 'refused' && !isLast(answer, sms)) return { sent: 0, failed: 0 };
    if (answer.kind === 'refused' && answer.contact) {
      await suppress(tx, 'sms', sms.recipient, answer.contact, sms.id);
    }
    for (const message of moved) await hooks.failed(tx, { ...message, reason: answer.reason }, now);
    return { sent: 0, failed: moved.length };
  });
}

async function noteVerdict(tx: Connection, verdict: Verdict): Promise<void> {
  if (verdict.kind === 'unclear' || verdict.kind === 'unreached') return noteFailure(tx, 'sms');
  await noteAnswer(tx, 'sms');
  if (verdict.kind === 'busy') await leaveAlone(tx, 'sms', verdict.waitMs);
  if (verdict.kind === 'misconfigured') await pauseForSettings(tx, 'sms', verdict.reason);
}

const isLast = (verdict: Verdict, sms: LeasedSms): boolean =>
  verdict.kind === 'unreached' && sms.attempts >= MOST_ATTEMPTS;

function changeFor(verdict: Verdict, sms: LeasedSms, now: Date): SQL {
  const { reason } = verdict;
  const later = (ms: number) => at(new Date(now.getTime() + ms));
  switch (verdict.kind) {
    case 'busy':
      return sql`state = 'queued', reason = ${reason}, due_at = ${later(verdict.waitMs)}, attempts = o.attempts - 1`;
    case 'misconfigured':
      return sql`state = 'queued', reason = ${reason}, due_at = ${at(now)}, attempts = o.attempts - 1`;
    case 'unreached':
      if (!isLast(verdict, sms)) {
        const wait = backOff(sms.attempts, env().RETRY_FIRST, Math.random());
        return sql`state = 'temporarily_failed', reason = ${reason}, due_at = ${later(wait)}`;
      }
      return sql`state = 'permanently_failed', reason = 'attempts_used_up', settled_at = clock_timestamp()`;
    case 'refused':
      return sql`state = 'permanently_failed', reason = ${reason}, settled_at = clock_timestamp()`;
    case 'unclear':
    case 'differs':
      // Never again blindly: its callback or the provider's list says what became of it.
      return sql`state = 'unknown', reason = ${reason}, due_at = ${at(now)}`;
  }
}
