import 'server-only';
import { db } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { writeAudit } from '../commands';
import { exportedLines, type AuditLine } from '../queries';
import { filterParams, type AuditFilter } from '../rules';

/** What the filter finds, to be taken away; that it was taken is a line of the log itself. */
export async function exportAudit(
  actor: StaffActor,
  from: Pick<Visitor, 'ip'>,
  filter: AuditFilter,
  now: Date,
): Promise<AuditLine[]> {
  const found = await exportedLines(actor, filter);
  await writeAudit(
    db(),
    {
      action: 'audit.exported',
      entity: 'audit_log',
      accountId: actor.accountId,
      ip: from.ip,
      // The names of people asked for are no business of the log (S12); how much was taken is.
      details: { lines: found.length, filtered: [...filterParams(filter).keys()].join(' ') },
    },
    now,
  );
  return found;
}
