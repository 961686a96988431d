import 'server-only';
import { desc, eq, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts, settings } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { env } from '@/lib/env';
import { utility } from '@/lib/utility';
import {
  layOver,
  SETTING_NAMES,
  SETTINGS,
  settingRule,
  valueIn,
  type CurrentUtility,
  type SettingName,
} from './declared';

/** What holds where staff have set nothing: the configuration file and the environment. */
const fileSettings = (): CurrentUtility => ({
  ...utility(),
  sms: { hours: env().SMS_WINDOW, dailyCap: env().SMS_DAILY_CAP },
  dashboardNote: { pl: '', en: '' },
});

async function newest(connection: Connection): Promise<{ name: string; value: unknown }[]> {
  const rows = await connection.execute<{ name: string; value: unknown }>(
    sql`select distinct on (name) name, value from settings order by name, id desc`,
  );
  return [...rows];
}

/**
 * The utility as it is run now: the configuration file with what staff have set laid over it. Asked where a value
 * counts, once a request or job; `utility()` knows the file alone.
 */
export const currentUtility = async (connection: Connection = db()): Promise<CurrentUtility> =>
  layOver(fileSettings(), await newest(connection));

/** A setting as its form shows it. */
export interface ShownSetting {
  readonly name: SettingName;
  readonly text: string;
  /** what the file says; null where nothing else holds */
  readonly fileText: string | null;
}

const textOf = (name: SettingName, current: CurrentUtility) =>
  settingRule(name).format(valueIn(current, name));

/** All of them, in the order of the page. */
export async function shownSettings(_actor: StaffActor): Promise<ShownSetting[]> {
  const [file, current] = [fileSettings(), await currentUtility()];
  return SETTING_NAMES.map(name => {
    const [text, fileText] = [textOf(name, current), textOf(name, file)];
    return { name, text, fileText: text === fileText ? null : fileText };
  });
}

/** One change: who set what, and what stood before. */
export interface SettingChange {
  readonly name: SettingName;
  readonly at: Date;
  readonly email: string;
  /** null: what the file says */
  readonly before: string | null;
  readonly after: string | null;
}

const MOST_CHANGES = 100;

/** The last hundred changes, the newest first. */
export async function settingChanges(_actor: StaffActor): Promise<SettingChange[]> {
  const rows = await db()
    .select({
      name: settings.name,
      at: settings.at,
      email: accounts.email,
      after: settings.value,
      before: sql<unknown>`lag(${settings.value}) over (partition by ${settings.name} order by ${settings.id})`,
    })
    .from(settings)
    .innerJoin(accounts, eq(accounts.id, settings.accountId))
    .orderBy(desc(settings.id))
    .limit(MOST_CHANGES);
  const shown = (name: SettingName, value: unknown) => {
    const judged = value === null ? null : settingRule(name).schema.safeParse(value);
    return judged?.success ? settingRule(name).format(judged.data) : null;
  };
  return rows.flatMap(row => {
    if (!Object.hasOwn(SETTINGS, row.name)) return [];
    const name = row.name as SettingName;
    const { at, email } = row;
    return [{ name, at, email, before: shown(name, row.before), after: shown(name, row.after) }];
  });
}
