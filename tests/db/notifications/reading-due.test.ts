/** `reading_due`: once a window and meter, with a link whose token stands in the frozen text alone. */
import path from 'node:path';
import { eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { day, startOfDay } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { deliveryHooks } from '@/lib/notifications/hooks';
import { scanKind } from '@/lib/notifications/scan';
import { readUnsubscribeToken } from '@/lib/notifications/unsubscribe/token';
import { testDatabase } from '../../support/database';
import { insertAccount, insertHousehold } from '../../support/factories';

// Its reading window: the last five days of a month and the first five of the next.
process.env.UTILITY_CONFIG = path.join(process.cwd(), 'tests/support/second-utility.json');

const { db } = testDatabase();
const at = (text: string) => new Date(startOfDay(day(text)).getTime() + 3_600_000);

test('from the first day of the window, once, with a working link and the way to switch it off', async () => {
  const { customer, meter } = await insertHousehold(db);
  const account = await insertAccount(db, {}, [customer.id]);
  await insertAccount(db, {}, [(await insertHousehold(db)).customer.id]);
  expect(await scanKind('reading_due', at('2026-11-26'))).toBe(0);
  await db.insert(schema.notificationChoices).values({
    accountId: account.id,
    customerId: customer.id,
    kind: 'reading_due',
    channel: 'email',
    enabled: true,
    decidedAt: at('2026-11-20'),
    source: 'portal',
  });
  expect(await scanKind('reading_due', at('2026-11-25'))).toBe(0);
  expect(await scanKind('reading_due', at('2026-11-28'))).toBe(1);
  expect(await scanKind('reading_due', at('2026-12-02'))).toBe(0);
  const [row] = await db.select().from(schema.outbox);
  expect(row).toMatchObject({ entity: `meter:${meter.id}`, occurrence: 'window:2026-12-05' });
  const token = /\/r\/([\w-]+)/.exec(row!.bodyText)![1]!;
  const links = await db.select().from(schema.readingLinks);
  expect(links).toEqual([
    expect.objectContaining({ tokenHash: sha256(token), meterId: meter.id, customerId: customer.id }),
  ]);
  const switchOff = /<.*\/unsubscribe\/([\w-]+)\/one-click>/.exec(row!.headers['List-Unsubscribe']!)![1]!;
  expect(row!.headers).toMatchObject({
    'X-Notification-Kind': 'reading_due',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
  expect(readUnsubscribeToken(switchOff)).toEqual({
    accountId: account.id,
    customerId: customer.id,
    kind: 'reading_due',
  });
  expect(row!.bodyHtml).toContain(`/unsubscribe/${switchOff}`);

  expect((await deliveryHooks.recheck(db, [row!], at('2026-12-05'))).size).toBe(0);
  expect([...(await deliveryHooks.recheck(db, [row!], at('2026-12-06'))).values()]).toEqual([
    { state: 'expired', reason: 'too_late' },
  ]);
  await db.insert(schema.submittedReadings).values({
    meterId: meter.id,
    customerId: customer.id,
    channel: 'portal',
    formKey: 'x',
    readOn: day('2026-11-27'),
    value: 1_000 as never,
    state: 'accepted',
    submittedAt: at('2026-11-27'),
  });
  expect([...(await deliveryHooks.recheck(db, [row!], at('2026-11-29'))).values()]).toEqual([
    { state: 'cancelled', reason: 'reading_given' },
  ]);
  await db.delete(schema.outbox).where(eq(schema.outbox.id, row!.id));
  expect(await scanKind('reading_due', at('2026-11-29'))).toBe(0);
  // Next month is another window.
  expect(await scanKind('reading_due', at('2026-12-27'))).toBe(1);
});
