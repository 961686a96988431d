import { desc, eq, sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import * as schema from '@/db/schema';
import { requestLink, setPasswordByLink } from '@/lib/accounts/links/commands';
import { linkHolder, type LinkPurpose } from '@/lib/accounts/links/queries';
import { sweepExpired } from '@/lib/accounts/sweep';
import { changePassword, signIn } from '@/lib/auth/commands';
import { hashPassword } from '@/lib/auth/passwords';
import { readSession } from '@/lib/auth/session';
import { sha256 } from '@/lib/kernel/hash';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db, url } = testDatabase();
const OLD = 'koń bateria zszywka';
const NEW = 'rower śliwka latarnia';
let passwordHash: string;
let count = 0;

beforeAll(async () => {
  passwordHash = await hashPassword(OLD);
});

let network = 0;
const stranger = () => visitorFrom(`198.51.${++network}.7`);

async function someone(overrides: Parameters<typeof insertAccount>[1] = {}) {
  const { customer } = await insertHousehold(db);
  const email = `haslo.${++count}@example.pl`;
  const account = await insertAccount(db, { email, passwordHash, ...overrides }, [customer.id]);
  return { account, email };
}

const mailsTo = (email: string) =>
  db
    .select({ kind: schema.outbox.kind, text: schema.outbox.bodyText, expiresAt: schema.outbox.expiresAt })
    .from(schema.outbox)
    .where(eq(schema.outbox.recipient, email))
    .orderBy(desc(schema.outbox.id));
const ask = (email: string, purpose: LinkPurpose = 'password_reset', now = NOW) =>
  requestLink(stranger(), { email, purpose }, now);
/** The token of the newest mail's link. */
const tokenFor = async (email: string) =>
  /(?:reset|activate)\?token=([\w-]+)/.exec((await mailsTo(email))[0]?.text ?? '')?.[1] ?? '';
const set = (token: string, newPassword = NEW, now = later(5)) =>
  setPasswordByLink(stranger(), { token, newPassword }, now);
const gone = { code: 'linkGone' };

it('a forgotten password: the mailed link sets a new one, signs in and tells the owner', async () => {
  const { email } = await someone();
  await ask(`  ${email.toUpperCase()} `);
  expect((await mailsTo(email))[0]).toMatchObject({ kind: 'password_reset', expiresAt: later(60) });
  const { session } = await set(await tokenFor(email));
  const now = await readSession(db, session ?? '', later(5));
  expect(now?.email).toBe(email);
  expect(now?.obligations).not.toContain('password');
  expect((await mailsTo(email))[0]?.kind).toBe('password_changed');
  await expect(signIn(stranger(), { email, password: OLD }, later(6))).rejects.toMatchObject({
    code: 'signInFailed',
  });
  expect(await signIn(stranger(), { email, password: NEW }, later(6))).toMatchObject({
    mustChangePassword: false,
  });
});

it('the token has 128 bits or more, and only its hash is kept', async () => {
  const { email } = await someone();
  await ask(email);
  const token = await tokenFor(email);
  expect(Buffer.from(token, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
  const rows = await db.execute(sql`select account_tokens::text as row from account_tokens`);
  expect(rows.some(({ row }) => String(row).includes(token))).toBe(false);
  expect(rows.some(({ row }) => String(row).includes(sha256(token)))).toBe(true);
});

it('looking at the link, however often, does not use it up; setting the password does', async () => {
  const { email } = await someone();
  await ask(email);
  const token = await tokenFor(email);
  for (let look = 0; look < 3; look++)
    expect(await linkHolder(token, later(1))).toEqual({ email, isStaff: false, purpose: 'password_reset' });
  await set(token);
  expect(await linkHolder(token, later(6))).toBeNull();
  await expect(set(token, 'inne hasło do konta')).rejects.toMatchObject(gone);
});

it('a link works until 60 minutes have passed, and not at the sixtieth', async () => {
  const { email } = await someone();
  await ask(email);
  const token = await tokenFor(email);
  const lastMoment = new Date(later(60).getTime() - 1);
  expect(await linkHolder(token, later(60))).toBeNull();
  await expect(set(token, NEW, later(60))).rejects.toMatchObject(gone);
  await expect(set(token, NEW, lastMoment)).resolves.toBeDefined();
});

it('four at once with the same link: one sets the password', async () => {
  const { email } = await someone();
  await ask(email);
  const token = await tokenFor(email);
  const all = await Promise.allSettled([1, 2, 3, 4].map(n => set(token, `${NEW} ${n}`)));
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('all sessions end, and all other links: the old cookie is refused at the first request', async () => {
  const { email, account } = await someone();
  const { session: old } = await signIn(stranger(), { email, password: OLD }, NOW);
  await ask(email);
  const first = await tokenFor(email);
  await ask(email, 'password_reset', later(1));
  const second = await tokenFor(email);
  await set(second);
  expect(await readSession(db, old, later(5))).toBeNull();
  await expect(set(first)).rejects.toMatchObject(gone);
  const open = await db
    .select({ endedAt: schema.sessions.endedAt })
    .from(schema.sessions)
    .where(eq(schema.sessions.accountId, account.id));
  expect(open.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
});

it('changing the password in the account ends links that are on their way, and tells the owner', async () => {
  const { email } = await someone();
  const { session } = await signIn(stranger(), { email, password: OLD }, NOW);
  await ask(email);
  const token = await tokenFor(email);
  const signedIn = (await readSession(db, session, NOW))!;
  await changePassword(stranger(), signedIn, { password: OLD, newPassword: NEW }, later(1));
  await expect(set(token)).rejects.toMatchObject(gone);
  expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(['password_changed', 'password_reset']);
});

describe('who is not signed in by the link', () => {
  it('whoever has a second factor', async () => {
    const { email, account } = await someone();
    await db
      .insert(schema.secondFactors)
      .values({ accountId: account.id, secretSealed: 'sealed', confirmedAt: NOW });
    await ask(email);
    expect((await set(await tokenFor(email))).session).toBeNull();
  });

  it('one that was begun and never confirmed does not count', async () => {
    const { email, account } = await someone();
    await db.insert(schema.secondFactors).values({ accountId: account.id, secretSealed: 'sealed' });
    await ask(email);
    expect((await set(await tokenFor(email))).session).not.toBeNull();
  });

  it('staff, whose password must have 15 characters here too', async () => {
    const { email } = await someone({ staffRole: 'billing' });
    await ask(email);
    const token = await tokenFor(email);
    await expect(set(token, 'czternaście zn')).rejects.toMatchObject({ code: 'passwordShortStaff' });
    expect((await set(token)).session).toBeNull();
  });
});

it('a password that will not do is refused, and the link still works', async () => {
  const { email } = await someone();
  await ask(email);
  const token = await tokenFor(email);
  await expect(set(token, 'krótkie')).rejects.toMatchObject({ code: 'passwordShort', field: 'newPassword' });
  await expect(set(token, email)).rejects.toMatchObject({ code: 'passwordCommon' });
  await expect(set(token)).resolves.toBeDefined();
});

describe('activation', () => {
  it('an account brought over has no password: the link sets the first one', async () => {
    const { email } = await someone({ passwordHash: null });
    await ask(email, 'activation');
    expect((await mailsTo(email))[0]?.kind).toBe('activation');
    const done = await set(await tokenFor(email));
    expect(done.purpose).toBe('activation');
    expect(await readSession(db, done.session ?? '', later(5))).toMatchObject({ email });
  });

  it('a one-time password that was not changed yet, or has run out, gives way', async () => {
    const { email } = await someone({ passwordMustChange: true, passwordExpiresAt: NOW });
    await ask(email, 'activation');
    const { session } = await set(await tokenFor(email));
    const now = await readSession(db, session ?? '', later(5));
    expect(now).not.toBeNull();
    expect(now?.obligations).not.toContain('password');
  });

  it('an account with a password of its own gets the link of the forgotten password', async () => {
    const { email } = await someone();
    await ask(email, 'activation');
    expect((await mailsTo(email))[0]?.kind).toBe('password_reset');
  });
});

describe('one answer', () => {
  it('no mail for an unknown address, nor for a disabled account', async () => {
    const { email } = await someone({ disabledAt: NOW });
    await ask(email);
    await ask('nikt@example.pl');
    expect(await mailsTo(email)).toEqual([]);
    expect(await mailsTo('nikt@example.pl')).toEqual([]);
  });

  it('a link of an account that was disabled meanwhile is gone', async () => {
    const { email, account } = await someone();
    await ask(email);
    const token = await tokenFor(email);
    await db.update(schema.accounts).set({ disabledAt: NOW }).where(eq(schema.accounts.id, account.id));
    expect(await linkHolder(token, later(1))).toBeNull();
    await expect(set(token)).rejects.toMatchObject(gone);
  });

  it('the same statements for a known and an unknown address, but for undoing its mail', async () => {
    const { email } = await someone();
    const holder = globalThis as { ibokPool?: ReturnType<typeof connect> };
    const before = holder.ibokPool;
    let said: string[] = [];
    // The driver tells the end of a transaction as well.
    const listening = connect(url, { max: 1, debug: (_connection, query) => void said.push(query) });
    holder.ibokPool = listening;
    const statements = async (address: string) => {
      said = [];
      await ask(address);
      // The account's number is one more parameter; undoing the mail is the one statement that differs.
      const plain = said.map(text => text.replace(/\$\d+|default/g, '?'));
      return plain.filter(text => !text.startsWith('rollback to'));
    };
    try {
      await statements('rozgrzewka@example.pl');
      const unknown = await statements('nieznany@example.pl');
      expect(unknown.length).toBeGreaterThan(5);
      expect(await statements(email)).toEqual(unknown);
    } finally {
      holder.ibokPool = before;
      await listening.sql.end();
    }
  });

  it('and about as long', async () => {
    const { email } = await someone();
    const took = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 9; round++)
      for (const [name, address] of [
        ['known', email],
        ['unknown', `nikt.${round}@example.pl`],
      ] as const) {
        await db.delete(schema.limits);
        const start = performance.now();
        await ask(address);
        took[name].push(performance.now() - start);
      }
    const median = (list: number[]) => list.sort((a, b) => a - b)[4]!;
    const medians = [median(took.known), median(took.unknown)];
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(2);
  });

  it('five mails to one address, known or not, then one every ten minutes', async () => {
    const { email } = await someone();
    for (const address of [email, 'ktokolwiek@example.pl']) {
      for (let mail = 0; mail < 5; mail++) await ask(address);
      await expect(ask(address)).rejects.toMatchObject({ code: 'tooMany', params: { minutes: 10 } });
      await expect(ask(address, 'password_reset', later(10))).resolves.toBeUndefined();
    }
  });

  it('thirty links a network, whatever the addresses', async () => {
    const from = stranger();
    const one = (n: number) =>
      requestLink(from, { email: `siec.${n}@example.pl`, purpose: 'password_reset' }, NOW);
    for (let n = 0; n < 30; n++) await one(n);
    await expect(one(30)).rejects.toMatchObject({ code: 'tooMany' });
  });
});

it('a day after its end a link is deleted', async () => {
  const { email } = await someone();
  await ask(email);
  await sweepExpired(db, later(60 + 24 * 60));
  const left = () => db.$count(schema.accountTokens, eq(schema.accountTokens.expiresAt, later(60)));
  expect(await left()).toBeGreaterThan(0);
  await sweepExpired(db, later(61 + 24 * 60));
  expect(await left()).toBe(0);
});

it('stands in the audit log without any address of e-mail', async () => {
  const { email, account } = await someone({ passwordHash: null });
  await ask(email, 'activation');
  await set(await tokenFor(email));
  await ask(email, 'password_reset', later(10));
  await set(await tokenFor(email), OLD, later(11));
  const lines = await db
    .select({ action: schema.auditLog.action })
    .from(schema.auditLog)
    .where(eq(schema.auditLog.accountId, account.id))
    .orderBy(schema.auditLog.id);
  expect(lines.map(line => line.action)).toEqual(['account.activated', 'account.password_reset']);
  const [withAt] = await db.execute(
    sql`select count(*)::int as n from audit_log where audit_log::text like '%@%'`,
  );
  expect(withAt?.n).toBe(0);
});
