import 'server-only';
import { db } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { demand } from '@/lib/auth/scopes';
import { submit, unlessObjected, type Outcome, type ReadingForm } from './submit';

/**
 * Stores the readings of a form, all or none: accepted at once, or for review when a question was answered. The same
 * form again, or the same state of the same day, is the same reading.
 * @throws Refusal `readingGone` when the one to correct is no longer to be corrected
 */
export async function submitReadings(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  form: ReadingForm,
  now: Date,
): Promise<Outcome> {
  const sender = {
    customerId: demand(actor, 'readings'),
    accountId: actor.accountId,
    channel: 'portal' as const,
    ip: from.ip,
  };
  return unlessObjected(() => db().transaction(tx => submit(tx, sender, form, now)));
}
