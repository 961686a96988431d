/** The account of a customer: agrees with the dashboard, takes few queries, and nobody else sees any of it. */
import { connect, type Database } from '@/db/client';
import type { CustomerActor } from '@/lib/auth/actor';
import { createSession, readSession } from '@/lib/auth/session';
import { dashboard } from '@/lib/customers/queries';
import { addDays, day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { settlements } from '@/lib/settlements/queries';
import { statementOf } from '@/lib/settlements/rules';
import { statementCsv } from '@/lib/settlements/statement-csv';
import { testDatabase } from '../support/database';
import {
  actorOf,
  insertAccount,
  insertContract,
  insertCustomer,
  insertHousehold,
  insertInvoice,
  insertLongHistory,
  insertPayment,
  insertServicePoint,
} from '../support/factories';

const { db, url } = testDatabase();
const NOW = new Date('2026-11-22T13:05:00Z');
const EVERYTHING = { from: null, to: null };

const numbers = async (actor: CustomerActor) =>
  (await settlements(actor, NOW)).entries.map(entry => entry.document?.number ?? entry.invoiceNumber);

it('108,00 billed, 50,00 paid: 58,00 owed after the last line and on the dashboard', async () => {
  const { customer } = await insertHousehold(db);
  const invoice = await insertInvoice(db, { customerId: customer.id }, { issuedOn: day('2026-11-05') });
  await insertPayment(
    db,
    { customerId: customer.id },
    { amount: grosze(5_000), bookedOn: day('2026-11-20'), invoiceNumber: invoice.invoiceNumber },
  );
  const actor = actorOf(customer);
  const found = await settlements(actor, NOW);
  expect(found.entries.map(({ kind, balance }) => [kind, balance])).toEqual([
    ['invoice', 10_800],
    ['payment', 5_800],
  ]);
  expect(found).toMatchObject({
    customer: { customerNumber: customer.customerNumber, name: customer.name },
    lastPayment: { on: '2026-11-20', amount: 5_000 },
    totals: { amountDue: 5_800, balance: 5_800 },
    late: [{ open: 5_800, dueOn: '2026-11-19' }],
  });
  expect(found.places.size).toBe(0);
  expect((await dashboard(actor, NOW)).totals).toEqual(found.totals);
});

it('another customer sees nothing of it, nor one whose payment names its invoice', async () => {
  const [{ customer: owner }, { customer: other }] = [await insertHousehold(db), await insertHousehold(db)];
  const invoice = await insertInvoice(db, { customerId: owner.id });
  await insertPayment(db, { customerId: owner.id });
  expect((await settlements(actorOf(other), NOW)).entries).toEqual([]);

  await insertPayment(db, { customerId: other.id }, { invoiceNumber: invoice.invoiceNumber });
  const [entry] = (await settlements(actorOf(other), NOW)).entries;
  expect(entry).toMatchObject({ apart: 'unknown_invoice', invoice: null, effect: 0 });
  expect((await settlements(actorOf(owner), NOW)).entries).toHaveLength(2);
});

it('an account with two customers reads the chosen one alone', async () => {
  const [one, two] = [await insertCustomer(db), await insertCustomer(db)];
  const mine = await insertInvoice(db, { customerId: one.id });
  const theirs = await insertInvoice(db, { customerId: two.id });
  const actor = actorOf(one, two);
  expect(await numbers(actor)).toEqual([mine.invoiceNumber]);
  expect(await numbers({ ...actor, current: actor.customers[1]! })).toEqual([theirs.invoiceNumber]);
});

it('a former customer goes on reading all of it', async () => {
  const customer = await insertCustomer(db);
  const point = await insertServicePoint(db);
  const contract = await insertContract(
    db,
    { customerId: customer.id, servicePointId: point.id },
    { startsOn: day('2020-01-01'), endsOn: day('2022-06-30') },
  );
  await insertInvoice(
    db,
    { customerId: customer.id, contractId: contract.id },
    { issuedOn: day('2022-07-05') },
  );
  await insertPayment(db, { customerId: customer.id }, { bookedOn: day('2022-07-20') });
  expect((await settlements(actorOf(customer), NOW)).entries).toHaveLength(2);
});

describe('60 months and 3 properties', () => {
  it('the page asks the database 3 times at most, the session included', async () => {
    const customer = await insertLongHistory(db, { months: 60, properties: 3 });
    const account = await insertAccount(db, {}, [customer.id]);
    const asked: string[] = [];
    const counted = connect(url, { max: 1, debug: (_connection, text) => void asked.push(text) });
    const holder = globalThis as { ibokPool?: { sql: unknown; db: Database } };
    const before = holder.ibokPool;
    try {
      const cookie = await createSession(
        counted.db,
        { id: account.id, sessionVersion: account.sessionVersion },
        { ip: '192.0.2.1', prefix: '192.0.2.0/24', locale: 'pl', userAgent: 'Test' },
        NOW,
      );
      asked.length = 0;
      holder.ibokPool = counted;
      // Two minutes later, when the session also notes that it was used.
      const later = new Date(NOW.getTime() + 120_000);
      const session = await readSession(counted.db, cookie, later);
      const ownActor = actorOf(customer);
      expect(session!.customers[0]!.id).toBe(ownActor.current.id);
      const found = await settlements(ownActor, later);
      const own = asked.filter(text => !/pg_catalog|pg_type/.test(text));
      expect(own.length).toBeLessThanOrEqual(3);
      expect(own.filter(text => /from payments/.test(text))).toHaveLength(1);

      expect(found.entries.filter(({ kind }) => kind === 'invoice')).toHaveLength(180);
      expect(new Set([...found.places.values()].map(({ building }) => building)).size).toBe(3);
      expect(found.entries.at(-1)!.balance).toBe(found.totals.balance);
    } finally {
      holder.ibokPool = before;
      await counted.sql.end({ timeout: 5 });
    }
  });

  it('every year begins with what the year before it ended with', async () => {
    const actor = actorOf(await insertLongHistory(db, { months: 60, properties: 3 }));
    const { entries, totals } = await settlements(actor, NOW);
    let closing = 0;
    for (const year of [2021, 2022, 2023, 2024, 2025, 2026]) {
      const part = statementOf(entries, { from: day(`${year}-01-01`), to: day(`${year}-12-31`) });
      expect(part.opening?.balance ?? 0).toBe(closing);
      closing = part.closing;
    }
    expect(closing).toBe(totals.balance);
  });
});

describe('the CSV', () => {
  it('keeps minus signs of amounts and disarms text that a spreadsheet would run', async () => {
    const customer = await insertCustomer(db);
    const invoice = await insertInvoice(
      db,
      { customerId: customer.id },
      { invoiceNumber: `=FV/${customer.id}`, issuedOn: day('2026-03-01') },
    );
    await insertPayment(
      db,
      { customerId: customer.id },
      { bookedOn: day('2026-03-10'), amount: grosze(12_000), invoiceNumber: invoice.invoiceNumber },
    );
    await insertPayment(
      db,
      { customerId: customer.id },
      { bookedOn: day('2026-03-11'), amount: grosze(-200), invoiceNumber: '@SUM(1)' },
    );
    const { entries } = await settlements(actorOf(customer), NOW);
    const [, ...lines] = statementCsv(statementOf(entries, EVERYTHING), 'standard').trimEnd().split('\r\n');
    expect(lines).toEqual([
      `2026-03-01,invoice,'=FV/${customer.id},,,${addDays(day('2026-03-01'), 14)},108.00,PLN,true,108.00,to_pay`,
      `2026-03-10,payment,,,'=FV/${customer.id},,-120.00,PLN,true,-12.00,overpaid`,
      `2026-03-11,refund,,,'@SUM(1),,2.00,PLN,false,-12.00,overpaid`,
    ]);
    const polish = statementCsv(statementOf(entries, { from: day('2026-03-11'), to: null }), 'pl');
    expect(polish.startsWith('\ufeffdate;kind;')).toBe(true);
    expect(polish).toContain('2026-03-10;carried_forward;;;;;;;;-12,00;overpaid\r\n');
  });
});
