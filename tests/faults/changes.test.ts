/** F5, F13: calls that overlap, and people who change their minds between queue and sending. */
import { notificationChoices } from '@/db/schema';
import { enqueueMessages } from '@/lib/delivery/commands';
import { addDays } from '@/lib/kernel/dates';
import { runJob } from '@/lib/notifications/jobs';
import { scanKind } from '@/lib/notifications/scan';
import { testDatabase } from '../support/database';
import { insertPayment, TODAY } from '../support/factories';
import { check, say } from './harness/checker';
import { renew } from './harness/crash-run';
import { message } from './harness/messages';
import { hourOf, insertIssued, insertReader } from './harness/people';
import { testStage } from './harness/stage';
import { emptyOutbox } from './harness/time';

jest.setTimeout(120_000);

const stage = testStage(505);
beforeEach(() => renew(stage().providers, stage().api, 1));

describe('F5', () => {
  const { db, sql } = testDatabase();
  const NOW = hourOf(TODAY, 9);

  it('the same occurrence ordered a hundred times at once is one row', async () => {
    const one = message(1, 'email');
    const made = await Promise.all(Array.from({ length: 100 }, () => enqueueMessages(db, [one], NOW)));
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(
      await enqueueMessages(
        db,
        Array.from({ length: 100 }, () => one),
        NOW,
      ),
    ).toBe(0);
    const [rows] = await sql<{ count: number }[]>`select count(*)::int from outbox`;
    expect(rows?.count).toBe(1);
    await emptyOutbox(sql);
  });

  it('ten cron calls at once: one row per key, nothing sent twice', async () => {
    const { providers } = stage();
    const ordered = [];
    for (let at = 0; at < 150; at++) {
      const { customer } = await insertReader(db, { sms: true });
      await insertIssued(db, customer.id, addDays(TODAY, -1));
      ordered.push(customer);
    }
    const jobs = ['invoice-issued', 'deliver', 'invoice-issued', 'deliver', 'invoice-issued'] as const;
    const reports = await Promise.all([...jobs, ...jobs].map(job => runJob(job, NOW)));
    await runJob('deliver', NOW);
    await Promise.all([providers.resend.callbacks.drained(), providers.twilio.callbacks.drained()]);
    const rows = await sql<{ channel: 'email' | 'sms'; recipient: string; text: string }[]>`
      select channel, recipient, body_text as text from outbox`;
    expect(rows).toHaveLength(300);
    expect(new Set(rows.map(row => `${row.channel} ${row.recipient}`)).size).toBe(300);
    expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(300);
    const verdict = await check(sql, providers, rows);
    say('F5', verdict, 'ten overlapping calls');
    expect(verdict).toMatchObject({ lost: 0, duplicateMails: 0, duplicateSms: 0, unknown: 0, unsettled: 0 });
    // What they say they sent adds up to what the providers took.
    expect(providers.resend.journal).toHaveLength(150);
    expect(providers.twilio.journal).toHaveLength(150);
  });
});

describe('F13', () => {
  const { db, sql } = testDatabase();
  const QUEUED = hourOf(TODAY, 8);
  const LATER = hourOf(TODAY, 9);

  type Reader = Awaited<ReturnType<typeof insertReader>>;
  type Issued = Awaited<ReturnType<typeof insertIssued>>;

  /** What a person may do between the queue and the sending, and what becomes of the old message then. */
  const CHANGES: readonly (readonly [
    string,
    string,
    (reader: Reader, invoice: Issued) => Promise<unknown>,
  ])[] = [
    [
      'paid',
      'paid',
      (_, { customerId, invoiceNumber, gross }) =>
        insertPayment(db, { customerId }, { invoiceNumber, amount: gross, bookedOn: TODAY }),
    ],
    [
      'opted out',
      'opted_out',
      ({ account, customer }) =>
        db.insert(notificationChoices).values(
          (['email', 'sms'] as const).map(channel => ({
            ...{ accountId: account.id, customerId: customer.id, kind: 'payment_due', channel },
            ...{ enabled: false, decidedAt: LATER, source: 'portal' as const },
          })),
        ),
    ],
    [
      'address and number changed',
      'contact_changed',
      ({ account }) =>
        sql`update accounts set email = 'nowy.' || email, phone = '+4850' || right(phone, 7) where id = ${account.id}`,
    ],
    [
      'account closed',
      'account_disabled',
      ({ account }) => sql`update accounts set disabled_at = now() where id = ${account.id}`,
    ],
    [
      'customer handed over',
      'not_managed',
      ({ account }) => sql`delete from account_customers where account_id = ${account.id}`,
    ],
    [
      'reminder held by staff',
      'held',
      (_, { id }) =>
        sql`insert into reminder_holds (invoice_id, since, reason) values (${id}, now(), 'spór')`,
    ],
    [
      'due date put off',
      'changed',
      (_, { id }) => sql`update invoices set due_on = due_on + 30 where id = ${id}`,
    ],
  ];

  it.each(CHANGES)('%s: nothing goes to the old state, and the row says why', async (_, reason, change) => {
    const { providers } = stage();
    const reader = await insertReader(db, { sms: true });
    const invoice = await insertIssued(db, reader.customer.id, addDays(TODAY, -12), addDays(TODAY, 2));
    expect(await scanKind('payment_due', QUEUED)).toBe(2);
    await change(reader, invoice);
    await runJob('deliver', LATER);
    const rows = await sql<{ state: string; reason: string }[]>`
      select state, reason from outbox where entity = ${`invoice:${invoice.id}`} and created_at = ${QUEUED.toISOString()}::timestamptz`;
    expect(rows.map(row => ({ ...row }))).toEqual(Array(2).fill({ state: 'cancelled', reason }));
    const { email, phone } = reader.account;
    expect(providers.resend.journal.filter(({ to }) => to.includes(email))).toEqual([]);
    expect(providers.twilio.journal.filter(({ to }) => to === phone)).toEqual([]);

    // A changed contact is told there, once; nobody else is told anything.
    for (let times = 0; times < 2; times++) await runJob('payment-due', LATER);
    await Promise.all([providers.resend.callbacks.drained(), providers.twilio.callbacks.drained()]);
    const told = reason === 'contact_changed' ? [`nowy.${email}`] : [];
    expect(providers.resend.journal.flatMap(({ to }) => to)).toEqual(told);
    expect(providers.twilio.journal).toHaveLength(told.length);
    const all = await sql<{ channel: 'email' | 'sms'; recipient: string; text: string }[]>`
      select channel, recipient, body_text as text from outbox where entity = ${`invoice:${invoice.id}`}`;
    say(`F13 (${_})`, await check(sql, providers, all));
    await sql`update invoices set due_on = '2000-01-01' where id = ${invoice.id}`;
  });
});
