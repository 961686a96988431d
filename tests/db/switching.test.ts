/** Several customers in one account: which one a session looks at, and that it is never a foreign one. */
import { and, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { createSession, readSession } from '@/lib/auth/session';
import { switchCustomer } from '@/lib/customers/commands';
import { managedPlaces } from '@/lib/customers/managed';
import { addDays, day } from '@/lib/kernel/dates';
import { testDatabase } from '../support/database';
import {
  insertAccount,
  insertContract,
  insertCustomer,
  insertHousehold,
  insertServicePoint,
  TODAY,
} from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();

/** An account of as many households, signed in. */
async function signedIn(count: number) {
  const households = [];
  for (let made = 0; made < count; made++) households.push(await insertHousehold(db));
  const customers = households.map(({ customer }) => customer);
  const account = await insertAccount(
    db,
    {},
    customers.map(({ id }) => id),
  );
  const cookie = await createSession(db, account, visitorFrom(), NOW);
  const actor = async (now = later(1)): Promise<CustomerActor> => {
    const session = (await readSession(db, cookie, now))!;
    return { ...session, kind: 'customer', current: session.current! };
  };
  return { account, customers, households, actor, cookie };
}

it('begins with the first customer by number, and looks at the other after switching', async () => {
  const { customers, actor } = await signedIn(2);
  const [first, second] = customers;
  expect((await actor()).current.customerNumber).toBe(first!.customerNumber);
  expect(await switchCustomer(await actor(), second!.customerNumber)).toBe(true);
  expect((await actor()).current.customerNumber).toBe(second!.customerNumber);
  expect((await actor()).customers).toHaveLength(2);
});

it('each session has its own choice', async () => {
  const { account, customers, actor } = await signedIn(2);
  const elsewhere = await createSession(db, account, visitorFrom('192.0.2.11'), NOW);
  await switchCustomer(await actor(), customers[1]!.customerNumber);
  expect((await readSession(db, elsewhere, NOW))?.current?.customerNumber).toBe(customers[0]!.customerNumber);
});

it('a foreign customer and one that does not exist are refused alike, and nothing changes', async () => {
  const { customers, actor } = await signedIn(2);
  const foreign = await insertCustomer(db);
  expect(await switchCustomer(await actor(), foreign.customerNumber)).toBe(false);
  expect(await switchCustomer(await actor(), 'K-000000')).toBe(false);
  expect((await actor()).current.customerNumber).toBe(customers[0]!.customerNumber);
});

it('a right that ended ends the view at the next request, whatever the session had chosen', async () => {
  const { account, customers, actor } = await signedIn(2);
  await switchCustomer(await actor(), customers[1]!.customerNumber);
  const { accountCustomers } = schema;
  await db
    .delete(accountCustomers)
    .where(
      and(eq(accountCustomers.accountId, account.id), eq(accountCustomers.customerId, customers[1]!.id)),
    );
  const after = await actor();
  expect(after.current.customerNumber).toBe(customers[0]!.customerNumber);
  expect(after.customers.map(customer => customer.customerNumber)).toEqual([customers[0]!.customerNumber]);
  expect(await switchCustomer(after, customers[1]!.customerNumber)).toBe(false);
});

it('an old choice written into the session of another account shows nothing foreign', async () => {
  const mine = await signedIn(1);
  const theirs = await signedIn(1);
  await db
    .update(schema.sessions)
    .set({ currentCustomerId: theirs.customers[0]!.id })
    .where(eq(schema.sessions.accountId, mine.account.id));
  expect((await mine.actor()).current.customerNumber).toBe(mine.customers[0]!.customerNumber);
});

it('says of each customer where it is supplied: running contracts, else the last; of others nothing', async () => {
  const { customers, actor } = await signedIn(2);
  await signedIn(1);
  const point = await insertServicePoint(db, { street: 'Długa', building: '7', unit: null });
  await insertContract(db, { customerId: customers[0]!.id, servicePointId: point.id });
  const former = await insertCustomer(db);
  const old = await insertServicePoint(db, { street: 'Stara', building: '1', unit: null });
  const ended = { startsOn: day('2018-01-01'), endsOn: addDays(TODAY, -100) };
  await insertContract(db, { customerId: former.id, servicePointId: old.id }, ended);
  const { accountId } = await actor();
  await db.insert(schema.accountCustomers).values({ accountId, customerId: former.id, source: 'staff' });
  const places = await managedPlaces(await actor(), TODAY);
  expect([...places.keys()].sort()).toEqual([...customers, former].map(one => one.customerNumber).sort());
  expect(places.get(customers[0]!.customerNumber)?.map(({ street }) => street)).toEqual(['Młyńska', 'Długa']);
  expect(places.get(former.customerNumber)?.map(({ street }) => street)).toEqual(['Stara']);
});
