import 'server-only';
import type { Connection } from '@/db/client';
import type { DeliveryHooks, QueuedMessage, Withdrawn } from '@/lib/delivery/ports';
import { recheckInvoiceDelivery } from '@/lib/e-invoice/delivery';
import { dayOf } from '@/lib/kernel/dates';
import { currentUtility } from '@/lib/settings/queries';
import { tellOtherwise } from './fallback';
import { isNotificationKind, type NotificationKind } from './kinds';
import { isScanned, sourceOf } from './sources';
import { unwanted } from './unwanted';

/** What delivery asks of the notifications: look again before sending, and tell on the other channel. */
export const deliveryHooks: DeliveryHooks = { recheck, failed: tellOtherwise };

/** Two statements a kind, and two more where invoices have to be settled; none per message. */
async function recheck(
  connection: Connection,
  messages: readonly QueuedMessage[],
  now: Date,
): Promise<ReadonlyMap<number, Withdrawn>> {
  const byKind = new Map<NotificationKind, QueuedMessage[]>();
  for (const message of messages) {
    if (!isNotificationKind(message.kind)) continue;
    const same = byKind.get(message.kind);
    if (same) same.push(message);
    else byKind.set(message.kind, [message]);
  }
  const withdrawn = new Map(await recheckInvoiceDelivery(connection, messages, now));
  const current = await currentUtility(connection);
  for (const [kind, own] of byKind) {
    // What it is about goes before who is told: of a paid invoice the log says that it was paid.
    for (const [id, why] of await unwanted(connection, kind, own)) withdrawn.set(id, why);
    if (!isScanned(kind)) continue;
    for (const [id, why] of await sourceOf(kind).judge(connection, own, dayOf(now), now, current))
      withdrawn.set(id, why);
  }
  return withdrawn;
}
