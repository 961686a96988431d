/** An account that its owner closes: nothing names the person, sessions end, the customer's records stay. */
import { eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { closeAccount } from '@/lib/accounts/close/commands';
import { leftCustomers } from '@/lib/accounts/close/queries';
import { signInHistory } from '@/lib/accounts/sign-ins/queries';
import { signIn } from '@/lib/auth/commands';
import { hashPassword } from '@/lib/auth/passwords';
import { createSession, readSession } from '@/lib/auth/session';
import { requestChange } from '@/lib/customers/changes/commands';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertCustomer, insertInvoice, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const from = visitorFrom();
const PASSWORD = 'koń bateria zszywka';
let passwordHash = '';
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
}, 60_000);

async function household() {
  const customer = await insertCustomer(db);
  const account = await insertAccount(db, { passwordHash, phone: '+48600123456', phoneVerifiedAt: NOW }, [
    customer.id,
  ]);
  const actor = { ...actorOf(customer), accountId: account.id, email: account.email };
  await db.insert(schema.eInvoiceConsents).values({
    customerId: customer.id,
    action: 'accepted',
    effectiveOn: TODAY,
    recordedAt: NOW,
    channel: 'portal',
    source: 'portal',
    delivery: 'email',
    email: account.email,
    accountId: account.id,
    termsVersion: '1',
    textHash: 'x',
    ip: '192.0.2.1',
  });
  return { customer, account, actor };
}
const rowOf = async (id: number) =>
  (await db.select().from(schema.accounts).where(eq(schema.accounts.id, id)))[0]!;
const mailsTo = async (recipient: string) =>
  (
    await db
      .select()
      .from(schema.outbox)
      .where(eq(schema.outbox.recipient, recipient))
      .orderBy(schema.outbox.id)
  ).map(({ kind, state }) => `${kind} ${state}`);
const decisions = async (customerId: number) =>
  (
    await db
      .select({ action: schema.eInvoiceConsents.action })
      .from(schema.eInvoiceConsents)
      .where(eq(schema.eInvoiceConsents.customerId, customerId))
      .orderBy(schema.eInvoiceConsents.id)
  ).map(({ action }) => action);

it('everything that names the person goes, the session with it; invoices and the ledger stay; paper again', async () => {
  const { customer, account, actor } = await household();
  const invoice = await insertInvoice(db, { customerId: customer.id });
  const session = await createSession(db, account, from, NOW);
  await db
    .insert(schema.secondFactors)
    .values({ accountId: account.id, secretSealed: 'x', confirmedAt: NOW });
  await db.insert(schema.recoveryCodes).values({ accountId: account.id, codeHash: 'x' });
  const { customerNumber } = customer;
  const ref = await requestChange(
    actor,
    from,
    { customerNumber, what: 'name', after: { name: 'Zofia Nowa' }, reason: 'ślub' },
    NOW,
  );
  expect(await leftCustomers(account.id, TODAY)).toMatchObject([{ customerNumber, paperAgain: true }]);

  await closeAccount(actor, from, { password: PASSWORD }, later(1));
  const closed = await rowOf(account.id);
  expect(closed).toMatchObject({ phone: null, passwordHash: null, disabledAt: later(1), closedAt: later(1) });
  expect(closed.email).toMatch(/^closed-[0-9a-z]{16}@closed\.invalid$/);
  expect(await readSession(db, session, later(2))).toBeNull();
  for (const table of [
    'second_factors',
    'recovery_codes',
    'account_tokens',
    'account_customers',
    'kept_forms',
  ])
    expect(await sql`select 1 from ${sql(table)} where account_id = ${account.id}`).toHaveLength(0);
  const [kept] = await sql`select ip_prefix, user_agent from sessions where account_id = ${account.id}`;
  expect(kept).toEqual({ ip_prefix: null, user_agent: null });
  const [change] = await sql`select state from contact_changes where ref = ${ref}`;
  expect(change).toEqual({ state: 'withdrawn' });
  expect(await sql`select 1 from invoices where id = ${invoice.id}`).toHaveLength(1);
  expect(await decisions(customer.id)).toEqual(['accepted', 'withdrawn']);
  expect(await mailsTo(account.email)).toEqual(['e_invoice_withdrawn queued', 'account_closed queued']);
  const [deed] = await sql`select entity, details from audit_log where action = 'account.closed'
    and account_id = ${account.id}`;
  expect(deed).toEqual({ entity: 'sign-in', details: {} });
  await expect(signIn(from, { email: account.email, password: PASSWORD }, later(3))).rejects.toMatchObject({
    code: 'signInFailed',
  });
}, 90_000);

it('somebody else reads the e-invoices: they go on, and that account sees no difference', async () => {
  const { customer, account, actor } = await household();
  const other = await insertAccount(db, { passwordHash }, [customer.id]);
  expect(await leftCustomers(account.id, TODAY)).toMatchObject([{ paperAgain: false }]);
  await closeAccount(actor, from, { password: PASSWORD }, later(1));
  expect(await decisions(customer.id)).toEqual(['accepted']);
  expect(await mailsTo(account.email)).toEqual(['account_closed queued']);
  expect(await mailsTo(other.email)).toEqual([]);
  expect((await rowOf(other.id)).closedAt).toBeNull();
}, 90_000);

it('not with another password, not twice, not of staff', async () => {
  const { account, actor } = await household();
  await expect(closeAccount(actor, from, { password: 'nie to' }, later(1))).rejects.toMatchObject({
    code: 'currentPasswordWrong',
  });
  expect((await rowOf(account.id)).closedAt).toBeNull();
  await db.update(schema.accounts).set({ staffRole: 'billing' }).where(eq(schema.accounts.id, account.id));
  await expect(closeAccount(actor, from, { password: PASSWORD }, later(1))).rejects.toMatchObject({
    code: 'closeStaff',
  });
  expect((await rowOf(account.id)).email).toBe(account.email);
}, 90_000);

it('history of sign-ins: what worked and what did not, by device and network, of this account alone', async () => {
  const [mine, theirs] = [await household(), await household()];
  const bad = visitorFrom('198.51.100.7');
  await createSession(db, mine.account, from, later(-60 * 24 * 100));
  await createSession(db, mine.account, from, later(-60));
  await createSession(db, theirs.account, from, later(-50));
  await expect(signIn(bad, { email: mine.account.email, password: 'nie to' }, later(-5))).rejects.toThrow();
  expect(await signInHistory(mine.actor, NOW)).toEqual([
    {
      at: later(-5),
      outcome: 'failed',
      device: 'Chrome, Android',
      network: '198.51.100.0/24',
      isThis: false,
    },
    {
      at: later(-60),
      outcome: 'signed_in',
      device: 'Chrome, Android',
      network: '192.0.2.0/24',
      isThis: false,
    },
  ]);
}, 90_000);
