import 'server-only';
import { desc, eq, lt, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { outbox } from '@/db/schema';
import { env } from '@/lib/env';

export type { OutboxState } from '@/db/schema';

/** Whether this installation keeps its mail to be looked at: never where real people are written to. */
export const outboxIsOpen = (): boolean => env().APP_ENV !== 'live' && env().DELIVERY === 'outbox';

const PAGE = 50;

/**
 * What was «sent», newest first, fifty a page.
 * @param before reference of the last one seen
 */
export async function listOutbox(before?: string, connection: Connection = db()) {
  const older = connection
    .select({ id: outbox.id })
    .from(outbox)
    .where(eq(outbox.ref, before ?? ''));
  const rows = await connection
    .select({
      ref: outbox.ref,
      recipient: outbox.recipient,
      subject: outbox.subject,
      /** of an SMS, which has no subject */
      excerpt: sql<string>`case ${outbox.channel} when 'sms' then left(${outbox.bodyText}, 60) else '' end`,
      state: outbox.state,
      reason: outbox.reason,
      createdAt: outbox.createdAt,
    })
    .from(outbox)
    .where(before === undefined ? undefined : lt(outbox.id, older))
    .orderBy(desc(outbox.id))
    .limit(PAGE + 1);
  const shown = rows.slice(0, PAGE);
  return { rows: shown, next: rows.length > PAGE ? shown.at(-1)?.ref : undefined };
}

/** One kept message; null when there is none of that reference. */
export async function readOutbox(ref: string, connection: Connection = db()) {
  const [row] = await connection
    .select({
      ref: outbox.ref,
      kind: outbox.kind,
      channel: outbox.channel,
      recipient: outbox.recipient,
      subject: outbox.subject,
      bodyText: outbox.bodyText,
      bodyHtml: outbox.bodyHtml,
      locale: outbox.locale,
      state: outbox.state,
      reason: outbox.reason,
      createdAt: outbox.createdAt,
    })
    .from(outbox)
    .where(eq(outbox.ref, ref));
  return row ?? null;
}
