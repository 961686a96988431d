import { purge } from '../lib/retention/commands';

const USAGE = `Usage: npm run purge [-- --dry-run]

Deletes or empties what has been kept for its retention period (\`retention\` of the utility's configuration). The
schedule does so by itself once a day (cron route «deliver»). --dry-run only counts.`;

/** `npm run purge`: one line a kind of record. */
export default async function run(args: string[]): Promise<number> {
  if (args.some(arg => arg !== '--dry-run')) {
    (args.includes('--help') ? console.log : console.error)(USAGE);
    return args.includes('--help') ? 0 : 2;
  }
  const dryRun = args.includes('--dry-run');
  for (const { kind, before, rows } of await purge(new Date(), { dryRun }))
    console.log(`${kind}: ${rows} ${dryRun ? 'due' : 'purged'}, of before ${before}`);
  return 0;
}
