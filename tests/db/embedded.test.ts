/** The embedded server among processes that come, go and are killed (docs/decisions/0002). */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-embedded-'));
const left: ChildProcess[] = [];

type User = { process: ChildProcess; url: string; started: boolean; leave: () => Promise<void> };

async function user(): Promise<User> {
  const child = spawn(process.execPath, ['tests/support/embedded-user.mjs', home], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  left.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url, started } = JSON.parse(String(line)) as { url: string; started: boolean };
  const leave = async () => {
    child.stdin.end();
    await once(child, 'exit');
  };
  return { process: child, url, started, leave };
}

async function ask(url: string, question = 'select 1 as answer'): Promise<unknown> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return (await sql.unsafe(question))[0]?.answer;
  } finally {
    await sql.end();
  }
}

const serverPid = () =>
  Number(fs.readFileSync(path.join(home, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]);
const serverRuns = () => fs.existsSync(path.join(home, 'cluster/postmaster.pid'));

afterAll(() => {
  left.forEach(child => child.kill('SIGKILL'));
  if (serverRuns()) process.kill(serverPid(), 'SIGQUIT');
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

it('two that come at once share one server, and it runs until the last has left', async () => {
  const [one, two] = await Promise.all([user(), user()]);
  expect(one.url).toBe(two.url);
  expect([one.started, two.started].sort()).toEqual([false, true]);
  const [starter, other] = one.started ? [one, two] : [two, one];
  await starter.leave();
  expect(await ask(other.url)).toBe(1);
  await other.leave();
  expect(serverRuns()).toBe(false);
});

it('keeps the data, sorts Polish without a locale of the system, and knows its password only', async () => {
  const first = await user();
  await ask(first.url, 'create table kept as select 7 as answer');
  await first.leave();
  const second = await user();
  expect(await ask(second.url, 'select answer from kept')).toBe(7);
  expect(await ask(second.url, `select 'ł' < 'm' and lower('Ż') = 'ż' as answer`)).toBe(true);
  expect(fs.statSync(path.join(home, 'password')).mode & 0o777).toBe(0o600);
  await expect(ask(second.url.replace(/:[^:@]+@/, ':wrong@'))).rejects.toThrow('password');
  await second.leave();
});

it('a user killed with kill -9 does not keep the server', async () => {
  const killed = await user();
  killed.process.kill('SIGKILL');
  await once(killed.process, 'exit');
  const next = await user();
  expect(next.started).toBe(false); // it went on running
  await next.leave();
  expect(serverRuns()).toBe(false);
});

it('a server killed with kill -9 is recognised, and its data recovered', async () => {
  const before = await user();
  process.kill(serverPid(), 'SIGKILL');
  const next = await user();
  expect(next.started).toBe(true);
  expect(await ask(next.url, 'select answer from kept')).toBe(7);
  await next.leave();
  before.process.kill('SIGKILL');
});

it('a pid file that names a stranger does not stop the start', async () => {
  const pidFile = path.join(home, 'cluster/postmaster.pid');
  const { leave, url } = await user();
  const text = fs.readFileSync(pidFile, 'utf8');
  await leave();
  fs.writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)));
  const next = await user();
  expect(next.started).toBe(true);
  expect(next.url).not.toBe(url);
  await next.leave();
});
