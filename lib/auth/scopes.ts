import type { AccessScope } from '@/db/schema/accounts';
import { Refusal } from '@/lib/kernel/refusal';

export type { AccessScope };

/**
 * What each scope of shared access opens. They are no ladder: who looks after payments need not give readings, and
 * the other way round. One row a scope, so that a new one has to say all of it.
 */
const OPENS: Record<AccessScope, readonly AccessScope[]> = {
  /** consumption, meters, readings that were given, failures in the street */
  see: ['see'],
  /** and give readings */
  readings: ['see', 'readings'],
  /** and invoices, payments, settlements: everything with an amount */
  invoices: ['see', 'invoices'],
  /** everything but sharing the access itself */
  all: ['see', 'readings', 'invoices', 'all'],
};

/** What a page, action, query or command asks for; `owner`: whose access nobody has shared. */
export type AccessNeed = AccessScope | 'owner';

/** The scopes in the order in which people choose them. */
export const SCOPES = Object.keys(OPENS) as readonly AccessScope[];

/** The part of a managed customer that decides; `owner` is false for shared access. */
export interface Access {
  readonly scope: AccessScope;
  readonly owner: boolean;
}

/** Whether an access opens what is asked for. */
export const opens = ({ scope, owner }: Access, needs: AccessNeed): boolean =>
  needs === 'owner' ? owner : OPENS[scope].includes(needs);

/** The scopes that open something, for a statement that judges many accesses at once. */
export const scopesOpening = (needs: AccessScope): AccessScope[] =>
  SCOPES.filter(scope => OPENS[scope].includes(needs));

interface Managing {
  readonly customers: readonly (Access & { readonly id: number })[];
  readonly current: Access & { readonly id: number };
}

/**
 * The current customer's key for the where-clause of a query, or null where the access does not open it: nothing in
 * a database equals null, so such a query finds what it finds for a stranger.
 */
export const currentId = ({ current }: Pick<Managing, 'current'>, needs: AccessNeed): number | null =>
  opens(current, needs) ? current.id : null;

/** The keys of all customers of the account that its access opens for something. */
export const idsOf = ({ customers }: Pick<Managing, 'customers'>, needs: AccessNeed): number[] =>
  customers.filter(customer => opens(customer, needs)).map(({ id }) => id);

/**
 * The current customer's key for a command. @throws Refusal `accessScope` where the access does not open it: pages
 * and actions ask before, so that only a slip in them, or an end of the access in between, gets here
 */
export function demand(actor: Pick<Managing, 'current'>, needs: AccessNeed): number {
  if (!opens(actor.current, needs)) throw new Refusal('accessScope');
  return actor.current.id;
}
