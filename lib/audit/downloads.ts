import 'server-only';
import { rawSql, db } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { writeAudit, type AuditAction, type AuditEvent } from './commands';

/** What a customer takes out of the portal as a file. */
export interface Download extends Pick<AuditEvent, 'entity'> {
  readonly action: Extract<AuditAction, `${string}downloaded`>;
}

/** A file that is asked for again within this time was taken once: readers of PDF ask for it in parts. */
const ONE_DOWNLOAD = '15 minutes';

/**
 * A line in the log: owners see what people with shared access took. Staff at somebody's portal have a line of their
 * own for all they look at there.
 */
export async function noteDownload(
  { accountId, viewing }: CustomerActor,
  { ip }: Pick<Visitor, 'ip'>,
  { action, entity }: Download,
  now: Date,
): Promise<void> {
  if (viewing) return;
  const sql = rawSql();
  const [before] = await sql`
    select 1 from audit_log where entity = ${entity} and action = ${action} and account_id = ${accountId}::bigint
      and at > ${now.toISOString()}::timestamptz - ${ONE_DOWNLOAD}::interval limit 1`;
  if (!before) await writeAudit(db(), { action, entity, accountId, ip }, now);
}
