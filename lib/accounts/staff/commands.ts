import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { db, type Transaction } from '@/db/client';
import { accounts, type StaffRole } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import { resetSecondFactor } from '@/lib/auth/second-factor/commands';
import { endAllSessions } from '@/lib/auth/session';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import { Refusal } from '@/lib/kernel/refusal';
import { assigned } from '../assigned/commands';
import { judgeChange, type Colleague } from './rules';

/** Who does it; null: the command line of the server. */
export type By = { readonly accountId: number; readonly ip: string } | null;

async function note(
  tx: Transaction,
  by: By,
  action: AuditAction,
  details: Record<string, string | number>,
  now: Date,
): Promise<void> {
  const line = { ...details, ...(by === null && { by: 'command line' }) };
  await writeAudit(tx, { action, entity: 'account', ...by, details: line }, now);
}

/**
 * Creates an account of staff.
 * @returns its one-time password: it is shown once and kept nowhere
 * @throws Refusal `staffExists` when the address has an account already
 */
export async function addStaff(
  by: By,
  { email: address, role }: { readonly email: string; readonly role: StaffRole },
  now: Date,
): Promise<string> {
  const email = canonicalEmail(address);
  const { password, columns } = await assigned(now);
  await db().transaction(async tx => {
    const [made] = await tx
      .insert(accounts)
      .values({ email, staffRole: role, createdAt: now, ...columns })
      .onConflictDoNothing()
      .returning({ id: accounts.id });
    if (!made) throw new Refusal('staffExists', 'email');
    await note(tx, by, 'account.created', { account: made.id, role }, now);
  });
  return password;
}

interface Locked extends Colleague {
  /** administrators besides who can sign in */
  readonly others: number;
}

/** The account, and every administrator locked with it: two at once cannot take each other's role. */
async function locked(tx: Transaction, address: string): Promise<Locked> {
  const columns = { accountId: accounts.id, role: accounts.staffRole, disabledAt: accounts.disabledAt };
  const administrators = await tx
    .select(columns)
    .from(accounts)
    .where(eq(accounts.staffRole, 'administrator'))
    .orderBy(accounts.id)
    .for('update');
  const [found] = await tx
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.email, canonicalEmail(address)), isNotNull(accounts.staffRole)))
    .for('update');
  if (!found?.role) throw new Refusal('staffGone');
  const { accountId, role } = found;
  const others = administrators.filter(one => one.disabledAt === null && one.accountId !== accountId).length;
  return { accountId, role, disabled: found.disabledAt !== null, others };
}

/** @param loses the account can no longer administrate afterwards */
function judged(target: Locked, by: By, loses: boolean): void {
  const verdict = judgeChange(target, by?.accountId ?? null, target.others, loses);
  if (verdict) throw new Refusal(verdict);
}

/** Another role; all sessions end. @throws Refusal `staffGone`, `staffSelf`, `staffLast` */
export async function changeRole(
  by: By,
  { email, role }: { readonly email: string; readonly role: StaffRole },
  now: Date,
): Promise<void> {
  await db().transaction(async tx => {
    const target = await locked(tx, email);
    judged(target, by, role !== 'administrator');
    if (target.role === role) return;
    await tx.update(accounts).set({ staffRole: role }).where(eq(accounts.id, target.accountId));
    await endAllSessions(tx, target.accountId);
    const details = { account: target.accountId, from: target.role, to: role };
    await note(tx, by, 'account.role_changed', details, now);
  });
}

/** Nobody signs in with it any more; all sessions end. @throws Refusal `staffGone`, `staffSelf`, `staffLast` */
export async function disableStaff(by: By, email: string, now: Date): Promise<void> {
  await db().transaction(async tx => {
    const target = await locked(tx, email);
    judged(target, by, true);
    if (target.disabled) return;
    await tx.update(accounts).set({ disabledAt: now }).where(eq(accounts.id, target.accountId));
    await endAllSessions(tx, target.accountId);
    await note(tx, by, 'account.disabled', { account: target.accountId }, now);
  });
}

/**
 * A new one-time password, for somebody who forgot theirs or comes back; the account works again, all sessions end.
 * @returns the password: it is shown once and kept nowhere
 * @throws Refusal `staffGone`, `staffSelf`
 */
export async function assignStaffPassword(by: By, email: string, now: Date): Promise<string> {
  const { password, columns } = await assigned(now);
  await db().transaction(async tx => {
    const target = await locked(tx, email);
    judged(target, by, false);
    await tx
      .update(accounts)
      .set({ ...columns, disabledAt: null })
      .where(eq(accounts.id, target.accountId));
    await endAllSessions(tx, target.accountId);
    if (target.disabled) await note(tx, by, 'account.enabled', { account: target.accountId }, now);
    await note(tx, by, 'account.password_assigned', { account: target.accountId }, now);
  });
  return password;
}

/** A new second factor is set up at the next sign-in. @throws Refusal `staffSelf`, `staffNoFactor` */
export async function resetStaffFactor(by: By, email: string, now: Date): Promise<void> {
  await db().transaction(async tx => judged(await locked(tx, email), by, false));
  if (!(await resetSecondFactor(canonicalEmail(email), 'staff', now, by))) throw new Refusal('staffNoFactor');
}
