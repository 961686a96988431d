/** The purge: what is due goes, what is not stays, append-only tables yield to it alone, once a day, logged. */
import { sql as raw } from 'drizzle-orm';
import * as schema from '@/db/schema';
import { dueBefore, purge, purgeDaily } from '@/lib/retention/commands';
import { RETENTION, RETENTION_KINDS, type RetentionKind } from '@/lib/retention/rules';
import { addDays, addMonths, day, startOfDay } from '@/lib/kernel/dates';
import { testDatabase } from '../support/database';
import { insertAccount, insertHousehold } from '../support/factories';
import { later, NOW } from '../support/visitors';

const { db, sql } = testDatabase();

const countsOf = (done: Awaited<ReturnType<typeof purge>>) =>
  Object.fromEntries(done.filter(({ rows }) => rows > 0).map(({ kind, rows }) => [kind, rows]));

/** A row of each kind as old as it may become, and one that is a day older. */
async function fill() {
  const { customer, point, meter } = await insertHousehold(db);
  const account = await insertAccount(db, {}, [customer.id]);
  const at = (kind: RetentionKind, old: boolean) =>
    startOfDay(addDays(dueBefore(kind, NOW), old ? -1 : 0)).toISOString();
  for (const old of [true, false]) {
    const key = old ? 'old' : 'young';
    await sql`insert into sessions (account_id, created_at, last_seen_at)
      values (${account.id}, ${at('signIns', old)}, ${at('signIns', old)})`;
    await sql`insert into audit_log (at, action, entity) values (${at('audit', old)}, 'session.failed', ${key})`;
    const message = (kind: string, when: string, state: string, text: string) => sql`
      insert into outbox (kind, entity, occurrence, channel, recipient, locale, subject, body_text, body_html, state,
        created_at, settled_at)
      values (${kind}, ${key}, ${state}, 'email', ${`${key}@example.pl`}, 'pl', ${text || null}, ${text}, null,
        ${state}, ${when}, ${state === 'queued' ? null : when})`;
    await message('texts', at('messageTexts', old), 'delivered', 'Treść');
    await message('recipients', at('messageRecipients', old), 'delivered', '');
    await message('waits', at('messageRecipients', true), 'queued', 'Treść');
    const [found] = await sql`
      insert into cases (kind, name, email, locale, state, channel, form_key, received_at, ip)
      values ('opinion', 'Jan', 'jan@example.pl', 'pl', 'closed', 'public', ${key}, now(), '192.0.2.1') returning id`;
    const id = found!.id as string;
    await sql`insert into case_states (case_id, state, at) values (${id}, 'closed', ${at('unsignedCases', old)})`;
    await sql`with entry as (
        insert into case_entries (case_id, at, author, text) values (${id}, now(), 'customer', 'Dobra woda.') returning id
      ) insert into case_attachments (entry_id, filename, content_type, content, size)
        select id, 'pismo.pdf', 'application/pdf', '\\x25', 1 from entry`;
    for (const state of ['closed', 'in_progress']) {
      const [moving] = await sql`
        insert into cases (kind, customer_id, locale, state, channel, form_key, received_at, ip)
        values ('move_out', ${customer.id}, 'pl', ${state}, 'portal', ${`${key} ${state}`}, now(), '192.0.2.1') returning id`;
      const caseId = moving!.id as string;
      // What is not over stays, however old.
      const when = at('moveOuts', old || state !== 'closed');
      await sql`insert into case_states (case_id, state, at) values (${caseId}, ${state}, ${when})`;
      await sql`insert into case_entries (case_id, at, author, text, internal) values
        (${caseId}, now(), 'party', 'Potwierdza.', false), (${caseId}, now(), 'party', 'Jan Nowy', true)`;
      await sql`with made as (
          insert into move_outs (case_id, customer_id, service_point_id, handed_over_on, forwarding_street,
            forwarding_postal_code, forwarding_city)
          values (${caseId}, ${customer.id}, ${point.id}, '2020-01-01', 'Polna 1', '66-300', 'Międzyrzecz') returning id
        ) insert into move_out_readings (move_out_id, meter_id, value_l) select id, ${meter.id}, 1000 from made`;
    }
    await sql`insert into webhook_events (provider, event_id, type, received_at, details)
      values ('resend', ${key}, 'email.delivered', ${at('webhookEvents', old)}, '{}')`;
    await sql`insert into imports (source, started_at) values (${key}, ${at('imports', old)})`;
    await sql`insert into export_batches (kind, number, created_at, content, rows)
      values ('readings', ${old ? 1 : 2}, ${at('exportFiles', old)}, 'a,b', 1)`;
    await sql`insert into contact_changes (customer_id, account_id, what, before, after, state, requested_at, decided_at)
      values (${customer.id}, ${account.id}, 'name', '{}', '{}', 'refused', now(), ${at('contactChanges', old)})`;
  }
}

it('the periods of the configuration, month by month; none goes below what the portal itself needs', () => {
  expect(dueBefore('webhookEvents', new Date('2026-08-31T10:00:00Z'))).toBe(day('2026-02-28'));
  for (const kind of RETENTION_KINDS) {
    expect(dueBefore(kind, NOW)).toBe(addMonths(day('2026-11-22'), -RETENTION[kind].months));
    expect(RETENTION[kind].least).toBeLessThanOrEqual(RETENTION[kind].months);
  }
});

it('a row a day too old goes, one on its last day stays; a dry run only counts; the second run finds nothing', async () => {
  await fill();
  const expected = {
    signIns: 1,
    audit: 1,
    // that of the kind of recipients has no text any more
    messageTexts: 1,
    messageRecipients: 1,
    unsignedCases: 1,
    webhookEvents: 1,
    imports: 1,
    exportFiles: 1,
    moveOuts: 1,
    contactChanges: 1,
  };
  expect(countsOf(await purge(NOW, { dryRun: true }))).toEqual(expected);
  expect(await sql`select 1 from audit_log where action = 'retention.purged'`).toHaveLength(0);
  expect(countsOf(await purge(NOW))).toEqual(expected);
  expect(countsOf(await purge(later(1)))).toEqual({});

  const left = async (query: ReturnType<typeof raw>) => [...(await db.execute(query))];
  expect(await left(raw`select entity from audit_log where action = 'session.failed'`)).toEqual([
    { entity: 'young' },
  ]);
  expect(await left(raw`select form_key from cases where customer_id is null`)).toEqual([
    { form_key: 'young' },
  ]);
  expect(await left(raw`select 1 from case_entries where author = 'customer'`)).toHaveLength(1);
  expect(await left(raw`select 1 from move_outs`)).toHaveLength(3);
  expect(await left(raw`select 1 from move_out_readings`)).toHaveLength(3);
  expect(await left(raw`select 1 from case_entries where text = 'Potwierdza.'`)).toHaveLength(4);
  expect(await left(raw`select 1 from case_entries where text = 'Jan Nowy'`)).toHaveLength(3);
  expect(await left(raw`select 1 from case_attachments`)).toHaveLength(1);
  expect(await left(raw`select source from imports`)).toEqual([{ source: 'young' }]);
  expect(await left(raw`select number, content from export_batches order by number`)).toEqual([
    { number: 1, content: '' },
    { number: 2, content: 'a,b' },
  ]);
  expect(await left(raw`select recipient from outbox where kind = 'recipients' and entity = 'old'`)).toEqual([
    { recipient: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
  ]);
  // What is not settled keeps everything, however old.
  expect(await left(raw`select 1 from outbox where kind = 'waits' and body_text = 'Treść'`)).toHaveLength(2);
  const logged = await left(raw`select details from audit_log where action = 'retention.purged' order by id`);
  expect(logged).toEqual([{ details: expected }, { details: {} }]);
});

it('append-only tables refuse everybody else, and the purge itself any change but deleting', async () => {
  await expect(db.delete(schema.auditLog)).rejects.toThrow();
  await expect(db.execute(raw`delete from case_entries`)).rejects.toThrow();
  const tried = db.transaction(async tx => {
    await tx.execute(raw`select set_config('ibok.purge', 'retention', true)`);
    await tx.execute(raw`update audit_log set entity = 'x'`);
  });
  await expect(tried).rejects.toThrow();
});

it('once a day within the schedule, of ten calls at once one', async () => {
  const calls = await Promise.all(Array.from({ length: 10 }, () => purgeDaily(NOW)));
  expect(calls.filter(Boolean)).toHaveLength(1);
  const [run] = await sql`select count(*)::int as runs, count(finished_at)::int as finished from cron_runs`;
  expect(run).toEqual({ runs: 1, finished: 1 });
  expect(await purgeDaily(later(60))).toBeNull();
  expect(await purgeDaily(later(21 * 60))).not.toBeNull();
});
