/** Programs that a command starts, and how all of it ends: in reverse order, once, whatever ends it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { ROOT } from './settings.mjs';

const endings = [];
let finishing;

/** Registers what has to happen at the end; the last one registered goes first. */
export const atEnd = ending => void endings.push(ending);

/** Ends everything that was started, the last first. */
export async function endAll() {
  while (endings.length > 0) {
    try {
      await endings.pop()();
    } catch (error) {
      console.error(error.message);
    }
  }
}

/** Ends everything that was started, then this process. Safe to call twice. */
export const finish = code => (finishing ??= endAll().then(() => process.exit(code)));

export const isFinishing = () => finishing !== undefined;

/**
 * Ctrl-C and the like end everything in order.
 * @param {{ code?: number, say?: () => void }} options `code`: what a stop by hand means, 0 for a server
 */
export function endOnSignals({ code = 0, say = () => {} } = {}) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // The terminal sends it to all and npm passes its own on: the second is not an order to hurry.
      if (!finishing) say();
      void finish(code);
    });
  }
}

/** Starts a program that runs until the end. It gets a pipe to us, so that it notices when we are killed. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, ...options });
  const gone = new Promise(resolve => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.once('error', error => resolve(error.message));
  });
  atEnd(() => stop(child, gone));
  return { child, gone };
}

async function stop(child, gone) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(timer);
}

/**
 * Runs a program to its end.
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, onLine?: (line: string) => void }} options `show` lets it
 *   write to the terminal; otherwise its output is kept
 * @returns {Promise<{ code: number | string, output: string, stdout: string }>}
 */
export async function run(command, args, { env = process.env, show = false, onLine } = {}) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32' && /^(npm|npx)$/.test(command),
  });
  let output = '';
  let stdout = '';
  let rest = '';
  const take = text => {
    output += text;
    if (!onLine) return;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  };
  child.stdout?.setEncoding('utf8').on('data', text => {
    stdout += text;
    take(text);
  });
  child.stderr?.setEncoding('utf8').on('data', take);
  const gone = new Promise(resolve => {
    child.once('close', (code, signal) => resolve(code ?? signal));
    child.once('error', error => resolve(error.message));
  });
  const ending = () => stop(child, gone);
  atEnd(ending);
  const code = await gone;
  const at = endings.indexOf(ending);
  if (at >= 0) endings.splice(at, 1);
  return { code, output, stdout };
}

/** A program out of node_modules/.bin, by its script, which spares a shell. */
export const tool = (pkg, script) => path.join(ROOT, 'node_modules', pkg, script);

/** Whether nobody listens on this port. */
export async function portIsFree(port, host) {
  const server = createServer();
  return new Promise(resolve => {
    server.once('error', () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}
