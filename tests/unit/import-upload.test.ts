/** A package as a browser sends it: written to disk as it comes, or refused with nothing left behind. */
import * as fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { receivePackage } from '@/lib/billing-import/runs/receive';

const REF = 'ABCDEFGHJK';
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ibok-upload-'));
const folder = path.join(data, 'imports', REF);
Object.assign(process.env, { IBOK_DATA: data, IMPORT_MAX_MB: '1' });
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
afterAll(() => fs.rmSync(data, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer) => new File([content as BlobPart], name);

/** The files as a form, in blocks of an unhandy size. */
async function send(files: readonly File[], { cutAt = Infinity, block = 997 } = {}) {
  const form = new FormData();
  for (const each of files) form.append('files', each);
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  const bytes = Buffer.from(await request.arrayBuffer()).subarray(0, cutAt);
  async function* blocks() {
    for (let at = 0; at < bytes.length; at += block) yield bytes.subarray(at, at + block);
  }
  return receivePackage(REF, blocks(), request.headers.get('content-type') ?? '');
}
const kept = (name: string) => fs.readFileSync(path.join(folder, name));

it('keeps tables and documents byte for byte, each in its place', async () => {
  const table = 'customer_number;name\r\nK-1;Żółć\r\n--------x\r\n'.repeat(500);
  const print = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * 7) % 256));
  const received = await send([
    file('customers.csv', table),
    file('FV 1 ąę.pdf', print),
    file('1.xml', '<a/>'),
  ]);
  expect(received).toMatchObject({ source: 'customers.csv, FV 1 ąę.pdf, 1.xml' });
  expect(kept('package/customers.csv').toString()).toBe(table);
  expect(kept('package/invoices/FV 1 ąę.pdf').equals(print)).toBe(true);
  expect(kept('package/invoices/1.xml').toString()).toBe('<a/>');
});

it('keeps one archive; names of paths lose their folders', async () => {
  await expect(send([file('../../etc/paczka.ZIP', 'PK')])).resolves.toMatchObject({ source: 'paczka.ZIP' });
  expect(kept('package.zip').toString()).toBe('PK');
  expect(fs.readdirSync(data)).toEqual(['imports']);
});

it.each([
  ['nothing', []],
  ['nothing', [file('', '')]],
  ['mixed', [file('a.zip', 'PK'), file('customers.csv', 'x')]],
  ['mixed', [file('a.zip', 'PK'), file('b.zip', 'PK')]],
  ['twice', [file('customers.csv', 'x'), file('customers.csv', 'y')]],
  ['tooLarge', [file('customers.csv', 'x'.repeat(1_000_001))]],
] as const)('refuses with «%s», and nothing is left', async (fault, files) => {
  await expect(send(files)).resolves.toEqual({ fault });
  expect(fs.existsSync(folder)).toBe(false);
});

it.each([40, 300, 20_000])('refuses what was cut off after %i bytes, and nothing is left', async cutAt => {
  await expect(send([file('customers.csv', 'x'.repeat(50_000))], { cutAt })).resolves.toEqual({
    fault: 'broken',
  });
  expect(fs.existsSync(folder)).toBe(false);
});

it('refuses what is no form with files', async () => {
  async function* body() {
    yield Buffer.from('x');
  }
  for (const type of ['', 'text/plain', 'multipart/form-data'])
    await expect(receivePackage(REF, body(), type)).resolves.toEqual({ fault: 'broken' });
});
