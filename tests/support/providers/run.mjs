/**
 * Both providers for people, until Ctrl-C: `node tests/support/providers/run.mjs [--quiet] [APP_URL [PORT PORT]]`.
 * Prints the environment for a portal that shall use them, then a line for whatever they take. GET
 * /_stub/journal shows it all; POST /_stub/faults with JSON, e.g. {"shares":{"accepted_500":0.05}}, makes them fail.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
process.env.TSX_TSCONFIG_PATH = path.join(root, 'scripts/tsconfig.json');
const { register } = await import('tsx/cjs/api');
register();
const { startProviders } = createRequire(import.meta.url)('./providers.ts');

const isQuiet = process.argv.includes('--quiet');
const [appUrl, ...ports] = process.argv.slice(2).filter(argument => argument !== '--quiet');
const { resend, twilio, env, stop } = await startProviders({ appUrl, ports: ports.map(Number) });
for (const [name, value] of Object.entries(env)) console.log(`${name}='${value}'`);

// A program that started it keeps its input open: gone with it, however it went.
if (isQuiet) process.stdin.resume().once('end', () => process.exit());

const seen = { mails: 0, texts: 0 };
const timer = setInterval(() => {
  if (isQuiet) return;
  for (const { to, subject } of resend.journal.slice(seen.mails))
    console.log(`mail  ${to.join(', ')}  ${subject}`);
  for (const { to, body } of twilio.journal.slice(seen.texts)) console.log(`SMS   ${to}  ${body}`);
  seen.mails = resend.journal.length;
  seen.texts = twilio.journal.length;
}, 500);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    clearInterval(timer);
    void stop();
  });
}
