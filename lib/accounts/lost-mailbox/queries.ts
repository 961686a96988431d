import 'server-only';
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accessRequests, customers } from '@/db/schema';
import { addDays, dayOf, type Day } from '@/lib/kernel/dates';
import { canonicalRef } from '@/lib/kernel/refs';
import { currentUtility } from '@/lib/settings/queries';
import type { Utility } from '@/lib/utility';

/** By when staff decide. */
const decisionDay = (confirmedAt: Date, { accessDecisionDays }: Pick<Utility, 'accessDecisionDays'>): Day =>
  addDays(dayOf(confirmedAt), accessDecisionDays);

/**
 * By when a request is answered, for whoever has its reference; nothing else of it is told.
 * @returns null when there is none that was confirmed
 */
export async function accessRequestDue(ref: string, connection: Connection = db()): Promise<Day | null> {
  const [row] = await connection
    .select({ confirmedAt: accessRequests.confirmedAt })
    .from(accessRequests)
    .where(and(eq(accessRequests.ref, canonicalRef(ref)), isNotNull(accessRequests.confirmedAt)));
  return row?.confirmedAt ? decisionDay(row.confirmedAt, await currentUtility(connection)) : null;
}

/** For staff: what waits for a decision, the oldest first. */
export async function waitingAccessRequests(connection: Connection = db()) {
  const rows = await connection
    .select({
      ref: accessRequests.ref,
      email: accessRequests.email,
      confirmedAt: accessRequests.confirmedAt,
      customerNumber: customers.customerNumber,
      name: customers.name,
    })
    .from(accessRequests)
    .innerJoin(customers, eq(customers.id, accessRequests.customerId))
    .where(and(isNotNull(accessRequests.confirmedAt), isNull(accessRequests.decidedAt)))
    .orderBy(asc(accessRequests.confirmedAt));
  const current = await currentUtility(connection);
  return rows.map(({ confirmedAt, ...row }) => ({ ...row, dueOn: decisionDay(confirmedAt!, current) }));
}
