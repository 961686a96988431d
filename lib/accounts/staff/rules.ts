import type { StaffRole } from '@/db/schema/accounts';

export const STAFF_ROLES = [
  'customer_service',
  'billing',
  'dispatcher',
  'administrator',
  'auditor',
] as const satisfies readonly StaffRole[];

/** As much of an account of staff as decides what may be done with it. */
export interface Colleague {
  readonly accountId: number;
  readonly role: StaffRole;
  readonly disabled: boolean;
}

export type StaffVerdict = 'staffSelf' | 'staffLast' | null;

/**
 * Whether somebody may be given another role or none. Nobody does it to themselves, and one administrator who can
 * sign in always stays: else nobody could ever make another.
 * @param by who does it; null: the command line of the server
 * @param others administrators besides who can sign in
 * @param loses the account can no longer administrate afterwards
 */
export function judgeChange(
  target: Colleague,
  by: number | null,
  others: number,
  loses: boolean,
): StaffVerdict {
  if (by === target.accountId) return 'staffSelf';
  const counts = target.role === 'administrator' && !target.disabled;
  return loses && counts && others === 0 ? 'staffLast' : null;
}
