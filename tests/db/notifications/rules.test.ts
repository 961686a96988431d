/** Who is told of what, what is looked at again before it leaves, and where it goes when it cannot get there. */
import { and, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import type { QueuedMessage } from '@/lib/delivery/ports';
import { addDays, startOfDay, type Day } from '@/lib/kernel/dates';
import { grosze } from '@/lib/kernel/money';
import { deliveryHooks } from '@/lib/notifications/hooks';
import { scanKind } from '@/lib/notifications/scan';
import type { ScannedKind } from '@/lib/notifications/subjects/subject';
import { testDatabase } from '../../support/database';
import {
  insertAccount,
  insertContract,
  insertHousehold,
  insertInvoice,
  insertMeter,
  insertPayment,
  TODAY,
} from '../../support/factories';

const { db } = testDatabase();
const on = (offset: number): Day => addDays(TODAY, offset);
const at = (offset: number): Date => new Date(startOfDay(on(offset)).getTime() + 9 * 3_600_000);
const NOW = at(0);

beforeEach(async () => {
  // Each test begins without messages and without anybody to tell.
  await db.delete(schema.outbox);
  await db.delete(schema.accountCustomers);
});

let phones = 0;
const aPhone = () => ({ phone: `+4860120${String(++phones).padStart(4, '0')}`, phoneVerifiedAt: NOW });

/** A customer with an account that has a verified number, and an invoice that is due in three days. */
async function aDebtor() {
  const household = await insertHousehold(db);
  const account = await insertAccount(db, aPhone(), [household.customer.id]);
  const invoice = await insertInvoice(
    db,
    { customerId: household.customer.id },
    { issuedOn: on(-20), dueOn: on(3), firstImportedAt: at(-20) },
  );
  return { ...household, account, invoice };
}

const rows = async (): Promise<(QueuedMessage & { bodyText: string; subject: string | null })[]> =>
  db.select().from(schema.outbox).orderBy(schema.outbox.id);

const told = async () =>
  (await rows()).map(({ kind, channel, recipient }) => `${kind} ${channel} ${recipient}`);

/** What becomes of the only message when it is looked at again. */
async function looked(now = NOW) {
  const all = await rows();
  const withdrawn = await deliveryHooks.recheck(db, all, now);
  return all.map(({ id }) => withdrawn.get(id) ?? 'sent');
}

const choose = (
  accountId: number,
  customerId: number,
  channel: 'email' | 'sms',
  enabled: boolean,
  kind = 'payment_due',
) =>
  db
    .insert(schema.notificationChoices)
    .values({ accountId, customerId, kind, channel, enabled, decidedAt: NOW, source: 'portal' });

describe('recipients', () => {
  test('by default an e-mail and no SMS, whatever number there is', async () => {
    const { account } = await aDebtor();
    expect(await scanKind('payment_due', NOW)).toBe(1);
    expect(await told()).toEqual([`payment_due email ${account.email}`]);
  });

  test.each([
    ['customer: SMS on', [['sms', true]], [], ['email', 'sms']],
    ['customer: e-mail off', [['email', false]], [], []],
    ['customer: e-mail off, account: on', [['email', false]], [['email', true]], ['email']],
    [
      'customer: both on, account: both off',
      [
        ['email', true],
        ['sms', true],
      ],
      [
        ['email', false],
        ['sms', false],
      ],
      [],
    ],
    [
      'account: SMS instead of e-mail',
      [],
      [
        ['email', false],
        ['sms', true],
      ],
      ['sms'],
    ],
  ] as const)('%s', async (_what, ofCustomer, ofAccount, channels) => {
    const { account, customer } = await aDebtor();
    for (const [channel, enabled] of ofCustomer)
      await db.insert(schema.notificationPreferences).values({
        customerId: customer.id,
        kind: 'payment_due',
        channel,
        enabled,
        source: 'import',
      });
    for (const [channel, enabled] of ofAccount) await choose(account.id, customer.id, channel, enabled);
    await scanKind('payment_due', NOW);
    expect((await rows()).map(row => row.channel)).toEqual([...channels]);
  });

  test('an SMS only to a verified number', async () => {
    const { account, customer } = await aDebtor();
    await choose(account.id, customer.id, 'sms', true);
    await db.update(schema.accounts).set({ phoneVerifiedAt: null }).where(eq(schema.accounts.id, account.id));
    await scanKind('payment_due', NOW);
    expect((await rows()).map(row => row.channel)).toEqual(['email']);
  });

  test('every account that manages the customer, none that is disabled, staff or of another customer', async () => {
    const { customer, account } = await aDebtor();
    const daughter = await insertAccount(db, {}, [customer.id]);
    await insertAccount(db, { disabledAt: NOW }, [customer.id]);
    await insertAccount(db, { staffRole: 'billing' }, [customer.id]);
    await insertAccount(db, {}, [(await insertHousehold(db)).customer.id]);
    await scanKind('payment_due', NOW);
    expect(await told()).toEqual([
      `payment_due email ${account.email}`,
      `payment_due email ${daughter.email}`,
    ]);
  });

  test('two accounts with one telephone are told once by SMS', async () => {
    const { customer, account } = await aDebtor();
    const same = await insertAccount(db, { phone: account.phone, phoneVerifiedAt: NOW }, [customer.id]);
    for (const { id } of [account, same]) await choose(id, customer.id, 'sms', true);
    expect(await scanKind('payment_due', NOW)).toBe(3);
    expect(await scanKind('payment_due', NOW)).toBe(0);
  });

  test('whoever was told is not told again at a new address', async () => {
    const { account } = await aDebtor();
    await scanKind('payment_due', NOW);
    await db.update(schema.outbox).set({ state: 'delivered' });
    await db
      .update(schema.accounts)
      .set({ email: 'nowy@example.pl' })
      .where(eq(schema.accounts.id, account.id));
    expect(await scanKind('payment_due', NOW)).toBe(0);
  });
});

describe('invoice_issued', () => {
  const issued = async (overrides: Parameters<typeof insertInvoice>[2]) => {
    const { customer } = await insertHousehold(db);
    await insertAccount(db, { locale: 'pl' }, [customer.id]);
    await insertInvoice(db, { customerId: customer.id }, { firstImportedAt: NOW, ...overrides });
    await scanKind('invoice_issued', NOW);
    return rows();
  };

  test.each([
    ['7 days old when it came', { issuedOn: on(-7) }, 1],
    ['8 days old when it came', { issuedOn: on(-8) }, 0],
    ['it came a week ago and nobody called since', { issuedOn: on(-9), firstImportedAt: at(-7) }, 1],
    ['it came 8 days ago', { issuedOn: on(-9), firstImportedAt: at(-8) }, 0],
    ['dated tomorrow: not yet', { issuedOn: on(1) }, 0],
    ['of zero', { issuedOn: on(-1), net: grosze(0), vat: grosze(0) }, 0],
    [
      'a correction of words alone',
      { issuedOn: on(-1), isCorrection: true, net: grosze(0), vat: grosze(0) },
      0,
    ],
  ])('%s', async (_what, overrides, count) => {
    expect(await issued(overrides)).toHaveLength(count);
  });

  test.each([
    ['an invoice', {}, /na kwotę 108,00\u00a0zł/],
    ['in euro', { currency: 'EUR' }, /na kwotę 108,00\u00a0EUR/],
    ['with less to pay', { toPay: grosze(5_000) }, /Do zapłaty: 50,00\u00a0zł/],
    ['with nothing to pay', { toPay: grosze(0) }, /Nie trzeba nic płacić/],
    [
      'a correction downwards',
      { isCorrection: true, net: grosze(-1_000), vat: grosze(-80) },
      /Zmniejsza ona należność o 10,80\u00a0zł/,
    ],
    ['a correction upwards', { isCorrection: true }, /Zwiększa ona należność o 108,00\u00a0zł/],
  ])('%s says what there is to pay', async (_what, overrides, text) => {
    const [row] = await issued({ issuedOn: on(-1), ...overrides });
    expect(row?.bodyText).toMatch(text);
  });
});

describe('payment_due', () => {
  test('not what is paid, by name or from an overpayment, nor while staff hold it', async () => {
    const paid = await aDebtor();
    await insertPayment(db, { customerId: paid.customer.id }, { invoiceNumber: paid.invoice.invoiceNumber });
    const overpaid = await aDebtor();
    await insertPayment(db, { customerId: overpaid.customer.id }, { amount: grosze(20_000) });
    const held = await aDebtor();
    await db
      .insert(schema.reminderHolds)
      .values({ invoiceId: held.invoice.id, since: NOW, reason: 'reklamacja' });
    const released = await aDebtor();
    await db
      .insert(schema.reminderHolds)
      .values({ invoiceId: released.invoice.id, since: NOW, until: on(-1), reason: 'reklamacja' });
    await scanKind('payment_due', NOW);
    expect(await told()).toEqual([`payment_due email ${released.account.email}`]);
  });

  test('partly paid: the rest is what it asks for', async () => {
    const { customer, invoice } = await aDebtor();
    await insertPayment(
      db,
      { customerId: customer.id },
      { invoiceNumber: invoice.invoiceNumber, amount: grosze(8_000) },
    );
    await scanKind('payment_due', NOW);
    expect((await rows())[0]?.bodyText).toContain('do zapłaty 28,00\u00a0zł');
  });
});

describe('looked at again before it leaves', () => {
  type Debtor = Awaited<ReturnType<typeof aDebtor>>;
  const setAccount = (id: number, values: Partial<typeof schema.accounts.$inferInsert>) =>
    db.update(schema.accounts).set(values).where(eq(schema.accounts.id, id));
  const setInvoice = (id: number, values: Partial<typeof schema.invoices.$inferInsert>) =>
    db.update(schema.invoices).set(values).where(eq(schema.invoices.id, id));

  test.each<[string, (of: Debtor) => Promise<unknown>]>([
    ['nothing_changed', () => Promise.resolve()],
    [
      'paid',
      ({ customer, invoice }) =>
        insertPayment(db, { customerId: customer.id }, { invoiceNumber: invoice.invoiceNumber }),
    ],
    ['changed', ({ invoice }) => setInvoice(invoice.id, { dueOn: on(9) })],
    [
      'held',
      ({ invoice }) =>
        db.insert(schema.reminderHolds).values({ invoiceId: invoice.id, since: NOW, reason: 'x' }),
    ],
    ['opted_out', ({ account, customer }) => choose(account.id, customer.id, 'email', false)],
    ['contact_changed', ({ account }) => setAccount(account.id, { email: `inny.${account.id}@example.pl` })],
    ['account_disabled', ({ account }) => setAccount(account.id, { disabledAt: NOW })],
    [
      'not_managed',
      ({ account }) =>
        db.delete(schema.accountCustomers).where(eq(schema.accountCustomers.accountId, account.id)),
    ],
  ])('%s', async (reason, change) => {
    const debtor = await aDebtor();
    await scanKind('payment_due', NOW);
    await change(debtor);
    expect(await looked()).toEqual([reason === 'nothing_changed' ? 'sent' : { state: 'cancelled', reason }]);
  });

  test('after its day it is marked so, and not sent', async () => {
    await aDebtor();
    await scanKind('payment_due', NOW);
    expect(await looked(at(3))).toEqual(['sent']);
    expect(await looked(at(4))).toEqual([{ state: 'expired', reason: 'too_late' }]);
  });

  test('of a changed number the message is withdrawn, and written anew to the new one', async () => {
    const { account, customer } = await aDebtor();
    await choose(account.id, customer.id, 'email', false);
    await choose(account.id, customer.id, 'sms', true);
    await scanKind('payment_due', NOW);
    const { phone } = aPhone();
    await setAccount(account.id, { phone });
    const [why] = await looked();
    expect(why).toEqual({ state: 'cancelled', reason: 'contact_changed' });
    await db.update(schema.outbox).set(why as { state: 'cancelled'; reason: string });
    expect(await scanKind('payment_due', NOW)).toBe(1);
    expect((await rows()).at(-1)?.recipient).toBe(phone);
  });

  test.each([
    ['prolonged', { endsOn: on(400) }],
    ['prolonged', { endsOn: null }],
    ['ended', { endsOn: on(10) }],
  ])('a contract: %s', async (reason, change) => {
    const { customer, point } = await insertHousehold(db);
    await insertAccount(db, {}, [customer.id]);
    const of = { customerId: customer.id, servicePointId: point.id };
    const contract = await insertContract(db, of, { endsOn: on(30) });
    expect(await scanKind('contract_expiry', NOW)).toBe(1);
    await db.update(schema.contracts).set(change).where(eq(schema.contracts.id, contract.id));
    expect(await looked()).toEqual([{ state: 'cancelled', reason }]);
  });

  test('a contract that another follows is not warned of, and an old letter gives way to the newer one', async () => {
    const { customer, point } = await insertHousehold(db);
    await insertAccount(db, {}, [customer.id]);
    const of = { customerId: customer.id, servicePointId: point.id };
    await insertContract(db, of, { endsOn: on(30) });
    await scanKind('contract_expiry', NOW);
    expect(await looked(at(23))).toEqual([{ state: 'cancelled', reason: 'superseded' }]);
    await insertContract(db, of, { startsOn: on(31) });
    expect(await looked()).toEqual([{ state: 'cancelled', reason: 'prolonged' }]);
    await db.delete(schema.outbox);
    expect(await scanKind('contract_expiry', NOW)).toBe(0);
  });

  test.each([
    ['replaced', { removedOn: on(0) }],
    ['relegalised', { legalisationValidUntil: on(1_800) }],
  ])('an additional meter: %s', async (reason, change) => {
    const { customer, point } = await insertHousehold(db);
    await insertAccount(db, {}, [customer.id]);
    const meter = await insertMeter(
      db,
      { servicePointId: point.id },
      { role: 'additional', legalisationValidUntil: on(90) },
    );
    expect(await scanKind('legalisation_expiry', NOW)).toBe(1);
    await db.update(schema.meters).set(change).where(eq(schema.meters.id, meter.id));
    expect(await looked()).toEqual([{ state: 'cancelled', reason }]);
    expect(await scanKind('legalisation_expiry', NOW)).toBe(0);
  });

  test('account mails and what is about nobody are left alone', async () => {
    const message = {
      id: 1,
      kind: 'welcome',
      entity: 'account:1',
      occurrence: '1',
      channel: 'email' as const,
    };
    const nobody = { recipient: 'a@example.pl', accountId: null, customerId: null, createdAt: NOW };
    expect(await deliveryHooks.recheck(db, [{ ...message, ...nobody }], NOW)).toEqual(new Map());
  });
});

describe('fall-back', () => {
  const failing = async (channel: 'email' | 'sms') => {
    const debtor = await aDebtor();
    await choose(debtor.account.id, debtor.customer.id, 'email', channel === 'email');
    await choose(debtor.account.id, debtor.customer.id, 'sms', channel === 'sms');
    await scanKind('payment_due', NOW);
    const [message] = await rows();
    await db
      .update(schema.outbox)
      .set({ state: 'permanently_failed' })
      .where(eq(schema.outbox.id, message!.id));
    return { debtor, message: { ...message!, reason: 'bounced' } };
  };

  test.each([
    ['sms', 'email'],
    ['email', 'sms'],
  ] as const)('from %s to %s, once, and never back', async (from, to) => {
    const { debtor, message } = await failing(from);
    await deliveryHooks.failed(db, message, NOW);
    await deliveryHooks.failed(db, message, NOW);
    const all = await rows();
    expect(all.map(row => row.channel)).toEqual([from, to]);
    expect(all[1]).toMatchObject({
      kind: 'payment_due',
      entity: message.entity,
      occurrence: message.occurrence,
      recipient: to === 'sms' ? debtor.account.phone : debtor.account.email,
    });
    // It was asked for on the other channel only, and goes out all the same.
    expect((await deliveryHooks.recheck(db, [all[1]!], NOW)).size).toBe(0);
    await db.update(schema.outbox).set({ state: 'permanently_failed' });
    await deliveryHooks.failed(db, { ...all[1]!, reason: 'invalid' }, NOW);
    expect(await rows()).toHaveLength(2);
  });

  test('not where there is no number, nor after a complaint, nor when it has been paid since', async () => {
    const { message, debtor } = await failing('email');
    await deliveryHooks.failed(db, { ...message, reason: 'complained' }, NOW);
    await insertPayment(
      db,
      { customerId: debtor.customer.id },
      { invoiceNumber: debtor.invoice.invoiceNumber },
    );
    await deliveryHooks.failed(db, message, NOW);
    const other = await failing('email');
    await db
      .update(schema.accounts)
      .set({ phoneVerifiedAt: null })
      .where(eq(schema.accounts.id, other.debtor.account.id));
    await deliveryHooks.failed(db, other.message, NOW);
    expect((await rows()).map(row => row.channel)).toEqual(['email', 'email']);
  });

  test('whoever wants the kind on no channel any more gets no stand-in', async () => {
    const { message, debtor } = await failing('sms');
    await deliveryHooks.failed(db, message, NOW);
    await db
      .update(schema.notificationChoices)
      .set({ enabled: false })
      .where(
        and(
          eq(schema.notificationChoices.accountId, debtor.account.id),
          eq(schema.notificationChoices.channel, 'sms'),
        ),
      );
    const stand = (await rows())[1]!;
    expect([...(await deliveryHooks.recheck(db, [stand], NOW)).values()]).toEqual([
      { state: 'cancelled', reason: 'opted_out' },
    ]);
  });
});

test('kinds that are off by default or have no window create nothing', async () => {
  await aDebtor();
  const kinds: ScannedKind[] = ['reading_due', 'contract_expiry', 'legalisation_expiry'];
  for (const kind of kinds) expect(await scanKind(kind, NOW)).toBe(0);
});
