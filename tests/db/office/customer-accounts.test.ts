/** What staff do with accounts of customers, and with a customer's portal that they look at. */
import { and, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import {
  addressee,
  assignPassword,
  lockAccount,
  makeAccount,
  resetFactorOf,
} from '@/lib/accounts/letters/commands';
import { activationLetter } from '@/lib/accounts/letters/letter';
import { signIn } from '@/lib/auth/commands';
import { actorOf as actorOfSession, viewerOf } from '@/lib/auth/guards';
import { createSession, readSession } from '@/lib/auth/session';
import { customerForStaff } from '@/lib/customers/staff/queries';
import { endView, startView, viewable } from '@/lib/customers/viewing/commands';
import type { StaffActor } from '@/lib/auth/actor';
import { testDatabase } from '../../support/database';
import { insertAccount, insertCustomer, insertHousehold } from '../../support/factories';
import { staffActor } from '../../support/staff';
import { later, NOW, visitorFrom } from '../../support/visitors';

const { db } = testDatabase();
const FROM = visitorFrom();
const REASON = 'dowód osobisty w biurze';

let staff: StaffActor;
beforeAll(async () => {
  staff = staffActor('customer_service', (await insertAccount(db, { staffRole: 'customer_service' })).id);
});
beforeEach(() => db.delete(schema.limits));

const logged = (customerNumber: string, action: string) =>
  db
    .select({ details: schema.auditLog.details, by: schema.auditLog.accountId })
    .from(schema.auditLog)
    .where(and(eq(schema.auditLog.entity, `customer:${customerNumber}`), eq(schema.auditLog.action, action)));

const enter = (email: string, password: string, now = NOW) => signIn(FROM, { email, password }, now);

it('an account made with a letter signs in with the password of the letter, and others on file are told', async () => {
  const customer = await insertCustomer(db);
  const { customerNumber } = customer;
  const email = `list.${customer.id}@example.com`;
  const letter = (await makeAccount(staff, FROM, { customerNumber, email: email.toUpperCase() }, NOW))!;
  expect(letter.email).toBe(email);
  expect((await enter(email, letter.password)).mustChangePassword).toBe(true);
  const told = await db.select().from(schema.outbox).where(eq(schema.outbox.customerId, customer.id));
  expect(told.map(({ kind, recipient }) => [kind, recipient])).toEqual([['account_added', customer.email]]);
  expect(told[0]!.bodyText).not.toContain(email);
  expect(await logged(customerNumber, 'account.created')).toMatchObject([{ by: staff.accountId }]);
  await expect(makeAccount(staff, FROM, { customerNumber, email }, NOW)).rejects.toMatchObject({
    code: 'accountManages',
  });
  // The first mail of a process loads all templates.
}, 120_000);

it('an address with an account gets the customer as well and keeps its password; staff and closed ones do not', async () => {
  const { customerNumber, id } = await insertCustomer(db);
  const other = await insertAccount(db, {}, [(await insertCustomer(db)).id]);
  expect(await makeAccount(staff, FROM, { customerNumber, email: other.email }, NOW)).toBeNull();
  const held = await db
    .select()
    .from(schema.accountCustomers)
    .where(eq(schema.accountCustomers.accountId, other.id));
  expect(held.map(({ customerId }) => customerId)).toContain(id);
  const colleague = await insertAccount(db, { staffRole: 'billing' });
  const gone = await insertAccount(db, { disabledAt: NOW });
  for (const [email, code] of [
    [colleague.email, 'accountOfStaff'],
    [gone.email, 'accountGone'],
  ] as const)
    await expect(makeAccount(staff, FROM, { customerNumber, email }, NOW)).rejects.toMatchObject({ code });
});

it('a locked account opens nothing from the next request on, until it is unlocked', async () => {
  const { customer } = await insertHousehold(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const cookie = await createSession(db, account, FROM, NOW);
  expect(await readSession(db, cookie, NOW)).not.toBeNull();
  const named = { customerNumber: customer.customerNumber, email: account.email };
  await expect(lockAccount(staff, FROM, { ...named, locked: true, reason: '  ' }, NOW)).rejects.toMatchObject(
    {
      code: 'reasonMissing',
    },
  );
  await lockAccount(staff, FROM, { ...named, locked: true, reason: 'skradziony telefon' }, NOW);
  await lockAccount(staff, FROM, { ...named, locked: true, reason: 'skradziony telefon' }, NOW);
  expect(await readSession(db, cookie, NOW)).toBeNull();
  await expect(assignPassword(staff, FROM, { ...named, reason: REASON }, NOW)).rejects.toMatchObject({
    code: 'accountGone',
  });
  expect(await logged(customer.customerNumber, 'account.locked')).toMatchObject([
    { by: staff.accountId, details: { reason: 'skradziony telefon' } },
  ]);
  await lockAccount(staff, FROM, { ...named, locked: false, reason: REASON }, NOW);
  const letter = await assignPassword(staff, FROM, { ...named, reason: REASON }, NOW);
  expect((await enter(account.email, letter.password)).mustChangePassword).toBe(true);
});

it('nothing is done to an account that does not manage the customer, nor to one of staff', async () => {
  const mine = await insertCustomer(db);
  const other = await insertAccount(db, {}, [(await insertCustomer(db)).id]);
  const colleague = await insertAccount(db, { staffRole: 'administrator' }, [mine.id]);
  for (const email of [other.email, colleague.email, 'nikt@example.com']) {
    const named = { customerNumber: mine.customerNumber, email, reason: REASON };
    const refused = { code: 'accountGone' };
    await expect(assignPassword(staff, FROM, named, NOW)).rejects.toMatchObject(refused);
    await expect(lockAccount(staff, FROM, { ...named, locked: true }, NOW)).rejects.toMatchObject(refused);
    await expect(resetFactorOf(staff, FROM, named, NOW)).rejects.toMatchObject(refused);
  }
});

it('the second factor is taken off with how the identity was checked', async () => {
  const customer = await insertCustomer(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const named = { customerNumber: customer.customerNumber, email: account.email, reason: REASON };
  await expect(resetFactorOf(staff, FROM, named, NOW)).rejects.toMatchObject({ code: 'factorGone' });
  await db
    .insert(schema.secondFactors)
    .values({ accountId: account.id, secretSealed: 'x', confirmedAt: NOW });
  await resetFactorOf(staff, FROM, named, NOW);
  const left = await db
    .select()
    .from(schema.secondFactors)
    .where(eq(schema.secondFactors.accountId, account.id));
  expect(left).toEqual([]);
  expect(await logged(customer.customerNumber, 'account.second_factor_reset')).toMatchObject([
    { by: staff.accountId, details: { reason: REASON } },
  ]);
});

it('the letter is a PDF, and that it was made is logged', async () => {
  const { customerNumber } = await insertCustomer(db, { name: 'Łucja Źródlańska' });
  const letter = { customerNumber, email: 'lucja@example.com', password: 'AAAA-BBBB', expiresAt: later(60) };
  const to = await addressee(staff, FROM, customerNumber, NOW);
  expect(to).toMatchObject({ name: 'Łucja Źródlańska', city: 'Międzyrzecz' });
  const pdf = await activationLetter(to!, letter, NOW, 'pl');
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  expect(await logged(customerNumber, 'customer.letter_made')).toHaveLength(1);
});

describe('looking at a portal', () => {
  const signedIn = async (role: 'customer_service' | 'dispatcher') => {
    const account = await insertAccount(db, { staffRole: role });
    const cookie = await createSession(db, account, FROM, NOW);
    const session = (await readSession(db, cookie, NOW))!;
    const actor: StaffActor = { ...staffActor(role, account.id), sessionId: session.sessionId };
    const at = async (now: Date) => {
      const read = await readSession(db, cookie, now);
      // Everything of the second factor apart: the obligations have tests of their own.
      const who = read && actorOfSession({ ...read, obligations: [] });
      return viewerOf(who, read);
    };
    return { actor, at, cookie };
  };

  it('shows the one customer through its own account, read only, until it is ended', async () => {
    const { customer } = await insertHousehold(db);
    const owner = await insertAccount(db, {}, [customer.id, (await insertCustomer(db)).id]);
    const { actor, at, cookie } = await signedIn('customer_service');
    expect(await at(NOW)).toBeNull();
    const { customerNumber } = customer;
    await expect(startView(actor, FROM, { customerNumber, reason: '' }, NOW)).rejects.toMatchObject({
      code: 'reasonMissing',
    });
    await startView(actor, FROM, { customerNumber, reason: 'pyta o korektę' }, NOW);
    const viewer = (await at(later(1)))!;
    expect(viewer).toMatchObject({
      kind: 'customer',
      accountId: owner.id,
      email: owner.email,
      viewing: { accountId: owner.id },
    });
    expect(viewer.customers.map(each => each.id)).toEqual([customer.id]);
    const session = await readSession(db, cookie, later(2));
    expect(await endView(actor, FROM, session!.viewing, later(2))).toBe(customerNumber);
    expect(await at(later(2))).toBeNull();
    expect(await logged(customerNumber, 'customer.viewed_as')).toMatchObject([
      { by: actor.accountId, details: { reason: 'pyta o korektę' } },
    ]);
    expect(await logged(customerNumber, 'customer.view_ended')).toHaveLength(1);
  });

  it('ends by itself after an hour', async () => {
    const { customerNumber } = await insertCustomer(db);
    const { actor, at } = await signedIn('customer_service');
    await startView(actor, FROM, { customerNumber, reason: REASON }, NOW);
    for (const minutes of [25, 50]) expect(await at(later(minutes))).not.toBeNull();
    expect(await at(later(61))).toBeNull();
  });

  it('a customer without an account is looked at with none: what is an account’s own stays empty', async () => {
    const { customerNumber } = await insertCustomer(db);
    const { actor, at } = await signedIn('customer_service');
    expect(await viewable(actor, customerNumber.toLowerCase())).toMatchObject({
      customerNumber,
      accounts: [],
    });
    await startView(actor, FROM, { customerNumber, reason: REASON }, NOW);
    expect(await at(NOW)).toMatchObject({ accountId: 0, viewing: { email: null } });
  });

  it('is not for a role that may not, nor for a customer’s session, whatever stands in its row', async () => {
    const { customer } = await insertHousehold(db);
    const { at } = await signedIn('dispatcher');
    await db.update(schema.sessions).set({ viewingCustomerId: customer.id, viewingSince: NOW });
    expect(await at(NOW)).toBeNull();
    const account = await insertAccount(db, {}, [(await insertCustomer(db)).id]);
    const cookie = await createSession(db, account, FROM, NOW);
    await db.update(schema.sessions).set({ viewingCustomerId: customer.id, viewingSince: NOW });
    expect((await readSession(db, cookie, NOW))!.viewing).toBeNull();
  });
});

it('the customer’s page holds everything, and every look at it is logged', async () => {
  const { customer } = await insertHousehold(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const found = (await customerForStaff(staff, customer.customerNumber.replace('-', ' '), NOW))!;
  expect(found).toMatchObject({ customerNumber: customer.customerNumber, name: customer.name });
  expect(found.accounts).toMatchObject([
    { email: account.email, scope: 'all', shared: false, lockedAt: null },
  ]);
  expect(found.view.customers.map(({ id }) => id)).toEqual([customer.id]);
  expect(await customerForStaff(staff, 'K-000000', NOW)).toBeNull();
  expect(await logged(customer.customerNumber, 'customer.seen')).toMatchObject([{ by: staff.accountId }]);
});
