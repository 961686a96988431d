import * as fs from 'node:fs/promises';
import path from 'node:path';
import { closePool } from '@/db/client';
import { exportBatch } from '@/lib/exports/commands';
import { EXPORT_NAMES } from '@/lib/exports/kinds';
import { findBatch, newestBatch } from '@/lib/exports/queries';

const USAGE = `Usage: npm run export -- KIND [--out FILE] [--again BATCH]

  KIND           what to hand over to the billing system: ${EXPORT_NAMES.join(', ')}
  --out FILE     write the CSV there, all of it or nothing, instead of to standard output
  --again BATCH  the same bytes as the batch of that number

Each run is a numbered batch of what no earlier one held; with nothing new there is no batch, and the CSV is its
header alone. Exit code 0: written. 1: there is no such batch, or its file could not be written (--again repeats
it). 2: unusable arguments.`;

interface Wanted {
  readonly kind: (typeof EXPORT_NAMES)[number];
  readonly out?: string | undefined;
  readonly again?: number | undefined;
}

/** @returns what is wrong with the arguments, or what is wanted */
function wantedOf(args: readonly string[]): Wanted | string {
  const words: string[] = [];
  const values = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (!arg.startsWith('-')) {
      words.push(arg);
      continue;
    }
    if (arg !== '--out' && arg !== '--again') return `Unknown option ${arg}.`;
    const value = args[++at];
    if (!value || value.startsWith('--') || values.has(arg)) return `${arg} wants one value.`;
    values.set(arg, value);
  }
  const kind = EXPORT_NAMES.find(name => name === words[0]);
  if (words.length !== 1) return 'One kind is wanted.';
  if (!kind) return `Unknown kind «${words[0]}». There are: ${EXPORT_NAMES.join(', ')}.`;
  const again = values.get('--again');
  if (again !== undefined && !/^[1-9]\d{0,8}$/.test(again)) return `«${again}» is no number of a batch.`;
  return { kind, out: values.get('--out'), again: again === undefined ? undefined : Number(again) };
}

/** `npm run export`. Standard output has the CSV and nothing else. */
export default async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const wanted = wantedOf(args);
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n\n${USAGE}`);
    return 2;
  }
  try {
    return await handOver(wanted);
  } finally {
    await closePool();
  }
}

async function handOver({ kind, out, again }: Wanted): Promise<number> {
  // Opened before a number is used: a folder that is not there leaves no batch behind.
  const file = out === undefined ? null : await openFile(out);
  let written = false;
  try {
    const batch = await batchOf(kind, again);
    if (!batch) {
      console.error(`There is no batch ${again} of ${kind}; the newest is ${await newestBatch(kind)}.`);
      return 1;
    }
    const { number, rows, content } = batch;
    try {
      if (file) await file.keep(content);
      else await print(content);
      written = true;
    } catch (error) {
      console.error(`Not written: ${error instanceof Error ? error.message : String(error)}`);
      if (number !== null)
        console.error(`Batch ${number} is kept: npm run export -- ${kind} --again ${number} [--out FILE]`);
      return 1;
    }
    const lines = rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`;
    console.error(
      number === null
        ? `Nothing new of ${kind}: no batch was made.`
        : `${again === undefined ? 'Batch' : 'Again batch'} ${number} of ${kind}: ${lines}${out === undefined ? '' : `, ${out}`}.`,
    );
    return 0;
  } finally {
    if (!written) await file?.discard();
  }
}

async function batchOf(kind: Wanted['kind'], again: number | undefined) {
  if (again === undefined) return exportBatch(kind, new Date());
  const found = await findBatch(kind, again);
  return found && { number: again, ...found };
}

/** A file beside the one that is wanted, which takes its place in one step when it is complete. */
async function openFile(target: string) {
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.part`);
  const handle = await fs.open(beside, 'wx', 0o640);
  return {
    async keep(content: string): Promise<void> {
      await handle.writeFile(content);
      await handle.sync();
      await handle.close();
      await fs.rename(beside, target);
    },
    async discard(): Promise<void> {
      await handle.close().catch(() => {});
      await fs.rm(beside, { force: true });
    },
  };
}

/** Waits for the reader, so that a long file is not cut off when the process ends. */
const print = (text: string) =>
  new Promise<void>((resolve, reject) => {
    process.stdout.once('error', reject);
    process.stdout.write(text, error => (error ? reject(error) : resolve()));
  });
