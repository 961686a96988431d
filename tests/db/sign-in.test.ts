import { eq, sql } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { chooseLocale, deviceMark, signIn, signOut } from '@/lib/auth/commands';
import { allowances, sweepLimits } from '@/lib/auth/limits';
import { hashPassword, verifyPassword } from '@/lib/auth/passwords';
import { endAllSessions, readSession, seal } from '@/lib/auth/session';
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
beforeEach(() => jest.mocked(verifyPassword).mockClear());

async function someone(overrides: Parameters<typeof insertAccount>[1] = {}) {
  const { customer } = await insertHousehold(db);
  const email = `logowanie.${++count}@example.pl`;
  const account = await insertAccount(db, { email, passwordHash, ...overrides }, [customer.id]);
  return { account, email, customer };
}

const try_ = (email: string, password = PASSWORD, now = NOW, ip = '192.0.2.10', device?: string) =>
  signIn(visitorFrom(ip), { email, password, device }, now);
const refused = { code: 'signInFailed', field: undefined, params: {} };

describe('one answer', () => {
  it.each<[string, Parameters<typeof insertAccount>[1], string]>([
    ['a wrong password', {}, 'nie to hasło'],
    ['an account without a password', { passwordHash: null }, PASSWORD],
    ['a disabled account', { disabledAt: NOW }, PASSWORD],
    ['an assigned password that has run out', { passwordExpiresAt: NOW }, PASSWORD],
  ])('for %s', async (_name, overrides, password) => {
    const { email } = await someone(overrides);
    await expect(try_(email, password)).rejects.toMatchObject(refused);
  });

  it('for an address that nobody has, after the same work', async () => {
    await expect(try_('nikt@example.pl')).rejects.toMatchObject(refused);
    expect(verifyPassword).toHaveBeenCalledTimes(1);
    expect(await db.$count(schema.auditLog, eq(schema.auditLog.action, 'session.failed'))).toBeGreaterThan(0);
  });
});

it('signs in whatever the capitals and blanks of the address, and composed or decomposed letters', async () => {
  const { email } = await someone();
  const { session } = await try_(`  ${email.toUpperCase()} `, PASSWORD.normalize('NFD'));
  expect((await readSession(db, session, NOW))?.email).toBe(email);
});

describe('limits', () => {
  it('10,000 guesses from as many networks in an hour: 20 password checks at most', async () => {
    const { email } = await someone();
    for (let guess = 0; guess < 10_000; guess++) {
      const from = `10.${guess >> 8}.${guess & 255}.1`;
      await try_(email, `próba ${guess}`, later((guess * 60) / 10_000), from).catch(() => {});
    }
    const checks = jest.mocked(verifyPassword).mock.calls.length;
    expect(checks).toBeGreaterThan(0);
    expect(checks).toBeLessThanOrEqual(20);
  }, 120_000);

  it('a thousand guesses at once get no more than a few checks', async () => {
    const { email } = await someone();
    await Promise.allSettled(
      Array.from({ length: 300 }, (_, guess) => try_(email, 'próba', NOW, `10.1.${guess & 255}.1`)),
    );
    expect(verifyPassword).toHaveBeenCalledTimes(allowances.passwordOfAccount.burst);
  });

  it('with a mark of the device as well, everybody together has 20 an hour', async () => {
    const { email } = await someone();
    const device = await deviceMark(email);
    for (let minute = 0; minute < 60; minute++)
      for (let guess = 0; guess < 5; guess++)
        await try_(email, 'próba', later(minute), `10.2.${minute}.${guess}`, device).catch(() => {});
    expect(jest.mocked(verifyPassword).mock.calls.length).toBeLessThanOrEqual(20);
  });

  it('the owner is back 15 minutes after an attack at most', async () => {
    const { email } = await someone();
    for (let guess = 0; guess < 100; guess++)
      await try_(email, 'próba', NOW, `10.3.${guess}.1`).catch(() => {});
    await expect(try_(email, PASSWORD, later(1))).rejects.toMatchObject({ code: 'tooMany' });
    await expect(try_(email, PASSWORD, later(15))).resolves.toBeDefined();
  });

  it('a device that has signed in before gets in even in the middle of an attack', async () => {
    const { email } = await someone();
    const { device } = await try_(email);
    for (let guess = 0; guess < 100; guess++)
      await try_(email, 'próba', later(1), `10.4.${guess}.1`).catch(() => {});
    await expect(try_(email, PASSWORD, later(1))).rejects.toMatchObject({ code: 'tooMany' });
    await expect(try_(email, PASSWORD, later(1), '192.0.2.10', device)).resolves.toBeDefined();
  });

  it("the mark of one account does not help with another's", async () => {
    const [mine, theirs] = [await someone(), await someone()];
    const { device } = await try_(mine.email);
    for (let guess = 0; guess < 20; guess++)
      await try_(theirs.email, 'próba', NOW, `10.5.${guess}.1`, device).catch(() => {});
    expect(verifyPassword).toHaveBeenCalledTimes(1 + allowances.passwordOfAccount.burst);
  });

  it('signing in rightly, however often, uses nothing up', async () => {
    const { email } = await someone();
    for (let time = 0; time < 12; time++) await try_(email, PASSWORD, NOW, `10.6.${time}.1`);
    await expect(try_(email)).resolves.toBeDefined();
  });

  it('says how many minutes are left', async () => {
    const { email } = await someone();
    for (let guess = 0; guess < 6; guess++) await try_(email, 'próba').catch(() => {});
    await expect(try_(email)).rejects.toMatchObject({ code: 'tooMany', params: { minutes: 10 } });
    await expect(try_(email, 'x', later(8))).rejects.toMatchObject({ params: { minutes: 2 } });
  });

  it('buckets that are full again are removed', async () => {
    await sweepLimits(db, later(60 * 24));
    expect(await db.$count(schema.limits)).toBe(0);
  });
});

describe('sessions', () => {
  const open = async () => {
    const one = await someone();
    return { ...one, cookie: (await try_(one.email)).session };
  };

  it('end half an hour after the last request', async () => {
    const { cookie } = await open();
    expect(await readSession(db, cookie, later(29))).not.toBeNull();
    expect(await readSession(db, cookie, later(58))).not.toBeNull();
    expect(await readSession(db, cookie, later(58 + 31))).toBeNull();
  });

  it('end after twelve hours, whatever is done meanwhile', async () => {
    const { cookie } = await open();
    for (let minute = 20; minute <= 12 * 60; minute += 20)
      expect(await readSession(db, cookie, later(minute))).not.toBeNull();
    expect(await readSession(db, cookie, later(12 * 60 + 1))).toBeNull();
  });

  it('the last request is written once a minute', async () => {
    const { cookie, account } = await open();
    const seen = async () =>
      (await db.select().from(schema.sessions).where(eq(schema.sessions.accountId, account.id)))[0]
        ?.lastSeenAt;
    await readSession(db, cookie, later(0.9));
    expect(await seen()).toEqual(NOW);
    await readSession(db, cookie, later(1));
    expect(await seen()).toEqual(later(1));
  });

  it('a raised version ends all of an account, not those of others', async () => {
    const mine = await open();
    const other = await open();
    const second = (await try_(mine.email)).session;
    await endAllSessions(db, mine.account.id);
    expect(await readSession(db, mine.cookie, NOW)).toBeNull();
    expect(await readSession(db, second, NOW)).toBeNull();
    expect(await readSession(db, other.cookie, NOW)).not.toBeNull();
  });

  it('signing out ends that one, so that a kept cookie is worth nothing', async () => {
    const { cookie, email } = await open();
    const elsewhere = (await try_(email)).session;
    await signOut(visitorFrom(), (await readSession(db, cookie, NOW))!, NOW);
    expect(await readSession(db, cookie, NOW)).toBeNull();
    expect(await readSession(db, elsewhere, NOW)).not.toBeNull();
  });

  it('end when the account is disabled', async () => {
    const { cookie, account } = await open();
    await db.update(schema.accounts).set({ disabledAt: NOW }).where(eq(schema.accounts.id, account.id));
    expect(await readSession(db, cookie, NOW)).toBeNull();
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ['none', async () => undefined],
    ['nonsense', async () => 'eyJhbGciOi.nonsense'],
    ['one of another purpose', () => seal('device', { sid: crypto.randomUUID(), ver: 1 }, 60)],
    ['one that ran out', () => seal('session', { sid: crypto.randomUUID(), ver: 1 }, -60)],
    ['one of a session that never was', () => seal('session', { sid: crypto.randomUUID(), ver: 1 }, 60)],
  ])('a cookie that is %s counts as signed out', async (_name, cookie) => {
    expect(await readSession(db, await cookie(), NOW)).toBeNull();
  });

  it('need one round trip, customers included', async () => {
    const { cookie, account } = await open();
    const more = await insertHousehold(db);
    await db
      .insert(schema.accountCustomers)
      .values({ accountId: account.id, customerId: more.customer.id, source: 'staff', nickname: 'Mama' });
    const execute = jest.spyOn(db, 'execute');
    const session = await readSession(db, cookie, NOW);
    expect(execute).toHaveBeenCalledTimes(1);
    expect(session?.customers).toHaveLength(2);
    expect(session?.customers).toContainEqual(expect.objectContaining({ nickname: 'Mama', kind: 'person' }));
  });

  it('keep the chosen language with the account', async () => {
    const { cookie } = await open();
    await chooseLocale((await readSession(db, cookie, NOW))!, 'en');
    expect((await readSession(db, cookie, NOW))?.locale).toBe('en');
  });
});

it('signing in, failing and signing out stand in the audit log, without any address of e-mail', async () => {
  const { email, account } = await someone();
  await try_(email, 'próba').catch(() => {});
  const { session } = await try_(email);
  await signOut(visitorFrom(), (await readSession(db, session, NOW))!, NOW);
  const lines = await db
    .select()
    .from(schema.auditLog)
    .where(eq(schema.auditLog.accountId, account.id))
    .orderBy(schema.auditLog.id);
  expect(lines.map(line => line.action)).toEqual([
    'session.failed',
    'session.signed_in',
    'session.signed_out',
  ]);
  const [withAt] = await db.execute(
    sql`select count(*)::int as n from audit_log where audit_log::text like '%@%'`,
  );
  expect(withAt?.n).toBe(0);
});
