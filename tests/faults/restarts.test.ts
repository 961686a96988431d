/** F4: the database goes away and comes back while messages are being sent. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { connect } from '@/db/client';
import { migrate } from '@/db/migrate';
import { openHome } from '../../db/embedded.mjs';
import { serverAccount } from '../../db/embedded/programs.mjs';
import { running } from '../../db/embedded/server.mjs';
import { chance } from '../support/providers/chance';
import { check, say } from './harness/checker';
import { dispatcherEnv, prepare } from './harness/crash-run';
import { Crew } from './harness/dispatchers';
import { order } from './harness/messages';
import { serveApi } from './harness/portal';
import { passTime } from './harness/time';
import { until } from './harness/waiting';

jest.setTimeout(300_000);

/** What it has confirmed survives its own end, as of a real server; only the machine's end it would not survive. */
const DURABLE = { synchronous_commit: 'on' };
const RECOVERY_MS = 30_000;

let home: string;
let server: Awaited<ReturnType<typeof openHome>>;

beforeAll(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-restarts-'));
  server = await openHome(home);
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

async function answers(): Promise<boolean> {
  const sql = postgres(server.url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/**
 * Stops the server and starts it again where it was, port included.
 * @param how SIGINT: connections are cut; SIGQUIT: as if the machine had lost its power
 */
async function restart(how: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const before = running(home)!;
  const [program = '', ...args] = fs
    .readFileSync(path.join(home, 'cluster/postmaster.opts'), 'utf8')
    .trim()
    .split(/ (?="|-)/)
    .map(part => part.replace(/^"(.*)"$/, '$1'));
  process.kill(before.pid, how);
  await until('the database has stopped', () => running(home) === undefined);
  const child = spawn(
    program,
    [...args, ...Object.entries(DURABLE).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...(await serverAccount(() => {})),
      cwd: home,
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
      stdio: 'ignore',
      detached: true,
    },
  );
  child.unref();
  await until('the database is back', answers, { withinMs: 60_000, everyMs: 50 });
}

it('F4: database restarted five times in the middle: nothing lost, nothing twice, no process ends, back within 30 s', async () => {
  await migrate(server.url);
  await restart('SIGINT'); // from now on durable
  const { sql, db } = connect(server.url, { max: 10 });
  process.env.DATABASE_URL = server.url;
  (globalThis as { ibokPool?: unknown }).ibokPool = { sql, db };
  const { providers, api, close } = await prepare(404, serveApi);
  const { resend, twilio } = providers;
  resend.server.faults.latencyMs = [40, 160];
  twilio.server.faults.latencyMs = [20, 60];
  const random = chance(404);
  const ordered = await order(db, 2_000);
  const crew = new Crew(dispatcherEnv(server.url, api.url, providers), 2);
  const recoveries: number[] = [];
  try {
    await crew.start();
    for (let times = 0; times < 5; times++) {
      const enough = twilio.journal.length + 50;
      await until('work', () => twilio.journal.length >= enough && twilio.server.inFlight > 0, {
        withinMs: 90_000,
      });
      await new Promise(resolve => setTimeout(resolve, random() * 50));
      await restart(times % 2 === 0 ? 'SIGINT' : 'SIGQUIT');
      const back = performance.now();
      const sent = twilio.journal.length + resend.journal.length;
      await until('something is sent again', () => twilio.journal.length + resend.journal.length > sent, {
        withinMs: RECOVERY_MS,
      });
      recoveries.push(performance.now() - back);
    }
    for (let steps = 0; steps < 20; steps++) {
      await until('rest', () => crew.areIdle, { withinMs: 90_000 });
      await Promise.all([resend.callbacks.drained(), twilio.callbacks.drained()]);
      const { unsettled, unknown } = await check(sql, providers, ordered);
      if (unsettled + unknown === 0) break;
      await crew.whilePaused(() => passTime(sql, providers, 11 * 60_000));
    }
    await Promise.all([resend.callbacks.drained(), twilio.callbacks.drained()]);
    const verdict = await check(sql, providers, ordered);
    const slowest = Math.max(...recoveries) / 1000;
    say('F4', verdict, `5 restarts, at work again after ${slowest.toFixed(1)} s at most`);
    expect(crew.working.filter(one => !one.isAlive).map(({ output }) => output)).toEqual([]);
    expect(verdict).toMatchObject({
      ...{ ordered: 2_000, lost: 0, duplicateMails: 0, duplicateSms: 0 },
      ...{ unknown: 0, unsettled: 0, claimed: 0, strangers: 0 },
    });
  } finally {
    await crew.end();
    await close();
    await sql.end({ timeout: 5 });
  }
});
