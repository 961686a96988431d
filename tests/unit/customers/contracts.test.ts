import { contractTerm } from '@/lib/customers/rules';
import { day } from '@/lib/kernel/dates';

const TODAY = day('2026-11-22');

it.each([
  ['2020-01-01', null, 'indefinite', null],
  ['2026-11-22', null, 'indefinite', null],
  ['2026-11-23', null, 'to_come', null],
  ['2027-01-01', '2028-12-31', 'to_come', 770],
  ['2025-01-01', '2027-02-21', 'fixed', 91],
  ['2025-01-01', '2027-02-20', 'ending', 90],
  ['2025-01-01', '2026-11-22', 'ending', 0],
  ['2025-01-01', '2026-11-21', 'ended', -1],
  ['2020-01-01', '2025-05-12', 'ended', -559],
  // Withdrawn before it began.
  ['2027-01-01', '2026-10-01', 'ended', -52],
])('from %s to %s, on 22 November 2026: %s, %s days left', (from, to, state, daysLeft) => {
  expect(contractTerm(day(from), to === null ? null : day(to), TODAY)).toEqual({ state, daysLeft });
});
