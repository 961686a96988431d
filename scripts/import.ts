import { closePool } from '@/db/client';
import { importPackage } from '@/lib/billing-import/commands';
import { reason, type ImportError } from '@/lib/billing-import/errors';
import { UnusablePackage, type ImportReport } from '@/lib/billing-import/report';
import { progressPrinter } from '@/lib/billing-import/progress';
import { performRun } from '@/lib/billing-import/runs/perform';

const USAGE = `Usage: npm run import -- PATH [--dry-run] [--json]

  PATH       a billing package: a folder or a .zip (docs/billing-package.md)
  --dry-run  report what would happen, write nothing
  --json     print one JSON object and nothing else on standard output
  --run REF  instead of a path: what a package that was uploaded in the portal waits for (its dry run, its import,
             its undo); the portal starts this itself

Exit code 0: all applied (or would be). 1: nothing applied, rows were rejected. 2: unusable arguments or package.`;

/** So many refused rows are printed; the rest is in --json. */
const SHOWN = 50;

/** `npm run import`. The report goes to standard output, progress to standard error. */
export default async function run(args: string[]): Promise<number> {
  const flags = args.filter(arg => arg.startsWith('-'));
  const paths = args.filter(arg => !arg.startsWith('-'));
  if (flags.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  if (flags.includes('--run')) {
    const [ref] = paths;
    if (flags.length !== 1 || paths.length !== 1 || !ref) {
      console.error(USAGE);
      return 2;
    }
    try {
      return (await performRun(ref)) ? 0 : 1;
    } finally {
      await closePool();
    }
  }
  const unknown = flags.find(flag => !['--dry-run', '--json'].includes(flag));
  const [location] = paths;
  if (unknown !== undefined || paths.length !== 1 || !location) {
    console.error(unknown === undefined ? USAGE : `Unknown option ${unknown}.\n\n${USAGE}`);
    return 2;
  }
  const json = flags.includes('--json');
  const progress = progressPrinter(process.stderr);
  try {
    const report = await importPackage(location, {
      dryRun: flags.includes('--dry-run'),
      onProgress: progress.tell,
      now: new Date(),
    });
    progress.end();
    await print(json ? toJson(report) : toText(report));
    return report.errors.length > 0 ? 1 : 0;
  } catch (error) {
    progress.end();
    if (!(error instanceof UnusablePackage)) throw error;
    const { file, code, params } = error;
    const blame: ImportError = { file, line: null, column: null, value: null, code, params };
    const text = `${file}: ${reason(code, params, 'en')}.`;
    if (json) await print(toJson({ applied: false, files: {}, errors: [blame], omitted: 0 }));
    console.error(`Unusable package. ${text}`);
    return 2;
  } finally {
    await closePool();
  }
}

/** Waits for the reader, so that a long report is not cut off when the process ends. */
const print = (text: string) =>
  new Promise<void>(resolve => process.stdout.write(`${text}\n`, () => resolve()));

type Reported = Pick<ImportReport, 'applied' | 'files' | 'errors' | 'omitted'>;

function toJson({ applied, files, errors, omitted }: Reported): string {
  const shown = errors.map(({ file, line, column, value, code, params }) => ({
    file,
    line,
    column,
    value,
    reason: reason(code, params, 'en'),
    code,
  }));
  // More errors than memory should hold are counted, not listed; the field is there only then.
  return JSON.stringify({ applied, files, errors: shown, ...(omitted > 0 && { errorsNotListed: omitted }) });
}

function toText({ applied, dryRun, files, errors, omitted }: ImportReport): string {
  const out: string[] = [];
  const head = ['file', 'inserted', 'updated', 'unchanged', 'rejected'];
  const rows = Object.entries(files).map(([name, counts]) => [
    name,
    ...[counts.inserted, counts.updated, counts.unchanged, counts.rejected].map(count =>
      count.toLocaleString('en'),
    ),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map(row => row[at]!.length)));
  for (const row of [head, ...rows]) {
    out.push(
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
    );
  }
  const count = errors.length + omitted;
  if (count > 0) {
    out.push('', `${count.toLocaleString('en')} ${count === 1 ? 'error' : 'errors'}:`);
    for (const error of errors.slice(0, SHOWN)) out.push(`  ${sentence(error)}`);
    if (count > SHOWN) out.push(`  … and ${(count - SHOWN).toLocaleString('en')} more, all with --json`);
    if (omitted > 0)
      out.push(`  (--json lists the first ${errors.length.toLocaleString('en')}, further ones are counted)`);
  }
  out.push(
    '',
    applied
      ? 'Applied.'
      : count > 0
        ? 'Nothing was applied.'
        : dryRun
          ? 'Dry run: nothing was written. The package is in order.'
          : 'Nothing was applied.',
  );
  return out.join('\n');
}

/** `customers.csv:17 nip «8567346216»: not a NIP: …` */
function sentence({ file, line, column, value, code, params }: ImportError): string {
  const place = line === null ? file : `${file}:${line}`;
  const cell = [column, value === null ? null : `«${value}»`].filter(Boolean).join(' ');
  return `${place}${cell ? ` ${cell}` : ''}: ${reason(code, params, 'en')}`;
}
