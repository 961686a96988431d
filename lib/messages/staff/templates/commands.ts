import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { caseTemplates } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { StaffActor } from '@/lib/auth/actor';
import { Refusal } from '@/lib/kernel/refusal';
import type { From } from '../locked';

/**
 * Keeps a prepared answer: a new one, or an own one as it is to be from now on. What was sent of it stays as it was.
 * @param ref of one to be changed; null: a new one
 * @throws Refusal `caseTemplateGone`
 */
export async function saveTemplate(
  actor: StaffActor,
  from: From,
  ref: string | null,
  input: { readonly title: string; readonly bodyPl: string; readonly bodyEn: string },
  now: Date,
): Promise<string> {
  const { accountId } = actor;
  return db().transaction(async tx => {
    const values = { ...input, savedAt: now, accountId };
    const [row] =
      ref === null
        ? await tx.insert(caseTemplates).values(values).returning({ ref: caseTemplates.ref })
        : await tx
            .update(caseTemplates)
            .set(values)
            .where(and(eq(caseTemplates.ref, ref), isNull(caseTemplates.withdrawnAt)))
            .returning({ ref: caseTemplates.ref });
    if (!row) throw new Refusal('caseTemplateGone');
    const entity = `template:${row.ref}`;
    await writeAudit(tx, { action: 'message.template_saved', entity, accountId, ip: from.ip }, now);
    return row.ref;
  });
}

/** Takes a prepared answer out of use; nothing where it is so already. */
export async function withdrawTemplate(actor: StaffActor, from: From, ref: string, now: Date): Promise<void> {
  const { accountId } = actor;
  await db().transaction(async tx => {
    const ended = await tx
      .update(caseTemplates)
      .set({ withdrawnAt: now })
      .where(and(eq(caseTemplates.ref, ref), isNull(caseTemplates.withdrawnAt)))
      .returning({ id: caseTemplates.id });
    if (ended.length === 0) return;
    const entity = `template:${ref}`;
    await writeAudit(tx, { action: 'message.template_withdrawn', entity, accountId, ip: from.ip }, now);
  });
}
