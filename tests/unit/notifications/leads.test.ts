import { day } from '@/lib/kernel/dates';
import { isSuperseded, lastDayOf, readOccurrence } from '@/lib/notifications/rules';

const LEADS = [60, 30, 7];

it('a lead is superseded once a nearer one has begun, and may be sent until the day before', () => {
  const end = day('2026-12-02');
  expect(lastDayOf(end, 60, LEADS)).toBe('2026-11-01');
  expect(isSuperseded(end, 60, LEADS, day('2026-11-01'))).toBe(false);
  expect(isSuperseded(end, 60, LEADS, day('2026-11-02'))).toBe(true);
  expect(lastDayOf(end, 7, LEADS)).toBe(end);
});

it('an occurrence says its day and lead', () => {
  expect(readOccurrence('end:2026-12-02:30')).toEqual({ on: '2026-12-02', lead: 30 });
  expect(readOccurrence('1')).toBeNull();
});
