import { judgeHealth } from '@/lib/health/warnings';
import { JOBS } from '@/lib/notifications/kinds';

const NOW = new Date('2026-11-22T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();
const config = {
  cronMinutes: {
    'invoice-issued': 60,
    'payment-due': 60,
    'contract-expiry': 1440,
    'legalisation-expiry': 1440,
    deliver: 15,
  },
  importMaxAgeHours: 48,
};
const all = (minutes: number) => Object.fromEntries(JOBS.map(job => [job, ago(minutes)]));

it('everything came a minute ago: nothing', () => {
  expect(judgeHealth({ runs: all(1), imported: ago(60), firstUse: ago(99_999) }, config, NOW)).toEqual([]);
});

it('two intervals of 15 minutes are 30: at 30 it is not late, at 31 it is', () => {
  const known = { imported: null, firstUse: ago(99_999) };
  expect(judgeHealth({ ...known, runs: { ...all(1), deliver: ago(30) } }, config, NOW)).toEqual([]);
  expect(judgeHealth({ ...known, runs: { ...all(1), deliver: ago(31) } }, config, NOW)).toEqual([
    { warning: 'cron_missing', jobs: ['deliver'], since: ago(31) },
  ]);
});

it('several are one warning, since the oldest of their last calls', () => {
  const runs = { ...all(1), deliver: ago(200), 'payment-due': ago(300) };
  expect(judgeHealth({ runs, imported: null, firstUse: null }, config, NOW)).toEqual([
    { warning: 'cron_missing', jobs: ['payment-due', 'deliver'], since: ago(300) },
  ]);
});

it('a job that never came is late from the first use of the portal on; without any use nobody is', () => {
  expect(judgeHealth({ runs: {}, imported: null, firstUse: null }, config, NOW)).toEqual([]);
  expect(judgeHealth({ runs: {}, imported: null, firstUse: ago(20) }, config, NOW)).toEqual([]);
  expect(judgeHealth({ runs: {}, imported: null, firstUse: ago(121) }, config, NOW)).toEqual([
    { warning: 'cron_missing', jobs: ['invoice-issued', 'payment-due', 'deliver'], since: ago(121) },
  ]);
});

it('an import of 48 hours ago is not old, one of 48 hours and a minute is; where none ever was none is missed', () => {
  const known = { runs: all(1), firstUse: ago(99_999) };
  expect(judgeHealth({ ...known, imported: ago(48 * 60) }, config, NOW)).toEqual([]);
  expect(judgeHealth({ ...known, imported: ago(48 * 60 + 1) }, config, NOW)).toEqual([
    { warning: 'import_overdue', since: ago(48 * 60 + 1) },
  ]);
  expect(judgeHealth({ ...known, imported: null }, config, NOW)).toEqual([]);
});
