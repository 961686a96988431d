import { desc, eq } from 'drizzle-orm';
import { pendingStep, stepOf } from '@/lib/accounts/code-steps';
import * as schema from '@/db/schema';
import type { CustomerActor } from '@/lib/auth/actor';
import { hashPassword } from '@/lib/auth/passwords';
import { gsm7Length, smsSegments } from '@/lib/kernel/gsm7';
import {
  completePhoneChange,
  phoneCodeText,
  removePhone,
  startPhoneChange,
} from '@/lib/notifications/phone/commands';
import { reachOf } from '@/lib/notifications/phone/queries';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertHousehold } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const PASSWORD = 'koń bateria zszywka';
let passwordHash: string;
let count = 0;
let network = 0;
const stranger = () => visitorFrom(`198.51.${++network}.7`);
/** Of a range that nobody has. */
const freshPhone = () => `+48499${String(++count).padStart(6, '0')}`;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

/** Somebody signed in. */
async function someone() {
  const { customer } = await insertHousehold(db);
  const email = `telefon.${++count}@example.pl`;
  const account = await insertAccount(db, { email, passwordHash }, [customer.id]);
  return {
    account,
    email,
    actor: { ...actorOf(customer), accountId: account.id, email },
    phone: freshPhone(),
  };
}
const sentTo = (recipient: string) =>
  db
    .select()
    .from(schema.outbox)
    .where(eq(schema.outbox.recipient, recipient))
    .orderBy(desc(schema.outbox.id));
const codeFor = async (phone: string) => /^\d{6}/.exec((await sentTo(phone))[0]?.bodyText ?? '')?.[0] ?? '';
const start = (actor: CustomerActor, phone: string, now = NOW, from = stranger(), password = PASSWORD) =>
  startPhoneChange(actor, from, { phone, password }, now);
const give = (actor: CustomerActor, code: string, now = later(1)) =>
  completePhoneChange(actor, stranger(), { code }, now);

it('the code from the SMS makes the number the account’s; a mail says so, with the number masked', async () => {
  const { account, actor, email, phone } = await someone();
  await start(actor, `${phone.slice(3, 6)} ${phone.slice(6)}`);
  expect((await pendingStep(stepOf(actor, 'phone_change')))?.phone).toBe(phone);
  expect(await reachOf(actor)).toMatchObject({ phone: null });
  expect(await sentTo(phone)).toMatchObject([
    { kind: 'phone_code', channel: 'sms', accountId: account.id, expiresAt: later(10), subject: null },
  ]);
  expect(await give(actor, await codeFor(phone))).toBe(phone);
  expect(await reachOf(actor)).toEqual({ email, emailRefused: null, phone, phoneRefused: null });
  expect(await pendingStep(stepOf(actor, 'phone_change'))).toBeNull();
  const [told] = await sentTo(email);
  expect(told).toMatchObject({ kind: 'phone_changed' });
  expect(told?.bodyText).toContain(`+48 ••• ••• ${phone.slice(-3)}`);
  expect(told?.bodyText).not.toContain(phone.slice(-6));
  await expect(give(actor, '123456')).rejects.toMatchObject({ code: 'phoneChangeGone' });
});

it('a wrong password, a landline and the present number send nothing', async () => {
  const { actor, phone } = await someone();
  await expect(start(actor, phone, NOW, stranger(), 'nie to hasło')).rejects.toMatchObject({
    code: 'currentPasswordWrong',
  });
  await expect(start(actor, '95 741 12 34')).rejects.toMatchObject({ code: 'phoneLandline', field: 'phone' });
  await expect(start(actor, '12 34')).rejects.toMatchObject({ code: 'phoneInvalid', field: 'phone' });
  expect(await sentTo(phone)).toEqual([]);
  await start(actor, phone);
  await give(actor, await codeFor(phone));
  await expect(start(actor, phone, later(2))).rejects.toMatchObject({ code: 'phoneSame' });
});

it('five wrong codes end it; after ten minutes the right one is none either', async () => {
  const { actor, phone } = await someone();
  await start(actor, phone);
  const right = await codeFor(phone);
  await expect(give(actor, right, later(11))).rejects.toMatchObject({ code: 'codeExpired' });
  const wrong = right === '111111' ? '222222' : '111111';
  for (let left = 4; left > 0; left--)
    await expect(give(actor, wrong)).rejects.toMatchObject({ code: 'codeWrong', params: { left } });
  await expect(give(actor, wrong)).rejects.toMatchObject({ code: 'codeSpent' });
  await expect(give(actor, right)).rejects.toMatchObject({ code: 'codeSpent' });
  expect((await reachOf(actor)).phone).toBeNull();
});

it('a newer code makes the one before it worthless', async () => {
  const { actor, phone } = await someone();
  await start(actor, phone);
  const first = await codeFor(phone);
  const other = freshPhone();
  await start(actor, other, later(1));
  const second = await codeFor(other);
  if (first !== second)
    await expect(give(actor, first, later(2))).rejects.toMatchObject({ code: 'codeWrong' });
  expect(await give(actor, second, later(2))).toBe(other);
});

it('three SMS to a number, four of an account, twenty of a network; then a while nothing', async () => {
  const { actor, phone } = await someone();
  for (let sent = 0; sent < 3; sent++) await start(actor, phone, later(sent));
  await expect(start(actor, phone, later(3))).rejects.toMatchObject({ code: 'tooMany' });
  await start(actor, freshPhone(), later(3));
  await expect(start(actor, freshPhone(), later(3))).rejects.toMatchObject({ code: 'tooMany' });
  const there = visitorFrom('203.0.113.99');
  for (let sent = 0; sent < 20; sent++) await start((await someone()).actor, freshPhone(), NOW, there);
  await expect(start((await someone()).actor, freshPhone(), NOW, there)).rejects.toMatchObject({
    code: 'tooMany',
  });
});

it('removing takes the number away, says so once, and leaves the choices', async () => {
  const { account, actor, email, phone } = await someone();
  await start(actor, phone);
  await give(actor, await codeFor(phone));
  await db.insert(schema.notificationChoices).values({
    accountId: account.id,
    customerId: actor.current.id,
    kind: 'payment_due',
    channel: 'sms',
    enabled: true,
    decidedAt: NOW,
    source: 'portal',
  });
  await removePhone(actor, stranger(), later(5));
  await removePhone(actor, stranger(), later(6));
  expect((await reachOf(actor)).phone).toBeNull();
  expect((await sentTo(email)).map(({ kind }) => kind)).toEqual(['phone_removed', 'phone_changed']);
  expect(
    await db
      .select({ enabled: schema.notificationChoices.enabled })
      .from(schema.notificationChoices)
      .where(eq(schema.notificationChoices.accountId, account.id)),
  ).toEqual([{ enabled: true }]);
  const logged = await db
    .select({ action: schema.auditLog.action, details: schema.auditLog.details })
    .from(schema.auditLog)
    .where(eq(schema.auditLog.accountId, account.id))
    .orderBy(desc(schema.auditLog.id))
    .limit(2);
  expect(logged).toEqual([
    { action: 'account.phone_removed', details: {} },
    { action: 'account.phone_changed', details: {} },
  ]);
});

it('a number that said STOP is told apart', async () => {
  const { actor, phone } = await someone();
  await start(actor, phone);
  await give(actor, await codeFor(phone));
  await db
    .insert(schema.suppressions)
    .values({ channel: 'sms', recipient: phone, reason: 'stopped', since: NOW });
  expect(await reachOf(actor)).toMatchObject({ phoneRefused: 'stopped', emailRefused: null });
});

it("another account's code changes nothing", async () => {
  const [a, b] = [await someone(), await someone()];
  await start(a.actor, a.phone);
  await expect(give(b.actor, await codeFor(a.phone))).rejects.toMatchObject({ code: 'phoneChangeGone' });
  expect((await reachOf(b.actor)).phone).toBeNull();
});

it.each(['pl', 'en'] as const)('the SMS in %s costs one segment, the code first', locale => {
  const text = phoneCodeText('012345', locale);
  expect(text).toMatch(/^012345 /);
  expect(smsSegments(text)).toBe(1);
  expect(gsm7Length(text)).toBeLessThanOrEqual(160);
});
