/** `npm run dev`: the development server on PORT, with the embedded database when DATABASE_URL is absent. */
import { atEnd, endOnSignals, finish, run, start, tool } from './support/processes.mjs';
import { checkPort, wantedPort } from './support/server.mjs';
import { ROOT, addDatabase, addLocalSecrets, loadDotEnv } from './support/settings.mjs';
import { Plain } from './support/steps.mjs';

async function dev() {
  process.chdir(ROOT);
  loadDotEnv();
  const env = process.env;
  if (env.APP_ENV === 'live')
    throw new Plain('APP_ENV=live is set: the development server is not for real data.');
  env.APP_ENV ||= 'demo';
  const port = wantedPort();
  const host = env.HOST || '127.0.0.1';
  await checkPort(port, host, 'dev');
  addLocalSecrets(env);
  const database = await addDatabase(env, line => console.log(`· ${line}`));
  atEnd(database.stop);
  const { code } = await run(process.execPath, ['scripts/cli.mjs', 'db-migrate'], { show: true });
  if (code !== 0) return finish(1);
  const args = [tool('next', 'dist/bin/next'), 'dev', '--port', String(port), '--hostname', host];
  const { gone } = start(process.execPath, args, {
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  const end = await gone;
  await finish(typeof end === 'number' ? end : 1);
}

endOnSignals();
dev().catch(error => {
  console.error(error instanceof Plain ? error.message : error);
  void finish(1);
});
