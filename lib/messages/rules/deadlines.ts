import { addDays, dayOf, type Day } from '../../kernel/dates';
import { addWorkingDays, workingDayFrom } from '../../kernel/working-days';

export interface TimeLimit {
  readonly days: number;
  /** calendar days end on a working day: one that would end on a free day ends on the next (art. 115 k.c.) */
  readonly unit: 'calendar' | 'working';
}

/** The last day of a time limit; the day on which it begins does not count (art. 111 k.c.). */
export const lastDay = (begins: Day, { days, unit }: TimeLimit): Day =>
  unit === 'working' ? addWorkingDays(begins, days) : workingDayFrom(addDays(begins, days));

/** The last day for the answer to what came at this instant; received on Warsaw's day. */
export const answerDay = (receivedAt: Date, limit: TimeLimit | null): Day | null =>
  limit && lastDay(dayOf(receivedAt), limit);

/** Whether something sent at this instant comes later than the limit allows. @param from the invoice's or event's day */
export const isLate = (sentAt: Date, from: Day, limit: TimeLimit): boolean =>
  dayOf(sentAt) > lastDay(from, limit);
