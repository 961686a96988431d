import { desc, eq, sql } from 'drizzle-orm';
import { pendingStep, stepOf } from '@/lib/accounts/code-steps';
import * as schema from '@/db/schema';
import { completeEmailChange, startEmailChange } from '@/lib/accounts/email-change/commands';
import { requestLink, setPasswordByLink } from '@/lib/accounts/links/commands';
import type { CustomerActor } from '@/lib/auth/actor';
import { signIn } from '@/lib/auth/commands';
import { actorOf } from '@/lib/auth/guards';
import { hashPassword } from '@/lib/auth/passwords';
import { readSession } from '@/lib/auth/session';
import { acceptTerms } from '@/lib/terms/commands';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const PASSWORD = 'koń bateria zszywka';
let passwordHash: string;
let count = 0;
let network = 0;
const stranger = () => visitorFrom(`198.51.${++network}.7`);

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

/** Somebody signed in, with the cookie. */
async function someone() {
  const { customer } = await insertHousehold(db);
  const email = `stary.${++count}@example.pl`;
  const account = await insertAccount(db, { email, passwordHash }, [customer.id]);
  await acceptTerms(visitorFrom(), { accountId: account.id }, { version: '1.0' }, NOW);
  const { session: cookie } = await signIn(stranger(), { email, password: PASSWORD }, NOW);
  const actor = actorOf((await readSession(db, cookie, NOW))!) as CustomerActor;
  return { account, email, cookie, actor, fresh: `nowy.${count}@example.pl` };
}
const mailsTo = (email: string) =>
  db
    .select({ kind: schema.outbox.kind, text: schema.outbox.bodyText })
    .from(schema.outbox)
    .where(eq(schema.outbox.recipient, email))
    .orderBy(desc(schema.outbox.id));
const kindsTo = async (email: string) => (await mailsTo(email)).map(({ kind }) => kind);
const codeFor = async (email: string) => /^\d{6}$/m.exec((await mailsTo(email))[0]?.text ?? '')?.[0] ?? '';
const start = (actor: CustomerActor, email: string, now = NOW, password = PASSWORD) =>
  startEmailChange(actor, stranger(), { email, password }, now);
const give = (actor: CustomerActor, code: string, now = later(1)) =>
  completeEmailChange(actor, stranger(), { code }, now);
const emailOf = async (id: number) =>
  (await db.select().from(schema.accounts).where(eq(schema.accounts.id, id)))[0]?.email;
const otherThan = (code: string) => (code === '111111' ? '222222' : '111111');

it('the code from the new address changes it; the old one hears of it, with the new one masked', async () => {
  const { account, actor, email, fresh } = await someone();
  await start(actor, `  ${fresh.toUpperCase()}`);
  expect(await emailOf(account.id)).toBe(email);
  expect((await pendingStep(stepOf(actor, 'email_change')))?.email).toBe(fresh);
  expect(await kindsTo(email)).toEqual([]);
  expect(await give(actor, await codeFor(fresh))).toBe(fresh);
  expect(await emailOf(account.id)).toBe(fresh);
  expect(await pendingStep(stepOf(actor, 'email_change'))).toBeNull();
  const [told] = await mailsTo(email);
  expect(told?.kind).toBe('email_changed');
  expect(told?.text).toContain('n•••@example.pl');
  expect(told?.text).not.toContain(fresh);
  await expect(signIn(stranger(), { email, password: PASSWORD }, later(2))).rejects.toMatchObject({
    code: 'signInFailed',
  });
  await expect(signIn(stranger(), { email: fresh, password: PASSWORD }, later(2))).resolves.toBeDefined();
});

it('other sessions end, and a link that was mailed to the old address works no more; this one stays', async () => {
  const { actor, email, fresh, cookie } = await someone();
  const { session: other } = await signIn(stranger(), { email, password: PASSWORD }, NOW);
  await requestLink(stranger(), { email, purpose: 'password_reset' }, NOW);
  const token = /token=([\w-]+)/.exec((await mailsTo(email))[0]?.text ?? '')?.[1] ?? '';
  await start(actor, fresh);
  await give(actor, await codeFor(fresh));
  expect(await readSession(db, other, later(2))).toBeNull();
  expect(await readSession(db, cookie, later(2))).toMatchObject({ email: fresh });
  const late = setPasswordByLink(stranger(), { token, newPassword: 'rower śliwka latarnia' }, later(2));
  await expect(late).rejects.toMatchObject({ code: 'linkGone' });
});

it('without the right password nothing is sent, and guesses are counted as at the sign-in', async () => {
  const { actor, fresh } = await someone();
  for (let guess = 0; guess < 6; guess++)
    await expect(start(actor, fresh, NOW, 'próba')).rejects.toMatchObject({
      code: 'currentPasswordWrong',
      field: 'password',
    });
  await expect(start(actor, fresh)).rejects.toMatchObject({ code: 'tooMany' });
  expect(await mailsTo(fresh)).toEqual([]);
});

it('an address that another account has: the same answer, and its owner alone is told, once an hour', async () => {
  const mine = await someone();
  const theirs = await someone();
  await start(mine.actor, theirs.email);
  expect((await pendingStep(stepOf(mine.actor, 'email_change')))?.email).toBe(theirs.email);
  await start(mine.actor, theirs.email, later(2));
  expect(await kindsTo(theirs.email)).toEqual(['email_taken']);
  expect((await mailsTo(theirs.email))[0]?.text).not.toContain(mine.email);
  await expect(give(mine.actor, '123456', later(3))).rejects.toMatchObject({
    code: 'codeWrong',
    params: { left: 4 },
  });
  expect(await emailOf(mine.account.id)).toBe(mine.email);
});

it('two accounts to the same address at once: one has it, the other is told to begin again', async () => {
  const [one, two] = [await someone(), await someone()];
  const wanted = `wspolny.${count}@example.pl`;
  await start(one.actor, wanted);
  const first = await codeFor(wanted);
  await start(two.actor, wanted);
  const second = await codeFor(wanted);
  const done = await Promise.allSettled([give(one.actor, first), give(two.actor, second)]);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = done.find(result => result.status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'emailChangeGone' } });
  expect(await db.$count(schema.accounts, eq(schema.accounts.email, wanted))).toBe(1);
  const kept = [one, two].map(async ({ account, email }) => (await emailOf(account.id)) === email);
  expect((await Promise.all(kept)).filter(Boolean)).toHaveLength(1);
});

it('an address that a registration took meanwhile stays with it', async () => {
  const { actor, fresh, account, email } = await someone();
  await start(actor, fresh);
  const code = await codeFor(fresh);
  await insertAccount(db, { email: fresh });
  await expect(give(actor, code)).rejects.toMatchObject({ code: 'emailChangeGone' });
  expect(await emailOf(account.id)).toBe(email);
});

it('five wrong codes end it; ten minutes too; another start makes another code', async () => {
  const { actor, fresh } = await someone();
  await start(actor, fresh);
  const code = await codeFor(fresh);
  for (const left of [4, 3, 2, 1])
    await expect(give(actor, otherThan(code))).rejects.toMatchObject({ code: 'codeWrong', params: { left } });
  await expect(give(actor, otherThan(code))).rejects.toMatchObject({ code: 'codeSpent' });
  await expect(give(actor, code)).rejects.toMatchObject({ code: 'codeSpent' });
  await start(actor, fresh, later(2));
  const again = await codeFor(fresh);
  await expect(give(actor, again, later(12))).rejects.toMatchObject({ code: 'codeExpired' });
  await expect(give(actor, again, later(11))).resolves.toBe(fresh);
});

it('the code of a change is of no use to another account, nor for an earlier address', async () => {
  const [one, two] = [await someone(), await someone()];
  await start(one.actor, one.fresh);
  const code = await codeFor(one.fresh);
  await expect(give(two.actor, code)).rejects.toMatchObject({ code: 'emailChangeGone' });
  await start(one.actor, `inny.${count}@example.pl`, later(1));
  const second = await codeFor(`inny.${count}@example.pl`);
  if (second !== code) await expect(give(one.actor, code)).rejects.toMatchObject({ code: 'codeWrong' });
});

it('the present address is refused at once', async () => {
  const { actor, email } = await someone();
  await expect(start(actor, email.toUpperCase())).rejects.toMatchObject({
    code: 'emailSame',
    field: 'email',
  });
});

it('free and taken addresses take about as long', async () => {
  const { actor } = await someone();
  const taken = (await someone()).email;
  const took = { free: [] as number[], taken: [] as number[] };
  for (let round = 0; round < 9; round++)
    for (const [name, address] of [
      ['free', `wolny.${round}@example.pl`],
      ['taken', taken],
    ] as const) {
      await db.delete(schema.limits);
      const begun = performance.now();
      await start(actor, address);
      took[name].push(performance.now() - begun);
    }
  const median = (list: number[]) => list.sort((a, b) => a - b)[4]!;
  const medians = [median(took.free), median(took.taken)];
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(2);
});

it('stands in the audit log without any address', async () => {
  const { actor, fresh, account } = await someone();
  await start(actor, fresh);
  await give(actor, await codeFor(fresh));
  const lines = await db
    .select({ action: schema.auditLog.action })
    .from(schema.auditLog)
    .where(eq(schema.auditLog.accountId, account.id));
  expect(lines.map(({ action }) => action)).toContain('account.email_changed');
  const [withAt] = await db.execute(
    sql`select count(*)::int as n from audit_log where audit_log::text like '%@%'`,
  );
  expect(withAt?.n).toBe(0);
});
