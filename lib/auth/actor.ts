import type { Locale } from '@/lib/kernel/money';
import type { AccessScope, StaffRole } from '@/db/schema/accounts';

/** A customer that the account manages, with what the head of each page says of it. */
export interface ManagedCustomer {
  /** internal key: for SQL only, never in an address or a page */
  readonly id: number;
  readonly customerNumber: string;
  readonly kind: 'person' | 'business';
  readonly name: string;
  readonly nickname: string | null;
  /** what the account may do for it (lib/auth/scopes.ts) */
  readonly scope: AccessScope;
  /** nobody shared it: the account proved it itself, and may share it */
  readonly owner: boolean;
}

interface SignedIn {
  readonly accountId: number;
  readonly sessionId: string;
  readonly email: string;
  readonly locale: Locale;
}

/** Who is signed in as a customer; every query and command of the customer's side takes it first. */
export interface CustomerActor extends SignedIn {
  readonly kind: 'customer';
  /** all that the account manages, never empty */
  readonly customers: readonly ManagedCustomer[];
  /** the one being looked at: its pages show its data alone */
  readonly current: ManagedCustomer;
  /** set while it is staff who look, through the customer's eyes: they only read (lib/auth/viewing) */
  readonly viewing?: Viewing | null;
}

/** Staff at the portal of a customer. */
export interface Viewing {
  readonly customer: ManagedCustomer;
  /** the account through which they look, 0 where the customer has none: what is an account's own stays empty */
  readonly accountId: number;
  /** its address */
  readonly email: string | null;
  readonly since: Date;
}

export interface StaffActor extends SignedIn {
  readonly kind: 'staff';
  readonly role: StaffRole;
}

export type Actor = CustomerActor | StaffActor;
