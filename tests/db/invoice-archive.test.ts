/** The ZIP of a year's invoices: complete, nobody else's, made piece by piece and ended with its reader. */
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { invoiceDocuments } from '@/db/schema';
import { allowances } from '@/lib/auth/limits';
import { archiveNames, openArchive } from '@/lib/invoices/archive/commands';
import { listYear } from '@/lib/invoices/archive/queries';
import { archiveStream, type ArchiveFile } from '@/lib/invoices/archive/stream';
import { sha256 } from '@/lib/kernel/hash';
import { day } from '@/lib/kernel/dates';
import { testDatabase } from '../support/database';
import { actorOf, insertCustomer, insertHousehold, insertInvoice } from '../support/factories';
import { unzip } from '../support/unzip';

const { db } = testDatabase();
const NOW = new Date('2026-11-22T13:05:00Z');

const keepPrint = (invoiceId: number, content: Buffer) =>
  db.insert(invoiceDocuments).values({ invoiceId, kind: 'billing_pdf', content, sha256: sha256(content) });

it('holds the list and every PDF of the year, of no other year and of nobody else', async () => {
  const [{ customer, contract }, other] = [await insertHousehold(db), await insertCustomer(db)];
  const own = { customerId: customer.id, contractId: contract.id };
  const first = await insertInvoice(db, own, { issuedOn: day('2026-01-01') });
  const last = await insertInvoice(db, own, { issuedOn: day('2026-12-31'), invoiceNumber: '=FV/../ą 7' });
  const before = await insertInvoice(db, own, { issuedOn: day('2025-12-31') });
  const theirs = await insertInvoice(db, { customerId: other.id }, { issuedOn: day('2026-05-05') });
  await keepPrint(last.id, Buffer.from('the billing system’s own print'));
  await keepPrint(theirs.id, Buffer.from('somebody else’s'));

  const actor = actorOf(customer);
  const archive = await openArchive(actor, 2026, NOW);
  expect(archive!.name).toBe(`faktury_2026_${customer.customerNumber}.zip`);
  const files = await unzip(await buffer(archive!.stream));
  const printName = `2026-01-01_faktura_${first.invoiceNumber.replaceAll('/', '_')}.pdf`;
  expect([...files.keys()]).toEqual([
    `faktury_2026_${customer.customerNumber}.csv`,
    printName,
    '2026-12-31_faktura_FV_7.pdf',
  ]);
  expect(files.get(printName)!.subarray(0, 5).toString()).toBe('%PDF-');
  expect(files.get('2026-12-31_faktura_FV_7.pdf')!.toString()).toBe('the billing system’s own print');
  const list = [...files.values()][0]!.toString();
  expect(list).toContain(`\r\n${first.invoiceNumber};invoice;2026-01-01;`);
  expect(list).toContain(`\r\n'=FV/../ą 7;invoice;2026-12-31;`);
  expect(list).not.toContain(before.invoiceNumber);
  expect(list).not.toContain(theirs.invoiceNumber);
});

it('of an account with two customers: the one that is looked at', async () => {
  const [one, two] = [await insertCustomer(db), await insertCustomer(db)];
  await insertInvoice(db, { customerId: one.id }, { issuedOn: day('2026-02-02') });
  const theirs = await insertInvoice(db, { customerId: two.id }, { issuedOn: day('2026-02-03') });
  const actor = actorOf(one, two);
  const listed = await listYear({ ...actor, current: actor.customers[1]! }, 2026);
  expect(listed.map(({ number }) => number)).toEqual([theirs.invoiceNumber]);
});

it('without a year: the newest with any; a year without any: nothing', async () => {
  const customer = await insertCustomer(db);
  const actor = actorOf(customer);
  expect(await openArchive(actor, null, NOW)).toBeNull();
  await insertInvoice(db, { customerId: customer.id }, { issuedOn: day('2023-02-02') });
  expect((await listYear(actor, null)).map(({ issuedOn }) => issuedOn)).toEqual(['2023-02-02']);
  expect(await openArchive(actor, 2026, NOW)).toBeNull();
});

it(`${allowances.archiveOfAccount.burst} at once for one account, not one more; another account has its own`, async () => {
  const customer = await insertCustomer(db);
  await insertInvoice(db, { customerId: customer.id }, { issuedOn: day('2026-02-02') });
  const actor = actorOf(customer);
  for (let n = 0; n < allowances.archiveOfAccount.burst; n++) {
    (await openArchive(actor, 2026, NOW))!.stream.destroy();
  }
  await expect(openArchive(actor, 2026, NOW)).rejects.toMatchObject({ code: 'tooMany' });
  (await openArchive(actorOf(customer), 2026, NOW))!.stream.destroy();
});

it('names: numbers that differ only in what a file’s name may not hold stay apart', () => {
  const named = (ref: string, number: string, isCorrection = false) =>
    ({ ref, number, isCorrection, issuedOn: day('2026-03-05') }) as Parameters<
      typeof archiveNames
    >[0][number];
  const names = archiveNames([
    named('1', 'FV/1'),
    named('2', 'FV_1'),
    named('3', 'fv-1', true),
    named('4', '../x'),
  ]);
  expect([...names.values()]).toEqual([
    '2026-03-05_faktura_FV_1.pdf',
    '2026-03-05_faktura_FV_1_2.pdf',
    '2026-03-05_korekta_fv-1.pdf',
    '2026-03-05_faktura_x.pdf',
  ]);
});

describe('the stream', () => {
  const SIZE = 300_000;

  /** Files that note how far ahead of the reader they are loaded. */
  function watched(count: number) {
    const seen = { loads: 0, out: 0, ahead: 0 };
    const files = Array.from({ length: count }, (_, index): ArchiveFile => ({
      name: `${index}.pdf`,
      changedAt: NOW,
      packed: true,
      load: async () => {
        seen.loads++;
        seen.ahead = Math.max(seen.ahead, seen.loads * SIZE - seen.out);
        return randomBytes(SIZE);
      },
    }));
    return { seen, files };
  }

  it('40 or 400 files of 300 kB: no more than two of them ahead of a slow reader', async () => {
    for (const count of [40, 400]) {
      const { seen, files } = watched(count);
      for await (const piece of archiveStream(files)) {
        seen.out += (piece as Buffer).length;
        await turn();
      }
      expect(seen.loads).toBe(count);
      expect(seen.ahead).toBeLessThanOrEqual(2 * SIZE);
    }
  });

  it('a reader that stops reading stops the work: nothing is loaded meanwhile', async () => {
    const { seen, files } = watched(50);
    const reader = archiveStream(files)[Symbol.asyncIterator]();
    await reader.next();
    for (let n = 0; n < 200; n++) await turn();
    expect(seen.loads).toBeLessThanOrEqual(2);
    await reader.return?.();
  });

  it('an aborted download loads nothing more, and leaves no listener behind', async () => {
    const { seen, files } = watched(50);
    const controller = new AbortController();
    const stream = archiveStream(files, controller.signal);
    const ended = new Promise<Error>(resolve => stream.once('error', resolve));
    let pieces = 0;
    stream.on('data', () => {
      if (++pieces === 20) controller.abort();
    });
    expect((await ended).message).toContain('broken off');
    const { loads } = seen;
    for (let n = 0; n < 200; n++) await turn();
    expect(seen.loads).toBe(loads);
    expect(loads).toBeLessThan(50);
    expect(stream.destroyed).toBe(true);
  });

  it('aborted before it began, it loads one file at most', async () => {
    const { seen, files } = watched(5);
    const stream = archiveStream(files, AbortSignal.abort());
    for (let n = 0; n < 50; n++) await turn();
    expect(seen.loads).toBe(0);
    expect(stream.destroyed).toBe(true);
  });

  it('a file that cannot be made breaks the archive off: it is not silently left out', async () => {
    const { files } = watched(3);
    const broken = { ...files[1]!, load: () => Promise.reject(new Error('no such invoice')) };
    await expect(buffer(archiveStream([files[0]!, broken, files[2]!]))).rejects.toThrow('no such invoice');
  });
});
