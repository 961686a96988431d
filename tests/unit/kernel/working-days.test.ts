import { day } from '@/lib/kernel/dates';
import { easter, isWorkingDay, workingDayFrom } from '@/lib/kernel/working-days';

it.each([
  [2019, '2019-04-21'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Easter of %i is on %s', (year, expected) => {
  expect(easter(year)).toBe(expected);
});

it.each([
  ['2026-11-20', '2026-11-20', 'a Friday stays'],
  ['2026-11-21', '2026-11-23', 'Saturday → Monday'],
  ['2026-11-22', '2026-11-23', 'Sunday → Monday'],
  ['2026-11-11', '2026-11-12', 'Independence Day, a Wednesday'],
  ['2026-05-01', '2026-05-04', '1 May, a Friday, the weekend with 3 May behind it'],
  ['2026-04-06', '2026-04-07', 'Easter Monday'],
  ['2026-06-04', '2026-06-05', 'Corpus Christi'],
  ['2024-12-24', '2024-12-24', 'Christmas Eve before 2025'],
  ['2025-12-24', '2025-12-29', 'Christmas Eve since 2025, both holidays and the weekend'],
  ['2027-01-06', '2027-01-07', 'Epiphany'],
])('a limit on %s ends on %s: %s', (from, expected) => {
  expect(workingDayFrom(day(from))).toBe(expected);
});

it('2026 has 253 working days', () => {
  let count = 0;
  for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 86_400_000) {
    if (isWorkingDay(day(new Date(at).toISOString().slice(0, 10)))) count++;
  }
  // 261 Mondays to Fridays less 1.01, 6.01, 6.04, 1.05, 4.06, 11.11, 24.12 and 25.12
  expect(count).toBe(253);
});
