import { eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { endEverySession, endOneSession, endOtherSessions } from '@/lib/accounts/open-sessions/commands';
import { openSessions } from '@/lib/accounts/open-sessions/queries';
import type { CustomerActor } from '@/lib/auth/actor';
import { actorOf } from '@/lib/auth/guards';
import { forgetKeptForm, keepForm, readKeptForm } from '@/lib/auth/kept-form';
import { createSession, endAllSessions, endSession, readSession } from '@/lib/auth/session';
import { acceptTerms } from '@/lib/terms/commands';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();

async function someone() {
  const { customer } = await insertHousehold(db);
  const account = await insertAccount(db, {}, [customer.id]);
  await acceptTerms(visitorFrom(), { accountId: account.id }, { version: '1.0' }, NOW);
  const open = (now = NOW) => createSession(db, { id: account.id, sessionVersion: 1 }, visitorFrom(), now);
  const cookie = await open();
  const actor = actorOf((await readSession(db, cookie, NOW))!) as CustomerActor;
  return { account, cookie, actor, open };
}
const works = async (cookie: string, now = later(1)) => (await readSession(db, cookie, now)) !== null;

describe('the list of open sessions', () => {
  it('this one first, then the last seen; ended, idle and too old ones are not there', async () => {
    const { actor, open, account } = await someone();
    const [second, third, gone] = [await open(later(1)), await open(later(2)), await open(later(3))];
    await endSession(db, (await readSession(db, gone, later(3)))!.sessionId, later(4));
    await db.insert(schema.sessions).values([
      { accountId: account.id, createdAt: later(-60), lastSeenAt: later(-31) },
      { accountId: account.id, createdAt: later(-12 * 60 - 1), lastSeenAt: later(-1) },
    ]);
    const list = await openSessions(actor, later(4));
    expect(list.map(({ isThis, seenAt }) => [isThis, seenAt])).toEqual([
      [true, NOW],
      [false, later(2)],
      [false, later(1)],
    ]);
    expect([await works(second), await works(third)]).toEqual([true, true]);
    expect(JSON.stringify(list)).not.toContain(actor.sessionId);
  });

  it('after the account’s version was raised nothing is open', async () => {
    const { actor, account } = await someone();
    await endAllSessions(db, account.id);
    expect(await openSessions(actor, later(1))).toEqual([]);
  });

  it("shows nothing of another account's", async () => {
    const [mine] = [await someone(), await someone()];
    expect(await openSessions(mine.actor, later(1))).toHaveLength(1);
  });
});

it('ends one: its cookie fails at the next request, the others stay', async () => {
  const { actor, open, cookie } = await someone();
  const [other, third] = [await open(later(1)), await open(later(2))];
  const list = await openSessions(actor, later(2));
  await endOneSession(actor, visitorFrom(), list[1]!.handle, later(3));
  await endOneSession(actor, visitorFrom(), list[1]!.handle, later(3));
  expect([await works(cookie), await works(other), await works(third)]).toEqual([true, true, false]);
});

it("somebody else's handle ends nothing", async () => {
  const [mine, theirs] = [await someone(), await someone()];
  const [handle] = (await openSessions(theirs.actor, later(1))).map(one => one.handle);
  await endOneSession(mine.actor, visitorFrom(), handle!, later(1));
  expect(await works(theirs.cookie)).toBe(true);
});

it('ends all others, or all', async () => {
  const { actor, open, cookie } = await someone();
  const other = await open();
  const theirs = await someone();
  await endOtherSessions(actor, visitorFrom(), later(1));
  expect([await works(cookie), await works(other)]).toEqual([true, false]);
  await endEverySession(actor, visitorFrom(), later(1));
  expect([await works(cookie), await works(theirs.cookie)]).toEqual([false, true]);
});

it('a session says when it ends: half an hour after it was last seen, twelve hours in any case', async () => {
  const { cookie } = await someone();
  const endAt = async (minutes: number) => (await readSession(db, cookie, later(minutes)))?.endsAt;
  expect(await endAt(0.5)).toEqual(later(30));
  expect(await endAt(20)).toEqual(later(50));
  for (let minute = 40; minute < 12 * 60; minute += 20) await endAt(minute);
  expect(await endAt(12 * 60 - 5)).toEqual(later(12 * 60));
});

describe('a form that came after its session had ended', () => {
  const VALUES = { email: 'nowa@example.pl', note: 'zażółć' };
  const keep = (cookie: string | undefined, now = later(40), form = 'change-email') =>
    keepForm(db, cookie, form, VALUES, now);
  const read = (token: string | null, accountId: number, now = later(45), form = 'change-email') =>
    readKeptForm(db, token ?? '', { accountId, form }, now);

  it.each<[string, (of: Awaited<ReturnType<typeof someone>>) => Promise<Date>]>([
    ['idle for half an hour', async () => later(31)],
    ['open for twelve hours', async () => later(12 * 60 + 1)],
    [
      'ended on another device',
      async ({ account }) => {
        await endAllSessions(db, account.id);
        return later(1);
      },
    ],
  ])('%s: is kept for the same account', async (_name, end) => {
    const of = await someone();
    const now = await end(of);
    expect(await works(of.cookie, now)).toBe(false);
    const token = await keep(of.cookie, now);
    expect(await read(token, of.account.id, now)).toEqual(VALUES);
  });

  it('another account never gets it, nor another form of the same', async () => {
    const [mine, theirs] = [await someone(), await someone()];
    const token = await keep(mine.cookie);
    expect(await read(token, theirs.account.id)).toBeNull();
    expect(await read(token, mine.account.id, later(45), 'other')).toBeNull();
    expect(await read('nonsense', mine.account.id)).toBeNull();
    expect(await forgetKeptForm(db, token!, { accountId: theirs.account.id, form: 'change-email' })).toBe(
      false,
    );
    expect(await read(token, mine.account.id)).toEqual(VALUES);
  });

  it('a cookie that is not ours keeps nothing', async () => {
    expect(await keep(undefined)).toBeNull();
    expect(await keep('forged')).toBeNull();
  });

  it('is kept sealed, for 24 hours, one of each form', async () => {
    const { account, cookie } = await someone();
    const first = await keep(cookie);
    const second = await keep(cookie, later(41));
    const rows = await db.select().from(schema.keptForms).where(eq(schema.keptForms.accountId, account.id));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/nowa@|zażółć/);
    expect(await read(first, account.id)).toBeNull();
    expect(await read(second, account.id, later(41 + 24 * 60))).toBeNull();
  });

  it('is forgotten when it is sent again', async () => {
    const { account, cookie } = await someone();
    const token = await keep(cookie);
    const of = { accountId: account.id, form: 'change-email' };
    expect(await forgetKeptForm(db, token!, of)).toBe(true);
    expect(await read(token, account.id)).toBeNull();
  });

  it('what is longer than any form is not kept', async () => {
    const { cookie } = await someone();
    expect(await keepForm(db, cookie, 'form', { text: 'a'.repeat(20_000) }, later(40))).toBeNull();
  });
});
