import * as fs from 'node:fs';
import path from 'node:path';
import { importPackage } from '@/lib/billing-import/commands';
import { sha256 } from '@/lib/kernel/hash';
import { folderOf, type Files } from '@/tests/support/billing-package';
import { testDatabase } from '@/tests/support/database';

const now = new Date('2026-11-22T10:00:00Z');
const FOLDER = path.resolve(__dirname, '../../../shared/fa3/samples');
const SAMPLES = fs.existsSync(FOLDER) ? FOLDER : undefined;
const suite = SAMPLES ? describe : describe.skip;
const sample = (name: string) => fs.readFileSync(path.join(SAMPLES ?? '', name));

/** The buyers of the samples; two of them share a NIP. */
const CUSTOMERS = [
  'customer_number;kind;name;nip;city',
  'K-0012345;person;Jan Przykładowy;;Przykładowo',
  'K-0054321;business;Piekarnia Testowa s.c.;9990002220;Przykładowo',
  'fdfd778343;business;F.H.U. Jan Kowalski;1111111111;Warszawa',
].join('\n');

const documents = (...names: string[]): Files => ({
  'customers.csv': CUSTOMERS,
  ...Object.fromEntries(names.map(name => [`invoices/${name}`, sample(name)])),
});
const give = (files: Files) => importPackage(folderOf(files), { now });

suite(
  `FA(3) samples beside a matching customers.csv${SAMPLES ? '' : ' (skipped: ../shared/fa3 is not here)'}`,
  () => {
    const { sql } = testDatabase();
    const five = [
      'FA_3_Przyklad_1.xml',
      'FA_3_Przyklad_2.xml',
      'water-b2b-zalacznik.xml',
      'water-b2c-tariff-split.xml',
      'water-kor-reading.xml',
    ];

    test('are all inserted, the exact bytes kept, and the second time nothing changes', async () => {
      const first = await give(documents(...five));
      expect(first.errors).toEqual([]);
      expect(first.files['invoices/*.xml']).toEqual({ inserted: 5, updated: 0, unchanged: 0, rejected: 0 });
      const kept = await sql<{ content: Buffer; sha256: string }[]>`
      select content, sha256 from invoice_documents where kind = 'fa3_xml'`;
      expect(kept.map(row => sha256(row.content)).sort()).toEqual(
        five.map(name => sha256(sample(name))).sort(),
      );
      expect(kept.every(row => row.sha256 === sha256(row.content))).toBe(true);
      const second = await give(documents(...five));
      expect(second.files['invoices/*.xml']).toEqual({ inserted: 0, updated: 0, unchanged: 5, rejected: 0 });
    });

    test('bring lines, VAT, period, due date, account, meters with readings, notes and what is to be paid', async () => {
      const [invoice] = await sql`
      select i.*, c.customer_number from invoices i join customers c on c.id = i.customer_id
       where invoice_number = 'FV/2026/11/000123'`;
      expect(invoice).toMatchObject({
        customer_number: 'K-0012345',
        issued_on: '2026-11-05',
        sale_from: '2026-09-01',
        sale_to: '2026-10-31',
        due_on: '2026-11-24',
        net_gr: '25204',
        vat_gr: '2016',
        gross_gr: '27220',
        to_pay_gr: '25986',
        bank_account: '94000000000000001234500017',
        kind: 'VAT',
        currency: 'PLN',
      });
      const lines = await sql`
      select quantity, net_price, meter_serial, reading_from_l, reading_to_l from invoice_lines
       where invoice_id = ${invoice!.id} and meter_serial is not null order by position`;
      expect([...lines]).toEqual([
        {
          quantity: '14.426',
          net_price: '5.12',
          meter_serial: '22-1234567',
          reading_from_l: '412000',
          reading_to_l: '432000',
        },
        {
          quantity: '10.098',
          net_price: '8.35',
          meter_serial: '24-7654321',
          reading_from_l: '101000',
          reading_to_l: '107000',
        },
      ]);
      const notes = await sql`
      select kind, key, amount_gr from invoice_notes where invoice_id = ${invoice!.id} order by position`;
      expect(notes.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
        'description Punkt poboru',
        'description Wodomierz główny',
        'description Wodomierz dodatkowy (ogrodowy)',
        'deduction Nadpłata z poprzednich okresów',
      ]);
    });

    test('a document without a due date is due 14 days after its issue', async () => {
      const [row] = await sql`
      select due_on - issued_on as days from invoices where invoice_number = 'KOR/2026/11/000007'`;
      expect(row?.days).toBe(14);
    });

    test('corrections are linked to what they correct, with its KSeF number', async () => {
      const links = await sql`
      select k.corrected_number, k.corrected_ksef_number, i.invoice_number as held, c.is_correction
        from invoice_corrections k join invoices c on c.id = k.invoice_id left join invoices i on i.id = k.corrected_id
       order by 1`;
      expect([...links]).toEqual([
        {
          corrected_number: 'FV/2026/11/000124',
          corrected_ksef_number: '9990001114-20261105-0100001AF629-50',
          held: 'FV/2026/11/000124',
          is_correction: true,
        },
        {
          corrected_number: 'FV2026/02/150',
          corrected_ksef_number: '9999999999-20230908-8BEF280C8D35-4D',
          held: 'FV2026/02/150',
          is_correction: true,
        },
      ]);
    });

    test('other bytes under the same number replace the document and all that it says', async () => {
      const text = sample('water-b2c-tariff-split.xml')
        .toString()
        .replace('Woda - taryfa do 14.10.2026', 'Woda');
      const report = await give({ 'customers.csv': CUSTOMERS, 'invoices/new.xml': text });
      expect(report.files['invoices/*.xml']).toEqual({ inserted: 0, updated: 1, unchanged: 0, rejected: 0 });
      const lines = await sql`
      select l.name from invoice_lines l join invoices i on i.id = l.invoice_id
       where i.invoice_number = 'FV/2026/11/000123' order by position`;
      expect(lines.map(({ name }) => name)[0]).toBe('Woda');
      expect(lines).toHaveLength(6);
    });
  },
);

suite('documents that cannot be taken together', () => {
  const { sql } = testDatabase();

  test('two with one number: both named, nothing applied', async () => {
    const report = await give(documents('FA_3_Przyklad_1.xml', 'FA_3_Przyklad_15.xml'));
    expect(report.errors).toMatchObject([
      {
        file: 'invoices/FA_3_Przyklad_15.xml',
        column: 'Fa/P_2',
        value: 'FV2026/02/150',
        code: 'document_twice',
        params: { other: 'invoices/FA_3_Przyklad_1.xml' },
      },
    ]);
    expect(await sql`select from customers`).toHaveLength(0);
  });

  test('a buyer who is none of our customers, one with a shared NIP, and one found by the NIP alone', async () => {
    const stranger = await give(documents('FA_3_Przyklad_24.xml', 'water-b2c-tariff-split.xml'));
    // NrKlienta of sample 24 is unknown, its NIP is that of fdfd778343.
    expect(stranger.errors).toEqual([]);
    const without = await give({
      'customers.csv': 'customer_number;kind;name;city\nK-1;person;X;Y',
      'invoices/a.xml': sample('water-b2b-zalacznik.xml')
        .toString()
        .replaceAll('9990002220', '5261040828')
        .replace('K-0054321', 'K-9'),
    });
    expect(without.errors).toMatchObject([
      { file: 'invoices/a.xml', column: 'Podmiot2/NrKlienta', value: 'K-9', code: 'buyer_unknown' },
    ]);
    const shared = await give({
      'customers.csv': `${CUSTOMERS}\nfdfd-2;business;F.H.U. Jan Kowalski, sklep;1111111111;Warszawa`,
      'invoices/b.xml': sample('FA_3_Przyklad_15.xml').toString().replace('FV2026/02/150', 'FV/SHARED'),
    });
    expect(shared.errors).toMatchObject([
      { file: 'invoices/b.xml', value: '1111111111', code: 'buyer_ambiguous' },
    ]);
  });
});

suite('the same invoice in CSV and XML', () => {
  const { sql } = testDatabase();
  const HEADER = 'invoice_number,customer_number,contract_number,issued_on,due_on,net,vat,gross,ksef_number';
  const KSEF = '5265877635-20250826-0100001AF629-AF';
  const csv = (net = '727.96', gross = '786.20', customer = 'K-0054321') =>
    `${HEADER}\nFV/2026/11/000124,${customer},U/2024/0456,2026-11-05,2026-11-24,${net},58.24,${gross},${KSEF}\n`;
  const base: Files = {
    'customers.csv': CUSTOMERS,
    'service_points.csv': 'service_point_number,building,postal_code,city\nP-1,1,66-300,X\n',
    'contracts.csv':
      'contract_number,customer_number,service_point_number,service,signed_on,starts_on\nU/2024/0456,K-0054321,P-1,water,2024-01-01,2024-01-01\n',
  };
  const lines = 'invoice_number,line_no,name,net,vat_rate\nFV/2026/11/000124,1,Woda z CSV,727.96,8\n';
  const xml = () => sample('water-b2b-zalacznik.xml');
  const kept = async () =>
    (
      await sql`select i.ksef_number, i.kind, t.contract_number,
           (select string_agg(l.name, '; ' order by position) from invoice_lines l where l.invoice_id = i.id) as lines
         from invoices i left join contracts t on t.id = i.contract_id`
    )[0];

  test('amounts or buyers that differ are rejected', async () => {
    const off = await give({ ...base, 'invoices.csv': csv('727.95', '786.19'), 'invoices/a.xml': xml() });
    expect(off.errors).toMatchObject([
      { file: 'invoices.csv', line: 2, column: 'net', value: '727.95', code: 'amounts_differ' },
      { file: 'invoices.csv', line: 2, column: 'gross', value: '786.19', code: 'amounts_differ' },
    ]);
    const buyer = await give({
      ...base,
      'invoices.csv': csv('727.96', '786.20', 'K-0012345'),
      'invoices/a.xml': xml(),
    });
    expect(buyer.errors).toMatchObject([
      { file: 'invoices.csv', line: 2, column: 'customer_number', code: 'buyer_differs' },
    ]);
    expect(await sql`select from invoices`).toHaveLength(0);
  });

  test('first CSV, then XML: lines and bytes come from the document, contract and KSeF number stay', async () => {
    await give({ ...base, 'invoices.csv': csv(), 'invoice_lines.csv': lines });
    expect(await kept()).toEqual({
      ksef_number: KSEF,
      kind: null,
      contract_number: 'U/2024/0456',
      lines: 'Woda z CSV',
    });
    const wrong = await give({
      'invoices/a.xml': xml().toString().replace('>786.20<', '>786.21<').replace('>58.24<', '>58.25<'),
    });
    expect(wrong.errors).toMatchObject([
      { file: 'invoices/a.xml', code: 'amounts_differ' },
      { file: 'invoices/a.xml', code: 'amounts_differ' },
    ]);
    const report = await give({ 'invoices/a.xml': xml() });
    expect(report.files['invoices/*.xml']).toEqual({ inserted: 1, updated: 0, unchanged: 0, rejected: 0 });
    expect(await kept()).toEqual({
      ksef_number: KSEF,
      kind: 'VAT',
      contract_number: 'U/2024/0456',
      lines: 'Razem dostarczanie wody; Razem odprowadzanie ścieków; Opłata abonamentowa',
    });
  });

  test('both in one package, again and again: nothing changes', async () => {
    const all = { ...base, 'invoices.csv': csv(), 'invoice_lines.csv': lines, 'invoices/a.xml': xml() };
    const report = await give(all);
    expect(report.errors).toEqual([]);
    for (const name of ['invoices.csv', 'invoice_lines.csv', 'invoices/*.xml'])
      expect(report.files[name]).toEqual({ inserted: 0, updated: 0, unchanged: 1, rejected: 0 });
    const later = await give({ 'invoices.csv': csv('700', '758.24') });
    expect(later.errors).toMatchObject([{ column: 'net', code: 'amounts_differ' }, { column: 'gross' }]);
  });

  test("the billing system's own print is kept beside its invoice, replaced when it changes", async () => {
    const print = { 'invoices/FV_2026_11_000124.pdf': '%PDF-1.7 one' };
    expect((await give(print)).files['invoices/*.pdf']).toMatchObject({ inserted: 1 });
    expect((await give(print)).files['invoices/*.pdf']).toMatchObject({ inserted: 0, unchanged: 1 });
    const other = { 'invoices/FV_2026_11_000124.pdf': '%PDF-1.7 two' };
    expect((await give(other)).files['invoices/*.pdf']).toMatchObject({ updated: 1 });
    const [row] = await sql<
      { content: Buffer }[]
    >`select content from invoice_documents where kind = 'billing_pdf'`;
    expect(row?.content.toString()).toBe('%PDF-1.7 two');
  });

  test('a correction and a payment of an invoice that we do not hold are linked when it comes', async () => {
    const late = 'invoice_number,customer_number,issued_on,due_on,net,vat,gross,corrects_invoice\n';
    const report = await give({
      'invoices.csv': `${late}K/1,K-0012345,2026-10-05,2026-10-19,-1,-0.08,-1.08,OLD/1\n`,
      'payments.csv':
        'payment_id,customer_number,booked_on,amount,invoice_number\nB-1,K-0012345,2026-10-10,10,OLD/1\n',
    });
    expect(report.errors).toEqual([]);
    const link = async () =>
      (
        await sql`select corrected_number, corrected_id is not null as linked from invoice_corrections where corrected_number = 'OLD/1'`
      )[0];
    expect(await link()).toEqual({ corrected_number: 'OLD/1', linked: false });
    await give({ 'invoices.csv': `${late}OLD/1,K-0012345,2020-10-05,2020-10-19,1,0.08,1.08,\n` });
    expect(await link()).toEqual({ corrected_number: 'OLD/1', linked: true });
    const other = await give({
      'invoices.csv': `${late}K/1,K-0012345,2026-10-05,2026-10-19,-1,-0.08,-1.08,OLD/2\n`,
    });
    expect(other.files['invoices.csv']).toMatchObject({ updated: 1, unchanged: 0 });
    expect(await link()).toBeUndefined();
  });
});
