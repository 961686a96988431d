/**
 * `npm start`: the built portal on PORT. Refuses to run without APP_ENV, so that real data never stands behind
 * the conveniences of a demo.
 */
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { serverFile } from './support/prepare.mjs';
import { atEnd, endOnSignals, finish, run } from './support/processes.mjs';
import { checkPort, startServer, wantedPort } from './support/server.mjs';
import { ROOT, addDatabase, addLocalSecrets, loadDotEnv } from './support/settings.mjs';
import { Plain } from './support/steps.mjs';

/** The application's own judgement of its environment, before anything is started. */
async function checkEnvironment(env) {
  process.env.TSX_TSCONFIG_PATH = path.join(ROOT, 'scripts/tsconfig.json');
  const { register } = await import('tsx/cjs/api');
  const unregister = register();
  try {
    createRequire(import.meta.url)('../lib/env.ts').parseEnv(env);
  } catch (error) {
    throw new Plain(error.message);
  } finally {
    unregister();
  }
}

async function serve() {
  const caller = process.cwd();
  process.chdir(ROOT);
  loadDotEnv();
  const env = process.env;
  if (!env.APP_ENV) {
    throw new Plain(
      'APP_ENV is not set. Set APP_ENV=live for an installation with real data, or APP_ENV=demo to try it.\n' +
        '.env.example lists every variable; `npm run demo` starts a demo with everything it needs.',
    );
  }
  if (!fs.existsSync(serverFile())) throw new Plain('There is no build yet: run `npm run build` first.');
  if (env.UTILITY_CONFIG) env.UTILITY_CONFIG = path.resolve(caller, env.UTILITY_CONFIG);
  addLocalSecrets(env);
  await checkEnvironment({ ...env, DATABASE_URL: env.DATABASE_URL || 'embedded' });
  const port = wantedPort();
  const host = env.HOST || '0.0.0.0';
  await checkPort(port, host, 'start');
  if (!env.DATABASE_URL) {
    const database = await addDatabase(env, line => console.log(`· ${line}`));
    atEnd(database.stop);
    // Nobody else looks after this one; at an own server `npm run db:migrate` is the operator's step.
    const { code } = await run(process.execPath, ['scripts/cli.mjs', 'db-migrate'], { show: true });
    if (code !== 0) return finish(1);
  }
  const { gone } = startServer({ env, port, host });
  const end = await gone;
  await finish(typeof end === 'number' ? end : 1);
}

endOnSignals();
serve().catch(error => {
  console.error(error instanceof Plain ? error.message : error);
  void finish(1);
});
