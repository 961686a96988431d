import { eq } from 'drizzle-orm';
import { generateSync } from 'otplib';
import * as schema from '@/db/schema';
import { changePassword, signIn } from '@/lib/auth/commands';
import { actorOf } from '@/lib/auth/guards';
import { allowances } from '@/lib/auth/limits';
import { hashPassword, verifyPassword } from '@/lib/auth/passwords';
import { challenged, signInWithCode } from '@/lib/auth/second-factor/challenge';
import {
  cancelSecondFactor,
  confirmSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  startSecondFactor,
  switchOffSecondFactor,
} from '@/lib/auth/second-factor/commands';
import { secondFactorOf } from '@/lib/auth/second-factor/queries';
import { formatRecoveryCode } from '@/lib/auth/second-factor/rules';
import { createSession, readSession, type Session } from '@/lib/auth/session';
import { acceptTerms } from '@/lib/terms/commands';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

jest.mock('@/lib/auth/passwords', () => {
  const real = jest.requireActual<typeof import('@/lib/auth/passwords')>('@/lib/auth/passwords');
  return { ...real, verifyPassword: jest.fn(real.verifyPassword) };
});

const { db } = testDatabase();
const PASSWORD = 'koń bateria zszywka';
let passwordHash: string;
let count = 0;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(() => db.delete(schema.limits));

const from = visitorFrom();
const seconds = (n: number, since = NOW) => new Date(since.getTime() + n * 1000);
const codeAt = (secret: string, now: Date) =>
  generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) });

/** An account with a session, of a customer whose terms are accepted or of staff. */
async function someone(staffRole: (typeof schema.accounts.$inferInsert)['staffRole'] = null) {
  const email = `drugi.skladnik.${++count}@example.pl`;
  const { customer } = await insertHousehold(db);
  const account = await insertAccount(db, { email, passwordHash, staffRole }, staffRole ? [] : [customer.id]);
  if (!staffRole) await acceptTerms(from, { accountId: account.id }, { version: '1.0' }, NOW);
  const cookie = await createSession(db, account, from, NOW);
  return { account, email, cookie, session: (await readSession(db, cookie, NOW))! };
}

async function secretOf(session: Session, now = NOW) {
  await startSecondFactor(session, now);
  const factor = await secondFactorOf(session, now);
  if (factor.state !== 'setUp') throw new Error(`a factor that is ${factor.state}`);
  return factor.secret;
}

/** The same with the factor on, and a challenge after the right password half a minute later. */
async function withFactor(staffRole?: (typeof schema.accounts.$inferInsert)['staffRole']) {
  const one = await someone(staffRole);
  const secret = await secretOf(one.session);
  const on = await confirmSecondFactor(from, one.session, { code: codeAt(secret, NOW) }, NOW);
  const after = (await readSession(db, on.session, NOW))!;
  return { ...one, secret, on, session: after, recoveryCodes: on.recoveryCodes };
}

const enter = (email: string, now: Date, device?: string) =>
  signIn(from, { email, password: PASSWORD, device }, now);
const auditOf = async (accountId: number) =>
  (await db.select().from(schema.auditLog).where(eq(schema.auditLog.accountId, accountId))).map(
    line => line.action,
  );

describe('switching on', () => {
  it('the secret guards nothing until its first code, and is shown no more afterwards', async () => {
    const { session, email } = await someone();
    const secret = await secretOf(session);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect((await enter(email, NOW)).session).toBeDefined();
    await expect(confirmSecondFactor(from, session, { code: '000000' }, NOW)).rejects.toMatchObject({
      code: 'factorCodeWrong',
    });
    await confirmSecondFactor(from, session, { code: codeAt(secret, NOW) }, NOW);
    expect(await secondFactorOf(session, NOW)).toEqual({ state: 'on', since: NOW, codesLeft: 10 });
    await expect(startSecondFactor(session, NOW)).rejects.toMatchObject({ code: 'factorIsOn' });
    await cancelSecondFactor(session);
    expect((await secondFactorOf(session, NOW)).state).toBe('on');
  });

  it('ends all other sessions at their next request; this one goes on with a new cookie', async () => {
    const { account, cookie, session } = await someone();
    const elsewhere = await createSession(db, account, from, NOW);
    const secret = await secretOf(session);
    const on = await confirmSecondFactor(from, session, { code: codeAt(secret, NOW) }, NOW);
    expect(await readSession(db, cookie, NOW)).toBeNull();
    expect(await readSession(db, elsewhere, NOW)).toBeNull();
    expect(await readSession(db, on.session, NOW)).not.toBeNull();
  });

  it('tells the account and stands in the audit log; the database holds neither secret nor codes', async () => {
    const { account, email, secret, recoveryCodes } = await withFactor();
    const [mail] = await db.select().from(schema.outbox).where(eq(schema.outbox.recipient, email));
    expect(mail).toMatchObject({ kind: 'second_factor_on', accountId: account.id, locale: 'pl' });
    expect(await auditOf(account.id)).toContain('account.second_factor_on');
    const [factor] = await db
      .select()
      .from(schema.secondFactors)
      .where(eq(schema.secondFactors.accountId, account.id));
    expect(factor?.secretSealed).not.toContain(secret);
    const kept = await db
      .select()
      .from(schema.recoveryCodes)
      .where(eq(schema.recoveryCodes.accountId, account.id));
    expect(kept.map(row => row.codeHash).join()).not.toContain(recoveryCodes[0]);
    expect(new Set(recoveryCodes).size).toBe(10);
  });

  it('a secret shown half an hour ago is made anew; a fresh one stays', async () => {
    const { session } = await someone();
    const first = await secretOf(session);
    expect(await secretOf(session, later(29))).toBe(first);
    await expect(
      confirmSecondFactor(from, session, { code: codeAt(first, later(31)) }, later(31)),
    ).rejects.toMatchObject({ code: 'factorGone' });
    expect((await secondFactorOf(session, later(31))).state).toBe('off');
    expect(await secretOf(session, later(31))).not.toBe(first);
  });

  it("a sealed secret of one account is of no use in another's row", async () => {
    const [mine, theirs] = [await withFactor(), await withFactor()];
    const sealed = db
      .select({ s: schema.secondFactors.secretSealed })
      .from(schema.secondFactors)
      .where(eq(schema.secondFactors.accountId, theirs.account.id));
    await db
      .update(schema.secondFactors)
      .set({ secretSealed: (await sealed)[0]!.s })
      .where(eq(schema.secondFactors.accountId, mine.account.id));
    const { challenge } = await enter(mine.email, seconds(60));
    await expect(
      signInWithCode(from, { challenge, code: codeAt(theirs.secret, seconds(60)) }, seconds(60)),
    ).rejects.toThrow('cannot be opened');
  });
});

describe('signing in', () => {
  it('the password alone opens nothing: a challenge, no session, no mark of the device', async () => {
    const { email, account } = await withFactor();
    const sessions = await db.$count(schema.sessions, eq(schema.sessions.accountId, account.id));
    const first = await enter(email, NOW);
    expect(first).toMatchObject({ challenge: expect.any(String) });
    expect(first.session).toBeUndefined();
    expect(first.device).toBeUndefined();
    expect(await readSession(db, first.challenge, NOW)).toBeNull();
    expect(await db.$count(schema.sessions, eq(schema.sessions.accountId, account.id))).toBe(sessions);
  });

  it('until the password is right, an account with a factor answers like one without, after the same work', async () => {
    const [one, other] = [await withFactor(), await someone()];
    const answers = [];
    for (const { email } of [one, other]) {
      jest.mocked(verifyPassword).mockClear();
      const answer = await signIn(from, { email, password: 'nie to' }, NOW).catch((error: unknown) => error);
      answers.push([answer, jest.mocked(verifyPassword).mock.calls.length]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('a right code opens a session, once: not again, and not by two at the same time', async () => {
    const { email, secret, account } = await withFactor();
    const now = seconds(60);
    const { challenge } = await enter(email, now);
    const give = () => signInWithCode(from, { challenge, code: codeAt(secret, now) }, now);
    const outcomes = await Promise.allSettled([give(), give(), give()]);
    const opened = outcomes.filter(one => one.status === 'fulfilled');
    expect(opened).toHaveLength(1);
    expect(await readSession(db, opened[0]!.value?.session, now)).toMatchObject({ accountId: account.id });
    await expect(give()).rejects.toMatchObject({ code: 'factorCodeWrong', field: 'code' });
    expect(await auditOf(account.id)).toEqual(
      expect.arrayContaining(['session.code_asked', 'session.code_failed']),
    );
  });

  it('the code that switched it on does not sign in', async () => {
    const { email, secret } = await withFactor();
    const { challenge } = await enter(email, NOW);
    const give = (code: string) => signInWithCode(from, { challenge, code }, NOW);
    await expect(give(codeAt(secret, NOW))).rejects.toMatchObject({ code: 'factorCodeWrong' });
    expect(await give(codeAt(secret, seconds(30)))).toMatchObject({ session: expect.any(String) });
  });

  it('codes of the step before and after are taken, blanks in them too; two steps away not', async () => {
    const { email, secret } = await withFactor();
    const now = seconds(300);
    const { challenge } = await enter(email, now);
    const give = (code: string) => signInWithCode(from, { challenge, code }, now);
    for (const away of [-60, 60])
      await expect(give(codeAt(secret, seconds(away, now)))).rejects.toMatchObject({
        code: 'factorCodeWrong',
      });
    for (const away of [-30, 30]) {
      const code = codeAt(secret, seconds(away, now));
      expect(await give(` ${code.slice(0, 3)} ${code.slice(3)} `)).not.toBeNull();
    }
  });

  it('a recovery code works once, however it is written; the others stay', async () => {
    const { email, recoveryCodes, session } = await withFactor();
    const { challenge } = await enter(email, NOW);
    const give = (code: string) => signInWithCode(from, { challenge, code }, NOW);
    const code = recoveryCodes[3]!;
    expect(await give(` ${formatRecoveryCode(code).toLowerCase()} `)).not.toBeNull();
    await expect(give(code)).rejects.toMatchObject({ code: 'factorCodeWrong' });
    expect(await secondFactorOf(session, NOW)).toMatchObject({ codesLeft: 9 });
    expect(await give(recoveryCodes[4]!)).not.toBeNull();
  });

  it("another account's codes are none", async () => {
    const [mine, theirs] = [await withFactor(), await withFactor()];
    const { challenge } = await enter(mine.email, seconds(60));
    for (const code of [codeAt(theirs.secret, seconds(60)), theirs.recoveryCodes[0]!])
      await expect(signInWithCode(from, { challenge, code }, seconds(60))).rejects.toMatchObject({
        code: 'factorCodeWrong',
      });
  });

  it('the challenge is worth nothing after ten minutes, a change of the password, or disabling', async () => {
    const { email, session, account, secret } = await withFactor();
    const { challenge } = await enter(email, NOW);
    expect(await challenged(challenge, later(9.9))).toMatchObject({ id: account.id });
    expect(await challenged(challenge, later(10))).toBeNull();
    expect(await challenged('nonsense', NOW)).toBeNull();
    const code = codeAt(secret, later(10));
    expect(await signInWithCode(from, { challenge, code }, later(10))).toBeNull();
    await changePassword(from, session, { password: PASSWORD, newPassword: 'trzy inne słowa' }, NOW);
    expect(await challenged(challenge, NOW)).toBeNull();
    const again = await signIn(from, { email, password: 'trzy inne słowa' }, NOW);
    expect(await challenged(again.challenge, NOW)).not.toBeNull();
    await db.update(schema.accounts).set({ disabledAt: NOW }).where(eq(schema.accounts.id, account.id));
    expect(await challenged(again.challenge, NOW)).toBeNull();
  });
});

describe('limits', () => {
  const wrong = (challenge: string | undefined, now: Date, device?: string, n = 0) =>
    signInWithCode(visitorFrom(`10.9.${n}.1`), { challenge, code: '000000', device }, now).catch(
      (error: { code?: string }) => error.code,
    );

  it('after five wrong codes the sixth waits, even a right one; the owner is back ten minutes later', async () => {
    const { email, secret } = await withFactor();
    const { challenge } = await enter(email, seconds(60));
    for (let n = 0; n < allowances.factorOfAccount.burst; n++)
      expect(await wrong(challenge, seconds(60), undefined, n)).toBe('factorCodeWrong');
    const give = (now: Date) => signInWithCode(from, { challenge, code: codeAt(secret, now) }, now);
    await expect(give(seconds(60))).rejects.toMatchObject({ code: 'tooMany' });
    const then = later(10, seconds(60));
    const next = await enter(email, then);
    expect(
      await signInWithCode(from, { challenge: next.challenge, code: codeAt(secret, then) }, then),
    ).not.toBeNull();
  });

  it('a device that has signed in gets in while others guess', async () => {
    const { email, secret } = await withFactor();
    const first = await enter(email, seconds(60));
    const give = (challenge: string | undefined, now: Date, device?: string) =>
      signInWithCode(from, { challenge, code: codeAt(secret, now), device }, now);
    const { device } = (await give(first.challenge, seconds(60)))!;
    const { challenge } = await enter(email, seconds(120));
    for (let n = 0; n < 50; n++) await wrong(challenge, seconds(120), undefined, n);
    await expect(give(challenge, seconds(120))).rejects.toMatchObject({ code: 'tooMany' });
    expect(await give(challenge, seconds(120), device)).not.toBeNull();
  });

  it('everybody together has no more than twenty tries an hour', async () => {
    const { email, account, on } = await withFactor();
    expect(on.session).toBeDefined();
    const { device } = { device: undefined };
    for (let minute = 0; minute < 60; minute += 5) {
      const { challenge } = await enter(email, later(minute));
      for (let n = 0; n < 10; n++) await wrong(challenge, later(minute), device, n);
    }
    const failed = (await auditOf(account.id)).filter(action => action === 'session.code_failed');
    expect(failed.length).toBeLessThanOrEqual(20);
  });
});

describe('switching off', () => {
  it('takes password and code; all other sessions end, codes are gone, the account is told', async () => {
    const { account, email, session, secret, on, recoveryCodes } = await withFactor();
    const now = seconds(60);
    const off = (password: string, code: string) =>
      switchOffSecondFactor(from, session, { password, code }, now);
    await expect(off('nie to', codeAt(secret, now))).rejects.toMatchObject({ code: 'currentPasswordWrong' });
    await expect(off(PASSWORD, '000000')).rejects.toMatchObject({ code: 'factorCodeWrong' });
    expect((await secondFactorOf(session, now)).state).toBe('on');
    const renewed = await off(PASSWORD, codeAt(secret, now));
    expect(await readSession(db, on.session, now)).toBeNull();
    expect(await readSession(db, renewed, now)).not.toBeNull();
    expect(await secondFactorOf(session, now)).toEqual({ state: 'off' });
    expect((await enter(email, now)).session).toBeDefined();
    expect(await db.$count(schema.recoveryCodes, eq(schema.recoveryCodes.accountId, account.id))).toBe(0);
    const mails = await db.select().from(schema.outbox).where(eq(schema.outbox.recipient, email));
    expect(mails.map(mail => mail.kind).sort()).toEqual(['second_factor_off', 'second_factor_on']);
    expect(await auditOf(account.id)).toContain('account.second_factor_off');
    await expect(off(PASSWORD, recoveryCodes[0]!)).rejects.toMatchObject({ code: 'factorCodeWrong' });
  });
});

describe('new recovery codes', () => {
  it('take the password, and those before stop working', async () => {
    const { email, session, recoveryCodes } = await withFactor();
    await expect(renewRecoveryCodes(from, session, { password: 'nie to' }, NOW)).rejects.toMatchObject({
      code: 'currentPasswordWrong',
    });
    const fresh = await renewRecoveryCodes(from, session, { password: PASSWORD }, NOW);
    const { challenge } = await enter(email, NOW);
    await expect(signInWithCode(from, { challenge, code: recoveryCodes[0]! }, NOW)).rejects.toMatchObject({
      code: 'factorCodeWrong',
    });
    expect(await signInWithCode(from, { challenge, code: fresh[0]! }, NOW)).not.toBeNull();
  });

  it('are not made for an account without a second factor', async () => {
    const { session } = await someone();
    await expect(renewRecoveryCodes(from, session, { password: PASSWORD }, NOW)).rejects.toMatchObject({
      code: 'factorGone',
    });
  });
});

describe('staff', () => {
  it('without a second factor is no actor; with one it is; customers need none', async () => {
    const { session } = await someone('billing');
    expect(session.obligations).toEqual(['secondFactor']);
    expect(actorOf(session)).toBeNull();
    await startSecondFactor(session, NOW);
    const staff = await withFactor('billing');
    expect(staff.session.obligations).toEqual([]);
    expect(actorOf(staff.session)).toMatchObject({ kind: 'staff', role: 'billing' });
    expect((await someone()).session.obligations).toEqual([]);
  });

  it('with a secret that is not confirmed is none either', async () => {
    const { session, cookie } = await someone('auditor');
    await secretOf(session);
    expect(actorOf((await readSession(db, cookie, NOW))!)).toBeNull();
  });

  it('a lost phone: the reset ends all sessions, is in the log, and the set-up comes again', async () => {
    const { account, email, on } = await withFactor('dispatcher');
    expect(await resetSecondFactor(email, 'customer', NOW)).toBe(false);
    expect(await resetSecondFactor('nikt@example.pl', 'staff', NOW)).toBe(false);
    expect(await resetSecondFactor(email, 'staff', NOW)).toBe(true);
    expect(await readSession(db, on.session, NOW)).toBeNull();
    const { session } = await enter(email, NOW);
    expect((await readSession(db, session, NOW))?.obligations).toEqual(['secondFactor']);
    const [line] = await db
      .select()
      .from(schema.auditLog)
      .where(eq(schema.auditLog.action, 'account.second_factor_reset'));
    expect(line?.details).toMatchObject({ account: account.id });
    expect(await resetSecondFactor(email, 'staff', NOW)).toBe(false);
  });
});
