import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { importPackage } from '@/lib/billing-import/commands';
import type { Progress } from '@/lib/billing-import/report';
import { contents, folderOf, SOUND, soundPackage } from '@/tests/support/billing-package';
import { testDatabase } from '@/tests/support/database';

const now = new Date('2026-11-22T10:00:00Z');
const { sql, url } = testDatabase();

/** Runs the command as an operator does. */
function command(...args: string[]) {
  const child = spawn(process.execPath, ['scripts/cli.mjs', 'import', ...args], {
    env: { ...process.env, DATABASE_URL: url, APP_ENV: 'test' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', data => (out += String(data)));
  child.stderr.on('data', data => (err += String(data)));
  const ended = new Promise<{ code: number | null; out: string; err: string }>(resolve =>
    child.on('close', code => resolve({ code, out, err })),
  );
  /** resolves when standard error says so */
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      child.stderr.on('data', () => pattern.test(err) && resolve());
      child.on('close', () => reject(new Error(`ended without ${pattern}:\n${err}`)));
    });
  return { child, ended, says };
}

const MANY = 100_000;
/** Enough readings that a run can be killed in the middle of them. */
const large = () => {
  const days = Array.from({ length: 2_000 }, (_, at) =>
    new Date(Date.UTC(2015, 0, 1) + at * 86_400_000).toISOString().slice(0, 10),
  );
  const serials = Array.from({ length: MANY / days.length }, (_, at) => `L-${at}`);
  return folderOf(
    soundPackage({
      'meters.csv': [...SOUND['meters.csv'], ...serials.map(serial => `${serial},P-1,main,,2015-01-01,,`)],
      'readings.csv': [
        SOUND['readings.csv'][0],
        ...serials.flatMap(serial => days.map((day, at) => `${serial},${day},${at},remote`)),
      ],
    }),
  );
};

test('a run that is killed (SIGKILL) leaves the database as it was, and the next one goes through', async () => {
  await importPackage(folderOf(soundPackage()), { now });
  const before = await contents(sql);
  const location = large();
  const { child, ended, says } = command(location);
  // By then customers, meters and the first readings have been written in the transaction.
  await says(/reading readings\.csv[\s\S]*/);
  child.kill('SIGKILL');
  await ended;
  // The server takes the transaction back when it notices; the next import waits for that by itself.
  const seen: Progress[] = [];
  const report = await importPackage(location, { now, dryRun: true, onProgress: step => seen.push(step) });
  expect(report.errors).toEqual([]);
  expect(report.files['readings.csv']).toMatchObject({ inserted: MANY });
  expect(await contents(sql)).toBe(before);
});

test('two at once: the second says that it waits, then finds everything there', async () => {
  const location = folderOf(
    soundPackage({ 'payments.csv': [...SOUND['payments.csv'], 'B-77,K-1,2026-10-12,1,,'] }),
  );
  let release: (() => void) | undefined;
  const held = new Promise<void>(resolve => (release = resolve));
  // The first import of two, as far as the second can tell: it holds the lock until it is let go.
  const first = sql.begin(async tx => {
    await tx`select pg_advisory_xact_lock(7315202612)`;
    await held;
  });
  const { ended, says } = command(location);
  await says(/another import is running/);
  release?.();
  await first;
  expect(await ended).toMatchObject({ code: 0 });
  const [one, two] = await Promise.all([importPackage(location, { now }), importPackage(location, { now })]);
  for (const report of [one, two])
    expect(report.files['payments.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 3, rejected: 0 });
});

describe('the command', () => {
  test('--json prints one JSON object and nothing else; exit code 0', async () => {
    const { code, out, err } = await command(folderOf(soundPackage()), '--json', '--dry-run').ended;
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual(['applied', 'files', 'errors']);
    expect(report.applied).toBe(false);
    expect(report.files['customers.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 2, rejected: 0 });
    expect(err).toContain('reading customers.csv');
  });

  test('rejected rows: exit code 1, the place of each in text and JSON', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `B-${at + 9},K-1,2026-10-10,a${at},,`);
    const location = folderOf({ 'payments.csv': [SOUND['payments.csv'][0], ...rows].join('\n') });
    const text = await command(location).ended;
    expect(text.code).toBe(1);
    expect(text.out).toContain('payments.csv:2 amount «a0»: not an amount with at most two decimals');
    expect(text.out).toContain('… and 10 more, all with --json');
    expect(text.out).toContain('Nothing was applied.');
    const json = JSON.parse((await command(location, '--json').ended).out);
    expect(json.applied).toBe(false);
    expect(json.errors).toHaveLength(60);
    expect(json.errors[59]).toEqual({
      file: 'payments.csv',
      line: 61,
      column: 'amount',
      value: 'a59',
      reason: 'not an amount with at most two decimals',
      code: 'bad_amount',
    });
  });

  test('unusable arguments or package: exit code 2 and a plain message', async () => {
    const usage = await command().ended;
    expect(usage).toMatchObject({ code: 2, out: '' });
    expect(usage.err).toContain('Usage: npm run import');
    expect(await command('/tmp', '--force').ended).toMatchObject({ code: 2, out: '' });
    const missing = await command(path.join('/does', 'not', 'exist'), '--json').ended;
    expect(missing.code).toBe(2);
    expect(JSON.parse(missing.out)).toMatchObject({ applied: false, files: {}, errors: [{ line: null }] });
    expect(missing.err).toContain('there is no such file or folder');
    const empty = fs.mkdtempSync(path.join('/tmp', 'ibok-empty-'));
    expect((await command(empty).ended).code).toBe(2);
    fs.rmdirSync(empty);
  });
});
