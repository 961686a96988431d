import type { Locale } from './money';

/**
 * A calendar day in Europe/Warsaw as `YYYY-MM-DD`: comparable with `<`, free of time zones.
 * Instants are `Date` and `timestamptz`. `today` and `now` are always arguments; only pages, actions,
 * routes and commands at the edge read the clock.
 */
export type Day = string & { readonly unit: 'day' };

const ZONE = 'Europe/Warsaw';
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const POLISH = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const MS_PER_DAY = 86_400_000;

/** Reads `YYYY-MM-DD` or `DD.MM.YYYY`. @returns null for anything else and for days that do not exist */
export function parseDay(text: string): Day | null {
  const iso = ISO.exec(text);
  const polish = iso ? null : POLISH.exec(text);
  if (!iso && !polish) return null;
  const [year, month, day] = iso
    ? [Number(iso[1]), Number(iso[2]), Number(iso[3])]
    : [Number(polish![3]), Number(polish![2]), Number(polish![1])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900) return null;
  return date.toISOString().slice(0, 10) as Day;
}

/** Like {@link parseDay} for constants. @throws RangeError when the day does not exist */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (!parsed) throw new RangeError(`not a day: ${text}`);
  return parsed;
}

const utc = (value: Day): number => Date.parse(`${value}T00:00:00Z`);

/** The day `count` days later (earlier when negative). */
export const addDays = (value: Day, count: number): Day =>
  new Date(utc(value) + count * MS_PER_DAY).toISOString().slice(0, 10) as Day;

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / MS_PER_DAY);

/** The same day `count` months later; the 31st becomes the last day of a shorter month. */
export function addMonths(value: Day, count: number): Day {
  const [year, month, date] = value.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10) as Day;
}

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** Warsaw's wall clock at an instant, `YYYY-MM-DD hh:mm:ss`. */
const wall = (instant: Date): string => wallClock.format(instant);

/** The Warsaw day that an instant falls on. */
export const dayOf = (instant: Date): Day => wall(instant).slice(0, 10) as Day;

/** Minutes by which Warsaw is ahead of UTC at an instant (60 or 120 today, by law and not by formula). */
const offsetAt = (instant: number): number =>
  Math.round((Date.parse(`${wall(new Date(instant)).replace(' ', 'T')}Z`) - instant) / 60_000);

// A package of readings names the same few thousand days a million times over.
const midnights = new Map<string, number>();

/** The instant at which a day begins in Warsaw, i.e. its 00:00. */
export function startOfDay(value: Day): Date {
  let known = midnights.get(value);
  if (known === undefined) {
    known = fromWall(utc(value));
    if (midnights.size > 50_000) midnights.clear();
    midnights.set(value, known);
  }
  return new Date(known);
}

/**
 * @param local a wall-clock time written as if it were UTC, in ms
 * An hour that the clock repeats in autumn is read as its first run; one that it skips in spring is read as
 * the following hour (INTERFACES: a reading at 02:30 that night means 03:30).
 */
function fromWall(local: number): number {
  const summer = local - 120 * 60_000;
  if (offsetAt(summer) === 120) return summer;
  return local - 60 * 60_000;
}

const LOCAL = /^(\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Reads a Warsaw wall-clock time, `YYYY-MM-DDThh:mm[:ss]` (a blank instead of the T and Polish dates are
 * taken too), or a day alone, which means its 00:00.
 * @returns null when it is neither
 */
export function parseLocalInstant(text: string): Date | null {
  const whole = parseDay(text);
  if (whole) return startOfDay(whole);
  const match = LOCAL.exec(text);
  if (!match) return null;
  const date = parseDay(match[1]!);
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  if (!date || hour > 23 || minute > 59 || second > 59) return null;
  return new Date(fromWall(utc(date) + ((hour * 60 + minute) * 60 + second) * 1000));
}

const MONTHS: Record<Locale, readonly string[]> = {
  pl: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** `30 listopada 2026` / `30 November 2026`: the day as people say it (genitive in Polish). */
export function formatDay(value: Day, locale: Locale): string {
  return `${formatDayOfYear(value, locale)}\u00a0${value.slice(0, 4)}`;
}

/** `30 listopada` / `30 November`: for days whose year is plain from the context. */
export function formatDayOfYear(value: Day, locale: Locale): string {
  return `${Number(value.slice(8))}\u00a0${MONTHS[locale][Number(value.slice(5, 7)) - 1]}`;
}

/** `30.11.2026`: for dense tables and PDF. */
export const formatDayShort = (value: Day): string =>
  `${value.slice(8)}.${value.slice(5, 7)}.${value.slice(0, 4)}`;

/** `14:05` in Warsaw. */
export const formatTime = (instant: Date): string => wall(instant).slice(11, 16);
