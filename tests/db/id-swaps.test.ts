/** A thousand tries at somebody else's rows with their right numbers: nothing is read, nothing is written. */
import { endOneSession } from '@/lib/accounts/open-sessions/commands';
import { handleOf, openSessions } from '@/lib/accounts/open-sessions/queries';
import type { CustomerActor } from '@/lib/auth/actor';
import { createSession, readSession } from '@/lib/auth/session';
import { consumptionRows } from '@/lib/consumption/queries';
import { nameCustomer, removeCustomer, switchCustomer } from '@/lib/customers/commands';
import { findInvoice, findPdf } from '@/lib/invoices/queries';
import { day } from '@/lib/kernel/dates';
import { contents } from '../support/billing-package';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold, insertInvoice, insertReading, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const FROM = visitorFrom();
const VICTIMS = 20;
const SWAPS = 1_000;

/** A household that somebody manages and is signed in for. */
async function signedIn(households = 1) {
  const made = [];
  for (let i = 0; i < households; i++) made.push(await insertHousehold(db));
  const [{ customer, meter }] = made as [(typeof made)[number]];
  await insertReading(db, meter.id, day('2026-10-01'), 120_000);
  const invoice = await insertInvoice(db, { customerId: customer.id });
  const account = await insertAccount(
    db,
    {},
    made.map(({ customer: { id } }) => id),
  );
  const session = (await readSession(db, await createSession(db, account, FROM, NOW), later(1)))!;
  const actor: CustomerActor = { ...session, kind: 'customer', current: session.current! };
  return { actor, customer, meter, invoice };
}
type Person = Awaited<ReturnType<typeof signedIn>>;

const asked = { from: day('2026-01-01'), to: day('2026-11-01'), step: 'total' } as const;

/** Each is aimed at what the victim owns; the answer is what it is for a number that does not exist. */
const tries: Record<string, { aim: (me: CustomerActor, at: Person) => Promise<unknown>; answer: unknown }> = {
  'an invoice': { aim: (me, at) => findInvoice(me, at.invoice.ref, TODAY), answer: null },
  'its PDF': { aim: (me, at) => findPdf(me, at.invoice.ref), answer: null },
  'consumption of a meter': {
    aim: (me, at) => consumptionRows(me, at.meter.serialNumber, asked, NOW),
    answer: null,
  },
  'looking at a customer': { aim: (me, at) => switchCustomer(me, at.customer.customerNumber), answer: false },
  'naming a customer': {
    aim: (me, at) => nameCustomer(me, { customerNumber: at.customer.customerNumber, nickname: 'mój' }),
    answer: false,
  },
  'removing a customer': {
    aim: (me, at) => removeCustomer(me, FROM, at.customer.customerNumber, NOW),
    answer: false,
  },
  'ending a session': {
    aim: (me, at) => endOneSession(me, FROM, handleOf(at.actor.sessionId), NOW),
    answer: undefined,
  },
};

it(`${SWAPS} swaps over ${Object.keys(tries).length} ways: 0 foreign reads, 0 writes`, async () => {
  const me = (await signedIn(2)).actor;
  const victims: Person[] = [];
  for (let i = 0; i < VICTIMS; i++) victims.push(await signedIn());
  const before = await contents(sql);
  const kinds = Object.entries(tries);
  const got: string[] = [];
  for (let i = 0; i < SWAPS; i++) {
    const [name, { aim, answer }] = kinds[i % kinds.length]!;
    const result = await aim(me, victims[Math.floor(i / kinds.length) % VICTIMS]!);
    if (result !== answer) got.push(`${name}: ${JSON.stringify(result)}`);
  }
  expect(got).toEqual([]);
  expect(await contents(sql)).toEqual(before);
});

it('the same ways open what is one’s own, so the thousand could have succeeded', async () => {
  const { actor, customer, meter, invoice } = await signedIn(2);
  expect(await findInvoice(actor, invoice.ref, TODAY)).not.toBeNull();
  expect(await findPdf(actor, invoice.ref)).not.toBeNull();
  expect(await consumptionRows(actor, meter.serialNumber, asked, NOW)).not.toBeNull();
  expect(await switchCustomer(actor, customer.customerNumber)).toBe(true);
  expect(await nameCustomer(actor, { customerNumber: customer.customerNumber, nickname: 'Dom' })).toBe(true);
  await endOneSession(actor, FROM, handleOf(actor.sessionId), later(2));
  expect(await openSessions(actor, later(3), db)).toEqual([]);
  expect(await removeCustomer(actor, FROM, customer.customerNumber, NOW)).toBe(true);
});
