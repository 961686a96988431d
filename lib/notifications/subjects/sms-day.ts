import { formatDay, formatDayShort, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';

/** `30.11.2026` in Polish; in English the month is a word, because 05.11 reads as May there. */
export const smsDay = (day: Day, locale: Locale): string =>
  locale === 'pl' ? formatDayShort(day) : formatDay(day, locale);
