/** What a bare clone lacks: packages and a build. Node built-ins only, because nothing is installed yet. */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import { run, tool } from './processes.mjs';
import { ROOT } from './settings.mjs';
import { Plain, step } from './steps.mjs';

const OLDEST_NODE = [20, 9];

/** Everything that ends up in a build; a change in any of it makes the build stale. */
const BUILT_FROM = [
  ...['app', 'components', 'config', 'db', 'emails', 'lib', 'public'],
  ...[
    'proxy.ts',
    'instrumentation.ts',
    'next.config.ts',
    'postcss.config.mjs',
    'tsconfig.json',
    'package-lock.json',
  ],
];
const BUILD_STAMP = path.join(ROOT, '.next/built-from');
export const STANDALONE = path.join(ROOT, '.next/standalone');

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new Plain(`This needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
}

const json = file => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));

/** Whether what npm has installed is what package-lock.json wants. npm keeps its own record of that. */
export function dependenciesAreCurrent() {
  let installed;
  try {
    installed = json('node_modules/.package-lock.json').packages;
  } catch {
    return false;
  }
  return Object.entries(json('package-lock.json').packages).every(([at, { version, optional, link }]) => {
    if (at === '' || link) return true;
    // Optional packages of other platforms are rightly absent.
    return installed[at] ? installed[at].version === version : optional === true;
  });
}

export async function installDependencies() {
  if (dependenciesAreCurrent()) return;
  await step('Installing packages (a minute or two)', async () => {
    let { code, output } = await npm('ci', '--include=dev');
    // Where a registry holds packages of some platforms only, `ci` calls the lock file out of step.
    if (code !== 0 && output.includes('EUSAGE')) {
      ({ code, output } = await npm('install', '--include=dev', '--no-save'));
    }
    if (code !== 0) throw new Plain(`The packages could not be installed:\n${output.trim()}`);
  });
}

function npm(...args) {
  const all = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  // NODE_ENV=production would leave out what building needs.
  const env = { ...process.env, NODE_ENV: undefined };
  const script = process.env.npm_execpath;
  return script?.endsWith('.js')
    ? run(process.execPath, [script, ...all], { env })
    : run('npm', all, { env });
}

function* filesBelow(at) {
  const stat = fs.statSync(at, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) return void (yield at);
  for (const name of fs.readdirSync(at).sort()) yield* filesBelow(path.join(at, name));
}

function sourceHash() {
  const hash = createHash('sha256').update(process.version);
  for (const part of BUILT_FROM) {
    for (const file of filesBelow(path.join(ROOT, part))) {
      hash.update(`\0${path.relative(ROOT, file)}\0`).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

export function buildIsCurrent() {
  try {
    return fs.readFileSync(BUILD_STAMP, 'utf8') === sourceHash() && fs.existsSync(serverFile());
  } catch {
    return false;
  }
}

export const serverFile = () => path.join(STANDALONE, 'server.js');

/**
 * `next build`, and beside the standalone server what it does not bring itself.
 * @param {{ show?: boolean }} options `show` lets Next.js write to the terminal
 */
export async function build({ show = false } = {}) {
  const from = sourceHash();
  fs.rmSync(BUILD_STAMP, { force: true });
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const next = () => run(process.execPath, [tool('next', 'dist/bin/next'), 'build'], { env, show });
  let { code, output } = await next();
  if (code !== 0 && output.includes('panic')) {
    // What Turbopack leaves behind after a crash makes the next build fail as well.
    fs.rmSync(path.join(ROOT, '.next'), { recursive: true, force: true });
    ({ code, output } = await next());
  }
  if (code !== 0) throw new Plain(`next build failed:\n${output.trim()}`);
  const copy = (part, to) => {
    const source = path.join(ROOT, part);
    if (fs.existsSync(source)) fs.cpSync(source, path.join(STANDALONE, to), { recursive: true });
  };
  copy('.next/static', '.next/static');
  copy('public', 'public');
  // Next.js copies .env files, which the server would read: settings are given at the start, not at the build.
  for (const name of fs.readdirSync(STANDALONE)) {
    if (name.startsWith('.env')) fs.rmSync(path.join(STANDALONE, name));
  }
  fs.writeFileSync(BUILD_STAMP, from);
}

export async function buildIfStale() {
  if (buildIsCurrent()) return;
  await step('Building (about a minute)', () => build());
}
