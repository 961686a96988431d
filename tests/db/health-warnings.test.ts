import { asc } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { warnAdministrators } from '@/lib/health/commands';
import { readiness } from '@/lib/health/queries';
import { healthWarnings } from '@/lib/health/warnings';
import { runJob } from '@/lib/notifications/jobs';
import { JOBS } from '@/lib/notifications/kinds';
import { testDatabase } from '../support/database';
import { insertAccount } from '../support/factories';
import { later, NOW } from '../support/visitors';

const { db } = testDatabase();
const HOUR = 60;
const called = (minutesAgo: number) =>
  db.insert(schema.cronRuns).values(JOBS.map(job => ({ job, startedAt: later(-minutesAgo) })));
const mails = () =>
  db
    .select({
      kind: schema.outbox.kind,
      recipient: schema.outbox.recipient,
      occurrence: schema.outbox.occurrence,
      text: schema.outbox.bodyText,
    })
    .from(schema.outbox)
    .orderBy(asc(schema.outbox.id));

it('a portal that nobody has used and that has no schedule yet warns of nothing', async () => {
  expect(await readiness(NOW)).toEqual({ ready: true, warnings: [] });
});

it('a schedule that stopped: ready all the same, with a warning; the newest call of each job counts', async () => {
  await called(9 * HOUR);
  await called(5 * HOUR);
  const found = await readiness(NOW);
  expect(found).toEqual({
    ready: true,
    warnings: [
      {
        warning: 'cron_missing',
        jobs: [...JOBS],
        since: later(-5 * HOUR).toISOString(),
      },
    ],
  });
});

it('each administrator gets one mail a day for each cause, however often it is looked at; nobody else gets any', async () => {
  await insertAccount(db, { email: 'admin.jeden@example.pl', staffRole: 'administrator' });
  await insertAccount(db, { email: 'admin.two@example.pl', staffRole: 'administrator', locale: 'en' });
  await insertAccount(db, { email: 'gone@example.pl', staffRole: 'administrator', disabledAt: NOW });
  await insertAccount(db, { email: 'bok@example.pl', staffRole: 'customer_service' });
  await insertAccount(db, { email: 'klient@example.pl' });
  await db
    .insert(schema.imports)
    .values({ source: 'a folder', startedAt: later(-73 * HOUR), finishedAt: later(-72 * HOUR) });
  expect(await warnAdministrators(NOW)).toBe(4);
  expect(await warnAdministrators(later(1))).toBe(0);
  const checks = await Promise.all([1, 2, 3, 4, 5].map(minute => warnAdministrators(later(minute))));
  expect(checks).toEqual([0, 0, 0, 0, 0]);
  const written = await mails();
  expect(written.map(({ kind, recipient }) => `${kind} ${recipient}`).sort()).toEqual([
    'cron_missing admin.jeden@example.pl',
    'cron_missing admin.two@example.pl',
    'import_overdue admin.jeden@example.pl',
    'import_overdue admin.two@example.pl',
  ]);
  const polish = written.find(mail => mail.kind === 'cron_missing' && mail.recipient.includes('jeden'));
  expect(polish).toMatchObject({ occurrence: '2026-11-22' });
  expect(polish?.text).toMatch(/22\slistopada\s2026, 06:00/);
  expect(polish?.text).toContain(JOBS.join(', '));
  expect(await warnAdministrators(later(24 * HOUR))).toBe(4);
});

it('when a cron comes again, its own call does not hide that it was away', async () => {
  const again = later(48 * HOUR);
  await db.insert(schema.cronRuns).values({ job: 'deliver', startedAt: again });
  expect(await healthWarnings(again)).toMatchObject([
    { warning: 'cron_missing' },
    { warning: 'import_overdue' },
  ]);
  expect(await warnAdministrators(again)).toBe(4);
});

it('everything in time again: no warning', async () => {
  const then = later(50 * HOUR);
  await db.insert(schema.cronRuns).values(JOBS.map(job => ({ job, startedAt: later(50 * HOUR - 5) })));
  await db
    .insert(schema.imports)
    .values({ source: 'a folder', startedAt: later(49 * HOUR), finishedAt: later(49 * HOUR + 1) });
  expect(await healthWarnings(then)).toEqual([]);
  expect(await warnAdministrators(then)).toBe(0);
});

it('the deliver job itself writes and sends them when it comes again after an absence', async () => {
  const then = later(100 * HOUR);
  const before = (await mails()).length;
  const report = await runJob('deliver', then);
  expect(report).toMatchObject({ created: 4, failed: 0, remaining: 0 });
  const made = await db
    .select({ kind: schema.outbox.kind, state: schema.outbox.state })
    .from(schema.outbox)
    .orderBy(asc(schema.outbox.id))
    .offset(before);
  expect(made).toHaveLength(4);
  expect(new Set(made.map(({ state }) => state))).toEqual(new Set(['delivered']));
  await runJob('deliver', later(100 * HOUR + 5));
  expect(await mails()).toHaveLength(before + 4);
});
