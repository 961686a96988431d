/**
 * Payment dates, contract ends and legalisations on, before and after each lead day; seven days of which one is
 * missed: exactly the expected set is created, once (issue 6, F10, F11).
 */
import { importPackage } from '@/lib/billing-import/commands';
import { addDays, day, startOfDay, type Day } from '@/lib/kernel/dates';
import { runJob } from '@/lib/notifications/jobs';
import { JOBS } from '@/lib/notifications/kinds';
import { folderOf } from '../../support/billing-package';
import { testDatabase } from '../../support/database';
import {
  at,
  CONTRACT_ENDS,
  DUE_DAYS,
  LEGALISATION_ENDS,
  packageAround,
} from '../../support/notification-package';

/** The fourth day nobody calls. */
const CALLED = [0, 1, 2, 4, 5, 6];

/** Half past midnight in Warsaw, which is the day before in UTC. */
const early = (on: Day): Date => new Date(startOfDay(on).getTime() + 30 * 60_000);

/** Whether one of the calls comes between the two days, both inclusive. */
const calledWithin = (from: number, to: number) => CALLED.some(offset => offset >= from && offset <= to);

/** `60` of an end: told from 60 days before for a week at most, until the next lead's day comes or the end. */
function leadsTold(end: number, leads: readonly number[]): number[] {
  return leads.filter((lead, index) => {
    const next = leads[index + 1];
    const last = Math.min(end - lead + 7, next === undefined ? end : end - next - 1);
    return calledWithin(end - lead, last);
  });
}

describe.each([
  ['an ordinary week', '2026-11-16'],
  ['the end of the year', '2026-12-28'],
  ['29 February', '2028-02-26'],
  ['the clock goes forward', '2027-03-25'],
  ['the clock goes back', '2026-10-22'],
])('%s, from %s', (_what, firstDay) => {
  const { sql } = testDatabase();
  const first = day(firstDay);
  const expected = [
    ...CONTRACT_ENDS.flatMap(end =>
      leadsTold(end, [60, 30, 7]).map(
        lead => `contract_expiry ${at('U', end)} end:${addDays(first, end)}:${lead}`,
      ),
    ),
    ...LEGALISATION_ENDS.flatMap(end =>
      leadsTold(end, [90, 30, 7]).map(
        lead => `legalisation_expiry ${at('D', end)} valid:${addDays(first, end)}:${lead}`,
      ),
    ),
    ...DUE_DAYS.filter(due => calledWithin(due - 3, due)).map(
      due => `payment_due ${at('F', due)} due:${addDays(first, due)}:3`,
    ),
  ].sort();

  const told = async () => {
    const rows = await sql<{ what: string; recipient: string; state: string }[]>`
      select o.kind || ' ' || coalesce(i.invoice_number, k.contract_number, m.serial_number) || ' ' || o.occurrence
          as what, o.recipient, o.state
      from outbox o
        left join invoices i on o.entity = 'invoice:' || i.id
        left join contracts k on o.entity = 'contract:' || k.id
        left join meters m on o.entity = 'meter:' || m.id
      where o.kind <> 'invoice_issued'`;
    expect([...new Set(rows.map(({ recipient }) => recipient))]).toEqual(['lucja@example.pl']);
    expect([...new Set(rows.map(({ state }) => state))]).toEqual(['delivered']);
    return rows.map(({ what }) => what).sort();
  };

  test('exactly the expected set, once', async () => {
    const { applied, errors } = await importPackage(folderOf(packageAround(first)), { now: early(first) });
    expect({ applied, errors }).toEqual({ applied: true, errors: [] });
    let created = 0;
    for (const offset of CALLED) {
      const now = early(addDays(first, offset));
      // Every route twice at the same time, and once more later in the day.
      const reports = await Promise.all(JOBS.flatMap(job => [runJob(job, now), runJob(job, now)]));
      for (const report of reports) created += report.created;
      const later = new Date(now.getTime() + 20 * 3_600_000);
      for (const job of JOBS) {
        const again = await runJob(job, later);
        expect(again).toMatchObject({ job, created: 0, failed: 0, unknown: 0, remaining: 0 });
      }
    }
    const [{ issued }] = (await sql`
      select count(*)::int as issued from outbox where kind = 'invoice_issued'`) as [{ issued: number }];
    expect(await told()).toEqual(expected);
    expect(created).toBe(expected.length + issued);
  }, 120_000);

  test('and the set by hand, for a few ends', async () => {
    const all = await told();
    const of = (number: string) =>
      all.filter(line => line.split(' ')[1] === number).map(line => line.split(':')[2]);
    // 60 days before falls on the first day, on the missed day, and after the last one.
    expect([of('U+60'), of('U+63'), of('U+66'), of('U+67')]).toEqual([['60'], ['60'], ['60'], []]);
    // 7 days before: a week ago is still told, the day that is over is not; both letters when both days come.
    expect([of('U+0'), of('U-1'), of('U+7'), of('U+13'), of('U+14')]).toEqual([['7'], [], ['7'], ['7'], []]);
    expect([of('U+30'), of('U+36'), of('U+37')]).toEqual([['30'], ['30'], ['30'].slice(1)]);
    expect([of('D+90'), of('D+97'), of('D+30'), of('main'), of('removed')]).toEqual([
      ['90'],
      [],
      ['30'],
      [],
      [],
    ]);
    // Due on the missed day: told on an earlier one. Due before the first day: too late.
    expect([of('F+3'), of('F+0'), of('F-1'), of('F+9'), of('F+10'), of('paid')]).toEqual([
      ['3'],
      ['3'],
      [],
      ['3'],
      [],
      [],
    ]);
  });
});
