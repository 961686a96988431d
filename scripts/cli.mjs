/**
 * Runs scripts/NAME.ts as a command: `node scripts/cli.mjs import PATH --json`.
 *
 * The script exports `default async (args: string[]) => exit code (or nothing for 0)`. It runs in this process
 * with TypeScript, `@/` and `server-only` taken care of, and DATABASE_URL, APP_ENV and AUTH_SECRET set.
 * Nothing is printed on standard output but what the script prints itself.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT, addDatabase, addLocalSecrets, loadDotEnv } from './support/settings.mjs';

const [name = '', ...args] = process.argv.slice(2);
const script = path.join(ROOT, 'scripts', `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !fs.existsSync(script)) {
  const known = fs.readdirSync(path.join(ROOT, 'scripts')).filter(file => file.endsWith('.ts'));
  console.error(`No command «${name}». There are: ${known.map(file => file.slice(0, -3)).join(', ')}.`);
  process.exit(2);
}

const env = process.env;
let database;
process.on('exit', () => database?.stopNow());
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => process.exit(code));
}

try {
  process.chdir(ROOT);
  loadDotEnv();
  env.APP_ENV ||= 'demo';
  addLocalSecrets(env);
  database = await addDatabase(env, line => console.error(`· ${line}`));

  env.TSX_TSCONFIG_PATH = path.join(ROOT, 'scripts/tsconfig.json');
  // Both ways: mails are loaded by import(), when the first one is drawn.
  for (const kind of ['cjs', 'esm']) (await import(`tsx/${kind}/api`)).register();
  const command = createRequire(import.meta.url)(script);
  if (typeof command.default !== 'function')
    throw new Error(`scripts/${name}.ts has no default export to run.`);
  process.exitCode = (await command.default(args)) ?? process.exitCode ?? 0;
} catch (error) {
  // An unusable environment, a server that does not start: the message says it all. A fault keeps its stack.
  const plain = error instanceof Error && ['Error', 'Refusal'].includes(error.name) && !env.DEBUG;
  console.error(plain ? error.message : error);
  process.exitCode = 1;
}
await database?.stop();
// Pools that a script has left open must not keep it running.
process.exit();
