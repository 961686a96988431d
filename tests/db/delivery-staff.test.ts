import { and, eq, sql } from 'drizzle-orm';
import { auditLog, outbox, suppressions, type OutboxState } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { enqueueMessages } from '@/lib/delivery/commands';
import { pauseDelivery } from '@/lib/delivery/pauses';
import { freeAddress, readDelivery, resolveUnknown, sendAgain } from '@/lib/delivery/staff/commands';
import {
  blockedAddresses,
  channelsForStaff,
  deliveriesForStaff,
  deliveryFilterOf,
  deliveryForStaff,
  kindsSent,
  openDeliveries,
} from '@/lib/delivery/staff/queries';
import { costOf, isReadable, maySendAgain, withoutTokens } from '@/lib/delivery/staff/rules';
import { SECRET_KINDS } from '@/lib/delivery/rules/secret';
import type { MessageToSend } from '@/lib/delivery/commands';
import { Refusal } from '@/lib/kernel/refusal';
import { testDatabase } from '../support/database';
import { insertAccount, insertCustomer } from '../support/factories';
import { aMail, anSms, resetStubs, run, startWith, stubbedProviders } from '../support/delivery';
import { visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const providers = stubbedProviders();
beforeEach(async () => {
  resetStubs(providers());
  await startWith([]);
});
const FROM = visitorFrom();

async function staff(role: StaffActor['role'] = 'customer_service'): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: role });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role, accountId: id, sessionId, email, locale: 'pl' };
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

/** A message that stands so. @returns its reference */
async function standing(message: MessageToSend, state: OutboxState, more: { attempts?: number } = {}) {
  await enqueueMessages(db, [message], new Date());
  const [row] = await db
    .update(outbox)
    .set({
      state,
      attempts: more.attempts ?? 10,
      providerId: state === 'permanently_failed' ? `old-${message.entity}-${message.channel}` : null,
      firstAttemptAt: new Date(),
      lastAttemptAt: new Date(),
    })
    .where(and(eq(outbox.entity, message.entity), eq(outbox.channel, message.channel)))
    .returning({ ref: outbox.ref });
  return row!.ref;
}

it('the list: newest first, fifty a page; narrowed by kind, channel, state, day and customer', async () => {
  const actor = await staff();
  const customer = await insertCustomer(db);
  const mails = Array.from({ length: 60 }, () => aMail());
  await enqueueMessages(db, [...mails, anSms({ customerId: customer.id })], new Date('2026-11-22T23:30:00Z'));
  const list = async (address: Record<string, string>, before: string | null = null) =>
    deliveriesForStaff(actor, deliveryFilterOf(address), before);
  const first = await list({});
  expect(first.rows).toHaveLength(50);
  expect(first.rows[0]).toMatchObject({
    channel: 'sms',
    customerNumber: customer.customerNumber,
    cost: null,
  });
  const second = await list({}, first.next);
  expect(second.rows).toHaveLength(11);
  expect(second.next).toBeNull();
  expect(new Set([...first.rows, ...second.rows].map(({ ref }) => ref)).size).toBe(61);
  expect((await list({ channel: 'sms' })).rows).toHaveLength(1);
  expect((await list({ customer: customer.customerNumber })).rows).toHaveLength(1);
  expect((await list({ customer: 'K-999999' })).rows).toEqual([]);
  expect((await list({ state: 'unknown' })).rows).toEqual([]);
  // Half past midnight in Warsaw is the next day.
  expect((await list({ day: '23.11.2026', channel: 'sms' })).rows).toHaveLength(1);
  expect((await list({ day: '22.11.2026' })).rows).toEqual([]);
  expect((await list({ kind: 'contract_expiry' })).rows).toEqual([]);
  expect(await kindsSent(actor)).toEqual(['invoice_issued', 'payment_due']);
  expect(await openDeliveries(actor)).toEqual([
    { state: 'queued', channel: 'email', count: 60 },
    { state: 'queued', channel: 'sms', count: 1 },
  ]);
});

it('one of which nobody knows is said to be sent: it is, with who said it and why; a second word is refused', async () => {
  const actor = await staff();
  const ref = await standing(anSms(), 'unknown', { attempts: 1 });
  const input = { ref, outcome: 'sent', note: 'Jest w panelu operatora, 10:42' } as const;
  await resolveUnknown(actor, FROM, input, new Date());
  const found = (await deliveryForStaff(actor, ref))!;
  expect(found).toMatchObject({ state: 'sent', reason: 'staff_sent', attempts: 1 });
  expect(found.states.at(-1)).toMatchObject({ source: 'staff', email: actor.email, note: input.note });
  expect(await refusalOf(resolveUnknown(actor, FROM, input, new Date()))).toBe('deliveryState');
  expect(await refusalOf(resolveUnknown(actor, FROM, { ...input, ref: '0000000000' }, new Date()))).toBe(
    'deliveryGone',
  );
});

it('one that was not sent goes again, once; or never, where that is said', async () => {
  const actor = await staff();
  const [sms, mail] = [anSms(), aMail()];
  const ref = await standing(sms, 'unknown', { attempts: 1 });
  const other = await standing(mail, 'unknown', { attempts: 1 });
  await resolveUnknown(actor, FROM, { ref, outcome: 'again', note: 'Nie ma jej' }, new Date());
  await resolveUnknown(actor, FROM, { ref: other, outcome: 'given_up', note: 'Zadzwoniłam' }, new Date());
  await run();
  expect(await deliveryForStaff(actor, ref)).toMatchObject({ state: 'sent', attempts: 2 });
  expect(await deliveryForStaff(actor, other)).toMatchObject({ state: 'cancelled', attempts: 1 });
  expect(providers().twilio.journal.filter(({ to }) => to === sms.recipient)).toHaveLength(1);
});

it('while the portal looks for it at the provider, nobody decides', async () => {
  const actor = await staff();
  const ref = await standing(anSms(), 'unknown');
  await db
    .update(outbox)
    .set({ leaseUntil: sql`clock_timestamp() + interval '1 minute'` })
    .where(eq(outbox.ref, ref));
  const input = { ref, outcome: 'again', note: 'x' } as const;
  expect(await refusalOf(resolveUnknown(actor, FROM, input, new Date()))).toBe('deliveryBusy');
});

it('what failed is sent again under a new key; not what is under way, delivered, secret, too late or blocked', async () => {
  const actor = await staff();
  const mail = aMail();
  const ref = await standing(mail, 'permanently_failed');
  await db.insert(suppressions).values({
    channel: 'email',
    recipient: mail.recipient,
    reason: 'bounced',
    since: new Date(),
  });
  const again = { ref, note: 'Skrzynka działa' };
  expect(await refusalOf(sendAgain(actor, FROM, again, new Date()))).toBe('deliveryBlocked');
  await freeAddress(actor, FROM, { channel: 'email', recipient: mail.recipient }, new Date());
  await Promise.all([1, 2].map(() => refusalOf(sendAgain(actor, FROM, again, new Date()))));
  await run();
  expect(await deliveryForStaff(actor, ref)).toMatchObject({ state: 'sent', attempts: 8 });
  expect(providers().resend.journal.filter(({ to }) => [to].flat().includes(mail.recipient))).toHaveLength(1);
  const log = await db
    .select({ action: auditLog.action, details: auditLog.details })
    .from(auditLog)
    .where(eq(auditLog.entity, `message:${ref}`));
  expect(log).toEqual([
    {
      action: 'delivery.resent',
      details: { from: 'permanently_failed', provider: `old-${mail.entity}-email` },
    },
  ]);
  expect(await refusalOf(sendAgain(actor, FROM, again, new Date()))).toBe('deliveryState');
  const now = new Date();
  const failed = { kind: 'payment_due', state: 'permanently_failed', expiresAt: null } as const;
  expect(maySendAgain(failed, now)).toBe(true);
  expect(maySendAgain({ ...failed, expiresAt: new Date(now.getTime() - 1) }, now)).toBe(false);
  for (const state of ['queued', 'sending', 'sent', 'delivered', 'unknown', 'cancelled', 'expired'] as const)
    expect(maySendAgain({ ...failed, state }, now)).toBe(false);
  for (const kind of SECRET_KINDS) expect(maySendAgain({ ...failed, kind }, now)).toBe(false);
});

it('an address that takes nothing: whose it is; freed where it bounced, never where its owner wants nothing', async () => {
  const actor = await staff();
  const customer = await insertCustomer(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const rows = [
    { recipient: account.email, reason: 'bounced' as const },
    { recipient: 'spam@example.pl', reason: 'complained' as const },
  ];
  const since = new Date();
  await db.insert(suppressions).values(rows.map(row => ({ ...row, channel: 'email' as const, since })));
  const [first] = await blockedAddresses(actor, { channel: 'email', offset: 0, limit: 10 });
  expect(first).toMatchObject({
    recipient: account.email,
    inUse: true,
    customers: [customer.customerNumber],
  });
  expect(await blockedAddresses(actor, { channel: 'sms', offset: 0, limit: 10 })).toEqual([]);
  const free = (recipient: string) =>
    refusalOf(freeAddress(actor, FROM, { channel: 'email', recipient }, new Date()));
  expect(await free('spam@example.pl')).toBe('deliveryAddressKept');
  expect(await free(account.email)).toBe('done');
  expect(await free(account.email)).toBe('done');
});

it('a code is never shown to staff, nor a signed link; looking at a message is a line in the log', async () => {
  const actor = await staff('auditor');
  const ref = await standing(
    aMail({ kind: 'password_reset', text: 'https://x.pl/password/reset?token=abc' }),
    'sent',
  );
  expect((await readDelivery(actor, FROM, ref, new Date()))!.text).toBeNull();
  await readDelivery(actor, FROM, ref, new Date());
  const log = await db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(eq(auditLog.entity, `message:${ref}`));
  expect(log).toEqual([{ action: 'delivery.seen' }]);
  expect(SECRET_KINDS.filter(isReadable)).toEqual([]);
  expect(isReadable('a_kind_of_tomorrow')).toBe(false);
  const token = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
  expect(withoutTokens(`https://x.pl/r/${token} i https://x.pl/unsubscribe/${token}`)).not.toContain(token);
});

it('2 segments at 8 grosze cost 16; a pause says who, why and since when', async () => {
  expect(costOf(2, 8)).toBe(16);
  expect(costOf(1, 7.5)).toBe(8);
  expect(costOf(2, undefined)).toBeNull();
  const actor = await staff('administrator');
  await pauseDelivery('sms', 'awaria u operatora', new Date(), { accountId: actor.accountId });
  const channels = await channelsForStaff(actor);
  expect(channels.map(({ channel, pause }) => [channel, pause?.reason ?? null])).toEqual([
    ['all', null],
    ['email', null],
    ['sms', 'awaria u operatora'],
  ]);
  expect(channels[2]?.pause?.email).toBe(actor.email);
});
