import { eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { addCustomerAccount } from '@/lib/accounts/assigned/commands';
import { changePassword, signIn } from '@/lib/auth/commands';
import { actorOf } from '@/lib/auth/guards';
import { hashPassword } from '@/lib/auth/passwords';
import { createSession, readSession } from '@/lib/auth/session';
import { acceptTerms } from '@/lib/terms/commands';
import { currentTerms, lastAccepted } from '@/lib/terms/queries';
import { day } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { testDatabase } from '../support/database';
import { insertAccount, insertCustomer, insertHousehold, TODAY } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
beforeEach(() => db.delete(schema.limits));

const PASSWORD = 'koń bateria zszywka';
let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

let count = 0;
async function customer(overrides: Parameters<typeof insertAccount>[1] = {}) {
  const household = await insertHousehold(db);
  const email = `obowiazki.${++count}@example.pl`;
  const account = await insertAccount(db, { email, passwordHash, ...overrides }, [household.customer.id]);
  const cookie = await createSession(db, account, visitorFrom(), NOW);
  const session = async (now = NOW) => (await readSession(db, cookie, now))!;
  return { account, email, cookie, session };
}

const accept = (who: { accountId: number }, version = '1.0', now = NOW, ip = '192.0.2.10') =>
  acceptTerms(visitorFrom(ip), who, { version }, now);

describe('the terms of the portal', () => {
  it('not accepted: no actor; accepted: one, and nothing is asked again', async () => {
    const { account, session } = await customer();
    expect((await session()).obligations).toEqual(['terms']);
    expect(actorOf(await session())).toBeNull();
    await accept(await session());
    expect((await session()).obligations).toEqual([]);
    expect(actorOf(await session())).toMatchObject({ kind: 'customer', accountId: account.id });
  });

  it('are kept with version, hash of the text, instant and address; twice is one effect', async () => {
    const { account, session } = await customer();
    const who = await session();
    await Promise.all([accept(who, '1.0', later(1)), accept(who, '1.0', later(1))]);
    await accept(who, '1.0', later(2), '192.0.2.99');
    const current = await currentTerms('portal', TODAY, db);
    const rows = await db
      .select()
      .from(schema.termsAcceptances)
      .where(eq(schema.termsAcceptances.accountId, account.id));
    expect(rows).toEqual([
      expect.objectContaining({
        termsId: current.id,
        textHash: sha256(current.bodyPl),
        acceptedAt: later(1),
        ip: '192.0.2.10',
      }),
    ]);
    expect(await db.$count(schema.auditLog, eq(schema.auditLog.accountId, account.id))).toBe(1);
    await expect(
      db.delete(schema.termsAcceptances).where(eq(schema.termsAcceptances.accountId, account.id)),
    ).rejects.toThrow();
  });

  it("one account's acceptance is none of another's", async () => {
    const [one, other] = [await customer(), await customer()];
    await accept(await one.session());
    expect((await other.session()).obligations).toEqual(['terms']);
    expect(await lastAccepted('portal', await other.session())).toBeNull();
  });

  it('are asked after the assigned password is changed', async () => {
    const { customerNumber } = await insertCustomer(db);
    const email = 'list.z.haslem@example.pl';
    const password = (await addCustomerAccount(customerNumber, email, NOW))!;
    const first = await signIn(visitorFrom(), { email, password }, NOW);
    const session = (await readSession(db, first.session, NOW))!;
    expect(session.obligations).toEqual(['password', 'terms']);
    const after = await changePassword(
      visitorFrom(),
      session,
      { password, newPassword: 'trzy inne słowa' },
      NOW,
    );
    expect((await readSession(db, after, NOW))?.obligations).toEqual(['terms']);
  });

  it('a new version counts from its day in Warsaw on, also for whoever accepted the one before', async () => {
    const { session } = await customer();
    await accept(await session());
    await db.insert(schema.terms).values({
      document: 'portal',
      version: '2.0',
      effectiveFrom: day('2026-12-01'),
      bodyPl: 'Nowy regulamin',
      bodyEn: 'New terms',
      textHash: sha256('Nowy regulamin'),
    });
    const eve = new Date('2026-11-30T22:59:00Z');
    const newDay = new Date('2026-11-30T23:00:00Z');
    await db.update(schema.sessions).set({ lastSeenAt: eve, createdAt: eve });
    expect((await session(eve)).obligations).toEqual([]);
    expect((await session(newDay)).obligations).toEqual(['terms']);
    await expect(accept(await session(newDay), '1.0', newDay)).rejects.toMatchObject({
      code: 'termsChanged',
    });
    expect((await lastAccepted('portal', await session(newDay)))?.version).toBe('1.0');
    await accept(await session(newDay), '2.0', newDay);
    expect((await session(newDay)).obligations).toEqual([]);
  });
});
