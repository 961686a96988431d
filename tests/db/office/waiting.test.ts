/** What waits for staff: counted, with the nearest deadline, and nothing that is done. */
import * as schema from '@/db/schema';
import {
  bouncedAddresses,
  draftAnnouncements,
  endingContracts,
  endingLegalisations,
  failedDeliveries,
  unknownDeliveries,
  waitingAccess,
  waitingComplaints,
  waitingLetters,
  waitingMoveOuts,
  waitingReadings,
  type WaitingQuery,
} from '@/lib/office/waiting/queries';
import { addDays, day, type Day } from '@/lib/kernel/dates';
import { litres } from '@/lib/kernel/volume';
import { testDatabase } from '../../support/database';
import { aContract, aCustomer, aMeter, aServicePoint, insertAccount, TODAY } from '../../support/factories';
import { staffActor } from '../../support/staff';
import { NOW } from '../../support/visitors';

const { db } = testDatabase();
const ask = (query: WaitingQuery) => query(staffActor('administrator'), NOW);
const at = (on: Day) => new Date(`${on}T10:00:00Z`);

it('nothing waits in an empty office', async () => {
  const queries = [
    waitingComplaints,
    waitingLetters,
    waitingMoveOuts,
    waitingReadings,
    waitingAccess,
    unknownDeliveries,
    failedDeliveries,
    bouncedAddresses,
    draftAnnouncements,
    endingContracts,
    endingLegalisations,
  ];
  for (const query of queries) expect(await ask(query)).toEqual({ count: 0, due: null, since: null });
});

async function customer() {
  const [made] = await db.insert(schema.customers).values(aCustomer()).returning();
  const [point] = await db.insert(schema.servicePoints).values(aServicePoint()).returning();
  return { customerId: made!.id, servicePointId: point!.id };
}

it('5 cases, 1 of them answered: 2 letters wait, due 20 November though one came earlier, a complaint and a move-out', async () => {
  const received = (on: Day, over: Partial<typeof schema.cases.$inferInsert>) => ({
    kind: 'message',
    locale: 'pl' as const,
    channel: 'public' as const,
    formKey: `${on} ${over.state ?? 'new'}`,
    receivedAt: at(on),
    ip: '192.0.2.1',
    ...over,
  });
  await db
    .insert(schema.cases)
    .values([
      received(day('2026-11-01'), { kind: 'opinion' }),
      received(day('2026-11-06'), { answerBy: day('2026-11-20') }),
      received(day('2026-10-01'), { answerBy: day('2026-10-15'), state: 'answered' }),
      received(day('2026-11-07'), { kind: 'complaint_bill', answerBy: day('2026-11-21') }),
      received(day('2026-11-08'), { kind: 'move_out' }),
    ]);
  expect(await ask(waitingLetters)).toEqual({ count: 2, due: '2026-11-20', since: '2026-11-01' });
  expect(await ask(waitingComplaints)).toEqual({ count: 1, due: '2026-11-21', since: '2026-11-07' });
  expect(await ask(waitingMoveOuts)).toEqual({ count: 1, due: null, since: '2026-11-08' });
});

it('a reading in review since 18 November is due after the 7 days that its customer was told', async () => {
  const { customerId, servicePointId } = await customer();
  const [meter] = await db.insert(schema.meters).values(aMeter({ servicePointId })).returning();
  const given = (on: Day, state: 'in_review' | 'approved') => ({
    meterId: meter!.id,
    customerId,
    channel: 'portal' as const,
    formKey: on,
    readOn: on,
    value: litres(1000),
    state,
    submittedAt: at(on),
  });
  await db
    .insert(schema.submittedReadings)
    .values([given(day('2026-11-18'), 'in_review'), given(day('2026-11-02'), 'approved')]);
  expect(await ask(waitingReadings)).toEqual({ count: 1, due: '2026-11-25', since: '2026-11-18' });
});

it('deliveries: unknown ones always, failed ones for 14 days, addresses only of accounts that use them', async () => {
  const sent = (on: Day, state: 'unknown' | 'permanently_failed' | 'delivered') => ({
    kind: 'invoice_issued',
    entity: `invoice:${on}`,
    occurrence: state,
    channel: 'email' as const,
    recipient: 'kto@example.com',
    locale: 'pl' as const,
    bodyText: '–',
    state,
    createdAt: at(on),
    lastAttemptAt: at(on),
  });
  await db
    .insert(schema.outbox)
    .values([
      sent(addDays(TODAY, -40), 'unknown'),
      sent(addDays(TODAY, -15), 'permanently_failed'),
      sent(addDays(TODAY, -14), 'permanently_failed'),
      sent(TODAY, 'delivered'),
    ]);
  expect(await ask(unknownDeliveries)).toMatchObject({ count: 1, since: addDays(TODAY, -40) });
  expect(await ask(failedDeliveries)).toMatchObject({ count: 1, since: addDays(TODAY, -14) });
  const { email } = await insertAccount(db);
  const gone = await insertAccount(db, { disabledAt: NOW });
  const bounced = (recipient: string, reason: 'bounced' | 'stopped' = 'bounced') => ({
    channel: 'email' as const,
    recipient,
    reason,
    since: at(day('2026-11-10')),
  });
  await db
    .insert(schema.suppressions)
    .values([bounced(email), bounced(gone.email), bounced('nikt@example.com')]);
  expect(await ask(bouncedAddresses)).toEqual({ count: 1, due: null, since: '2026-11-10' });
});

it('contracts that end within 60 days and are not followed; meters out of legalisation, removed ones not', async () => {
  const { customerId, servicePointId } = await customer();
  const ends = (endsOn: Day | null, startsOn = day('2024-01-01')) =>
    aContract({ customerId, servicePointId }, { startsOn, endsOn });
  await db.insert(schema.contracts).values([ends(addDays(TODAY, 61)), ends(addDays(TODAY, -1))]);
  expect(await ask(endingContracts)).toMatchObject({ count: 0 });
  const other = await customer();
  await db
    .insert(schema.contracts)
    .values([aContract(other, { startsOn: day('2024-01-01'), endsOn: addDays(TODAY, 60) })]);
  expect(await ask(endingContracts)).toEqual({ count: 1, due: addDays(TODAY, 60), since: null });
  await db.insert(schema.contracts).values(aContract(other, { startsOn: addDays(TODAY, 61) }));
  expect(await ask(endingContracts)).toMatchObject({ count: 0 });
  const meter = (until: Day, over = {}) =>
    aMeter({ servicePointId }, { legalisationValidUntil: until, ...over });
  await db
    .insert(schema.meters)
    .values([
      meter(addDays(TODAY, -3)),
      meter(addDays(TODAY, 60)),
      meter(addDays(TODAY, 61)),
      meter(TODAY, { removedOn: addDays(TODAY, -1) }),
    ]);
  expect(await ask(endingLegalisations)).toEqual({ count: 2, due: addDays(TODAY, -3), since: null });
});
