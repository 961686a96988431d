/** Many notifications at once: each scan goes through several pieces, and a second one finds nothing. */
import { scanKind } from '@/lib/notifications/scan';
import { startOfDay } from '@/lib/kernel/dates';
import { testDatabase } from '../../support/database';
import { TODAY } from '../../support/factories';

const { sql } = testDatabase();
const COUNT = 2_000;

beforeAll(async () => {
  await sql`insert into customers (customer_number, kind, name, city)
    select 'K-' || n, 'person', 'Jan Próbny ' || n, 'Międzyrzecz' from generate_series(1, ${COUNT}::int) n`;
  await sql`insert into accounts (email) select 'konto.' || n || '@example.pl' from generate_series(1, ${COUNT}::int) n`;
  await sql`insert into account_customers (account_id, customer_id, source)
    select a.id, c.id, 'import' from customers c join accounts a on a.email = 'konto.' || substr(c.customer_number, 3) || '@example.pl'`;
  // Two years of paid invoices, so that settling has something to do, and the newest open.
  await sql`insert into invoices (invoice_number, customer_id, issued_on, due_on, net_gr, vat_gr, gross_gr, first_imported_at)
    select 'FV/' || c.id || '/' || n, c.id, ${TODAY}::date - 11 - 60 * n, ${TODAY}::date + 3 - 60 * n, 10000, 800, 10800,
      ${startOfDay(TODAY).toISOString()}
    from customers c cross join generate_series(0, 12) n`;
  await sql`insert into payments (payment_id, customer_id, booked_on, amount_gr, invoice_number)
    select 'W' || i.id, i.customer_id, i.due_on, i.gross_gr, i.invoice_number from invoices i where i.due_on < ${TODAY}`;
  await sql`update invoices set issued_on = ${TODAY}::date - 1 where due_on > ${TODAY}`;
  await sql`analyze`;
});

it.each(['invoice_issued', 'payment_due'] as const)(
  '2,000 of %s',
  async kind => {
    const now = new Date(startOfDay(TODAY).getTime() + 9 * 3_600_000);
    expect(await scanKind(kind, now)).toBe(COUNT);
    expect(await scanKind(kind, now)).toBe(0);
  },
  120_000,
);
