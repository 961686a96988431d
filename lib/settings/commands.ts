import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { settings } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { Refusal } from '@/lib/kernel/refusal';
import { currentUtility } from './queries';
import { readSetting, settingRule, valueIn, type SettingName } from './declared';

/** Any number that no other lock on the same database has. */
const LOCK = 7_315_202_618;

/**
 * Sets a value; it holds from the next request and job on. The value that holds already writes nothing.
 * @param typed as it stands in the form; null: what the file says again
 * @throws Refusal `settingInvalid`
 */
export async function changeSetting(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  { name, typed }: { readonly name: SettingName; readonly typed: string | null },
  now: Date,
): Promise<void> {
  const value = typed === null ? null : readSetting(name, typed);
  if (value === undefined) throw new Refusal('settingInvalid', 'value');
  const { format } = settingRule(name);
  const { accountId } = actor;
  await db().transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const before = format(valueIn(await currentUtility(tx), name));
    if (value !== null && format(value) === before) return;
    await tx.insert(settings).values({ name, value, at: now, accountId });
    const after = format(valueIn(await currentUtility(tx), name));
    await writeAudit(
      tx,
      {
        action: 'settings.changed',
        entity: `setting:${name}`,
        accountId,
        ip: from.ip,
        details: { before, after },
      },
      now,
    );
  });
}
