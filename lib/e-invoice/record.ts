import 'server-only';
import { eq } from 'drizzle-orm';
import type { Connection, Transaction } from '@/db/client';
import { consentScans, customers, eInvoiceConsents } from '@/db/schema';
import { writeAudit } from '@/lib/audit/commands';
import type { Day } from '@/lib/kernel/dates';
import { currentTerms } from '@/lib/terms/queries';
import { ledgerOf } from './ledger';
import { mailDecision } from './mails';
import { consentOn, type ConsentAction, type ConsentChannel, type Delivery } from './rules';
import type { Scan } from './scan';

/** A decision that has been judged. */
export interface Decision {
  readonly action: ConsentAction;
  readonly effectiveOn: Day;
  /** null: as it was */
  readonly delivery: Delivery | null;
  readonly email: string | null;
  readonly channel: ConsentChannel;
  readonly source: 'portal' | 'staff';
  /** who decided, or the operator who entered it */
  readonly accountId: number;
  readonly ip: string;
  readonly scan?: Scan;
}

/** Holds two decisions of one customer apart, and says whose they are. */
export async function lockCustomer(tx: Transaction, customerId: number) {
  const [customer] = await tx
    .select({ id: customers.id, customerNumber: customers.customerNumber, name: customers.name })
    .from(customers)
    .where(eq(customers.id, customerId))
    .for('update');
  if (!customer) throw new Error(`there is no customer ${customerId}`);
  return customer;
}

type Locked = Awaited<ReturnType<typeof lockCustomer>>;

/**
 * Writes a decision: the entry with the terms in force on its day, its scan, the line of the log, and the mails that
 * confirm it.
 * @param tx holds the customer's row
 * @returns the entry's number in the ledger
 */
export async function recordDecision(
  tx: Transaction,
  customer: Locked,
  decision: Decision,
  now: Date,
): Promise<number> {
  const { scan, ...entry } = decision;
  const before = consentOn(await ledgerOf(tx, customer.id), decision.effectiveOn);
  const terms =
    decision.action === 'accepted' ? await currentTerms('e_invoice', decision.effectiveOn, tx) : null;
  const [made] = await tx
    .insert(eInvoiceConsents)
    .values({
      ...entry,
      customerId: customer.id,
      recordedAt: now,
      termsVersion: terms?.version ?? null,
      textHash: terms?.textHash ?? null,
    })
    .returning({ id: eInvoiceConsents.id });
  if (scan) await tx.insert(consentScans).values({ consentId: made!.id, ...scan });
  const ledger = await ledgerOf(tx, customer.id);
  const written = ledger.find(({ id }) => id === made!.id)!;
  await log(tx, customer, decision, written.number, now);
  await mailDecision(tx, { customer, ledger, written, before }, now);
  return written.number;
}

/** Whose decision it was and how it came, never the address (SECURITY S12). */
async function log(
  tx: Connection,
  customer: Locked,
  { action, channel, accountId, ip, delivery, effectiveOn }: Decision,
  number: number,
  now: Date,
): Promise<void> {
  await writeAudit(
    tx,
    {
      action: `e_invoice.${action}`,
      entity: `customer:${customer.customerNumber}`,
      accountId,
      details: { number, channel, effectiveOn, ...(delivery ? { delivery } : {}) },
      ip,
    },
    now,
  );
}
