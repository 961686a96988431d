import { rawSql } from '@/db/client';
import { runJob } from '@/lib/notifications/jobs';

/** The job `deliver` again and again, as an eager cron would call it: scan and dispatch. Begins when it is told to. */
export default async function main(): Promise<void> {
  process.once('disconnect', () => process.exit(1)); // whoever started us is gone
  // Loaded and connected before the order, so that a kill finds it at work and not starting.
  await rawSql()`select 1`;
  const ordered = new Promise(resolve => process.once('message', resolve));
  process.send?.('ready');
  await ordered;
  for (;;) {
    const { created, sent } = await runJob('deliver', new Date());
    if (created + sent === 0) await new Promise(resolve => setTimeout(resolve, 100));
  }
}
