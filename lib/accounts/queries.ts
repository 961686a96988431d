import 'server-only';
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import { db, type Connection } from '@/db/client';
import { accountCustomers, accounts, customers, sessions } from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import type { Day } from '@/lib/kernel/dates';
import type { Grosze, Locale } from '@/lib/kernel/money';
import { plainNumber, recentSince } from './rules';

/** What somebody states to prove that a customer's paper is in their hands. */
export interface Proof {
  readonly customerNumber: string;
  readonly invoiceNumber: string;
  /** gross amount of that invoice, or what is left to pay on it, which paper prints larger … */
  readonly invoiceGross: Grosze | null;
  /** … or the number of a meter of theirs instead */
  readonly meterSerial: string | null;
}

/** The customer that a proof fits, in one round trip; null when it fits none. */
export async function provenCustomer(
  connection: Connection,
  proof: Proof,
  today: Day,
): Promise<number | null> {
  const serial = proof.meterSerial === null ? null : plainNumber(proof.meterSerial);
  const [row] = await connection.execute<{ id: string }>(sql`
    select c.id
    from customers c join invoices i on i.customer_id = c.id
    where upper(translate(c.customer_number, '- ', '')) = ${plainNumber(proof.customerNumber)}
      and upper(translate(i.invoice_number, '- ', '')) = ${plainNumber(proof.invoiceNumber)}
      and i.issued_on between ${recentSince(today)}::date and ${today}::date
      and (${proof.invoiceGross}::bigint in (i.gross_gr, i.to_pay_gr)
        or ${serial}::text in (
          select upper(translate(m.serial_number, '- ', ''))
          from contracts k join meters m on m.service_point_id = k.service_point_id
          where k.customer_id = c.id
            and m.installed_on <= coalesce(k.ends_on, 'infinity'::date)
            and coalesce(m.removed_on, 'infinity'::date) >= k.starts_on))
    limit 1`);
  return row ? Number(row.id) : null;
}

/** Everybody on file for a customer: the address that the billing system has, and who owns it already. */
export async function contactsOf(
  connection: Connection,
  customerId: number,
): Promise<{ customerNumber: string; contacts: { email: string; locale: Locale }[] }> {
  const [customer] = await connection
    .select({ customerNumber: customers.customerNumber, email: customers.email })
    .from(customers)
    .where(eq(customers.id, customerId));
  const managing = await connection
    .select({ email: accounts.email, locale: accounts.locale })
    .from(accountCustomers)
    .innerJoin(accounts, eq(accounts.id, accountCustomers.accountId))
    .where(
      and(
        eq(accountCustomers.customerId, customerId),
        isNull(accountCustomers.sharedBy),
        isNull(accounts.disabledAt),
      ),
    );
  const contacts = new Map<string, { email: string; locale: Locale }>();
  const onFile = customer?.email?.trim().toLowerCase();
  if (onFile) contacts.set(onFile, { email: onFile, locale: 'pl' });
  for (const contact of managing) contacts.set(contact.email, contact);
  return { customerNumber: customer?.customerNumber ?? '', contacts: [...contacts.values()] };
}

/** The actor's sign-ins before the present one, newest first. */
export async function earlierSignIns(actor: CustomerActor, count = 5, connection: Connection = db()) {
  return connection
    .select({ at: sessions.createdAt, userAgent: sessions.userAgent })
    .from(sessions)
    .where(and(eq(sessions.accountId, actor.accountId), ne(sessions.id, actor.sessionId)))
    .orderBy(desc(sessions.createdAt))
    .limit(count);
}
