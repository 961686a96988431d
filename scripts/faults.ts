import { randomBytes } from 'node:crypto';
import { closePool, connect } from '@/db/client';
import { migrate } from '@/db/migrate';
import { say } from '../tests/faults/harness/checker';
import { crashRun, prepare } from '../tests/faults/harness/crash-run';
import { serveApi } from '../tests/faults/harness/portal';

/**
 * `npm run faults [-- --count N --kills N]`: the main fault test of delivery at any size: N notifications, half by
 * each channel, two dispatchers that are killed N times at work. The database is made for it and dropped.
 * @returns 0: nothing lost, nothing twice, everything settled; 1: not so; 2: unusable arguments
 */
export default async function faults(args: string[]): Promise<number> {
  const wanted = { count: 2_000, kills: 20 };
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at]?.replace(/^--/, '');
    const value = Number(args[at + 1]);
    if ((name !== 'count' && name !== 'kills') || !Number.isInteger(value) || value < 1) {
      console.error('Usage: npm run faults [-- --count N --kills N]');
      return 2;
    }
    wanted[name] = value;
  }

  const address = new URL(process.env.DATABASE_URL ?? '');
  const name = `ibok_faults_${randomBytes(4).toString('hex')}`;
  const server = connect(address.href, { max: 1 });
  await server.sql.unsafe(`create database ${name}`);
  address.pathname = `/${name}`;
  Object.assign(process.env, { APP_ENV: 'test', DATABASE_URL: address.href });
  const pool = connect(address.href);
  try {
    await migrate(address.href);
    const { providers, api, close } = await prepare(101, serveApi);
    try {
      const withinMs = 120_000 + wanted.count * 60;
      const options = { ...wanted, seed: 101, withinMs };
      const { verdict, kills, ms, ended } = await crashRun(
        { ...pool, url: address.href },
        providers,
        api,
        options,
      );
      say('faults', verdict, `${kills} × kill -9, ${Math.round(ms / 1000)} s`);
      ended.forEach(output => console.error(`A dispatcher ended by itself:\n${output}`));
      const { lost, duplicateMails, duplicateSms, unknown, unsettled, strangers } = verdict;
      const wrong = lost + duplicateMails + duplicateSms + unknown + unsettled + strangers + ended.length;
      return wrong === 0 && kills === wanted.kills ? 0 : 1;
    } finally {
      await close();
    }
  } finally {
    await pool.sql.end({ timeout: 5 });
    await closePool();
    await server.sql.unsafe(`drop database if exists ${name} with (force)`);
    await server.sql.end();
  }
}
