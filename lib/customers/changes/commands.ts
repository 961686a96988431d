import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { accounts, contactChanges, customers } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { CustomerActor, StaffActor } from '@/lib/auth/actor';
import type { Visitor } from '@/lib/auth/visitor';
import { enqueueMails } from '@/lib/delivery/commands';
import { renderMail } from '@/lib/delivery/render';
import { Refusal } from '@/lib/kernel/refusal';
import { heldColumns } from './queries';
import { dataOf, judgeChange, sameData, type Changeable } from './rules';

type From = Pick<Visitor, 'ip'>;

/** Holds two requests of one customer apart. */
async function lockHeld(tx: Transaction, customerId: number) {
  const [row] = await tx
    .select(heldColumns)
    .from(customers)
    .where(eq(customers.id, customerId))
    .for('no key update');
  if (!row) throw new Error(`there is no customer ${customerId}`);
  return row;
}

export interface ChangeRequest {
  /** whose page it was: another customer may have been chosen in another window since */
  readonly customerNumber: string;
  readonly what: Changeable;
  /** the parts by name, see `PARTS` */
  readonly after: Readonly<Record<string, string | null | undefined>>;
  readonly reason: string | null;
}

/**
 * Asks staff to change the current customer's name or address. The same request again is the one that waits.
 * @returns its reference
 * @throws Refusal `changeOther`, the codes of `judgeChange`, `changeOpen` while another one of the same waits
 */
export async function requestChange(
  actor: CustomerActor,
  from: From,
  request: ChangeRequest,
  now: Date,
): Promise<string> {
  const { what } = request;
  const { id: customerId, customerNumber, owner } = actor.current;
  if (customerNumber !== request.customerNumber || !owner) throw new Refusal('changeOther');
  return db().transaction(async tx => {
    const held = await lockHeld(tx, customerId);
    const before = dataOf(what, held);
    const after = dataOf(what, request.after);
    const [open] = await tx
      .select({ ref: contactChanges.ref, after: contactChanges.after })
      .from(contactChanges)
      .where(
        and(
          eq(contactChanges.customerId, customerId),
          eq(contactChanges.what, what),
          eq(contactChanges.state, 'requested'),
        ),
      );
    if (open && sameData(what, open.after, after)) return open.ref;
    const reason = request.reason?.trim() || null;
    const verdict = judgeChange(what, before, after, reason);
    if (verdict) throw new Refusal(verdict.code, verdict.field);
    if (open) throw new Refusal('changeOpen');
    const [made] = await tx
      .insert(contactChanges)
      .values({ customerId, accountId: actor.accountId, what, before, after, reason, requestedAt: now })
      .returning({ ref: contactChanges.ref });
    const { ref } = made!;
    await writeAudit(
      tx,
      {
        action: 'change.requested',
        entity: `customer:${customerNumber}`,
        accountId: actor.accountId,
        details: { change: ref, what },
        ip: from.ip,
      },
      now,
    );
    return ref;
  });
}

/**
 * Takes an own request back. A second time it changes nothing.
 * @throws Refusal `changeGone` when there is none, it is another customer's, or staff have decided
 */
export async function withdrawChange(
  actor: CustomerActor,
  from: From,
  ref: string,
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const [row] = await tx
      .select({ id: contactChanges.id, state: contactChanges.state, what: contactChanges.what })
      .from(contactChanges)
      .where(and(eq(contactChanges.ref, ref), eq(contactChanges.customerId, actor.current.id)))
      .for('update');
    if (row?.state === 'withdrawn') return;
    if (!row || !actor.current.owner || row.state !== 'requested') throw new Refusal('changeGone');
    await tx
      .update(contactChanges)
      .set({ state: 'withdrawn', decidedAt: now })
      .where(eq(contactChanges.id, row.id));
    await writeAudit(
      tx,
      {
        action: 'change.withdrawn',
        entity: `customer:${actor.current.customerNumber}`,
        accountId: actor.accountId,
        details: { change: ref, what: row.what },
        ip: from.ip,
      },
      now,
    );
  });
}

export type ChangeDecision =
  | { readonly ref: string; readonly decision: 'approved' }
  | { readonly ref: string; readonly decision: 'refused'; readonly reason: string };

/**
 * Staff (`changes.decide`) decide; whoever asked is told by mail. Approved, it goes to the billing system with the
 * next export `contact-changes`. The same decision again changes nothing.
 * @throws Refusal `changeGone` when there is none or it was decided otherwise; `changeRefusalReason` without a reason
 */
export async function decideChange(
  actor: StaffActor,
  from: From,
  given: ChangeDecision,
  now: Date,
): Promise<void> {
  const { ref, decision } = given;
  const refusalReason = given.decision === 'refused' ? given.reason.trim() : null;
  if (refusalReason === '') throw new Refusal('changeRefusalReason', 'reason');
  await db().transaction(async tx => {
    const [row] = await tx
      .select({
        id: contactChanges.id,
        state: contactChanges.state,
        what: contactChanges.what,
        accountId: contactChanges.accountId,
        customerId: contactChanges.customerId,
        customerNumber: customers.customerNumber,
      })
      .from(contactChanges)
      .innerJoin(customers, eq(customers.id, contactChanges.customerId))
      .where(eq(contactChanges.ref, ref))
      .for('update', { of: contactChanges });
    if (row?.state === decision) return;
    if (row?.state !== 'requested') throw new Refusal('changeGone');
    await tx
      .update(contactChanges)
      .set({ state: decision, decidedAt: now, decidedBy: actor.accountId, refusalReason })
      .where(eq(contactChanges.id, row.id));
    await tellDecision(tx, { ...row, ref, refusalReason }, now);
    await writeAudit(
      tx,
      {
        action: `change.${decision}`,
        entity: `customer:${row.customerNumber}`,
        accountId: actor.accountId,
        details: { change: ref, what: row.what },
        ip: from.ip,
      },
      now,
    );
  });
}

async function tellDecision(
  tx: Transaction,
  change: {
    ref: string;
    accountId: number;
    customerId: number;
    what: Changeable;
    refusalReason: string | null;
  },
  now: Date,
): Promise<void> {
  const { ref, accountId, customerId, what, refusalReason } = change;
  // Somebody who has closed the account since is nobody's business any more.
  const [account] = await tx
    .select({ recipient: accounts.email, locale: accounts.locale })
    .from(accounts)
    .where(and(eq(accounts.id, accountId), isNull(accounts.disabledAt)));
  if (!account) return;
  const kind = refusalReason === null ? 'change_approved' : 'change_refused';
  const content =
    refusalReason === null
      ? await renderMail('change_approved', { variant: what }, account.locale)
      : await renderMail('change_refused', { variant: what, reason: refusalReason }, account.locale);
  const about = { kind, entity: `contact-change:${ref}`, occurrence: '1', accountId, customerId } as const;
  await enqueueMails(tx, [{ ...about, ...account, content }], now);
}
