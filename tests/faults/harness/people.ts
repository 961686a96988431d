import type { Database } from '@/db/client';
import { notificationPreferences } from '@/db/schema';
import { addDays, dayOf, startOfDay, type Day } from '@/lib/kernel/dates';
import { insertAccount, insertCustomer, insertInvoice } from '../../support/factories';

let made = 0;

/** A customer with an account that is told of everything, by mail and, where wanted, also by SMS. */
export async function insertReader(db: Database, { sms = false } = {}) {
  const customer = await insertCustomer(db);
  const account = await insertAccount(
    db,
    sms ? { phone: `+4869${String(++made).padStart(7, '0')}`, phoneVerifiedAt: new Date(0) } : {},
    [customer.id],
  );
  if (sms) {
    await db.insert(notificationPreferences).values(
      ['invoice_issued', 'payment_due', 'contract_expiry', 'legalisation_expiry'].map(kind => ({
        customerId: customer.id,
        kind,
        channel: 'sms' as const,
        enabled: true,
        source: 'portal' as const,
      })),
    );
  }
  return { customer, account };
}

/** An invoice that came by the import of the day it was issued on. */
export const insertIssued = (
  db: Database,
  customerId: number,
  issuedOn: Day,
  dueOn = addDays(issuedOn, 14),
) =>
  insertInvoice(
    db,
    { customerId },
    { issuedOn, dueOn, firstImportedAt: new Date(startOfDay(issuedOn).getTime() + 6 * 3_600_000) },
  );

/** An hour of a Warsaw day. */
export const hourOf = (on: Day, hour: number): Date => new Date(startOfDay(on).getTime() + hour * 3_600_000);

/** Every hour on the hour from the beginning of one Warsaw day to the end of another: 23, 24 or 25 a day. */
export function* hours(from: Day, to: Day): Generator<Date> {
  const end = startOfDay(addDays(to, 1)).getTime();
  for (let at = startOfDay(from).getTime(); at < end; at += 3_600_000) yield new Date(at);
}

/** The days that an instant's calendar shows are Warsaw's. */
export const warsawDay = (instant: Date): Day => dayOf(instant);
