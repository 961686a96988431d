import type { CustomerActor } from '@/lib/auth/actor';

/**
 * The actor with the customer that the address names (`?customer=K-000118`) as the current one; only one that
 * the account manages counts, anything else leaves the first.
 */
export function withChosen(
  actor: CustomerActor,
  customerNumber: string | string[] | undefined,
): CustomerActor {
  const current = actor.customers.find(customer => customer.customerNumber === customerNumber);
  return current ? { ...actor, current } : actor;
}

/** The query that keeps a chosen customer; nothing for the one that is shown anyway. */
export const chosenQuery = (actor: CustomerActor): Record<string, string> =>
  actor.current === actor.customers[0] ? {} : { customer: actor.current.customerNumber };
