import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accountCustomers, accounts, customers } from '@/db/schema';
import { writeAudit, type AuditAction } from '@/lib/audit/commands';
import { hashPassword } from '@/lib/auth/passwords';
import { canonicalEmail } from '@/lib/kernel/identifiers';
import { newRef } from '@/lib/kernel/refs';
import { plainNumber } from '../rules';

/** How long an assigned password opens anything (SECURITY S3). */
export const ASSIGNED_HOURS = 72;

/** What staff at the command line got wrong; its message is for them. */
export class CommandError extends Error {
  override readonly name = 'Error';
}

/** A random password to be read out or typed from paper, in groups of four: 80 bits. */
const oneTimePassword = (): string => newRef(16).replace(/(.{4})(?=.)/g, '$1-');

/** A new one-time password and what it makes of the account's row. */
export async function assigned(now: Date) {
  const password = oneTimePassword();
  const columns = {
    passwordHash: await hashPassword(password),
    passwordMustChange: true,
    passwordExpiresAt: new Date(now.getTime() + ASSIGNED_HOURS * 3_600_000),
  };
  return { password, columns };
}

const line = (action: AuditAction, accountId: number, details: Record<string, string>) => ({
  action,
  entity: 'account',
  details: { ...details, account: accountId, by: 'command line' },
});

/**
 * Creates a customer's account with a one-time password, or gives an account of that address the customer as
 * well.
 * @returns the password; null when the account was there before and keeps its own
 * @throws CommandError
 */
export async function addCustomerAccount(number: string, address: string, now: Date): Promise<string | null> {
  const email = canonicalEmail(address);
  const { password, columns } = await assigned(now);
  return db().transaction(async tx => {
    const [customer] = await tx
      .select({ id: customers.id, customerNumber: customers.customerNumber })
      .from(customers)
      .where(sql`upper(translate(${customers.customerNumber}, '- ', '')) = ${plainNumber(number)}`);
    if (!customer) throw new CommandError(`There is no customer ${number}.`);
    const [made] = await tx
      .insert(accounts)
      .values({ email, createdAt: now, ...columns })
      .onConflictDoNothing()
      .returning({ id: accounts.id });
    const [account] = made
      ? [{ ...made, staffRole: null }]
      : await tx
          .select({ id: accounts.id, staffRole: accounts.staffRole })
          .from(accounts)
          .where(eq(accounts.email, email));
    if (account!.staffRole) throw new CommandError(`${email} is an account of staff.`);
    await tx
      .insert(accountCustomers)
      .values({ accountId: account!.id, customerId: customer.id, source: 'staff', createdAt: now })
      .onConflictDoNothing();
    await writeAudit(tx, line('account.created', account!.id, { customer: customer.customerNumber }), now);
    return made ? password : null;
  });
}

/**
 * Gives an account a new one-time password; all its sessions end.
 * @throws CommandError when there is no such account
 */
export async function resetPassword(address: string, now: Date): Promise<string> {
  const email = canonicalEmail(address);
  const { password, columns } = await assigned(now);
  await db().transaction(async tx => {
    const [account] = await tx
      .update(accounts)
      .set({ ...columns, sessionVersion: sql`${accounts.sessionVersion} + 1` })
      .where(eq(accounts.email, email))
      .returning({ id: accounts.id });
    if (!account) throw new CommandError(`There is no account ${email}.`);
    await writeAudit(tx, line('account.password_assigned', account.id, {}), now);
  });
  return password;
}
