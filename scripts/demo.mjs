/**
 * `npm run demo`: from a bare clone to the running portal, with nothing but Node and npm. Node built-ins only.
 * What is there already is kept: packages, build, database.
 */
import * as fs from 'node:fs';
import path from 'node:path';
import { buildIfStale, checkNode, installDependencies } from './support/prepare.mjs';
import { atEnd, endOnSignals, finish, isFinishing, run } from './support/processes.mjs';
import { startSchedule } from './support/schedule.mjs';
import { checkPort, startServer, untilReady, wantedPort } from './support/server.mjs';
import { ROOT, addDatabase, addLocalSecrets, loadDotEnv } from './support/settings.mjs';
import { Plain, step } from './support/steps.mjs';

/** Runs a command of scripts/cli.mjs in the demo's environment. */
async function command(env, ...args) {
  const { code, output } = await run(process.execPath, ['scripts/cli.mjs', ...args], { env });
  if (code !== 0) throw new Plain(output.trim());
}

/** Whether nobody has put anything into the database yet. */
async function isEmpty(url) {
  const { default: postgres } = await import('postgres');
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`select not exists (select from customers) as empty`;
    return row.empty;
  } finally {
    await sql.end();
  }
}

/** The sign-ins that the demo data came with; `npm run seed` leaves them beside the database. */
function signIns() {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, '.data/demo-sign-ins.json'), 'utf8'));
  } catch {
    return [];
  }
}

function printSignIns(list) {
  if (list.length === 0) return;
  const width = key => Math.max(...list.map(entry => entry[key].length));
  console.log('\n  Sign in as');
  for (const { who, email, password, note = '' } of list) {
    console.log(
      `    ${who.padEnd(width('who'))}  ${email.padEnd(width('email'))}  ${password}  ${note}`.trimEnd(),
    );
  }
}

async function demo() {
  checkNode();
  process.chdir(ROOT);
  loadDotEnv();
  const env = process.env;
  if (env.APP_ENV === 'live') throw new Plain('APP_ENV=live is set: real data never stands behind a demo.');
  env.APP_ENV = 'demo';
  const port = wantedPort();
  // Loopback: a demo shows its mails to whoever asks. HOST=0.0.0.0 opens it to the network.
  const host = env.HOST || '127.0.0.1';
  const url = `http://localhost:${port}`;
  await checkPort(port, host, 'demo');

  await installDependencies();
  await buildIfStale();
  addLocalSecrets(env);
  const database = await step('Starting the database', say => addDatabase(env, say));
  atEnd(database.stop);
  await step('Bringing the database up to date', () => command(env, 'db-migrate'));
  if (await isEmpty(env.DATABASE_URL))
    await step('Loading the demo data', () => command(env, 'seed', '--waiting'));

  const log = path.join(ROOT, '.data/portal.log');
  fs.rmSync(log, { force: true });
  const { gone } = await step('Starting the portal', async () => {
    const server = startServer({ env, port, host, log });
    await untilReady(`http://127.0.0.1:${port}`, server.gone, log);
    return server;
  });
  atEnd(startSchedule({ url, secret: env.CRON_SECRET, say: line => console.log(`  ${line}`) }));

  console.log(`\n  IBOK is running: ${url}`);
  console.log(`  Mails and SMS it «sends»: ${url}/outbox`);
  printSignIns(signIns());
  console.log('\n  Ctrl-C stops it. The data stays under .data/ for the next start.\n');

  const code = await gone;
  if (isFinishing()) return;
  throw new Plain(`The portal ended by itself (${code}); ${path.relative(ROOT, log)} has its last words.`);
}

endOnSignals({ say: () => console.log('\n  Stopping …') });
demo().catch(error => {
  if (isFinishing()) return;
  console.error(`\n${error instanceof Plain ? error.message : (error.stack ?? error)}`);
  void finish(1);
});
