/** Adding, naming and removing customers of an account, and the total of all of them. */
import { and, desc, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { completeAddCustomer, startAddCustomer } from '@/lib/accounts/add-customer/commands';
import type { Proof } from '@/lib/accounts/queries';
import type { CustomerActor } from '@/lib/auth/actor';
import { createSession, readSession } from '@/lib/auth/session';
import { nameCustomer, removeCustomer } from '@/lib/customers/commands';
import { overview } from '@/lib/customers/overview';
import { findInvoice } from '@/lib/invoices/queries';
import { addDays } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold, insertInvoice, insertPayment, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
let network = 0;
const somewhere = () => visitorFrom(`198.51.${++network}.7`);

/** An account of as many households, signed in. */
async function signedIn(count = 1) {
  const customers = [];
  for (let made = 0; made < count; made++) customers.push((await insertHousehold(db)).customer);
  const ids = customers.map(({ id }) => id);
  const account = await insertAccount(db, { locale: 'pl' }, ids);
  const cookie = await createSession(db, account, visitorFrom(), NOW);
  const actor = async (now = later(1)): Promise<CustomerActor> => {
    const session = (await readSession(db, cookie, now))!;
    return { ...session, kind: 'customer', current: session.current! };
  };
  return { account, customers, actor };
}

/** A household that nobody manages, with the proof of it. */
async function provable(overrides: Parameters<typeof insertHousehold>[1] = {}) {
  const { customer, contract, meter } = await insertHousehold(db, overrides);
  const of = { customerId: customer.id, contractId: contract.id };
  const invoice = await insertInvoice(db, of, { gross: grosze(43_336) });
  const proof: Proof = {
    customerNumber: customer.customerNumber,
    invoiceNumber: invoice.invoiceNumber,
    invoiceGross: grosze(43_336),
    meterSerial: null,
  };
  return { customer, invoice, meter, proof };
}

const mailsTo = (email: string) =>
  db
    .select({ kind: schema.outbox.kind, text: schema.outbox.bodyText })
    .from(schema.outbox)
    .where(eq(schema.outbox.recipient, email))
    .orderBy(desc(schema.outbox.id));
const codeFor = async (email: string) => /^\d{6}$/m.exec((await mailsTo(email))[0]?.text ?? '')?.[0] ?? '';
const numbersOf = ({ customers }: CustomerActor) => customers.map(one => one.customerNumber).sort();
const otherThan = (code: string) => (code === '111111' ? '222222' : '111111');

describe('adding', () => {
  it('the proof and the code sent to the account’s address bring the customer, and the session looks at it', async () => {
    const { account, customers, actor } = await signedIn();
    const { customer, invoice, proof } = await provable();
    expect(await findInvoice(await actor(), invoice.ref, TODAY)).toBeNull();
    await startAddCustomer(await actor(), somewhere(), proof, NOW);
    expect(numbersOf(await actor())).toEqual([customers[0]!.customerNumber]);
    const code = await codeFor(account.email);
    const added = await completeAddCustomer(await actor(), somewhere(), { code }, later(2));
    expect(added).toBe(customer.customerNumber);
    expect(numbersOf(await actor())).toEqual([customers[0]!, customer].map(one => one.customerNumber).sort());
    expect((await actor()).current.customerNumber).toBe(customer.customerNumber);
    expect(await findInvoice(await actor(), invoice.ref, TODAY)).not.toBeNull();
  });

  it('a meter proves as well as the amount', async () => {
    const { account, actor } = await signedIn();
    const { meter, proof } = await provable();
    const byMeter = { ...proof, invoiceGross: null, meterSerial: meter.serialNumber.toLowerCase() };
    await startAddCustomer(await actor(), somewhere(), byMeter, NOW);
    expect(await codeFor(account.email)).toMatch(/^\d{6}$/);
  });

  it.each<[string, Partial<Proof>]>([
    ['one grosz more', { invoiceGross: grosze(43_337) }],
    ['another invoice', { invoiceNumber: 'FV/2026/11/000000' }],
    ['a customer that does not exist', { customerNumber: 'K-000000' }],
  ])('%s: answers alike, sends nothing, and no code opens anything', async (_name, change) => {
    const { account, customers, actor } = await signedIn();
    const { proof } = await provable();
    const sent = startAddCustomer(await actor(), somewhere(), { ...proof, ...change }, NOW);
    await expect(sent).resolves.toBeUndefined();
    expect(await mailsTo(account.email)).toEqual([]);
    const guess = async (code: string) => completeAddCustomer(await actor(), somewhere(), { code }, later(1));
    for (const left of [4, 3, 2, 1])
      await expect(guess('123456')).rejects.toMatchObject({ code: 'codeWrong', params: { left } });
    await expect(guess('123456')).rejects.toMatchObject({ code: 'codeSpent' });
    expect(numbersOf(await actor())).toEqual([customers[0]!.customerNumber]);
  });

  it('a right proof with wrong codes answers exactly as a wrong proof does', async () => {
    const { account, actor } = await signedIn();
    await startAddCustomer(await actor(), somewhere(), (await provable()).proof, NOW);
    const code = await codeFor(account.email);
    const give = async (text: string) =>
      completeAddCustomer(await actor(), somewhere(), { code: text }, later(1));
    for (const left of [4, 3, 2, 1])
      await expect(give(otherThan(code))).rejects.toMatchObject({ code: 'codeWrong', params: { left } });
    await expect(give(otherThan(code))).rejects.toMatchObject({ code: 'codeSpent' });
    await expect(give(code)).rejects.toMatchObject({ code: 'codeSpent' });
  });

  it('a code holds ten minutes, and only the newest of them', async () => {
    const { account, actor } = await signedIn();
    const { proof } = await provable();
    await startAddCustomer(await actor(), somewhere(), proof, NOW);
    const first = await codeFor(account.email);
    const late = completeAddCustomer(await actor(), somewhere(), { code: first }, later(10));
    await expect(late).rejects.toMatchObject({ code: 'codeExpired' });
    await startAddCustomer(await actor(), somewhere(), proof, later(11));
    const second = await codeFor(account.email);
    if (first !== second) {
      const old = completeAddCustomer(await actor(), somewhere(), { code: first }, later(12));
      await expect(old).rejects.toMatchObject({ code: 'codeWrong' });
    }
    await expect(
      completeAddCustomer(await actor(), somewhere(), { code: second }, later(12)),
    ).resolves.toMatch(/^K-/);
  });

  it('one account’s code is none of another’s', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    await startAddCustomer(await mine.actor(), somewhere(), (await provable()).proof, NOW);
    const code = await codeFor(mine.account.email);
    const stolen = completeAddCustomer(await theirs.actor(), somewhere(), { code }, later(1));
    await expect(stolen).rejects.toMatchObject({ code: 'addCustomerGone' });
  });

  it('everybody on file is told, the log has a line, and neither names an address', async () => {
    const { account, actor } = await signedIn();
    const { customer, proof } = await provable({ email: 'Na.Pliku@Example.pl' });
    await insertAccount(db, { email: 'corka@example.pl', locale: 'en' }, [customer.id]);
    await startAddCustomer(await actor(), somewhere(), proof, NOW);
    await completeAddCustomer(await actor(), somewhere(), { code: await codeFor(account.email) }, later(1));
    expect((await mailsTo('na.pliku@example.pl')).map(({ kind }) => kind)).toEqual(['account_added']);
    const [told] = await mailsTo('corka@example.pl');
    expect(told?.text).toContain(`customer ${customer.customerNumber}`);
    expect(told?.text).not.toContain(account.email);
    expect((await mailsTo(account.email)).map(({ kind }) => kind)).toEqual(['customer_code']);
    const [line] = await db
      .select()
      .from(schema.auditLog)
      .where(eq(schema.auditLog.entity, `customer:${customer.customerNumber}`));
    expect(line).toMatchObject({ action: 'account.customer_added', accountId: account.id });
    expect(JSON.stringify(line)).not.toContain('@');
  });

  it('the same customer again is said kindly, however it is typed; the same code twice is one row', async () => {
    const { account, customers, actor } = await signedIn();
    const own = customers[0]!.customerNumber.replace('-', ' ').toLowerCase();
    const { customer, proof } = await provable();
    const again = startAddCustomer(await actor(), somewhere(), { ...proof, customerNumber: own }, NOW);
    await expect(again).rejects.toMatchObject({ code: 'customerManaged', field: 'customerNumber' });
    await startAddCustomer(await actor(), somewhere(), proof, NOW);
    const code = await codeFor(account.email);
    const before = await actor();
    const given = await Promise.allSettled(
      [1, 2, 3].map(() => completeAddCustomer(before, somewhere(), { code }, later(1))),
    );
    expect(given.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { accountCustomers } = schema;
    const rows = await db
      .select()
      .from(accountCustomers)
      .where(and(eq(accountCustomers.accountId, account.id), eq(accountCustomers.customerId, customer.id)));
    expect(rows).toHaveLength(1);
  });

  it('ten guesses at one customer, then a pause, from however many accounts and networks', async () => {
    const { proof } = await provable();
    for (let amount = 1; amount <= 10; amount++) {
      const { actor } = await signedIn();
      await startAddCustomer(await actor(), somewhere(), { ...proof, invoiceGross: grosze(amount) }, NOW);
    }
    const { actor } = await signedIn();
    const refused = startAddCustomer(await actor(), somewhere(), proof, NOW);
    await expect(refused).rejects.toMatchObject({ code: 'tooMany', params: { minutes: 6 } });
  });
});

describe('naming', () => {
  it('is the account’s own, and an empty name takes it away', async () => {
    const { customers, actor } = await signedIn(2);
    const [{ customerNumber, id }] = customers as [(typeof customers)[number]];
    const other = await insertAccount(db, {}, [id]);
    expect(await nameCustomer(await actor(), { customerNumber, nickname: 'Mama' })).toBe(true);
    expect((await actor()).customers.find(one => one.id === id)?.nickname).toBe('Mama');
    const theirs = await readSession(db, await createSession(db, other, visitorFrom(), NOW), NOW);
    expect(theirs?.customers[0]?.nickname).toBeNull();
    await nameCustomer(await actor(), { customerNumber, nickname: null });
    expect((await actor()).customers.find(one => one.id === id)?.nickname).toBeNull();
  });

  it('of a foreign customer and of none answers alike and writes nothing', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    const foreign = theirs.customers[0]!.customerNumber;
    for (const customerNumber of [foreign, 'K-000000'])
      expect(await nameCustomer(await mine.actor(), { customerNumber, nickname: 'moje' })).toBe(false);
    expect((await theirs.actor()).current.nickname).toBeNull();
  });
});

describe('removing', () => {
  it('ends the view at the next request: pages, list and invoices', async () => {
    const { customers, actor } = await signedIn(2);
    const [kept, gone] = customers as [(typeof customers)[number], (typeof customers)[number]];
    const invoice = await insertInvoice(db, { customerId: gone.id });
    expect(await findInvoice(await actor(), invoice.ref, TODAY)).not.toBeNull();
    expect(await removeCustomer(await actor(), somewhere(), gone.customerNumber, NOW)).toBe(true);
    expect(numbersOf(await actor())).toEqual([kept.customerNumber]);
    expect(await findInvoice(await actor(), invoice.ref, TODAY)).toBeNull();
    expect((await overview(await actor(), TODAY)).customers).toHaveLength(1);
  });

  it('never the last one, not even by two at once', async () => {
    const { customers, actor } = await signedIn(2);
    const before = await actor();
    const results = await Promise.allSettled(
      customers.map(({ customerNumber }) => removeCustomer(before, somewhere(), customerNumber, NOW)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await actor();
    expect(left.customers).toHaveLength(1);
    const last = removeCustomer(left, somewhere(), left.current.customerNumber, NOW);
    await expect(last).rejects.toMatchObject({ code: 'lastCustomer' });
  });

  it('of a foreign customer and of none answers alike and removes nothing', async () => {
    const [mine, theirs] = [await signedIn(2), await signedIn(2)];
    for (const number of [theirs.customers[0]!.customerNumber, 'K-000000'])
      expect(await removeCustomer(await mine.actor(), somewhere(), number, NOW)).toBe(false);
    expect((await theirs.actor()).customers).toHaveLength(2);
  });
});

describe('the total of all', () => {
  it('100,00 to pay and 30,00 overpaid of two customers: both stand, neither is set off', async () => {
    const { customers, actor } = await signedIn(2);
    const [owing, ahead] = customers as [(typeof customers)[number], (typeof customers)[number]];
    await insertInvoice(db, { customerId: owing.id }, { gross: grosze(10_000), dueOn: addDays(TODAY, 5) });
    await insertPayment(db, { customerId: ahead.id }, { amount: grosze(3_000) });
    const all = await overview(await actor(), TODAY);
    expect(all).toMatchObject({ due: 10_000, overdue: 0, overpayment: 3_000 });
    expect(all.customers.map(({ totals }) => [totals?.amountDue, totals?.overpayment])).toEqual([
      [10_000, 0],
      [0, 3_000],
    ]);
    expect(all.customers[0]?.totals?.nextDueOn).toBe(addDays(TODAY, 5));
    expect(all.customers[0]?.addresses[0]?.street).toBe('Młyńska');
  });

  it('has nothing of anybody else, even for an actor that claims more', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    await insertInvoice(db, { customerId: theirs.customers[0]!.id });
    const actor = await mine.actor();
    const claiming = { ...actor, customers: [...actor.customers, ...(await theirs.actor()).customers] };
    const all = await overview(claiming, TODAY);
    expect(all.customers.map(one => one.customerNumber)).toEqual([mine.customers[0]!.customerNumber]);
    expect(all.due).toBe(0);
  });

  it('takes one statement for one customer as for twelve', async () => {
    const counts: number[] = [];
    for (const customers of [1, 12]) {
      const { actor } = await signedIn(customers);
      const who = await actor();
      const asked: string[] = [];
      const { rawSql } = jest.requireMock<typeof import('@/db/client')>('@/db/client');
      jest.mocked(rawSql).mockImplementationOnce(() => counting(asked));
      expect((await overview(who, TODAY)).customers).toHaveLength(customers);
      counts.push(asked.length);
    }
    expect(counts).toEqual([1, 1]);
  });
});

/** The driver's own templates, counted when they are awaited as statements and not as pieces of one. */
function counting(asked: string[]): typeof sql {
  return new Proxy(sql, {
    apply(target, self, args: [TemplateStringsArray, ...unknown[]]) {
      if (/^\s*select\b/.test(args[0][0] ?? '')) asked.push(args[0][0] ?? '');
      return Reflect.apply(target as unknown as (...given: unknown[]) => unknown, self, args);
    },
  });
}

jest.mock('@/db/client', () => {
  const real = jest.requireActual<typeof import('@/db/client')>('@/db/client');
  return { ...real, rawSql: jest.fn(real.rawSql) };
});
