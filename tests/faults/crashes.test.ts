/** F1, F2, F3, F9: dispatchers killed at work. */
import { testDatabase } from '../support/database';
import { PERFECT, say } from './harness/checker';
import { crashRun, renew, type CrashOptions } from './harness/crash-run';
import { testStage } from './harness/stage';

jest.setTimeout(300_000);

const stage = testStage(1);

async function run(
  name: string,
  database: Parameters<typeof crashRun>[0],
  options: CrashOptions,
): Promise<Awaited<ReturnType<typeof crashRun>>> {
  const { providers, api } = stage();
  renew(providers, api, options.seed);
  const result = await crashRun(database, providers, api, options);
  const callbacks = [...providers.resend.callbacks.answers, ...providers.twilio.callbacks.answers];
  const slowest = Math.round(Math.max(0, ...callbacks.map(({ ms }) => ms)));
  say(
    name,
    result.verdict,
    `${result.kills} × kill -9, ${Math.round(result.ms / 1000)} s; ${callbacks.length} callbacks, slowest ${slowest} ms`,
  );
  expect(new Set(callbacks.map(({ status }) => status))).toEqual(new Set(callbacks.length > 0 ? [200] : []));
  expect(result.ended).toEqual([]);
  expect(result.troubles).toEqual([]);
  return result;
}

describe('killed twenty times', () => {
  const database = testDatabase();
  it('F1: 2,000 notifications, two dispatchers, 20 × kill -9: nothing lost, nothing twice, all settled', async () => {
    const { verdict, kills } = await run('F1', database, { count: 2_000, kills: 20, seed: 101 });
    expect(kills).toBe(20);
    expect(verdict).toMatchObject({ ordered: 2_000, ...PERFECT });
  });
});

describe('killed twenty times, and nobody tells what became of it', () => {
  const database = testDatabase();
  it('F2: without callbacks and list no SMS goes twice; parked is at most what was on the way', async () => {
    const { verdict, kills, atOnce } = await run('F2', database, {
      count: 2_000,
      kills: 20,
      seed: 202,
      callbacks: false,
      list: false,
      mayPark: true,
    });
    expect(kills).toBe(20);
    expect(verdict).toMatchObject({ ordered: 2_000, ...PERFECT, unknown: verdict.unknown });
    expect(verdict.unknown).toBeGreaterThan(0);
    expect(verdict.unknown).toBeLessThanOrEqual(kills * atOnce);
  });
});

describe('control', () => {
  const database = testDatabase();
  it('F3: a dispatcher that sends blindly again makes duplicates, and the checker finds them', async () => {
    const { verdict } = await run('F3', database, {
      count: 600,
      kills: 6,
      seed: 303,
      blind: true,
      callbacks: false,
      list: false,
    });
    expect(verdict.lost).toBe(0);
    expect(verdict.duplicateMails + verdict.duplicateSms).toBeGreaterThan(0);
  });
});

describe.each([
  ['ahead', 2],
  ['behind', -2],
])('a clock two hours %s', (_, hours) => {
  const database = testDatabase();
  it('F9: nothing twice', async () => {
    const { verdict } = await run(`F9 (${hours} h)`, database, {
      count: 300,
      kills: 4,
      seed: 909 + hours,
      clockMs: hours * 3_600_000,
    });
    expect(verdict).toMatchObject({ ordered: 300, ...PERFECT });
  });
});
