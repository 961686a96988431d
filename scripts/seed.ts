import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closePool, rawSql } from '@/db/client';
import { FEWEST, NotEmpty, seed, type SeedResult } from '@/db/seed/load';
import { env } from '@/lib/env';
import { dayOf } from '@/lib/kernel/dates';
import { toDecimal } from '@/lib/kernel/money';
import { utility } from '@/lib/utility';

const USAGE = `npm run seed -- [--customers N] [--waiting]    demo data into an empty, migrated database (default 300 customers, at least ${FEWEST}); --waiting: with messages, readings and a change that wait for staff`;

/** Loads demo data. Exit 0: loaded; 1: refused, nothing written; 2: unusable arguments. */
export default async function run(args: string[]): Promise<number> {
  const waiting = args.includes('--waiting');
  const customers = parse(args.filter(arg => arg !== '--waiting'));
  if (customers === null) {
    console.error(USAGE);
    return 2;
  }
  const { APP_ENV } = env();
  if (APP_ENV === 'live') {
    console.error('APP_ENV is live: demo data never goes into a real portal. Nothing was written.');
    return 1;
  }
  const { name, nip, address } = utility();
  const started = performance.now();
  try {
    const result = await seed(rawSql(), {
      customers,
      today: dayOf(new Date()),
      waiting,
      seller: {
        name,
        nip,
        city: address.city,
        address: { line1: address.street, line2: `${address.postalCode} ${address.city}` },
      },
      progress: (done, rows) => progress(done, Math.max(customers, FEWEST), rows, started),
    });
    report(result);
    return 0;
  } catch (error) {
    if (!(error instanceof NotEmpty)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await closePool();
  }
}

/** @returns null when the arguments are not usable */
function parse(args: string[]): number | null {
  if (args.length === 0) return 300;
  const value = args[0]?.startsWith('--customers=') ? args[0].slice('--customers='.length) : args[1];
  const known = args[0]?.startsWith('--customers=')
    ? args.length === 1
    : args[0] === '--customers' && args.length === 2;
  if (!known || !value || !/^[1-9]\d{0,5}$/.test(value) || Number(value) > 500_000) return null;
  if (Number(value) < FEWEST)
    console.error(`Fewer than ${FEWEST} would leave a state out: loading ${FEWEST}.`);
  return Number(value);
}

function progress(done: number, all: number, rows: number, started: number): void {
  const seconds = (performance.now() - started) / 1000;
  const line = `${done} of ${all} customers, ${rows} rows, ${seconds.toFixed(0)} s`;
  if (process.stderr.isTTY) process.stderr.write(`\r${line}${done === all ? '\n' : ''}`);
  else if (done === all || done % 5000 === 0) console.error(line);
}

/** Where `npm run demo` finds the sign-ins of a database that it did not fill itself; tests keep theirs apart. */
const SIGN_INS = path.join(process.env.IBOK_DATA ?? path.join(process.cwd(), '.data'), 'demo-sign-ins.json');

function report({ signIns, registration }: SeedResult): void {
  mkdirSync(path.dirname(SIGN_INS), { recursive: true });
  writeFileSync(SIGN_INS, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });

  const width = (key: 'who' | 'email') => Math.max(...signIns.map(row => row[key].length));
  console.log(`\nDemo sign-ins, password of all: ${signIns[0]!.password}\n`);
  for (const row of signIns) {
    console.log(`  ${row.who.padEnd(width('who'))}  ${row.email.padEnd(width('email'))}  ${row.note}`);
  }
  const { newest } = registration;
  if (!newest) return;
  console.log('\nTo try registration (this customer has no account yet):\n');
  console.log(`  customer number  ${registration.number}`);
  console.log(`  invoice number   ${newest.number}`);
  console.log(`  gross amount     ${toDecimal(newest.gross).replace('.', ',')}`);
  console.log(`  meter number     ${newest.meterSerial}\n`);
}
