/** Batches for the billing system: nothing twice, nothing skipped, the same bytes again; what becomes of readings. */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import * as schema from '@/db/schema';
import { importPackage } from '@/lib/billing-import/commands';
import { exportBatch } from '@/lib/exports/commands';
import { findBatch } from '@/lib/exports/queries';
import { addDays, day, type Day } from '@/lib/kernel/dates';
import { newToken } from '@/lib/kernel/refs';
import { litres } from '@/lib/kernel/volume';
import { submitReadings } from '@/lib/readings/commands';
import { folderOf, temporaryFolder } from '../support/billing-package';
import { testDatabase } from '../support/database';
import { actorOf, insertAccount, insertHousehold, TODAY } from '../support/factories';
import { formOf } from '../support/reading-forms';
import { NOW, visitorFrom } from '../support/visitors';

const HEADER = 'meter_serial,read_on,value_m3,kind,customer_number,reference,submitted_at';
type Overrides = Partial<typeof schema.submittedReadings.$inferInsert>;
type Household = Awaited<ReturnType<typeof insertHousehold>>;

describe('what stands in a batch', () => {
  const { db, sql } = testDatabase();
  const { give, refsIn, statesOf } = support(() => ({ db, sql }));

  it('the first batch has the columns of readings.csv and three more; with nothing new there is no second', async () => {
    const home = await insertHousehold(db);
    expect(await exportBatch('readings', NOW)).toEqual({ number: null, rows: 0, content: `${HEADER}\r\n` });
    const summer = await give(home, day('2026-07-01'), 431, {
      submittedAt: new Date('2026-07-01T22:30:05Z'),
    });
    const winter = await give(home, TODAY, 438);
    const { serialNumber: serial } = home.meter;
    const { customerNumber: number } = home.customer;
    const lines = [
      HEADER,
      `${serial},2026-07-01,431,customer,${number},${summer.ref},2026-07-02T00:30:05`,
      `${serial},2026-11-22,438,customer,${number},${winter.ref},2026-11-22T11:00:00`,
    ];
    const content = lines.map(line => `${line}\r\n`).join('');
    expect(await exportBatch('readings', NOW)).toEqual({ number: 1, rows: 2, content });
    expect(await exportBatch('readings', NOW)).toMatchObject({ number: null, rows: 0 });
    const later = await give(home, addDays(TODAY, 1), 439);
    const second = await exportBatch('readings', NOW);
    expect([second.number, refsIn(second.content)]).toEqual([2, [later.ref]]);
    expect(await findBatch('readings', 1)).toEqual({ rows: 2, content });
    expect(await findBatch('readings', 3)).toBeNull();
    const audit = await sql`select entity, details from audit_log where action = 'export.made' order by id`;
    expect(audit).toEqual([
      { entity: 'export:readings/1', details: { rows: 2 } },
      { entity: 'export:readings/2', details: { rows: 1 } },
    ]);
  });

  it('accepted becomes approved with a line of its history, approved stays; nothing else is handed over', async () => {
    const home = await insertHousehold(db);
    const of = async (index: number, overrides: Overrides) =>
      (await give(home, addDays(TODAY, -index), 500 - index, overrides)).ref;
    const accepted = await of(1, { state: 'accepted' });
    const approved = await of(2, { state: 'approved' });
    const others = [
      await of(3, { state: 'in_review' }),
      await of(4, { state: 'rejected' }),
      await of(5, { state: 'withdrawn' }),
      await of(6, { state: 'settled' }),
      await of(7, { state: 'accepted', information: true }),
    ];
    const { content } = await exportBatch('readings', NOW);
    expect(refsIn(content)).toEqual([accepted, approved]);
    expect(await statesOf(accepted)).toEqual(['approved', 'approved']);
    expect(await statesOf(approved)).toEqual(['approved']);
    const left = await sql`select state from submitted_readings where ref in ${sql(others)} order by id`;
    expect(left.map(({ state }) => state)).toEqual([
      'in_review',
      'rejected',
      'withdrawn',
      'settled',
      'accepted',
    ]);
    // What people look at is handed over when they have approved it.
    await sql`update submitted_readings set state = 'approved' where ref = ${others[0]!}`;
    expect(refsIn((await exportBatch('readings', NOW)).content)).toEqual([others[0]]);
  });

  it('a reading of the portal is handed over, then no longer corrected; our import leaves it as it was given', async () => {
    const { customer, meter } = await insertHousehold(db);
    const account = await insertAccount(db, {}, [customer.id]);
    const actor = { ...actorOf(customer), accountId: account.id };
    const given = await submitReadings(actor, visitorFrom(), formOf(meter.serialNumber, '440'), NOW);
    const ref = 'ref' in given ? given.ref : '';
    const { content } = await exportBatch('readings', NOW);
    expect(refsIn(content)).toEqual([ref]);
    const correction = formOf(meter.serialNumber, '441', { corrects: ref });
    await expect(submitReadings(actor, visitorFrom(), correction, NOW)).rejects.toMatchObject({
      code: 'readingGone',
    });
    const stored = () => sql`select * from readings where meter_id = ${meter.id} order by read_at`;
    const before = await stored();
    expect(before).toMatchObject([{ value_l: '440000', kind: 'customer', origin: 'portal' }]);
    for (const file of [content, content.replace(',440,', ',1440,')]) {
      const report = await importPackage(folderOf({ 'readings.csv': file }), { now: NOW });
      expect([report.applied, report.errors]).toEqual([true, []]);
      expect(report.files['readings.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 1, rejected: 0 });
      expect(await stored()).toEqual(before);
    }
    expect(await statesOf(ref)).toEqual(['approved', 'accepted', 'approved']);
    expect(await exportBatch('readings', NOW)).toMatchObject({ number: null });
  });
});

describe('several at once', () => {
  const { db, sql } = testDatabase();
  const { give, refsIn, statesOf, blocked } = support(() => ({ db, sql }));

  it('6 exports while 40 readings come in: 40 in all batches together, none twice, numbers without a gap', async () => {
    const home = await insertHousehold(db);
    const given: string[] = [];
    const giveSome = async (from: number) => {
      for (let index = from; index < from + 20; index++)
        given.push((await give(home, addDays(TODAY, -index), 900 - index)).ref);
    };
    const batches = await Promise.all([
      giveSome(0).then(() => null),
      giveSome(20).then(() => null),
      ...Array.from({ length: 6 }, () => exportBatch('readings', NOW)),
    ]);
    const made = [...batches, await exportBatch('readings', NOW)].filter(batch => batch?.number != null);
    const handed = made.flatMap(batch => refsIn(batch!.content));
    expect(handed.toSorted()).toEqual(given.toSorted());
    expect(made.map(batch => batch!.number).toSorted((a, b) => a! - b!)).toEqual(made.map((_, at) => at + 1));
  });

  it('a reading that began before a batch and is committed after it stands in the next', async () => {
    const home = await insertHousehold(db);
    let early = '';
    let second = '';
    await db.transaction(async tx => {
      early = (await give(home, TODAY, 450, {}, tx)).ref;
      second = (await give(home, addDays(TODAY, 1), 451)).ref;
      expect(refsIn((await exportBatch('readings', NOW)).content)).toEqual([second]);
    });
    expect(refsIn((await exportBatch('readings', NOW)).content)).toEqual([early]);
  });

  it('a correction under way is waited for: what it takes back is not handed over, what it gives is, later', async () => {
    const home = await insertHousehold(db);
    const wrong = await give(home, TODAY, 450);
    const stays = await give(home, addDays(TODAY, 1), 460);
    let right = '';
    let batch: ReturnType<typeof exportBatch> | undefined;
    await db.transaction(async tx => {
      await tx.execute(`update submitted_readings set state = 'withdrawn' where ref = '${wrong.ref}'`);
      batch = exportBatch('readings', NOW);
      await blocked();
      right = (await give(home, TODAY, 455, {}, tx)).ref;
    });
    expect(refsIn((await batch!).content)).toEqual([stays.ref]);
    expect(await statesOf(wrong.ref)).toEqual(['withdrawn']);
    expect(refsIn((await exportBatch('readings', NOW)).content)).toEqual([right]);
  });
});

describe('npm run export', () => {
  const { db, sql, url } = testDatabase();
  const { give } = support(() => ({ db, sql }));
  const command = (...args: string[]) =>
    new Promise<{ code: number | null; out: string; err: string }>(resolve => {
      const child = spawn(process.execPath, ['scripts/cli.mjs', 'export', ...args], {
        env: { ...process.env, DATABASE_URL: url, APP_ENV: 'test' },
      });
      let out = '';
      let err = '';
      child.stdout.on('data', data => (out += String(data)));
      child.stderr.on('data', data => (err += String(data)));
      child.on('close', code => resolve({ code, out, err }));
    });
  const batches = async () =>
    (await sql<{ number: number }[]>`select number from export_batches order by number`).map(
      row => row.number,
    );

  it('the CSV alone on standard output, the number on the other; --again gives the same bytes, also as a file', async () => {
    const empty = await command('readings');
    expect(empty).toEqual({
      code: 0,
      out: `${HEADER}\r\n`,
      err: 'Nothing new of readings: no batch was made.\n',
    });
    const home = await insertHousehold(db);
    await give(home, TODAY, 438);
    const first = await command('readings');
    expect(first).toMatchObject({ code: 0, err: 'Batch 1 of readings: 1 row.\n' });
    expect(first.out.split('\r\n')).toHaveLength(3);
    await give(home, addDays(TODAY, 1), 439);
    const folder = temporaryFolder();
    const file = path.join(folder, 'readings.csv');
    fs.writeFileSync(file, 'of yesterday');
    expect(await command('readings', '--out', file)).toMatchObject({ code: 0, out: '' });
    expect(fs.readFileSync(file, 'utf8')).toBe((await findBatch('readings', 2))!.content);
    const again = await command('readings', '--again', '1', '--out', file);
    expect(again).toEqual({ code: 0, out: '', err: `Again batch 1 of readings: 1 row, ${file}.\n` });
    expect(fs.readFileSync(file, 'utf8')).toBe(first.out);
    expect((await command('readings', '--again', '1')).out).toBe(first.out);
    expect(fs.readdirSync(folder)).toEqual(['readings.csv']);
    expect(await batches()).toEqual([1, 2]);
  });

  it('a file that cannot be written: with no folder no number is used, else the batch is kept and named', async () => {
    await give(await insertHousehold(db), TODAY, 438);
    const before = await batches();
    const folder = temporaryFolder();
    const nowhere = await command('readings', '--out', path.join(folder, 'none', 'readings.csv'));
    expect([nowhere.code, nowhere.out, await batches()]).toEqual([1, '', before]);
    expect(nowhere.err).toMatch(/no such file or directory/);
    // A folder stands where the file is to be: that shows only at the very end.
    const taken = await command('readings', '--out', folder);
    const number = before.length + 1;
    expect(taken.code).toBe(1);
    expect(taken.err).toContain(`Batch ${number} is kept: npm run export -- readings --again ${number}`);
    expect(fs.readdirSync(path.dirname(folder)).filter(name => name.endsWith('.part'))).toEqual([]);
    expect((await command('readings', '--again', String(number))).code).toBe(0);
  });

  it.each([
    [
      ['meters'],
      2,
      'Unknown kind «meters». There are: readings, e-invoice-consents, contact-changes, invoices-to-print.',
    ],
    [[], 2, 'One kind is wanted.'],
    [['readings', 'readings'], 2, 'One kind is wanted.'],
    [['readings', '--dry-run'], 2, 'Unknown option --dry-run.'],
    [['readings', '--out'], 2, '--out wants one value.'],
    [['readings', '--again', '--out'], 2, '--again wants one value.'],
    [['readings', '--again', '1.5'], 2, '«1.5» is no number of a batch.'],
    [['readings', '--again', '99'], 1, 'There is no batch 99 of readings; the newest is'],
  ])('%j ends with %i: %s', async (args, code, said) => {
    const before = await batches();
    const ended = await command(...args);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(said);
    expect(await batches()).toEqual(before);
  });
});

function support(database: () => Pick<ReturnType<typeof testDatabase>, 'db' | 'sql'>) {
  return {
    /** @param value m³ */
    async give(
      { customer, meter }: Household,
      readOn: Day,
      value: number,
      overrides: Overrides = {},
      connection: Parameters<typeof insertHousehold>[0] = database().db,
    ) {
      const [row] = await connection
        .insert(schema.submittedReadings)
        .values({
          meterId: meter.id,
          customerId: customer.id,
          channel: 'portal',
          formKey: newToken(),
          readOn,
          value: litres(value * 1000),
          state: 'accepted',
          submittedAt: NOW,
          ...overrides,
        })
        .returning();
      return row!;
    },
    refsIn: (content: string) =>
      content
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .map(line => line.split(',')[5]),
    /** its own, then those of its history */
    async statesOf(ref: string) {
      const rows = await database().sql<{ state: string }[]>`
        select s.state from submitted_readings s where s.ref = ${ref}
        union all
        (select t.state from submitted_reading_states t join submitted_readings s on s.id = t.submission_id
          where s.ref = ${ref} order by t.id)`;
      return rows.map(({ state }) => state);
    },
    /** Resolves when somebody waits for a row of somebody else's. */
    async blocked() {
      for (;;) {
        const [waiting] = await database().sql`select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%for update of s%'`;
        if (waiting) return;
      }
    },
  };
}
