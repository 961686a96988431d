import { daysBetween, type Day } from '@/lib/kernel/dates';

/** A contract as far as it says where its customer is supplied. */
export interface SupplyContract {
  readonly startsOn: Day;
  /** its last day; null for an indefinite one */
  readonly endsOn: Day | null;
  readonly pointNumber: string;
}

/** Whether a contract holds on a day. */
export const runs = ({ startsOn, endsOn }: SupplyContract, today: Day): boolean =>
  startsOn <= today && (endsOn === null || endsOn >= today);

/**
 * What stands for where a customer is supplied: the contracts that run today, one a service point; when none
 * does, the last one.
 * @param contracts in the order of their beginnings
 */
export function supplying<Contract extends SupplyContract>(
  contracts: readonly Contract[],
  today: Day,
): Contract[] {
  const running = contracts.filter(contract => runs(contract, today));
  const chosen = running.length > 0 ? running : contracts.slice(-1);
  return [...new Map(chosen.map(contract => [contract.pointNumber, contract])).values()];
}

/** How long before its end a contract or a legalisation is spoken of as ending, in days. */
export const NOTICE_DAYS = 90;

export type ContractState = 'to_come' | 'indefinite' | 'fixed' | 'ending' | 'ended';

export interface ContractTerm {
  readonly state: ContractState;
  /** to the last day, 0 on it, negative afterwards; null for an indefinite contract */
  readonly daysLeft: number | null;
}

/**
 * Where a contract stands on a day.
 * @param endsOn its last day, still part of it; null for an indefinite one
 */
export function contractTerm(startsOn: Day, endsOn: Day | null, today: Day): ContractTerm {
  const daysLeft = endsOn === null ? null : daysBetween(today, endsOn);
  if (daysLeft !== null && daysLeft < 0) return { state: 'ended', daysLeft };
  if (startsOn > today) return { state: 'to_come', daysLeft };
  if (daysLeft === null) return { state: 'indefinite', daysLeft };
  return { state: daysLeft <= NOTICE_DAYS ? 'ending' : 'fixed', daysLeft };
}
