/** Runs of the portal's imports: dry run with its difference, import, undo; what stands in the way; a killed process. */
import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { StaffActor } from '@/lib/auth/actor';
import { importPackage } from '@/lib/billing-import/commands';
import { beginStep, discardRun, openRun } from '@/lib/billing-import/runs/commands';
import { runFolder } from '@/lib/billing-import/runs/folder';
import { forgetOldRuns } from '@/lib/billing-import/runs/forget';
import { performRun } from '@/lib/billing-import/runs/perform';
import { findRun, listRuns, runChanges, runErrors, whyNotUndo } from '@/lib/billing-import/runs/queries';
import { folderOf, SOUND, soundPackage, type Files } from '../support/billing-package';
import { testDatabase } from '../support/database';
import { insertAccount } from '../support/factories';
import { visitorFrom } from '../support/visitors';

// Nothing is started: the tests do what the process would do.
jest.mock('node:child_process', () => ({
  ...jest.requireActual<object>('node:child_process'),
  spawn: () => ({ on: () => {}, unref: () => {} }),
}));

const { db, sql } = testDatabase();
const from = visitorFrom();
const now = new Date('2026-11-22T10:00:00Z');
const kept = process.env.IBOK_DATA;

beforeAll(() => {
  process.env.IBOK_DATA = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-runs-'));
});
afterAll(() => {
  fs.rmSync(process.env.IBOK_DATA!, { recursive: true, force: true });
  if (kept === undefined) delete process.env.IBOK_DATA;
  else process.env.IBOK_DATA = kept;
});

let staff: StaffActor;
beforeAll(async () => {
  const { id, email } = await insertAccount(db, { staffRole: 'billing' });
  const sessionId = '00000000-0000-0000-0000-000000000000';
  staff = { kind: 'staff', role: 'billing', accountId: id, sessionId, email, locale: 'pl' };
});

const DATA = [
  ...[
    'customers',
    'service_points',
    'contracts',
    'meters',
    'readings',
    'tariffs',
    'invoices',
    'invoice_lines',
  ],
  ...['invoice_vat', 'invoice_notes', 'invoice_corrections', 'invoice_documents', 'payments', 'accounts'],
  ...['account_customers', 'e_invoice_consents', 'notification_preferences', 'customer_search'],
];

/** All data that an import may touch, as one text. */
async function snapshot(): Promise<string> {
  const parts = await Promise.all(
    DATA.map(async table => {
      const [row] = await sql.unsafe<{ all: string | null }[]>(
        `select string_agg(t::text, E'\\n' order by t::text) as all from ${table} t`,
      );
      return `${table}\n${row?.all}`;
    }),
  );
  return parts.join('\n');
}

/** An uploaded package whose dry run waits. */
async function upload(files: Files): Promise<string> {
  const [row] = await sql<{ ref: string }[]>`
    insert into import_runs (account_id, source, state, created_at, alive_at)
    values (${staff.accountId}, 'paczka.zip', 'checking', ${now.toISOString()}, now()) returning ref`;
  fs.mkdirSync(runFolder(row!.ref), { recursive: true });
  fs.cpSync(folderOf(files), path.join(runFolder(row!.ref), 'package'), { recursive: true });
  return row!.ref;
}

async function step(ref: string, what: 'apply' | 'undo'): Promise<boolean> {
  await beginStep(staff, from, ref, what, now);
  return performRun(ref);
}

const PAGE = { offset: 0, limit: 50 };
/** The next month: a renamed customer, a corrected reading, a changed invoice and line, and new ones of all. */
const NEXT = () =>
  soundPackage({
    'customers.csv': [
      SOUND['customers.csv'][0],
      SOUND['customers.csv'][1].replace('Łucja Żółć', 'Łucja Nowa'),
      SOUND['customers.csv'][2],
      'K-3,person,Jan Trzeci,,,,Leśna,3,,66-300,Międzyrzecz,',
    ],
    'contracts.csv': [...SOUND['contracts.csv'], 'U-3,K-3,P-2,water,G2,2026-01-01,2026-01-01,'],
    'meters.csv': [...SOUND['meters.csv'], 'W-3,P-2,main,5,2026-01-01,,2031-12-31'],
    'readings.csv': [
      ...SOUND['readings.csv'].map(line => line.replace('123.456,remote', '124,actual')),
      'W-1,2025-12-31,200,actual',
      'W-3,2026-01-01,0,install',
    ],
    'invoices.csv': [
      ...SOUND['invoices.csv'].map(line => line.replace('2026-10-20,100,8,108', '2026-10-27,100,8,108')),
      'F/3,K-3,U-3,2026-11-05,2026-10-01,2026-10-31,2026-11-19,100,8,108,,',
    ],
    'invoice_lines.csv': [
      ...SOUND['invoice_lines.csv'].map(line => line.replace('Abonament', 'Opłata stała')),
      'F/3,1,Woda,m3,20,5,100,8,W-3,0,20',
    ],
    'payments.csv': [...SOUND['payments.csv'], 'B-3,K-3,2026-11-10,108,F/3,'],
    'accounts.csv': [...SOUND['accounts.csv'], 'jan@example.pl,K-3,,pl'],
    'e_invoice_consents.csv': [...SOUND['e_invoice_consents.csv'], 'K-3,2026-02-01,portal,,paper,'],
    'notification_preferences.csv': [...SOUND['notification_preferences.csv'], 'K-3,invoice_issued,sms,true'],
  });

test('dry run, import and undo: the difference field by field, and everything as it was', async () => {
  await importPackage(folderOf(soundPackage()), { now });
  const before = await snapshot();

  const ref = await upload(NEXT());
  expect(await performRun(ref)).toBe(true);
  expect(await snapshot()).toBe(before);
  const checked = await findRun(staff, ref);
  expect(checked).toMatchObject({ state: 'checked', rejected: 0, newest: false });
  expect(checked?.counts['customers.csv']).toEqual({ inserted: 1, updated: 1, unchanged: 1, rejected: 0 });
  const changed = (file: string) => runChanges(staff, ref, { file, kind: 'updated' }, PAGE);
  expect(await changed('customers.csv')).toEqual([
    { key: 'K-1', fields: { name: ['Łucja Żółć', 'Łucja Nowa'] } },
  ]);
  expect(await changed('readings.csv')).toEqual([
    {
      key: 'W-1 / 2024-12-31',
      fields: {
        kind: ['remote', 'actual'],
        value_m3: ['123.456', '124'],
      },
    },
  ]);
  expect(await changed('invoices.csv')).toEqual([
    { key: 'F/2', fields: { due_on: ['2026-10-20', '2026-10-27'] } },
  ]);
  expect(await changed('invoice_lines.csv')).toMatchObject([
    { key: 'F/1 / 2', fields: { name: ['Abonament', 'Opłata stała'] } },
  ]);
  const added = (file: string) => runChanges(staff, ref, { file, kind: 'inserted' }, PAGE);
  expect(await added('customers.csv')).toMatchObject([
    { key: 'K-3', fields: { name: [null, 'Jan Trzeci'] } },
  ]);
  // As the files write it: numbers of what a row refers to, złoty.
  expect(await added('payments.csv')).toMatchObject([
    { key: 'B-3', fields: { customer_number: [null, 'K-3'], amount: [null, '108.00'] } },
  ]);

  expect(await step(ref, 'apply')).toBe(true);
  expect(await findRun(staff, ref)).toMatchObject({ state: 'applied', newest: true });
  expect(await snapshot()).not.toBe(before);
  expect(fs.existsSync(runFolder(ref))).toBe(false);

  expect(await whyNotUndo(staff, ref)).toEqual([]);
  expect(await step(ref, 'undo')).toBe(true);
  expect(await findRun(staff, ref)).toMatchObject({ state: 'undone', importId: null });
  expect(await snapshot()).toBe(before);
  await expect(step(ref, 'undo')).rejects.toThrow('importMoved');
});

test('a package with a bad row: refused with line, column and reason; nothing to confirm, files go when discarded', async () => {
  const before = await snapshot();
  const ref = await upload(
    soundPackage({ 'payments.csv': [...SOUND['payments.csv'], 'B-9,K-404,2026-10-10,1.999,,'] }),
  );
  expect(await performRun(ref)).toBe(false);
  expect(await findRun(staff, ref)).toMatchObject({ state: 'refused' });
  expect(await runErrors(staff, ref, PAGE)).toMatchObject([
    { file: 'payments.csv', line: 4, column: 'amount', value: '1.999', code: 'bad_amount' },
    { file: 'payments.csv', line: 4, column: 'customer_number', code: 'unknown_customer' },
  ]);
  await expect(beginStep(staff, from, ref, 'apply', now)).rejects.toThrow('importMoved');
  await discardRun(staff, from, ref, now);
  expect(fs.existsSync(runFolder(ref))).toBe(false);
  expect(await runErrors(staff, ref, PAGE)).toEqual([]);
  expect(await snapshot()).toBe(before);
});

test('undo is refused with its reasons: a reading given since, an account used, a newer import', async () => {
  const ref = await upload(
    soundPackage({
      ...Object.fromEntries(Object.keys(SOUND).map(name => [name, null])),
      'customers.csv': [SOUND['customers.csv'][0], 'K-7,person,Ewa Nowa,,,,Polna,7,,66-300,Międzyrzecz,'],
      'readings.csv': [SOUND['readings.csv'][0], 'W-1,2026-11-01,210,actual'],
      'accounts.csv': [SOUND['accounts.csv'][0], 'ewa@example.pl,K-7,,pl'],
    }),
  );
  await performRun(ref);
  expect(await step(ref, 'apply')).toBe(true);
  await sql`
    insert into submitted_readings (meter_id, customer_id, channel, form_key, read_on, value_l, state, submitted_at)
    select m.id, c.id, 'portal', 'undo', '2026-11-22', 211000, 'accepted', now()
    from meters m, customers c where m.serial_number = 'W-1' and c.customer_number = 'K-1'`;
  await sql`update accounts set password_hash = 'x' where email = 'ewa@example.pl'`;
  expect(await whyNotUndo(staff, ref)).toEqual([
    { code: 'accounts', count: 1 },
    { code: 'readings', count: 1 },
  ]);
  expect(await step(ref, 'undo')).toBe(false);
  expect(await findRun(staff, ref)).toMatchObject({ state: 'applied', fault: 'not_undone_accounts' });
  await importPackage(folderOf(soundPackage()), { now });
  expect(await whyNotUndo(staff, ref)).toEqual([{ code: 'newer' }]);
  expect((await listRuns(staff, PAGE))[0]).toMatchObject({ state: 'applied', by: null });
});

test('a process that gives no sign of life is interrupted and may be begun again; one that lives may not', async () => {
  const ref = await upload(soundPackage());
  await expect(beginStep(staff, from, ref, 'check', now)).rejects.toThrow('importMoved');
  await sql`update import_runs set alive_at = now() - interval '1 minute' where ref = ${ref}`;
  expect(await findRun(staff, ref)).toMatchObject({ state: 'checking', silent: true });
  await beginStep(staff, from, ref, 'check', now);
  expect(await performRun(ref)).toBe(true);
  expect(await findRun(staff, ref)).toMatchObject({ state: 'checked' });
});

test('a package that nobody confirms is forgotten after seven days, an upload that was cut off after one', async () => {
  const ref = await upload(soundPackage());
  await performRun(ref);
  const cutOff = await openRun(staff, now);
  fs.mkdirSync(runFolder(cutOff));
  expect((await listRuns(staff, PAGE)).map(row => row.ref)).not.toContain(cutOff);
  await forgetOldRuns(new Date('2026-11-24T10:00:00Z'));
  expect([runFolder(ref), runFolder(cutOff)].map(fs.existsSync)).toEqual([true, false]);
  await forgetOldRuns(new Date('2026-11-30T10:00:00Z'));
  expect(fs.existsSync(runFolder(ref))).toBe(false);
  expect(await findRun(staff, ref)).toMatchObject({ state: 'discarded' });
  expect(await findRun(staff, cutOff)).toBeNull();
});
