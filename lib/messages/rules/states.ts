/** As the database has them (db/schema/messages.ts). */
export const CASE_STATES = [
  'new',
  'received',
  'in_progress',
  'waiting_for_customer',
  'answered',
  'closed',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Nobody owes anything any more; adding to it opens it again. */
export const isOver = (state: CaseState): boolean => state === 'answered' || state === 'closed';

/** What a customer's own words do to a case: what waited for them, and what was over, goes on. */
export const afterAdding = (state: CaseState): CaseState =>
  state === 'waiting_for_customer' || isOver(state) ? 'in_progress' : state;

/** To which states staff may move a case by hand; an answer moves it by itself. */
export const STAFF_MOVES: Readonly<Record<CaseState, readonly CaseState[]>> = {
  new: ['received', 'in_progress', 'waiting_for_customer', 'closed'],
  received: ['in_progress', 'waiting_for_customer', 'closed'],
  in_progress: ['waiting_for_customer', 'closed'],
  waiting_for_customer: ['in_progress', 'closed'],
  answered: ['in_progress', 'closed'],
  closed: ['in_progress'],
};
