import 'server-only';
import { and, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { accountCustomers } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { opens } from '@/lib/auth/scopes';
import type { Visitor } from '@/lib/auth/visitor';
import { KINDS } from '../kinds';
import { writeChoices, type Choice } from './choices';

/**
 * What the account wants to be told of the customer that it looks at. It goes before what the customer has decided
 * in general; all that was shown is written down, so that a later default changes nothing that somebody has seen and
 * saved. The same once more changes nothing.
 */
export async function chooseNotifications(
  actor: CustomerActor,
  from: Pick<Visitor, 'ip'>,
  choices: readonly Choice[],
  now: Date,
): Promise<void> {
  const { accountId, current } = actor;
  await db().transaction(async tx => {
    const [managed] = await tx
      .select({ customerId: accountCustomers.customerId })
      .from(accountCustomers)
      .where(and(eq(accountCustomers.accountId, accountId), eq(accountCustomers.customerId, current.id)))
      .for('update');
    if (!managed) return;
    // What the access does not open is not offered on the page, and not written for whoever sends it all the same.
    const open = choices.filter(({ kind }) => opens(current, KINDS[kind].needs));
    const changed = await writeChoices(tx, { accountId, customerId: current.id }, open, 'portal', now);
    if (changed.length === 0) return;
    const details = Object.fromEntries(
      changed.map(({ kind, channel, enabled }) => [`${kind}.${channel}`, enabled]),
    );
    const entity = `customer:${current.customerNumber}`;
    await writeAudit(tx, { action: 'notifications.chosen', entity, accountId, details, ip: from.ip }, now);
  });
}
