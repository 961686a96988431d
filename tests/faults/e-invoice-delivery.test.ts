/** E-invoices by e-mail against the stub of the real SDK, with kill -9 in the scan and in the middle of sending. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { importPackage } from '@/lib/billing-import/commands';
import { addDays, dayOf } from '@/lib/kernel/dates';
import { sha256 } from '@/lib/kernel/hash';
import { ensureTerms } from '@/lib/terms/commands';
import { folderOf, type Files } from '../support/billing-package';
import { testDatabase } from '../support/database';
import { startProviders, type Providers } from '../support/providers/providers';
import { pdfText } from '../support/qr';

jest.setTimeout(180_000);

const COUNT = 1_000;
/** Rendered by us, because the billing system sends no print of theirs. */
const RENDERED = 60;
/** Customers who get none: portal only, withdrawn, paper. */
const OTHERS = 30;
/** Sent mails at which the process that sends is killed. */
const KILLS = [120, 300, 480, 660, 840];

const { db, sql, url } = testDatabase();
let providers: Providers;
beforeAll(async () => {
  providers = await startProviders({ seed: 5 });
  await ensureTerms(db);
});
afterAll(() => providers.stop());

const numberOf = (at: number) => `FV/2026/${String(at).padStart(5, '0')}`;
const customerOf = (at: number) => `K-${String(at).padStart(6, '0')}`;
const addressOf = (at: number) => `odbiorca.${at}@example.pl`;
const printOf = (at: number) => Buffer.from(`%PDF-1.4\n% ${numberOf(at)} ${customerOf(at)}\n%%EOF\n`);

/** A night's package: a new invoice for each customer. */
function nightly(today: string, due: string): Files {
  const everybody = Array.from({ length: COUNT + OTHERS }, (_, at) => at);
  const consentOf = (at: number) => {
    if (at < COUNT)
      return `${customerOf(at)},2026-01-10,${at % 2 ? 'email' : 'both'},${addressOf(at)},paper,`;
    if (at % 3 === 0) return `${customerOf(at)},2026-01-10,portal,,portal,`;
    return at % 3 === 1 ? `${customerOf(at)},2026-01-10,email,${addressOf(at)},paper,2026-02-01` : null;
  };
  const files: Files = {
    'customers.csv': [
      'customer_number,kind,name,nip,email,phone,street,building,unit,postal_code,city,bank_account',
      ...everybody.map(
        at => `${customerOf(at)},person,Odbiorca ${at},,,,Polna,${at + 1},,66-300,Międzyrzecz,`,
      ),
    ].join('\n'),
    'e_invoice_consents.csv': [
      'customer_number,accepted_on,delivery,email,channel,withdrawn_on',
      ...everybody.map(consentOf).filter(line => line !== null),
    ].join('\n'),
    'invoices.csv': [
      'invoice_number,customer_number,contract_number,issued_on,sale_from,sale_to,due_on,net,vat,gross,corrects_invoice,ksef_number',
      ...everybody.map(at => `${numberOf(at)},${customerOf(at)},,${today},,,${due},100,8,108,,`),
    ].join('\n'),
  };
  for (let at = RENDERED; at < COUNT; at++)
    files[`invoices/${numberOf(at).replaceAll('/', '_')}.pdf`] = printOf(at);
  return files;
}

const SCRIPT = path.join(process.cwd(), 'tests/faults/e-invoice/deliverer.mjs');
const started: ChildProcess[] = [];
afterAll(() => started.forEach(child => child.kill('SIGKILL')));

/** A process that delivers, loaded and waiting for its order. */
async function deliverer(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [SCRIPT], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'test',
      APP_ENV: 'test',
      APP_URL: 'http://localhost:3000',
      AUTH_SECRET: 'a-secret-for-the-tests-which-signs-nothing-real',
      CRON_SECRET: 'a-cron-secret-for-the-tests',
      DATABASE_URL: url,
      ...providers.env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  started.push(child);
  await once(child, 'message');
  return child;
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not in time: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 3));
  }
}

/** As if a lease's time had passed since the kill. */
const passLeases = () => sql`
  update outbox set lease_until = lease_until - interval '10 minutes', due_at = due_at - interval '10 minutes'
  where state in ('sending', 'queued', 'temporarily_failed')`;

it(`${COUNT} invoices imported, killed once in the scan and ${KILLS.length} times at work: ${COUNT} distinct mails, each PDF the customer's own, 0 twice`, async () => {
  const { resend } = providers;
  const now = new Date();
  const today = dayOf(now);
  const report = await importPackage(folderOf(nightly(addDays(today, -1), addDays(today, 13))), { now });
  expect(report.errors).toEqual([]);
  const made = async () => (await sql<{ n: number }[]>`select count(*)::int as n from outbox`)[0]!.n;
  resend.server.faults.latencyMs = [5, 30];

  let next = deliverer();
  const begin = async () => {
    const child = await next;
    next = deliverer(); // starts while this one works
    child.send('go');
    return child;
  };
  const kill = async (child: ChildProcess) => {
    child.kill('SIGKILL');
    await once(child, 'exit');
    await passLeases();
  };

  let child = await begin();
  await until('the scan is under way', async () => (await made()) > 0);
  await kill(child);
  const afterScan = await made();
  for (const at of KILLS) {
    child = await begin();
    await until(`${at} mails`, () => resend.journal.length >= at);
    await kill(child);
  }
  child = await begin();
  const open = async () =>
    (
      await sql<{ n: number }[]>`
        select count(*)::int as n from outbox where state not in ('sent', 'delivered')`
    )[0]!.n;
  await until('everything is sent', async () => (await made()) === COUNT && (await open()) === 0);
  child.kill('SIGKILL');
  (await next).kill('SIGKILL');

  const accepted = resend.journal;
  const recipients = accepted.map(({ to }) => to.join());
  console.info(
    `e-invoices: ${accepted.length} mails, ${accepted.length - new Set(recipients).size} twice, ${
      COUNT - new Set(recipients).size
    } lost; killed with ${afterScan} of ${COUNT} rows made and at ${KILLS.join(', ')} mails`,
  );
  expect(accepted).toHaveLength(COUNT);
  expect(new Set(recipients)).toEqual(new Set(Array.from({ length: COUNT }, (_, at) => addressOf(at))));

  const wrong: string[] = [];
  for (const { to, subject, headers, attachments } of accepted) {
    const at = Number(/\.(\d+)@/.exec(to[0]!)![1]);
    const [pdf, ...more] = attachments;
    const own =
      at >= RENDERED
        ? sha256(pdf!.content) === sha256(printOf(at))
        : (await pdfText(pdf!.content)).join(' ').includes(`Numer klienta: ${customerOf(at)}`);
    const right =
      own &&
      more.length === 0 &&
      pdf!.filename === `faktura_${numberOf(at).replaceAll('/', '_')}.pdf` &&
      subject.includes(numberOf(at)) &&
      headers['X-Notification-Kind'] === 'invoice_delivery';
    if (!right) wrong.push(to[0]!);
  }
  expect(wrong).toEqual([]);
});
