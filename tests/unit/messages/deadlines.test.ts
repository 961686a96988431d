import { day } from '@/lib/kernel/dates';
import { addWorkingDays } from '@/lib/kernel/working-days';
import { answerDay, isLate, lastDay } from '@/lib/messages/rules/deadlines';
import { judgeFields } from '@/lib/messages/rules/fields';

const CALENDAR = { days: 14, unit: 'calendar' } as const;
const WORKING = { days: 3, unit: 'working' } as const;

it.each([
  ['a Monday + 14 = a Monday', '2026-11-16', '2026-11-30'],
  ['a Saturday + 14 ends on Saturday: the Monday after', '2026-11-21', '2026-12-07'],
  ['ends on Christmas Eve, a Thursday, free since 2025: Monday the 28th', '2026-12-10', '2026-12-28'],
  ['in 2024 Christmas Eve was no free day', '2024-12-10', '2024-12-24'],
  ['ends on New Year, a Friday: Monday', '2026-12-18', '2027-01-04'],
  ['ends on Epiphany', '2026-12-23', '2027-01-07'],
  ['ends on Easter Monday: Tuesday', '2026-03-23', '2026-04-07'],
  ['ends on 1 May, a Friday, with the 3rd a Sunday: Monday the 4th', '2026-04-17', '2026-05-04'],
  ['ends on Corpus Christi: Friday', '2026-05-21', '2026-06-05'],
  ['ends on 11 November, a Wednesday: Thursday', '2026-10-28', '2026-11-12'],
])('14 days: %s', (_name, from, to) => {
  expect(lastDay(day(from), CALENDAR)).toBe(to);
});

it.each([
  ['from a Monday: Thursday', '2026-11-16', '2026-11-19'],
  ['from a Friday: Wednesday', '2026-11-20', '2026-11-25'],
  ['from a Saturday as from the Friday', '2026-11-21', '2026-11-25'],
  ['over 11 November', '2026-11-10', '2026-11-16'],
  ['over Easter', '2026-04-02', '2026-04-08'],
  ['over Christmas and the week-end', '2026-12-23', '2026-12-30'],
  ['over 1 and 3 May', '2026-04-30', '2026-05-06'],
])('3 working days: %s', (_name, from, to) => {
  expect(lastDay(day(from), WORKING)).toBe(to);
  expect(addWorkingDays(day(from), 3)).toBe(to);
});

it.each([
  ['one minute before midnight in winter', '2026-11-16T22:59:00Z', '2026-11-30'],
  ['at midnight in winter', '2026-11-16T23:00:00Z', '2026-12-01'],
  ['one minute before midnight in summer', '2026-06-15T21:59:00Z', '2026-06-29'],
  ['at midnight in summer', '2026-06-15T22:00:00Z', '2026-06-30'],
  ['before the clock goes forward, over the night of the change', '2026-03-27T22:59:00Z', '2026-04-10'],
  ['the night on which the clock goes forward', '2026-03-28T23:30:00Z', '2026-04-13'],
  [
    'the last minute of the day on which the clock goes forward, summer by then',
    '2026-03-29T21:59:00Z',
    '2026-04-13',
  ],
  ['the night on which the clock goes back, summer still', '2026-10-24T22:30:00Z', '2026-11-09'],
  [
    'the last minute of the day on which the clock goes back, winter by then',
    '2026-10-25T22:59:00Z',
    '2026-11-09',
  ],
  ['the first minute of the day after', '2026-10-25T23:00:00Z', '2026-11-09'],
])('received %s', (_name, at, by) => {
  expect(answerDay(new Date(at), CALENDAR)).toBe(by);
});

it('nothing is promised where there is no limit', () => {
  expect(answerDay(new Date('2026-11-16T10:00:00Z'), null)).toBeNull();
});

it('a complaint on the last day is in time, one on the day after is late', () => {
  expect(isLate(new Date('2026-11-30T22:59:00Z'), day('2026-11-16'), CALENDAR)).toBe(false);
  expect(isLate(new Date('2026-11-30T23:00:00Z'), day('2026-11-16'), CALENDAR)).toBe(true);
});

it('all fields are judged at once, and what is kept is tidy', () => {
  const today = day('2026-11-22');
  expect(judgeFields('complaint_service', {}, today).refusals).toEqual([
    { field: 'place', code: 'casePlaceMissing' },
    { field: 'occurredOn', code: 'caseDayInvalid' },
  ]);
  expect(
    judgeFields('complaint_service', { place: ' Młyńska 4 ', occurredOn: '2026-11-20' }, today),
  ).toMatchObject({
    values: { place: 'Młyńska 4', occurredOn: '20.11.2026' },
    occurredOn: '2026-11-20',
    refusals: [],
  });
  expect(judgeFields('complaint_water', { place: 'x', occurredOn: '23.11.2026' }, today).refusals).toEqual([
    { field: 'occurredOn', code: 'caseDayFuture' },
  ]);
  expect(judgeFields('refund', { bankAccount: 'PL 22 1010 1010 0000 1234 0000 5678' }, today).values).toEqual(
    { bankAccount: '22101010100000123400005678' },
  );
  expect(judgeFields('refund', { bankAccount: '22101010100000123400005679' }, today).refusals).toHaveLength(
    1,
  );
  expect(judgeFields('instalments', { instalments: '1' }, today).refusals).toHaveLength(1);
});
