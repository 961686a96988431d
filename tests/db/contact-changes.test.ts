/** Requested changes of name and address: one that waits, decided by staff, handed over, arrived by an import. */
import { eq, sql } from 'drizzle-orm';
import * as schema from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { decideChange, requestChange, withdrawChange } from '@/lib/customers/changes/commands';
import {
  changesOfCustomer,
  countWaitingChanges,
  findChange,
  heldData,
  ownChanges,
  waitingChanges,
} from '@/lib/customers/changes/queries';
import { exportBatch } from '@/lib/exports/commands';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertCustomer } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const from = visitorFrom();

async function household() {
  const customer = await insertCustomer(db, { name: 'Zofia Próbna' });
  const account = await insertAccount(db, { passwordHash: 'x' }, [customer.id]);
  const actor = { ...actorOf(customer), accountId: account.id, email: account.email };
  const ask = (
    after: Record<string, string>,
    reason: string | null = 'ślub',
    what: 'name' | 'address' = 'name',
  ) => requestChange(actor, from, { customerNumber: customer.customerNumber, what, after, reason }, NOW);
  const shown = async () => ownChanges(actor, await heldData(actor));
  return { customer, account, actor, ask, shown };
}

async function clerk(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'customer_service' });
  const sessionId = '00000000-0000-0000-0000-000000000001';
  return { kind: 'staff', accountId: id, email, sessionId, locale: 'pl', role: 'customer_service' };
}

const mailsTo = (recipient: string) =>
  db
    .select({ kind: schema.outbox.kind, text: schema.outbox.bodyText })
    .from(schema.outbox)
    .where(eq(schema.outbox.recipient, recipient));
const deeds = async (ref: string) =>
  (
    await db
      .select({ action: schema.auditLog.action })
      .from(schema.auditLog)
      .where(sql`details->>'change' = ${ref}`)
      .orderBy(schema.auditLog.id)
  ).map(({ action }) => action);
const change = { name: 'Zofia Nowa' };

it('asked for, approved, handed over once, and arrived with the import', async () => {
  const { customer, account, actor, ask, shown } = await household();
  const staff = await clerk();
  const ref = await ask(change);
  expect(await shown()).toMatchObject([
    { ref, before: { name: 'Zofia Próbna' }, after: change, stage: 'requested' },
  ]);
  expect(await waitingChanges(staff)).toMatchObject([
    { ref, customerNumber: customer.customerNumber, email: account.email, reason: 'ślub' },
  ]);
  expect(await countWaitingChanges(staff)).toBe(1);
  expect((await exportBatch('contact-changes', NOW)).rows).toBe(0);

  await decideChange(staff, from, { ref, decision: 'approved' }, later(60));
  await decideChange(staff, from, { ref, decision: 'approved' }, later(61));
  expect(await mailsTo(account.email)).toMatchObject([{ kind: 'change_approved' }]);
  expect((await mailsTo(account.email))[0]!.text).not.toContain('Zofia Nowa');
  expect(await shown()).toMatchObject([{ stage: 'awaited' }]);
  const { number: n } = { number: customer.customerNumber };
  expect((await exportBatch('contact-changes', NOW)).content).toBe(
    [
      'reference,customer_number,what,name,street,building,unit,postal_code,city,approved_at',
      `${ref},${n},name,Zofia Nowa,,,,,,2026-11-22T12:00:00`,
      '',
    ].join('\r\n'),
  );
  expect((await exportBatch('contact-changes', NOW)).rows).toBe(0);

  await db.update(schema.customers).set({ name: 'NOWA ZOFIA' }).where(eq(schema.customers.id, customer.id));
  expect(await shown()).toMatchObject([{ stage: 'done' }]);
  expect(await deeds(ref)).toEqual(['change.requested', 'change.approved']);
  expect(await findChange(staff, ref)).toMatchObject({ state: 'approved' });
  expect(await changesOfCustomer(staff, actor.current.customerNumber)).toHaveLength(1);
});

it('one waits for each field: the same again is the same, another is refused, another field goes beside it', async () => {
  const { ask, shown } = await household();
  const ref = await ask(change);
  expect(await ask(change)).toBe(ref);
  await expect(ask({ name: 'Zofia Inna' })).rejects.toMatchObject({ code: 'changeOpen' });
  await ask({ building: '7', postalCode: '66-300', city: 'Międzyrzecz' }, null, 'address');
  expect(await shown()).toHaveLength(2);
});

it('of twenty requests at once one waits', async () => {
  const { ask, shown } = await household();
  const refs = await Promise.all(Array.from({ length: 20 }, () => ask(change)));
  expect(new Set(refs).size).toBe(1);
  expect(await shown()).toHaveLength(1);
});

it('taken back it waits no longer, and may be asked for again', async () => {
  const { actor, ask, shown } = await household();
  const staff = await clerk();
  const ref = await ask(change);
  await withdrawChange(actor, from, ref, later(1));
  await withdrawChange(actor, from, ref, later(2));
  expect((await waitingChanges(staff)).map(row => row.ref)).not.toContain(ref);
  await expect(decideChange(staff, from, { ref, decision: 'approved' }, later(3))).rejects.toMatchObject({
    code: 'changeGone',
  });
  await ask(change);
  expect((await shown()).map(({ stage }) => stage)).toEqual(['requested', 'withdrawn']);
});

it('refused with a reason, which the mail and the page say', async () => {
  const { actor, account, ask, shown } = await household();
  const staff = await clerk();
  const ref = await ask(change);
  const refuse = (reason: string) =>
    decideChange(staff, from, { ref, decision: 'refused', reason }, later(5));
  await expect(refuse('  ')).rejects.toMatchObject({ code: 'changeRefusalReason' });
  await refuse('Umowa jest na inną osobę.');
  expect(await shown()).toMatchObject([{ stage: 'refused', refusalReason: 'Umowa jest na inną osobę.' }]);
  expect((await mailsTo(account.email))[0]!.text).toContain('Umowa jest na inną osobę.');
  await expect(withdrawChange(actor, from, ref, later(6))).rejects.toMatchObject({ code: 'changeGone' });
});

it('another customer sees nothing and takes nothing back', async () => {
  const [mine, theirs] = [await household(), await household()];
  const ref = await mine.ask(change);
  expect(await theirs.shown()).toEqual([]);
  await expect(withdrawChange(theirs.actor, from, ref, NOW)).rejects.toMatchObject({ code: 'changeGone' });
  expect(await mine.shown()).toMatchObject([{ stage: 'requested' }]);
  await expect(
    requestChange(
      mine.actor,
      from,
      { customerNumber: theirs.customer.customerNumber, what: 'name', after: change, reason: 'ślub' },
      NOW,
    ),
  ).rejects.toMatchObject({ code: 'changeOther' });
});
