import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { StaffActor } from '@/lib/auth/actor';
import { dayOf, type Day } from '@/lib/kernel/dates';
import { report } from '@/lib/reports/queries';

/** What this month is like so far. */
export interface MonthFigures {
  /** of its invoices, in percent; null where none was issued yet */
  readonly eInvoices: number | null;
  /** mails and SMS that went out */
  readonly sent: number;
  /** readings that customers gave */
  readonly readings: number;
  /** accounts of customers that were used */
  readonly accounts: number;
}

/** The figures of the month of `now`, as the reports have them. */
export async function monthFigures(actor: StaffActor, now: Date): Promise<MonthFigures> {
  const month = `${dayOf(now).slice(0, 7)}-01` as Day;
  const of = async (name: 'e_invoices' | 'readings' | 'accounts') =>
    (await report(actor, name, { from: month, to: month }, now))[0]?.values ?? {};
  const [eInvoices, readings, accounts, [sent]] = await Promise.all([
    of('e_invoices'),
    of('readings'),
    of('accounts'),
    db().execute<{ count: number }>(sql`select count(*)::int as count from outbox
      where state in ('sent', 'delivered') and last_attempt_at >= ${month}::date::timestamp at time zone 'Europe/Warsaw'`),
  ]);
  return {
    eInvoices: eInvoices.share ?? null,
    sent: sent?.count ?? 0,
    readings: readings.all ?? 0,
    accounts: accounts.signedIn ?? 0,
  };
}
