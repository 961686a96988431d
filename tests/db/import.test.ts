import iconv from 'iconv-lite';
import { importPackage } from '@/lib/billing-import/commands';
import { CSV_NAMES } from '@/lib/billing-import/files';
import { folderOf, soundPackage, zipOf, SOUND, contents } from '@/tests/support/billing-package';
import { testDatabase } from '@/tests/support/database';

const now = new Date('2026-11-22T10:00:00Z');
/** The same as this driver gives it back. */
const NOW = '2026-11-22 10:00:00+00';
const run = (location: string) => importPackage(location, { now });

/** Every row of the sound package as the package states it. */
const ALL = Object.fromEntries(Object.entries(SOUND).map(([name, lines]) => [name, lines.length - 1]));

/** Rewrites the sound package in another dialect. */
function dialect(separator: string, change: (cell: string, name: string) => string = cell => cell) {
  return soundPackage(
    Object.fromEntries(
      Object.entries(SOUND).map(([name, lines]) => [
        name,
        lines.map((line, at) =>
          [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
            .map(match => match[1]!)
            .slice(0, lines[0].split(',').length)
            .map(cell => (at === 0 ? cell : change(cell, name)))
            .join(separator),
        ),
      ]),
    ),
  );
}

const polishDates = (cell: string) => cell.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3.$2.$1');
const polishDecimals = (cell: string) =>
  /^-?\d+\.\d+$/.test(cell) ? cell.replace('.', ',').replace(/^(-?\d)(\d{3},)/, '$1 $2') : cell;
const quoted = (cell: string) => (/^-?[\d\s]+,\d+$/.test(cell) ? `"${cell}"` : cell);

const encode = (files: Record<string, string | Buffer>, how: (text: string) => Buffer) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, how(String(text))]));

describe('a sound package', () => {
  const { sql } = testDatabase();

  test('is inserted, row for row, and the second time nothing changes', async () => {
    const location = folderOf(soundPackage());
    const first = await run(location);
    expect(first.errors).toEqual([]);
    expect(first.applied).toBe(true);
    for (const name of CSV_NAMES) {
      expect([name, first.files[name]]).toEqual([
        name,
        { inserted: ALL[name], updated: 0, unchanged: 0, rejected: 0 },
      ]);
    }
    const second = await run(location);
    expect(second.applied).toBe(true);
    for (const name of CSV_NAMES) {
      expect([name, second.files[name]]).toEqual([
        name,
        { inserted: 0, updated: 0, unchanged: ALL[name], rejected: 0 },
      ]);
    }
  });

  test('is kept exactly: grosze, litres, decimals, days, canonical NIP and account', async () => {
    const [customer] = await sql`select * from customers where customer_number = 'K-1'`;
    expect(customer).toMatchObject({ name: 'Łucja Żółć', phone: '+48601202303' });
    expect(customer?.bank_account_before).toBeNull();
    const [business] = await sql`select nip, name from customers where customer_number = 'K-2'`;
    expect(business).toEqual({ nip: '8567346215', name: 'Młyn "Źródło", sp. z o.o.' });
    const [invoice] = await sql`
      select net_gr, vat_gr, gross_gr, is_correction, first_imported_at from invoices where invoice_number = 'F/1'`;
    expect(invoice).toEqual({
      net_gr: '123450',
      vat_gr: '9876',
      gross_gr: '133326',
      is_correction: false,
      first_imported_at: NOW,
    });
    const [line] = await sql`
      select quantity, net_price, net_gr, vat_rate, reading_from_l, reading_to_l
        from invoice_lines where meter_serial = 'W-1'`;
    expect(line).toEqual({
      quantity: '200.123456',
      net_price: '5.12345678',
      net_gr: '103450',
      vat_rate: '8',
      reading_from_l: '100000',
      reading_to_l: '300123',
    });
    const readings = await sql`
      select r.read_at, r.value_l, r.kind, r.origin from readings r join meters m on m.id = r.meter_id
       where m.serial_number = 'W-1' order by 1`;
    expect(readings.at(-1)).toEqual({
      read_at: '2024-12-30 23:00:00+00',
      value_l: '123456',
      kind: 'remote',
      origin: 'billing',
    });
    const vat =
      await sql`select v.rate, v.net_gr, v.vat_gr from invoice_vat v join invoices i on i.id = v.invoice_id
      where i.invoice_number = 'F/1'`;
    expect([...vat]).toEqual([{ rate: '8', net_gr: '123450', vat_gr: '9876' }]);
  });

  test('links a correction to what it corrects, in whatever order they come', async () => {
    const [link] = await sql`
      select k.corrected_number, i.invoice_number as held from invoice_corrections k
        left join invoices i on i.id = k.corrected_id`;
    expect(link).toEqual({ corrected_number: 'F/2', held: 'F/2' });
  });

  test('makes accounts without a password and consents as events, and sends no mail', async () => {
    const [account] = await sql`
      select a.email, a.password_hash, a.phone, a.phone_verified_at, l.source
        from accounts a join account_customers l on l.account_id = a.id`;
    expect(account).toEqual({
      email: 'lucja@example.pl',
      password_hash: null,
      phone: '+48601202303',
      phone_verified_at: NOW,
      source: 'import',
    });
    const events = await sql`
      select c.customer_number, e.action, e.effective_on::text as day, e.channel, e.source
        from e_invoice_consents e join customers c on c.id = e.customer_id order by e.effective_on`;
    expect(events.map(({ customer_number, action, day }) => `${customer_number} ${action} ${day}`)).toEqual([
      'K-2 accepted 2024-05-01',
      'K-2 withdrawn 2025-01-31',
      'K-1 accepted 2025-05-01',
    ]);
    expect((await sql`select count(*)::int as count from outbox`)[0]?.count).toBe(0);
  });

  test('leaves a row in imports and in the audit log for each run', async () => {
    const runs = await sql`select source, rows, counts from imports order by id`;
    expect(runs).toHaveLength(2);
    expect(runs[1]?.counts['customers.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 2, rejected: 0 });
    const audit = await sql`select action from audit_log`;
    expect(audit.map(({ action }) => action)).toEqual(['billing.imported', 'billing.imported']);
  });
});

describe('a package changes what it names and nothing else', () => {
  const { sql } = testDatabase();
  beforeAll(async () => {
    await run(folderOf(soundPackage()));
  });

  test('a changed cell is one update; a column that is not there leaves the stored value; an empty cell clears it', async () => {
    const report = await run(
      folderOf({
        'customers.csv':
          'city,customer_number,kind,name,email\nMiędzyrzecz,K-1,person,Łucja Żółć-Nowa,\nMiędzyrzecz,K-2,business,"Młyn ""Źródło"", sp. z o.o.",\n',
      }),
    );
    expect(report.files['customers.csv']).toEqual({ inserted: 0, updated: 1, unchanged: 1, rejected: 0 });
    const [customer] =
      await sql`select name, email, street, phone from customers where customer_number = 'K-1'`;
    expect(customer).toEqual({
      name: 'Łucja Żółć-Nowa',
      email: null,
      street: 'Polna',
      phone: '+48601202303',
    });
  });

  test('a changed bank account is marked and the trusted one kept; taken back, the mark goes', async () => {
    const give = (account: string) =>
      run(
        folderOf({
          'customers.csv': `customer_number,kind,name,city,bank_account\nK-1,person,Łucja,Międzyrzecz,${account}\n`,
        }),
      );
    const state = async () =>
      (
        await sql`select bank_account as now, bank_account_before as before,
          bank_account_changed_at as changed, bank_account_confirmed_at as confirmed
          from customers where customer_number = 'K-1'`
      )[0];
    const [old, next, third] = [
      '94000000000000001234500017',
      '61109010140000071219812874',
      '27114020040000300201355387',
    ];
    await give(next!);
    expect(await state()).toEqual({ now: next, before: old, changed: NOW, confirmed: null });
    await give(third!);
    expect(await state()).toEqual({ now: third, before: old, changed: NOW, confirmed: null });
    await give(old!);
    expect(await state()).toEqual({ now: old, before: null, changed: null, confirmed: null });
    await give(next!);
    await sql`update customers set bank_account_confirmed_at = ${NOW}, bank_account_before = null where customer_number = 'K-1'`;
    await give(third!);
    expect(await state()).toEqual({ now: third, before: next, changed: NOW, confirmed: null });
  });

  test('accounts, consents and preferences are inserted only', async () => {
    await sql`update accounts set phone = '+48999999999', locale = 'en'`;
    await sql`update notification_preferences set enabled = false, source = 'portal'`;
    await sql`insert into e_invoice_consents (customer_id, action, effective_on, channel, source)
      select id, 'withdrawn', '2026-01-10', 'portal', 'portal' from customers where customer_number = 'K-1'`;
    const report = await run(
      folderOf(
        soundPackage({
          'e_invoice_consents.csv': [
            SOUND['e_invoice_consents.csv'][0],
            SOUND['e_invoice_consents.csv'][1],
            'K-1,2026-01-10,both,,paper,',
            'K-1,2026-02-01,both,,paper,',
          ],
        }),
      ),
    );
    expect(report.errors).toEqual([]);
    expect(report.files['accounts.csv']).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
    expect(report.files['notification_preferences.csv']).toMatchObject({ updated: 0, unchanged: 2 });
    expect(report.files['e_invoice_consents.csv']).toMatchObject({ inserted: 0, unchanged: 3 });
    const [account] = await sql`select phone, locale from accounts`;
    expect(account).toEqual({ phone: '+48999999999', locale: 'en' });
    expect((await sql`select bool_or(enabled) as any from notification_preferences`)[0]?.any).toBe(false);
  });

  test('an invoice keeps its reference and the instant of its first import when it is updated', async () => {
    const [before] = await sql`select ref, first_imported_at from invoices where invoice_number = 'F/1'`;
    await sql`insert into invoice_documents (invoice_id, kind, content, sha256)
      select id, 'rendered_pdf', '%PDF-1.7', 'x' from invoices where invoice_number = 'F/1'`;
    const report = await importPackage(
      folderOf({
        'invoices.csv': [
          SOUND['invoices.csv'][0],
          'F/1,K-1,U-1,2026-10-05,2026-09-01,2026-09-30,2026-10-26,1234.50,98.76,1333.26,,',
        ].join('\n'),
      }),
      { now: new Date('2026-12-01T00:00:00Z') },
    );
    expect(report.files['invoices.csv']).toEqual({ inserted: 0, updated: 1, unchanged: 0, rejected: 0 });
    const [after] =
      await sql`select ref, first_imported_at, due_on::text from invoices where invoice_number = 'F/1'`;
    expect(after).toEqual({ ...before, due_on: '2026-10-26' });
    // A PDF rendered from what was there before would show the old day.
    expect(await sql`select from invoice_documents where kind = 'rendered_pdf'`).toHaveLength(0);
  });
});

describe('every dialect says the same', () => {
  const { sql } = testDatabase();
  const utf8 = (text: string) => Buffer.from(text);
  const cp1250 = (text: string) => iconv.encode(text, 'windows-1250');
  const bom = (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
  const crlf = (text: string) => text.replace(/\n/g, '\r\n');
  const cases: [string, () => Record<string, string | Buffer>][] = [
    [
      'semicolons, Windows-1250, CRLF, Polish dates and decimals',
      () =>
        encode(
          dialect(';', cell => polishDecimals(polishDates(cell))),
          text => cp1250(crlf(text)),
        ),
    ],
    ['tabs, UTF-8 with BOM', () => encode(dialect('\t'), bom)],
    [
      'commas with quoted decimal commas, CRLF',
      () =>
        encode(
          dialect(',', cell => quoted(polishDecimals(cell))),
          text => utf8(crlf(text)),
        ),
    ],
    [
      'semicolons, BOM, last line without its end',
      () => encode(dialect(';'), text => bom(text.replace(/\n$/, ''))),
    ],
    [
      'columns in reverse order',
      () =>
        encode(dialect(','), text =>
          utf8(
            text
              .split('\n')
              .map(line => line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.slice(0, line.split(',').length) ?? [])
              .map(cells => cells.map(cell => cell.replace(/,$/, '')))
              .map(cells => cells.join(','))
              .join('\n'),
          ),
        ),
    ],
  ];

  beforeAll(async () => {
    await run(folderOf(soundPackage()));
  });

  test.each(cases)('%s: nothing changes', async (_, files) => {
    const report = await run(folderOf(files()));
    expect(report.errors).toEqual([]);
    for (const name of CSV_NAMES)
      expect([name, report.files[name]]).toEqual([
        name,
        { inserted: 0, updated: 0, unchanged: ALL[name], rejected: 0 },
      ]);
  });

  test('as a zip, and as a zip with one folder around it and what Macs add: nothing changes', async () => {
    const files = soundPackage();
    const wrapped = Object.fromEntries(Object.entries(files).map(([name, text]) => [`export/${name}`, text]));
    for (const archive of [
      files,
      {
        ...wrapped,
        '__MACOSX/export/._customers.csv': 'x',
        'export/.DS_Store': 'x',
        'export/README.txt': 'x',
      },
    ]) {
      const report = await run(await zipOf(archive));
      expect(report.errors).toEqual([]);
      expect(report.files['customers.csv']).toEqual({ inserted: 0, updated: 0, unchanged: 2, rejected: 0 });
      expect(report.files['readings.csv']?.unchanged).toBe(4);
    }
  });

  test('a dry run reports the same and writes nothing', async () => {
    const before = await contents(sql);
    const report = await importPackage(
      folderOf(
        soundPackage({
          'service_points.csv': [...SOUND['service_points.csv'], 'P-3,,9,,66-300,Bobowicko'],
        }),
      ),
      { now, dryRun: true },
    );
    expect(report.applied).toBe(false);
    expect(report.errors).toEqual([]);
    expect(report.files['service_points.csv']).toEqual({
      inserted: 1,
      updated: 0,
      unchanged: 2,
      rejected: 0,
    });
    expect(await contents(sql)).toBe(before);
  });
});
