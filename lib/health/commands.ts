import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accounts } from '@/db/schema';
import { enqueueMessages, type MessageToSend } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { dayOf, formatDay, formatTime } from '@/lib/kernel/dates';
import type { Locale } from '@/lib/kernel/money';
import { healthWarnings, type HealthWarning } from './warnings';

/** Kinds of mail that these are. */
export const HEALTH_MAILS = ['cron_missing', 'import_overdue'] as const;

/**
 * Writes a mail to each administrator for each cause that stands, at most one a day (the outbox's own key sees to
 * it). Called when a cron comes, which may be after a long absence, and by health checks, which come meanwhile.
 * @returns how many mails are new
 */
export async function warnAdministrators(
  now: Date,
  found?: readonly HealthWarning[],
  connection: Connection = db(),
): Promise<number> {
  const warnings = found ?? (await healthWarnings(now, connection));
  if (warnings.length === 0) return 0;
  const told = await connection
    .select({ id: accounts.id, email: accounts.email, locale: accounts.locale })
    .from(accounts)
    .where(and(eq(accounts.staffRole, 'administrator'), isNull(accounts.disabledAt)));
  const mails = warnings.flatMap(warning => told.map(account => mailOf(warning, account, now)));
  return enqueueMessages(connection, await Promise.all(mails), now);
}

async function mailOf(
  warning: HealthWarning,
  { id, email, locale }: { id: number; email: string; locale: Locale },
  now: Date,
): Promise<MessageToSend> {
  const kind = warning.warning;
  const instant = new Date(warning.since);
  const since = `${formatDay(dayOf(instant), locale)}, ${formatTime(instant)}`;
  const content =
    warning.warning === 'cron_missing'
      ? await renderMail('cron_missing', { since, jobs: warning.jobs.join(', ') }, locale)
      : await renderMail('import_overdue', { since }, locale);
  return {
    kind,
    entity: `health:${kind}`,
    occurrence: dayOf(now),
    channel: 'email',
    recipient: email,
    accountId: id,
    locale,
    ...content,
  };
}
