/** F10, F11: days that are odd, and days on which nobody calls. */
import { addDays, day, type Day } from '@/lib/kernel/dates';
import { runJob } from '@/lib/notifications/jobs';
import { scanKind } from '@/lib/notifications/scan';
import { testDatabase } from '../support/database';
import { insertContract, insertMeter, insertServicePoint } from '../support/factories';
import { check, say } from './harness/checker';
import { renew } from './harness/crash-run';
import { hourOf, hours, insertIssued, insertReader, warsawDay } from './harness/people';
import { testStage } from './harness/stage';

jest.setTimeout(120_000);

const stage = testStage(1010);
beforeEach(() => renew(stage().providers, stage().api, 1));

describe('F10', () => {
  const { db, sql } = testDatabase();
  const ODD: readonly (readonly [string, Day])[] = [
    ['the clock goes forward on the due date', day('2026-03-29')],
    ['the clock goes forward on the day of telling', day('2026-04-01')],
    ['the clock goes back on the due date', day('2026-10-25')],
    ['the clock goes back on the day of telling', day('2026-10-28')],
    ['29 February', day('2028-02-29')],
    ['told on 29 February', day('2028-03-03')],
    ['the last day of the year', day('2026-12-31')],
    ['told in the old year, due in the new one', day('2027-01-02')],
  ];

  it.each(ODD)('%s (%s): a scan every hour makes one reminder, three days before', async (_, dueOn) => {
    const { customer } = await insertReader(db, { sms: true });
    const invoice = await insertIssued(db, customer.id, addDays(dueOn, -14), dueOn);
    const made: Date[] = [];
    for (const now of hours(addDays(dueOn, -5), addDays(dueOn, 1))) {
      const created = await scanKind('payment_due', now);
      if (created > 0) made.push(...Array.from({ length: created }, () => now));
    }
    const rows = await sql<{ channel: string; occurrence: string }[]>`
      select channel, occurrence from outbox where entity = ${`invoice:${invoice.id}`} order by channel`;
    expect(rows.map(row => ({ ...row }))).toEqual([
      { channel: 'email', occurrence: `due:${dueOn}:3` },
      { channel: 'sms', occurrence: `due:${dueOn}:3` },
    ]);
    expect(made.map(warsawDay)).toEqual([addDays(dueOn, -3), addDays(dueOn, -3)]);
    // Nobody pays: with it open, the next case would count it too.
    await sql`update invoices set due_on = '2000-01-01' where id = ${invoice.id}`;
  });

  it.each(ODD)(
    '%s (%s) as the end of a contract and of a legalisation: one letter for each lead',
    async (_, on) => {
      const { customer } = await insertReader(db);
      const point = await insertServicePoint(db);
      const of = { customerId: customer.id, servicePointId: point.id };
      const contract = await insertContract(db, of, { endsOn: on });
      await insertContract(db, of); // goes on: the meter has a holder
      const meter = await insertMeter(
        db,
        { servicePointId: point.id },
        { role: 'additional', installedOn: day('2022-01-10'), legalisationValidUntil: on },
      );
      for (let today = addDays(on, -92); today <= addDays(on, 2); today = addDays(today, 1)) {
        for (const hour of [0, 9, 23]) {
          await scanKind('contract_expiry', hourOf(today, hour));
          await scanKind('legalisation_expiry', hourOf(today, hour));
        }
      }
      const occurrences = async (entity: string) =>
        (
          await sql<
            { occurrence: string }[]
          >`select occurrence from outbox where entity = ${entity} order by id`
        ).map(row => row.occurrence);
      expect(await occurrences(`contract:${contract.id}`)).toEqual(
        [60, 30, 7].map(lead => `end:${on}:${lead}`),
      );
      expect(await occurrences(`meter:${meter.id}`)).toEqual([90, 30, 7].map(lead => `valid:${on}:${lead}`));
    },
  );
});

describe('F11', () => {
  const { db, sql } = testDatabase();
  const LAST = day('2026-11-16'); // the last day with a cron
  const BACK = day('2026-11-20'); // three days without one later

  it('cron absent three days: all caught up once; what is too late is marked so and not sent', async () => {
    const { providers } = stage();
    const readers = await Promise.all(Array.from({ length: 12 }, () => insertReader(db, { sms: true })));
    const issued = (at: number, issuedOn: Day, dueOn?: Day) =>
      insertIssued(db, readers[at]!.customer.id, issuedOn, dueOn);
    // Announced at once, on each of the days.
    const news = await Promise.all([0, 1, 2, 3, 4].map(at => issued(at, addDays(LAST, at))));
    // To be reminded of on each of the days without cron, and still not due when it is back.
    const near = await Promise.all(
      [1, 2, 3].map(late => issued(4 + late, day('2026-11-01'), addDays(LAST, late + 3))),
    );
    // To be reminded of on the last day, kept from leaving, and over when cron is back.
    const over = await Promise.all([8, 9].map(at => issued(at, day('2026-11-01'), addDays(LAST, at - 7))));
    await sql`insert into delivery_pauses (channel, since, reason) values ('all', now(), 'test')`;
    const jobs = ['invoice-issued', 'payment-due', 'deliver'] as const;
    for (const job of jobs) await runJob(job, hourOf(LAST, 9));
    const kept = await sql<{ count: number }[]>`select count(*)::int from outbox`;
    expect(kept[0]!.count).toBeGreaterThan(0);
    await sql`delete from delivery_pauses`;
    const waiting = await sql<{ entity: string }[]>`
      select entity from outbox where kind = 'payment_due'`;
    expect(new Set(waiting.map(row => row.entity))).toEqual(new Set(over.map(({ id }) => `invoice:${id}`)));

    for (let times = 0; times < 3; times++) {
      for (const job of jobs) {
        const report = await runJob(job, hourOf(BACK, 9));
        expect(report).toMatchObject({
          failed: 0,
          unknown: 0,
          remaining: 0,
          ...(times > 0 ? { created: 0, sent: 0 } : {}),
        });
      }
    }
    await Promise.all([providers.resend.callbacks.drained(), providers.twilio.callbacks.drained()]);

    const rows = await sql<
      {
        kind: string;
        entity: string;
        channel: 'email' | 'sms';
        recipient: string;
        text: string;
        state: string;
      }[]
    >`select kind, entity, channel, recipient, body_text as text, state from outbox`;
    const of = (kind: string, entity: string) =>
      rows.filter(row => row.kind === kind && row.entity === entity).map(row => row.state);
    for (const { id } of news)
      expect(of('invoice_issued', `invoice:${id}`)).toEqual(['delivered', 'delivered']);
    for (const { id } of near) expect(of('payment_due', `invoice:${id}`)).toEqual(['delivered', 'delivered']);
    for (const { id } of over) expect(of('payment_due', `invoice:${id}`)).toEqual(['expired', 'expired']);
    const verdict = await check(
      sql,
      providers,
      rows.map(({ channel, recipient, text }) => ({ channel, recipient, text })),
    );
    say('F11', verdict);
    expect(verdict).toMatchObject({ lost: 0, duplicateMails: 0, duplicateSms: 0, unknown: 0, unsettled: 0 });
    // Nothing that is over has left.
    expect(providers.resend.journal.length + providers.twilio.journal.length).toBe(
      2 * (news.length + near.length),
    );
  });
});
