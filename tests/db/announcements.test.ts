/** Announcements: who sees and who is told what, once, at most one an hour, and not after the end. */
import {
  draftAnnouncement,
  endAnnouncement,
  publishAnnouncement,
  updateAnnouncement,
} from '@/lib/announcements/commands';
import { publicAnnouncement, publicAnnouncements, reachOf, toldOf } from '@/lib/announcements/queries';
import type { StaffActor } from '@/lib/auth/actor';
import { dashboard } from '@/lib/customers/queries';
import { runJob } from '@/lib/notifications/jobs';
import { scanKind } from '@/lib/notifications/scan';
import { testDatabase } from '../support/database';
import { aContract, aCustomer, actorOf, aServicePoint, insertAccount } from '../support/factories';
import * as schema from '@/db/schema';
import { NOW } from '../support/visitors';

const { db, sql } = testDatabase();
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);

let streets = 0;
/** A customer in a street of their own, with an account. */
async function household(building = '7', street = `Próbna ${++streets}`) {
  const [customer] = await db.insert(schema.customers).values(aCustomer()).returning();
  const [point] = await db
    .insert(schema.servicePoints)
    .values(aServicePoint({ street, building, unit: null }))
    .returning();
  await db
    .insert(schema.contracts)
    .values(aContract({ customerId: customer!.id, servicePointId: point!.id }));
  const account = await insertAccount(db, {}, [customer!.id]);
  return { street, customer: customer!, account, actor: { ...actorOf(customer!), accountId: account.id } };
}

async function dispatcher(): Promise<StaffActor> {
  const { id, email } = await insertAccount(db, { staffRole: 'dispatcher' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  return { kind: 'staff', role: 'dispatcher', accountId: id, sessionId, email, locale: 'pl' };
}

const input = (street: string, over: Record<string, unknown> = {}) => ({
  kind: 'failure' as const,
  emergency: false,
  titlePl: `Brak wody: ${street}`,
  titleEn: null,
  causePl: 'Pękła rura.',
  causeEn: null,
  startsAt: hours(-1),
  endsAt: hours(6) as Date | null,
  tanker: null,
  areas: [
    { city: 'MIEDZYRZECZ', street: `ul. ${street}`, fromNumber: '1', toNumber: '15', side: 'odd' as const },
  ],
  ...over,
});

async function published(street: string, over: Record<string, unknown> = {}, now = NOW) {
  const staff = await dispatcher();
  const ref = await draftAnnouncement(staff, null, input(street, over), now);
  await publishAnnouncement(staff, ref, now);
  return { staff, ref };
}

const told = async (email: string) =>
  (
    await sql<{ subject: string; occurrence: string; state: string; headers: Record<string, string> }[]>`
    select subject, occurrence, state, headers from outbox where kind = 'service_announcement' and recipient = ${email}
    order by id`
  ).map(row => row);

it('a draft is seen by nobody and reaches nobody; published it is public and told once', async () => {
  const { street, account, actor } = await household();
  const neighbour = await household('8', street);
  const staff = await dispatcher();
  const ref = await draftAnnouncement(staff, null, input(street), NOW);
  expect(await publicAnnouncement(ref, NOW)).toBeNull();
  expect((await dashboard(actor, NOW)).announcement).toBeNull();
  await scanKind('service_announcement', NOW);
  expect(await told(account.email)).toEqual([]);
  expect(await reachOf(staff, input(street).areas, NOW)).toEqual({
    servicePoints: 1,
    customers: 1,
    recipients: { email: 1, sms: 0 },
  });
  await publishAnnouncement(staff, ref, NOW);
  await publishAnnouncement(staff, ref, hours(1));
  expect((await publicAnnouncement(ref, NOW))?.phase).toBe('now');
  expect((await dashboard(actor, NOW)).announcement).toMatchObject({ ref, running: true });
  // the even side of the same street: another customer sees and hears nothing
  expect((await dashboard(neighbour.actor, NOW)).announcement).toBeNull();
  expect(await scanKind('service_announcement', NOW)).toBe(1);
  expect(await scanKind('service_announcement', hours(2))).toBe(0);
  const [mail] = await told(account.email);
  expect(mail).toMatchObject({ occurrence: '1', subject: `Awaria: Brak wody: ${street}` });
  expect(mail!.headers['List-Unsubscribe']).toMatch(/unsubscribe/);
  expect(await told(neighbour.account.email)).toEqual([]);
  expect(await toldOf(staff, ref)).toEqual([{ channel: 'email', waiting: 1, sent: 0, not: 0 }]);
});

it('at most one an hour for a customer; an emergency at once', async () => {
  const { street, account } = await household();
  await published(street);
  await scanKind('service_announcement', NOW);
  await published(street, { titlePl: 'Druga' }, NOW);
  await scanKind('service_announcement', hours(0.5));
  expect(await told(account.email)).toHaveLength(1);
  await published(street, { titlePl: 'Pilna', emergency: true }, NOW);
  await scanKind('service_announcement', hours(0.6));
  expect((await told(account.email)).map(({ subject }) => subject)).toEqual([
    `Awaria: Brak wody: ${street}`,
    'Awaria: Pilna',
  ]);
  // an hour after the last of them, the one that waited
  await scanKind('service_announcement', hours(1.2));
  expect(await told(account.email)).toHaveLength(2);
  await scanKind('service_announcement', hours(1.7));
  expect((await told(account.email)).at(-1)?.subject).toBe('Awaria: Druga');
});

it('an update is told when it moves the end; the older message is withdrawn', async () => {
  const { street, account } = await household();
  const { staff, ref } = await published(street);
  await scanKind('service_announcement', NOW);
  await updateAnnouncement(staff, ref, { textPl: 'Ekipa jedzie.', textEn: null, endsAt: null }, hours(1));
  await scanKind('service_announcement', hours(2));
  expect(await told(account.email)).toHaveLength(1);
  await updateAnnouncement(
    staff,
    ref,
    { textPl: 'Potrwa dłużej.', textEn: null, endsAt: hours(9) },
    hours(2),
  );
  expect((await publicAnnouncement(ref, hours(2)))?.endsAt).toEqual(hours(9));
  await runJob('deliver', hours(3));
  expect(await told(account.email)).toMatchObject([
    { occurrence: '1', state: 'cancelled' },
    { subject: `Nowe informacje: Brak wody: ${street}`, state: 'delivered' },
  ]);
});

it('ends by itself: off the dashboard, 30 days on the list, what waits is not sent', async () => {
  const { street, account, actor } = await household();
  const { ref } = await published(street);
  await scanKind('service_announcement', NOW);
  await runJob('deliver', hours(7));
  expect(await told(account.email)).toMatchObject([{ state: 'expired' }]);
  expect((await dashboard(actor, hours(7))).announcement).toBeNull();
  const listed = async (days: number) =>
    (await publicAnnouncements(hours(days * 24))).find(each => each.ref === ref)?.phase;
  expect(await listed(1)).toBe('ended');
  expect(await listed(31)).toBeUndefined();
});

it('ended by staff: no update any more, and twice is once', async () => {
  const { street } = await household();
  const { staff, ref } = await published(street);
  await endAnnouncement(staff, ref, hours(1));
  await endAnnouncement(staff, ref, hours(2));
  expect((await publicAnnouncement(ref, hours(2)))?.endedAt).toEqual(hours(1));
  await expect(
    updateAnnouncement(staff, ref, { textPl: 'Jeszcze.', textEn: null, endsAt: hours(9) }, hours(2)),
  ).rejects.toMatchObject({ code: 'announcementNotLive' });
});

it.each([
  ['no place', { areas: [] }, 'announcementNoArea'],
  ['planned work without an end', { kind: 'planned', endsAt: null }, 'announcementNoEnd'],
  ['an end before its start', { endsAt: hours(-2) }, 'announcementEndBeforeStart'],
  ['an end that has come', { endsAt: hours(-0.5) }, 'announcementEndPast'],
])('refused: %s', async (_what, over, code) => {
  await expect(
    draftAnnouncement(await dispatcher(), null, input('Nigdzie', over), NOW),
  ).rejects.toMatchObject({ code });
});
