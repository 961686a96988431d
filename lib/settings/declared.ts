import * as z from 'zod';
import type { Utility } from '../utility';

/** The configuration of this utility with what staff have set laid over it. */
export interface CurrentUtility extends Utility {
  readonly sms: {
    /** hours in Warsaw in which SMS go out, `08:00-20:00`; outside them it is quiet */
    readonly hours: string;
    /** SMS a day at most */
    readonly dailyCap: number;
  };
  /** a line for every customer on their start page; empty: none */
  readonly dashboardNote: { readonly pl: string; readonly en: string };
}

export const SETTING_GROUPS = ['reminders', 'readings', 'accounts', 'sms', 'texts'] as const;

/** A setting: where its value lies, what it may be, and how it is typed and shown. */
export interface SettingRule {
  readonly group: (typeof SETTING_GROUPS)[number];
  /** in {@link CurrentUtility} */
  readonly path: readonly [string, ...string[]];
  readonly schema: z.ZodType;
  /** one line, or room for several */
  readonly input: 'line' | 'lines';
  /** what was typed as a value for the schema to judge; null where it cannot be read */
  readonly parse: (typed: string) => unknown;
  readonly format: (value: unknown) => string;
}

const WHOLE = /^\d{1,7}$/;
const wholeOf = (typed: string): number | null => (WHOLE.test(typed) ? Number(typed) : null);
const each = (typed: string) => typed.split(/[\s,;]+/).filter(part => part !== '');

/** Days before a day, the furthest first. */
const leads = (path: SettingRule['path'], furthest: number): SettingRule => ({
  group: 'reminders',
  path,
  input: 'line',
  schema: z
    .array(z.int().min(0).max(furthest))
    .min(1)
    .max(6)
    .refine(days => new Set(days).size === days.length),
  parse: typed =>
    each(typed)
      .map(wholeOf)
      .sort((a, b) => (b ?? 0) - (a ?? 0)),
  format: value => (value as number[]).join(', '),
});

const whole = (
  group: SettingRule['group'],
  path: SettingRule['path'],
  least: number,
  most: number,
): SettingRule => ({
  group,
  path,
  input: 'line',
  schema: z.int().min(least).max(most),
  parse: wholeOf,
  format: String,
});

const words = (path: SettingRule['path'], least: 0 | 1): SettingRule => ({
  group: 'texts',
  path,
  input: 'lines',
  schema: z.string().min(least).max(300),
  parse: typed => typed.replace(/\s+/g, ' ').trim(),
  format: String,
});

const dayOfMonth = z
  .int()
  .min(-28)
  .max(31)
  .refine(number => number !== 0);
const windows = z
  .array(
    z.object({ from: dayOfMonth, to: dayOfMonth, months: z.array(z.int().min(1).max(12)).min(1).optional() }),
  )
  .max(12);
type Windows = z.output<typeof windows>;
const WINDOW = /^(-?\d{1,2})\s+(-?\d{1,2})(?:\s+(\d{1,2}(?:\s*,\s*\d{1,2})*))?$/;

/** One window a line: its first and last day of a month, and the months if not all. */
function windowsOf(typed: string): unknown {
  const lines = typed.split('\n').map(line => line.trim());
  return lines
    .filter(line => line !== '')
    .map(line => {
      const [, from, to, months] = WINDOW.exec(line) ?? [];
      if (from === undefined) return null;
      return {
        from: Number(from),
        to: Number(to),
        ...(months !== undefined && { months: months.split(',').map(Number) }),
      };
    });
}

const HOURS = /^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/;

/** Every setting, in the order of the page; the file's value holds where nothing was set. */
export const SETTINGS = {
  paymentDueDays: leads(['notifications', 'paymentDueDays'], 30),
  contractExpiryDays: leads(['notifications', 'contractExpiryDays'], 366),
  legalisationExpiryDays: leads(['notifications', 'legalisationExpiryDays'], 366),
  catchUpDays: whole('reminders', ['notifications', 'catchUpDays'], 1, 31),
  announcedWithinDays: whole('reminders', ['notifications', 'announcedWithinDays'], 0, 60),
  readingWindows: {
    group: 'readings',
    path: ['readingWindows'],
    input: 'lines',
    schema: windows,
    parse: windowsOf,
    format: value =>
      (value as Windows)
        .map(({ from, to, months }) => [from, to, ...(months ? [months.join(',')] : [])].join(' '))
        .join('\n'),
  },
  readingReviewDays: whole('readings', ['readingReviewDays'], 1, 60),
  leakFactor: {
    group: 'readings',
    path: ['leakFactor'],
    input: 'line',
    schema: z.number().gt(1).max(20),
    parse: typed => (/^\d{1,2}([.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : null),
    format: value => String(value).replace('.', ','),
  },
  accessDecisionDays: whole('accounts', ['accessDecisionDays'], 1, 30),
  smsHours: {
    group: 'sms',
    path: ['sms', 'hours'],
    input: 'line',
    schema: z.string().regex(HOURS),
    parse: typed => typed.replace(/\s|–/g, found => (found === '–' ? '-' : '')),
    format: String,
  },
  smsDailyCap: whole('sms', ['sms', 'dailyCap'], 0, 1_000_000),
  dashboardNotePl: words(['dashboardNote', 'pl'], 0),
  dashboardNoteEn: words(['dashboardNote', 'en'], 0),
  officeHoursPl: words(['contact', 'officeHours', 'pl'], 1),
  officeHoursEn: words(['contact', 'officeHours', 'en'], 1),
  emergencyHoursPl: words(['contact', 'emergencyHours', 'pl'], 1),
  emergencyHoursEn: words(['contact', 'emergencyHours', 'en'], 1),
} as const satisfies Record<string, SettingRule>;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as [SettingName, ...SettingName[]];
export const settingRule = (name: SettingName): SettingRule => SETTINGS[name];

/** What was typed, judged. @returns undefined when it may not be */
export function readSetting(name: SettingName, typed: string): unknown {
  const { parse, schema } = settingRule(name);
  const result = schema.safeParse(parse(typed.trim()));
  return result.success ? result.data : undefined;
}

/** The value of a setting as things stand. */
export const valueIn = (current: CurrentUtility, name: SettingName): unknown =>
  settingRule(name).path.reduce<unknown>(
    (part, key) => (part as Record<string, unknown> | undefined)?.[key],
    current,
  );

const laid = (part: unknown, [key, ...rest]: readonly string[], value: unknown): unknown =>
  key === undefined
    ? value
    : {
        ...(part as Record<string, unknown>),
        [key]: laid((part as Record<string, unknown>)[key], rest, value),
      };

/**
 * The file with what was set laid over it. A row that no longer fits its rule, of a setting that no longer exists, or
 * of null counts for nothing: the file holds.
 */
export function layOver(
  file: CurrentUtility,
  rows: readonly { readonly name: string; readonly value: unknown }[],
): CurrentUtility {
  return rows.reduce<CurrentUtility>((current, { name, value }) => {
    if (!Object.hasOwn(SETTINGS, name) || value === null) return current;
    const rule = settingRule(name as SettingName);
    const judged = rule.schema.safeParse(value);
    return judged.success ? (laid(current, rule.path, judged.data) as CurrentUtility) : current;
  }, file);
}
