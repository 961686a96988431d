import 'server-only';
import { db } from '@/db/client';
import { writeAudit } from '@/lib/audit/commands';
import type { Visitor } from '@/lib/auth/visitor';
import { writeChoices } from '../preferences/choices';
import { subscriptionOf } from './queries';

/**
 * Switches the mails of a link off, or on again. Whoever has the link may do both, signed in or not: it came with
 * the mail. SMS stay as they are. The same once more changes nothing.
 * @returns false when there is nothing to switch
 */
export async function switchByLink(
  from: Pick<Visitor, 'ip'>,
  input: { readonly token: string; readonly enabled: boolean },
  now: Date,
): Promise<boolean> {
  const { token, enabled } = input;
  return db().transaction(async tx => {
    const found = await subscriptionOf(token, tx);
    if (!found) return false;
    const { kind, accountId, customerNumber } = found;
    const changed = await writeChoices(tx, found, [{ kind, channel: 'email', enabled }], 'unsubscribe', now);
    if (changed.length > 0) {
      const action = enabled
        ? ('notifications.resubscribed' as const)
        : ('notifications.unsubscribed' as const);
      // Who held the link is not known: no account stands for it.
      const details = { kind, account: accountId };
      await writeAudit(tx, { action, entity: `customer:${customerNumber}`, details, ip: from.ip }, now);
    }
    return true;
  });
}
