/** What staff set holds at once where it counts, goes back, and leaves its history. */
import { eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { scanKind } from '@/lib/notifications/scan';
import { changeSetting } from '@/lib/settings/commands';
import { currentUtility, settingChanges, shownSettings } from '@/lib/settings/queries';
import {
  layOver,
  readSetting,
  SETTING_NAMES,
  settingRule,
  valueIn,
  type SettingName,
} from '@/lib/settings/declared';
import { claimSms } from '@/lib/delivery/claim-sms';
import { addDays, day } from '@/lib/kernel/dates';
import { messages } from '@/lib/i18n/messages';
import { testDatabase } from '../../support/database';
import { aContract, insertAccount, insertCustomer, insertServicePoint, TODAY } from '../../support/factories';
import { staffActor } from '../../support/staff';
import { later, NOW } from '../../support/visitors';

const { db, sql } = testDatabase();
const IP = { ip: '192.0.2.1' };
let boss = staffActor('administrator');
beforeAll(async () => {
  boss = staffActor('administrator', (await insertAccount(db, { staffRole: 'administrator' })).id);
});
const set = (name: SettingName, typed: string | null, now = NOW) =>
  changeSetting(boss, IP, { name, typed }, now);

it('a contract that ends in 45 days is told of once 45 days are set, and not before', async () => {
  const customer = await insertCustomer(db);
  await insertAccount(db, {}, [customer.id]);
  const point = await insertServicePoint(db);
  await db
    .insert(schema.contracts)
    .values(
      aContract(
        { customerId: customer.id, servicePointId: point.id },
        { startsOn: day('2024-01-01'), endsOn: addDays(TODAY, 45) },
      ),
    );
  // 60 days before it was 15 days ago, longer than what was missed is told
  expect(await scanKind('contract_expiry', NOW)).toBe(0);
  await set('contractExpiryDays', '7; 45');
  expect(await scanKind('contract_expiry', NOW)).toBe(1);
  const [told] = await db.select().from(schema.outbox).where(eq(schema.outbox.kind, 'contract_expiry'));
  expect(told!.occurrence).toBe(`end:${addDays(TODAY, 45)}:45`);
  await set('contractExpiryDays', null, later(1));
  expect((await currentUtility()).notifications.contractExpiryDays).toEqual([60, 30, 7]);
});

it('the cap of a day and the hours of SMS hold for the next claim', async () => {
  await db.insert(schema.outbox).values({
    kind: 'phone_note',
    entity: 'x:1',
    occurrence: '1',
    channel: 'sms',
    recipient: '+48600000001',
    locale: 'pl',
    bodyText: '–',
    dueAt: later(-60),
    createdAt: later(-60),
  });
  const claim = () =>
    claimSms({
      token: '00000000-0000-4000-8000-000000000001',
      now: NOW,
      kinds: undefined,
      hooks: { recheck: async () => new Map(), failed: async () => {} },
    } as never);
  await set('smsDailyCap', '0');
  expect(await claim()).toBe('nothing');
  await set('smsDailyCap', '100');
  // 11:00 in Warsaw
  await set('smsHours', '12:00 – 20:00');
  expect(await claim()).toBe('nothing');
  await set('smsHours', '08:00-20:00');
  expect(await claim()).toBe('leased');
});

it.each<[SettingName, string]>([
  ['paymentDueDays', '31'],
  ['paymentDueDays', '3, 3'],
  ['paymentDueDays', 'trzy'],
  ['paymentDueDays', ''],
  ['leakFactor', '1'],
  ['leakFactor', 'dwa'],
  ['readingWindows', '0 5'],
  ['readingWindows', '1 10 13'],
  ['readingWindows', 'zawsze'],
  ['smsHours', '8-20'],
  ['smsDailyCap', '-1'],
  ['officeHoursPl', ''],
])('%s may not be «%s»', async (name, typed) => {
  await expect(set(name, typed)).rejects.toMatchObject({ code: 'settingInvalid' });
});

it('reading windows are read as they are shown: -5 5, and the beginning of each quarter', () => {
  const typed = '-5 5\n1 10 3,6,9,12';
  const read = readSetting('readingWindows', typed);
  expect(read).toEqual([
    { from: -5, to: 5 },
    { from: 1, to: 10, months: [3, 6, 9, 12] },
  ]);
  expect(settingRule('readingWindows').format(read)).toBe(typed);
});

it('every setting is shown as it can be typed, lies where it is read, and has a name and a hint', async () => {
  const current = await currentUtility();
  for (const name of SETTING_NAMES) {
    expect(valueIn(current, name)).toBeDefined();
    const { format } = settingRule(name);
    expect(readSetting(name, format(valueIn(current, name)))).toEqual(valueIn(current, name));
    for (const locale of ['pl', 'en'] as const) {
      expect(messages[locale]['office-settings'].names[name]).toBeTruthy();
      expect(messages[locale]['office-settings'].hints[name]).toBeTruthy();
    }
  }
});

it('the history says who, before and after; the same value again is no change; rows are never changed', async () => {
  await set('leakFactor', '2,5', later(10));
  await set('leakFactor', '2.5', later(11));
  await set('leakFactor', null, later(12));
  const changes = (await settingChanges(boss)).filter(({ name }) => name === 'leakFactor');
  expect(changes.map(({ before, after }) => [before, after])).toEqual([
    ['2,5', null],
    [null, '2,5'],
  ]);
  await set('leakFactor', '3', later(13));
  const shown = (await shownSettings(boss)).find(({ name }) => name === 'leakFactor');
  expect(shown).toEqual({ name: 'leakFactor', text: '3', fileText: '2' });
  await expect(sql`update settings set value = '9'`).rejects.toThrow();
  await expect(sql`delete from settings`).rejects.toThrow();
});

it('a stored value that no longer fits its rule counts for nothing', async () => {
  const file = await currentUtility();
  const rows = [
    { name: 'leakFactor', value: 'dwa' },
    { name: 'gone', value: 1 },
    { name: 'readingReviewDays', value: null },
  ];
  expect(layOver(file, rows)).toEqual(file);
});
