import { and, eq } from 'drizzle-orm';
import { auditLog, terms } from '@/db/schema';
import type { StaffActor } from '@/lib/auth/actor';
import { day, type Day } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { ensureTerms } from '@/lib/terms/commands';
import { currentTerms } from '@/lib/terms/queries';
import { draftTerms, dropTermsDraft, publishTerms, withdrawTerms } from '@/lib/terms/staff/commands';
import { accountsToAsk, termsDraft, termsText, termsVersions } from '@/lib/terms/staff/queries';
import { testDatabase } from '../support/database';
import { insertAccount } from '../support/factories';
import { later, NOW, visitorFrom } from '../support/visitors';

const { db } = testDatabase();
const FROM = visitorFrom();
const TODAY = day('2026-11-22');

async function administrator(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'administrator' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'administrator', accountId: id, sessionId, email, locale: 'pl' };
}

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.code;
      throw error;
    },
  );

const input = (version: string, effectiveFrom: string) => ({
  document: 'portal' as const,
  version,
  effectiveFrom: day(effectiveFrom),
  bodyPl: `Regulamin ${version}`,
  bodyEn: `Terms ${version}`,
});

const inForce = async (today: Day) => (await currentTerms('portal', today)).version;

beforeEach(() => ensureTerms(db));

it('prepared, published, in force from its day on and not before; one that has begun stays', async () => {
  const actor = await administrator();
  await draftTerms(actor, input('2.0', '2027-01-01'), NOW);
  expect(await inForce(day('2027-01-01'))).toBe('1.0');
  const draft = (await termsDraft(actor, 'portal'))!;
  expect(draft).toMatchObject({ version: '2.0', effectiveFrom: '2027-01-01', email: actor.email });
  const published = await Promise.all(
    [1, 2].map(() =>
      refusalOf(publishTerms(actor, FROM, { document: 'portal', savedAt: draft.savedAt }, NOW)),
    ),
  );
  expect(published.sort()).toEqual(['done', 'termsDraftChanged']);
  expect(await inForce(day('2026-12-31'))).toBe('1.0');
  expect(await inForce(day('2027-01-01'))).toBe('2.0');
  expect(await termsVersions(actor, 'portal', TODAY)).toMatchObject([
    { version: '2.0', standing: 'future', accepted: 0 },
    { version: '1.0', standing: 'in_force' },
  ]);
  expect((await termsVersions(actor, 'portal', day('2027-02-01')))[1]).toMatchObject({ standing: 'past' });
  expect((await termsText(actor, 'portal', '2.0'))?.bodyEn).toBe('Terms 2.0');
  expect(await termsDraft(actor, 'portal')).toBeNull();
  const gone = (version: string, now: Date) =>
    refusalOf(withdrawTerms(actor, FROM, { document: 'portal', version }, now));
  expect(await gone('1.0', NOW)).toBe('termsInForce');
  expect(await gone('2.0', new Date('2027-01-02T10:00:00Z'))).toBe('termsInForce');
  expect(await gone('2.0', NOW)).toBe('done');
  expect(await inForce(day('2027-01-01'))).toBe('1.0');
  const log = await db
    .select({ action: auditLog.action })
    .from(auditLog)
    .where(and(eq(auditLog.entity, 'terms:portal'), eq(auditLog.accountId, actor.accountId)))
    .orderBy(auditLog.id);
  expect(log.map(({ action }) => action)).toEqual(['terms.published', 'terms.withdrawn']);
});

it('refused: today or earlier, before the last published one, a version that exists', async () => {
  const actor = await administrator();
  const draft = (version: string, from: string) => refusalOf(draftTerms(actor, input(version, from), NOW));
  expect(await draft('3.0', '2026-11-22')).toBe('termsDayPast');
  expect(await draft('3.0', '2026-11-23')).toBe('done');
  expect(await draft('1.0', '2027-03-01')).toBe('termsVersionKnown');
  await db.insert(terms).values({ ...input('2.5', '2027-06-01'), textHash: 'x' });
  expect(await draft('3.0', '2027-06-01')).toBe('termsDayEarlier');
  // Judged again when it is published: its day may have come meanwhile.
  const { savedAt } = (await termsDraft(actor, 'portal'))!;
  const publish = (now: Date) => refusalOf(publishTerms(actor, FROM, { document: 'portal', savedAt }, now));
  expect(await publish(NOW)).toBe('termsDayEarlier');
  await db.delete(terms).where(eq(terms.version, '2.5'));
  expect(await publish(later(24 * 60))).toBe('termsDayPast');
  await dropTermsDraft(actor, 'portal');
  expect(await publish(NOW)).toBe('termsDraftChanged');
});

it('what a colleague has changed since it was looked at is not published', async () => {
  const [one, other] = [await administrator(), await administrator()];
  await draftTerms(one, input('4.0', '2027-01-01'), NOW);
  const { savedAt } = (await termsDraft(one, 'portal'))!;
  await draftTerms(other, { ...input('4.0', '2027-01-01'), bodyPl: 'Inny tekst' }, later(1));
  const publish = publishTerms(one, FROM, { document: 'portal', savedAt }, later(2));
  expect(await refusalOf(publish)).toBe('termsDraftChanged');
  await dropTermsDraft(one, 'portal');
});

it('asked to accept: accounts of customers that are open, not those of staff', async () => {
  const actor = await administrator();
  const before = await accountsToAsk(actor);
  await insertAccount(db, {});
  await insertAccount(db, { disabledAt: NOW });
  await insertAccount(db, { staffRole: 'billing' });
  expect(await accountsToAsk(actor)).toBe(before + 1);
});
