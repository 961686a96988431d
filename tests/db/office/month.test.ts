/** The month's figures of the start page. */
import * as schema from '@/db/schema';
import { monthFigures } from '@/lib/office/month/queries';
import { testDatabase } from '../../support/database';
import { staffActor } from '../../support/staff';
import { NOW } from '../../support/visitors';

const { db } = testDatabase();
const figures = () => monthFigures(staffActor('administrator'), NOW);

it('an empty office: no share of no invoices, and nothing went out', async () => {
  expect(await figures()).toEqual({ eInvoices: null, sent: 0, readings: 0, accounts: 0 });
});

it('of 4 messages, 1 waits and 1 went out last month: 2 were sent this month', async () => {
  const message = (occurrence: string, state: 'delivered' | 'sent' | 'queued', at: Date | null) => ({
    kind: 'welcome',
    entity: 'account:1',
    occurrence,
    channel: 'email' as const,
    recipient: 'jan@example.com',
    locale: 'pl' as const,
    bodyText: 'Dzień dobry',
    state,
    lastAttemptAt: at,
  });
  const lastMonth = new Date(NOW.getTime() - 31 * 86_400_000);
  await db
    .insert(schema.outbox)
    .values([
      message('1', 'delivered', NOW),
      message('2', 'sent', NOW),
      message('3', 'queued', null),
      message('4', 'delivered', lastMonth),
    ]);
  expect(await figures()).toMatchObject({ sent: 2 });
});
