import { day, type Day } from '../../lib/kernel/dates';
import { addDays } from './calendar';
import type { TariffGroup } from './tariffs';

/** What is decided about a customer before anything is computed. */
export interface Plan {
  kind: 'person' | 'business';
  name?: string;
  email?: string;
  /** managed by an account of the portal used before */
  account: boolean;
  where?: 'town' | 'no streets';
  payer: Payer;
  properties: PropertyPlan[];
  /** a new account number of the utility that staff have not confirmed yet */
  bankAccountChanged?: boolean;
  consent?: 'portal' | 'email' | 'both' | 'paper' | 'withdrawn';
}

/**
 * How they pay. Everyone but those named here settles every invoice in time; `late` and `halves` do settle,
 * sooner or later.
 */
export type Payer =
  | { how: 'prompt' | 'late' | 'halves' | 'rounds up' | 'wrong title' }
  /** the last so many invoices not at all */
  | { how: 'owes'; invoices: number }
  /** half of the last invoice */
  | { how: 'owes half' }
  /** the last but `before` invoice with so many grosze too much */
  | { how: 'overpays'; by: number; before: number };

export interface PropertyPlan {
  service: 'water' | 'sewage' | 'water_sewage';
  group: TariffGroup;
  /** history in months up to the last reading; 0: none yet */
  months: number;
  /** months of a settlement period */
  period: 1 | 2;
  lastReading: Day;
  /** days from the reading to the invoice */
  issueAfter: number;
  /** days from the invoice to its due date, 14 to 21 */
  payWithin: number;
  /** read by radio every month, or by people at each settlement */
  remote: boolean;
  /** litres a day without the garden */
  daily: number;
  /** the additional meter; its legalisation ends that many days from today */
  garden?: { legalisedForDays: number };
  /** main meter replaced so many months before the last reading */
  replacedBefore?: number;
  /** last day of a fixed-term contract, in days from today (past: ended) */
  endsInDays?: number;
  /** the contract began with this history, not before it */
  newcomer: boolean;
  /** litres on the main meter when the history begins; default: what its age makes likely */
  openingState?: number;
  /** a holiday plot: nothing is used from October to April */
  summerOnly?: boolean;
  /** a hint at a leak stands: so many times the usual was used since the reading before the last */
  leak?: number;
  corrections: CorrectionPlan[];
}

/** An invoice whose closing state was wrong by `volume` litres, put right by a correction. */
export interface CorrectionPlan {
  /** so many settlements before the last */
  before: number;
  /** positive: the invoice said too much */
  tooMuch: number;
  /** taken back whole and invoiced anew */
  reissued?: boolean;
}

/** The last day that can be a reading day (1st to 28th, so that every month has one) `ago` days or more ago. */
export function readingDay(today: Day, ago: number): Day {
  const wanted = addDays(today, -ago);
  return wanted.slice(8) <= '28' ? wanted : day(`${wanted.slice(0, 8)}28`);
}
