/** Shared access: who may invite, what a link is worth, what each scope opens, and that an end works at once. */
import { and, eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { noteDownload } from '@/lib/audit/downloads';
import type { CustomerActor } from '@/lib/auth/actor';
import { SCOPES, type AccessScope } from '@/lib/auth/scopes';
import { createSession, readSession } from '@/lib/auth/session';
import { consumptionRows } from '@/lib/consumption/queries';
import { listContracts } from '@/lib/customers/contracts';
import { overview } from '@/lib/customers/overview';
import { dashboard } from '@/lib/customers/queries';
import { withdrawEInvoice } from '@/lib/e-invoice/commands';
import { findInvoice, findPdf } from '@/lib/invoices/queries';
import { day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { addToCase, openCase } from '@/lib/messages/commands';
import { findCase, listCases } from '@/lib/messages/queries';
import { recipients } from '@/lib/notifications/recipients';
import { submitReadings } from '@/lib/readings/commands';
import { settlements } from '@/lib/settlements/queries';
import { acceptInvitation, changeShare, invite, revokeShare } from '@/lib/sharing/commands';
import { deedsOfShared, invitationOf, sharedWith } from '@/lib/sharing/queries';
import { contents } from '../support/billing-package';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold, insertInvoice, insertReading, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const FROM = visitorFrom();

async function actorOf(account: { id: number; sessionVersion: number }): Promise<CustomerActor | null> {
  const session = await readSession(db, await createSession(db, account, FROM, NOW), later(1));
  return session?.current ? { ...session, kind: 'customer', current: session.current } : null;
}

async function household() {
  const { customer, meter } = await insertHousehold(db);
  await insertReading(db, meter.id, day('2026-10-01'), 120_000);
  const invoice = await insertInvoice(db, { customerId: customer.id });
  const account = await insertAccount(db, {}, [customer.id]);
  return { customer, meter, invoice, account, owner: (await actorOf(account))! };
}

/** Invites and accepts, with a token of our own in the place of the mailed one. */
async function share(at: Awaited<ReturnType<typeof household>>, scope: AccessScope) {
  const account = await insertAccount(db);
  await invite(at.owner, FROM, { email: account.email, scope, endsOn: null }, NOW);
  const token = `token-of-${account.id}`;
  const mine = eq(schema.accessInvitations.email, account.email);
  await db
    .update(schema.accessInvitations)
    .set({ tokenHash: sha256(token) })
    .where(mine);
  const session = { accountId: account.id, email: account.email };
  await acceptInvitation(FROM, session, token, NOW);
  const [made] = await db
    .select({ ref: schema.accessInvitations.ref })
    .from(schema.accessInvitations)
    .where(mine);
  const ref = made!.ref;
  return { account, token, session, ref, actor: (await actorOf(account))! };
}

it('an invitation is accepted once, by the address it went to, and the link is stored as its hash alone', async () => {
  const at = await household();
  const { actor, token, session } = await share(at, 'readings');
  expect(actor.current).toMatchObject({ id: at.customer.id, scope: 'readings', owner: false });
  expect(await invitationOf(token, NOW)).toBeNull();
  await expect(acceptInvitation(FROM, session, token, NOW)).rejects.toMatchObject({ code: 'invitationGone' });
  const other = await insertAccount(db);
  await invite(at.owner, FROM, { email: 'kto.inny@example.pl', scope: 'see', endsOn: null }, NOW);
  await db
    .update(schema.accessInvitations)
    .set({ tokenHash: sha256('given-away') })
    .where(eq(schema.accessInvitations.email, 'kto.inny@example.pl'));
  await expect(
    acceptInvitation(FROM, { accountId: other.id, email: other.email }, 'given-away', NOW),
  ).rejects.toMatchObject({ code: 'invitationOther' });
  const late = new Date(NOW.getTime() + 8 * 86_400_000);
  expect(await invitationOf('given-away', late)).toBeNull();
});

it('whoever was invited shares no further, ends nobody and sees no list, whatever the scope', async () => {
  const at = await household();
  for (const scope of SCOPES) {
    const { actor, ref } = await share(at, scope);
    const refused = { code: 'accessScope' };
    const input = { email: 'dalej@example.pl', scope: 'see' as const, endsOn: null };
    await expect(invite(actor, FROM, input, NOW)).rejects.toMatchObject(refused);
    await expect(revokeShare(actor, FROM, ref, NOW)).rejects.toMatchObject(refused);
    expect(await sharedWith(actor, NOW)).toEqual([]);
  }
  expect(await actorOf(at.account)).not.toBeNull();
});

it('ending it works with the next request; so do its last day, another scope, and the owner’s own going', async () => {
  const at = await household();
  const revoked = await share(at, 'all');
  await revokeShare(at.owner, FROM, revoked.ref, NOW);
  expect(await actorOf(revoked.account)).toBeNull();
  const ended = await share(at, 'all');
  await changeShare(at.owner, FROM, { ref: ended.ref, scope: 'see', endsOn: null }, NOW);
  expect((await actorOf(ended.account))?.current.scope).toBe('see');
  const row = (accountId: number) =>
    and(
      eq(schema.accountCustomers.accountId, accountId),
      eq(schema.accountCustomers.customerId, at.customer.id),
    );
  await db
    .update(schema.accountCustomers)
    .set({ endsOn: day('2020-01-01') })
    .where(row(ended.account.id));
  expect(await actorOf(ended.account)).toBeNull();
  const left = await share(at, 'all');
  await db.delete(schema.accountCustomers).where(row(at.account.id));
  expect(await actorOf(left.account)).toBeNull();
});

it('no mail with an amount goes to whom the scope shows none', async () => {
  const at = await household();
  const told = async (kind: 'invoice_issued' | 'service_announcement') =>
    (await db.execute<{ account_id: string }>(recipients(kind)))
      .filter(row => Number((row as unknown as { customer_id: string }).customer_id) === at.customer.id)
      .map(row => Number(row.account_id));
  const people = Object.fromEntries(
    await Promise.all(SCOPES.map(async scope => [scope, (await share(at, scope)).account.id] as const)),
  ) as Record<AccessScope, number>;
  expect(new Set(await told('invoice_issued'))).toEqual(
    new Set([at.account.id, people.invoices, people.all]),
  );
  expect(new Set(await told('service_announcement'))).toEqual(
    new Set([at.account.id, ...Object.values(people)]),
  );
});

const form = { kind: 'opinion' as const, text: 'Dobra woda.', fields: {}, occurredOn: null, files: [] };
const reading = (serial: string) => ({ serial }) as never;

/** What each scope must not get, though the customer is theirs to look at. */
const CLOSED: Record<
  string,
  { not: readonly AccessScope[]; ask: (me: CustomerActor, ref: string) => Promise<unknown>; answer: unknown }
> = {
  'an invoice': { not: ['see', 'readings'], ask: (me, ref) => findInvoice(me, ref, TODAY), answer: null },
  'its PDF': { not: ['see', 'readings'], ask: (me, ref) => findPdf(me, ref), answer: null },
  settlements: {
    not: ['see', 'readings'],
    ask: async me => (await settlements(me, NOW)).entries.length,
    answer: 0,
  },
  'amounts on the start page': {
    not: ['see', 'readings'],
    ask: async me => {
      const { amounts, latest, paying } = await dashboard(me, NOW);
      return { amounts, latest: latest.length, account: paying.account };
    },
    answer: { amounts: false, latest: 0, account: null },
  },
  'amounts of all customers': {
    not: ['see', 'readings'],
    ask: async me => (await overview(me, TODAY)).customers.map(({ totals }) => totals),
    answer: [null],
  },
  contracts: { not: ['see', 'readings', 'invoices'], ask: me => listContracts(me, TODAY), answer: [] },
  messages: { not: ['see', 'readings', 'invoices'], ask: me => listCases(me), answer: [] },
  'opening a message': {
    not: ['see', 'readings', 'invoices'],
    ask: me => openCase(me, FROM, { ...form, formKey: 'k'.repeat(32) }, NOW),
    answer: 'accessScope',
  },
  'giving a reading': {
    not: ['see', 'invoices'],
    ask: me => submitReadings(me, FROM, reading('x'), NOW),
    answer: 'accessScope',
  },
  'ending the e-invoice': {
    not: ['see', 'readings', 'invoices'],
    ask: me => withdrawEInvoice(me, FROM, { customerNumber: me.current.customerNumber }, NOW),
    answer: 'accessScope',
  },
};

it.each(Object.entries(CLOSED))(
  '%s: not for whom the scope does not open it',
  async (_name, { not, ask, answer }) => {
    const at = await household();
    for (const scope of not) {
      const { actor } = await share(at, scope);
      const got = await ask(actor, at.invoice.ref).catch((error: { code?: string }) => error.code ?? error);
      expect({ scope, got }).toEqual({ scope, got: answer });
    }
  },
);

it('1,000 swaps with shared access of every scope: 0 foreign reads, 0 writes', async () => {
  const mine = await household();
  const people: CustomerActor[] = [];
  for (const scope of SCOPES) people.push((await share(mine, scope)).actor);
  const victims = [];
  for (let i = 0; i < 10; i++) {
    const victim = await household();
    const ref = await openCase(victim.owner, FROM, { ...form, formKey: `victim-${i}`.padEnd(32, 'x') }, NOW);
    victims.push({ ...victim, caseRef: ref });
  }
  type Victim = (typeof victims)[number];
  const asked = { from: day('2026-01-01'), to: day('2026-11-01'), step: 'total' } as const;
  const tries: ((me: CustomerActor, at: Victim) => Promise<unknown>)[] = [
    (me, at) => findInvoice(me, at.invoice.ref, TODAY),
    (me, at) => findPdf(me, at.invoice.ref),
    (me, at) => consumptionRows(me, at.meter.serialNumber, asked, NOW),
    (me, at) => findCase(me, at.caseRef),
  ];
  const before = await contents(sql);
  const got: unknown[] = [];
  for (let i = 0; i < 1_000; i++) {
    const result = await tries[i % tries.length]!(
      people[(i >> 2) % people.length]!,
      victims[i % victims.length]!,
    );
    if (result !== null) got.push(result);
  }
  expect(got).toEqual([]);
  expect(await contents(sql)).toEqual(before);
  const [full] = people.filter(({ current }) => current.scope === 'all');
  await expect(
    addToCase(full!, FROM, { ref: victims[0]!.caseRef, text: 'obce', files: [] }, NOW),
  ).rejects.toMatchObject({ code: 'caseGone' });
});

it('the owner sees what people with shared access took as files: once each, theirs alone, nothing of staff at the portal', async () => {
  const [at, other] = [await household(), await household()];
  const { actor } = await share(at, 'invoices');
  const pdf = { action: 'invoice.downloaded', entity: `invoice:${at.invoice.ref}` } as const;
  const zip = {
    action: 'invoice.archive_downloaded',
    entity: `customer:${at.customer.customerNumber}`,
  } as const;
  for (const minutes of [1, 2]) await noteDownload(actor, FROM, pdf, later(minutes));
  await noteDownload(actor, FROM, zip, later(3));
  await noteDownload(at.owner, FROM, zip, later(3));
  const viewing = { customer: actor.current, accountId: actor.accountId, email: actor.email, since: NOW };
  await noteDownload({ ...actor, viewing }, FROM, pdf, later(40));
  expect((await deedsOfShared(at.owner)).map(({ action, email }) => [action, email])).toEqual([
    ['invoice.archive_downloaded', actor.email],
    ['invoice.downloaded', actor.email],
    ['sharing.accepted', actor.email],
  ]);
  expect(await deedsOfShared(other.owner)).toEqual([]);
  expect(await deedsOfShared(actor)).toEqual([]);
});
