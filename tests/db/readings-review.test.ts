/** What staff see of readings that customers gave, and decide: one, corrected, many; of two at once one is told. */
import type { StaffActor } from '@/lib/auth/actor';
import { day } from '@/lib/kernel/dates';
import { Refusal } from '@/lib/kernel/refusal';
import { submitReadings } from '@/lib/readings/commands';
import { findSubmissions } from '@/lib/readings/queries';
import { approveReading, correctReading, decideReadings } from '@/lib/readings/review/commands';
import { reviewedReading, reviewQueue, reviewRows, type ReviewFilter } from '@/lib/readings/review/queries';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertHousehold, insertReading } from '../support/factories';
import { formOf } from '../support/reading-forms';
import { NOW, visitorFrom } from '../support/visitors';

const { db, sql } = testDatabase();
const from = visitorFrom();
const ALL: ReviewFilter = { state: 'in_review', channel: null, city: null, olderThan: null };
const PAGE = { offset: 0, limit: 100 };

async function staff(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'customer_service' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'customer_service', accountId: id, sessionId, email, locale: 'pl' };
}

/** 432 m³ on 31 October, and then something that the rules ask about. */
async function inReview(typed = '900') {
  const made = await insertHousehold(db);
  for (const [on, value] of [
    ['2025-10-31', 300],
    ['2025-11-22', 310],
    ['2026-10-31', 432],
  ] as const)
    await insertReading(db, made.meter.id, day(on), value * 1000);
  const account = await insertAccount(db, {}, [made.customer.id]);
  const actor = { ...actorOf(made.customer), accountId: account.id };
  const form = formOf(made.meter.serialNumber, typed, { answer: 'correct', note: 'Basen.' });
  const outcome = await submitReadings(actor, from, form, NOW);
  if (!('ref' in outcome)) throw new Error(JSON.stringify(outcome.objections));
  return { ...made, actor, account, ref: outcome.ref };
}

const countedOf = async (meterId: number) =>
  (
    await sql<{ value: string }[]>`
    select value_l::text as value from readings where meter_id = ${meterId} and origin = 'portal'`
  ).map(({ value }) => value);

test('the queue shows 900 m³ after 432 m³ with what was expected; filters leave out what does not fit', async () => {
  const clerk = await staff();
  const { ref, point } = await inReview();
  const refs = async (filter: Partial<ReviewFilter>) =>
    (await reviewQueue(clerk, { ...ALL, ...filter }, PAGE, NOW)).map(row => row.ref);
  expect(await reviewRows(clerk, [ref])).toMatchObject([
    {
      value: 900_000,
      state: 'in_review',
      question: 'above_expected',
      answer: 'correct',
      previous: { on: '2026-10-31', value: 432_000 },
      taken: false,
      hasPhoto: false,
    },
  ]);
  expect(await refs({})).toContain(ref);
  expect(await refs({ channel: 'portal', city: point.city })).toContain(ref);
  expect(await refs({ channel: 'public' })).not.toContain(ref);
  expect(await refs({ city: 'Nigdzie' })).not.toContain(ref);
  expect(await refs({ olderThan: 3 })).not.toContain(ref);
  expect(await refs({ state: 'approved' })).not.toContain(ref);
  const one = await reviewedReading(clerk, ref);
  expect(one).toMatchObject({ note: 'Basen.', photo: null, states: [{ state: 'in_review', by: null }] });
  expect(one?.history.map(({ value }) => value)).toEqual([432_000, 310_000, 300_000]);
  expect(await reviewedReading(clerk, '0000000000')).toBeNull();
});

test('two at once: the first approval counts, the second person is told', async () => {
  const { ref, meter } = await inReview();
  const both = await Promise.allSettled([
    approveReading(await staff(), from, ref, NOW),
    approveReading(await staff(), from, ref, NOW),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(each => each.status === 'rejected')?.reason).toEqual(new Refusal('readingGone'));
  expect(await countedOf(meter.id)).toEqual(['900000']);
});

test('corrected to 439 m³: that counts, the given one stays as replaced, the customer reads why', async () => {
  const clerk = await staff();
  const { ref, meter, actor } = await inReview();
  await expect(correctReading(clerk, from, { ref, typed: '4,5', reason: 'x' }, NOW)).rejects.toThrow(
    'readingNotDigits',
  );
  await expect(correctReading(clerk, from, { ref, typed: '900', reason: 'x' }, NOW)).rejects.toThrow(
    'readingSame',
  );
  const made = await correctReading(clerk, from, { ref, typed: '439', reason: 'Na zdjęciu jest 439.' }, NOW);
  expect(await countedOf(meter.id)).toEqual(['439000']);
  expect(await findSubmissions(actor, made)).toMatchObject([
    { state: 'approved', value: 439_000, channel: 'staff', reason: 'Na zdjęciu jest 439.' },
  ]);
  expect((await reviewedReading(clerk, ref))?.state).toBe('withdrawn');
  const mails = await sql`select kind, body_text from outbox where entity = ${`reading:${ref}`}`;
  expect(mails).toMatchObject([{ kind: 'reading_corrected' }]);
  for (const part of ['Na zdjęciu jest 439.', '439', `/readings/${made}`])
    expect(mails[0]?.body_text).toContain(part);
  await expect(correctReading(clerk, from, { ref, typed: '440', reason: 'x' }, NOW)).rejects.toThrow(
    'readingGone',
  );
});

test('many at once: 1 counts, 1 was decided before, 1 meets another state of the billing system', async () => {
  const clerk = await staff();
  const [fine, gone, taken] = [await inReview(), await inReview(), await inReview()];
  await approveReading(await staff(), from, gone.ref, NOW);
  await insertReading(db, taken.meter.id, day('2026-11-22'), 433_000);
  expect((await reviewRows(clerk, [taken.ref]))[0]?.taken).toBe(true);
  const refs = [fine.ref, gone.ref, taken.ref, fine.ref];
  expect(await decideReadings(clerk, from, refs, 'approve', NOW)).toEqual({ done: 1, gone: 1, taken: 1 });
  const reason = 'Prosimy o zdjęcie.';
  expect(await decideReadings(clerk, from, [taken.ref], { reason }, NOW)).toMatchObject({ done: 1 });
  const mails = await sql`select kind from outbox where entity = ${`reading:${taken.ref}`}`;
  expect(mails).toMatchObject([{ kind: 'reading_rejected' }]);
});
