import { addDays, formatDay, formatDayOfYear, type Day } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import type { Step } from '@/lib/consumption/rules/use';

const months: Record<Locale, Record<'long' | 'short', Intl.DateTimeFormat>> = {
  pl: {
    long: new Intl.DateTimeFormat('pl', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    short: new Intl.DateTimeFormat('pl', { month: 'short', timeZone: 'UTC' }),
  },
  en: {
    long: new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    short: new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }),
  },
};

/**
 * A period as people say it: `listopad 2025`, `1–6 listopada 2026`, `17 listopada – 3 grudnia 2026`.
 * @param to exclusive
 */
export function periodName(from: Day, to: Day, locale: Locale): string {
  const last = addDays(to, -1);
  if (from === last) return formatDay(from, locale);
  if (from.endsWith('-01') && to.endsWith('-01') && from.slice(0, 7) === last.slice(0, 7))
    return months[locale].long.format(new Date(from));
  if (from.slice(0, 7) === last.slice(0, 7))
    return `${Number(from.slice(8))}\u2060–\u2060${formatDayOfYear(last, locale)} ${last.slice(0, 4)}`;
  const begin =
    from.slice(0, 4) === last.slice(0, 4) ? formatDayOfYear(from, locale) : formatDay(from, locale);
  return `${begin} – ${formatDay(last, locale)}`;
}

/** What stands under a column of the drawing. */
export function columnName(from: Day, step: Step, locale: Locale): string {
  if (step === 'month') return months[locale].short.format(new Date(from));
  return step === 'total' ? '' : `${Number(from.slice(8))}.${from.slice(5, 7)}`;
}
