import { addDays, day, type Day } from './dates';

/**
 * Days that are free by law in Poland (ustawa o dniach wolnych od pracy) and Saturdays, which the civil code puts
 * beside them for time limits (art. 115 k.c.).
 */
const FIXED = ['01-01', '01-06', '05-01', '05-03', '08-15', '11-01', '11-11', '12-25', '12-26'];
/** Christmas Eve is free since this year. */
const CHRISTMAS_EVE_SINCE = 2025;

/** Easter Sunday of a year, by the Gregorian computus (Meeus, Jones, Butcher). */
export function easter(year: number): Day {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const date = (h + l - 7 * m + 33 * month + 19) % 32;
  return day(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

/** Whether a time limit may end on this day: neither a Saturday or Sunday nor free by law. */
export function isWorkingDay(value: Day): boolean {
  const weekday = new Date(`${value}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const [year, date] = [Number(value.slice(0, 4)), value.slice(5)];
  if (FIXED.includes(date) || (date === '12-24' && year >= CHRISTMAS_EVE_SINCE)) return false;
  const sunday = easter(year);
  // Easter Monday and Corpus Christi; the other movable ones are Sundays.
  return value !== addDays(sunday, 1) && value !== addDays(sunday, 60);
}

/** The day itself, or the next one on which a time limit may end. */
export function workingDayFrom(value: Day): Day {
  let found = value;
  while (!isWorkingDay(found)) found = addDays(found, 1);
  return found;
}

/** The day `count` working days after this one, which itself does not count (art. 111 k.c.). */
export function addWorkingDays(value: Day, count: number): Day {
  let found = value;
  for (let left = count; left > 0; left--) found = workingDayFrom(addDays(found, 1));
  return found;
}
