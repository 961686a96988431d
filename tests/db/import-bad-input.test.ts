import * as fs from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { ZipFile } from 'yazl';
import { importPackage } from '@/lib/billing-import/commands';
import { reason, type ReasonCode } from '@/lib/billing-import/errors';
import { UnusablePackage } from '@/lib/billing-import/report';
import {
  contents,
  folderOf,
  SOUND,
  soundPackage,
  temporaryFolder,
  zipOf,
  type Files,
  type SoundName,
} from '@/tests/support/billing-package';
import { testDatabase } from '@/tests/support/database';

const now = new Date('2026-11-22T10:00:00Z');
const { sql } = testDatabase();
let before = '';

beforeAll(async () => {
  await importPackage(folderOf(soundPackage()), { now });
  before = await contents(sql);
});

type Expected = {
  file: string;
  line: number | null;
  column: string | null;
  code: ReasonCode;
  value?: string | null;
};

/** Imports, sees that nothing was applied and the database is as it was, and gives what was reported. */
async function refused(location: string): Promise<Expected[]> {
  const report = await importPackage(location, { now });
  expect(report.applied).toBe(false);
  expect(await contents(sql)).toBe(before);
  for (const error of report.errors) {
    for (const locale of ['pl', 'en'] as const)
      expect(reason(error.code, error.params, locale)).not.toMatch(/[{}]|undefined/);
  }
  return report.errors.map(({ file, line, column, code, value }) => ({ file, line, column, code, value }));
}

/** Files alone: what they refer to is in the database. */
const only = (changes: Record<string, readonly string[]>): Files =>
  Object.fromEntries(Object.entries(changes).map(([name, lines]) => [name, lines.join('\n')]));

/** The sound file with further rows. */
const more = (name: SoundName, ...rows: string[]): Files => only({ [name]: [...SOUND[name], ...rows] });

/** The sound file with another header and the same rows, each changed by `row`. */
const reheaded = (name: SoundName, header: (header: string) => string, row = (line: string) => line): Files =>
  only({ [name]: SOUND[name].map((line, at) => (at === 0 ? header(line) : row(line))) });

const rows: [string, () => Files, Expected[]][] = [
  [
    'an unknown column',
    () =>
      reheaded(
        'customers.csv',
        h => `${h},pesel`,
        r => `${r},1`,
      ),
    [{ file: 'customers.csv', line: 1, column: 'pesel', code: 'unknown_column' }],
  ],
  [
    'a missing column',
    () => reheaded('contracts.csv', h => h.replace('signed_on', 'signed')),
    [
      { file: 'contracts.csv', line: 1, column: 'signed', code: 'unknown_column' },
      { file: 'contracts.csv', line: 1, column: 'signed_on', code: 'missing_column' },
    ],
  ],
  [
    'a column twice',
    () =>
      reheaded(
        'payments.csv',
        h => `${h},title`,
        r => `${r},x`,
      ),
    [{ file: 'payments.csv', line: 1, column: 'title', code: 'duplicate_column' }],
  ],
  [
    'a NIP whose check digit is wrong',
    () => more('customers.csv', 'K-3,business,X,8567346216,,,,,,,Y,'),
    [{ file: 'customers.csv', line: 4, column: 'nip', code: 'bad_nip', value: '8567346216' }],
  ],
  [
    'an account number whose checksum is wrong',
    () => more('customers.csv', 'K-3,person,X,,,,,,,,Y,95000000000000001234500017'),
    [{ file: 'customers.csv', line: 4, column: 'bank_account', code: 'bad_nrb' }],
  ],
  [
    'an unknown customer',
    () => more('contracts.csv', 'U-9,K-9,P-1,water,,2024-01-01,2024-01-01,'),
    [{ file: 'contracts.csv', line: 4, column: 'customer_number', code: 'unknown_customer', value: 'K-9' }],
  ],
  [
    'an unknown service point',
    () => more('meters.csv', 'W-3,P-9,main,,2024-01-01,,'),
    [{ file: 'meters.csv', line: 4, column: 'service_point_number', code: 'unknown_service_point' }],
  ],
  [
    'an unknown contract',
    () => more('invoices.csv', 'F/9,K-1,U-9,2026-10-05,,,2026-10-19,1,0,1,,'),
    [{ file: 'invoices.csv', line: 5, column: 'contract_number', code: 'unknown_contract', value: 'U-9' }],
  ],
  [
    'an unknown meter',
    () => more('readings.csv', 'W-9,2024-01-01,1,actual'),
    [{ file: 'readings.csv', line: 6, column: 'meter_serial', code: 'unknown_meter', value: 'W-9' }],
  ],
  [
    'an unknown invoice',
    () => more('invoice_lines.csv', 'F/99,1,Woda,,,,1,8,,,'),
    [
      {
        file: 'invoice_lines.csv',
        line: 5,
        column: 'invoice_number',
        code: 'unknown_invoice',
        value: 'F/99',
      },
    ],
  ],
  [
    'the same key twice in one file',
    () => more('customers.csv', 'K-1,person,X,,,,,,,,Y,'),
    [{ file: 'customers.csv', line: 4, column: 'customer_number', code: 'duplicate_key', value: 'K-1' }],
  ],
  [
    'the same composite key twice',
    () => more('invoice_lines.csv', 'F/2,1,Woda,,,,1,8,,,'),
    [{ file: 'invoice_lines.csv', line: 5, column: 'line_no', code: 'duplicate_key', value: '1' }],
  ],
  [
    'two states of a meter at one instant',
    () => more('readings.csv', 'W-1,30.06.2024,62,actual'),
    [{ file: 'readings.csv', line: 6, column: 'value_m3', code: 'reading_conflict' }],
  ],
  [
    'net + VAT ≠ gross',
    () => more('invoices.csv', 'F/9,K-1,,2026-10-05,,,2026-10-19,100,8,108.01,,'),
    [{ file: 'invoices.csv', line: 5, column: 'gross', code: 'gross_mismatch', value: '108.01' }],
  ],
  [
    'a date that does not exist',
    () => more('payments.csv', 'B-9,K-1,2026-02-29,1,,', 'B-10,K-1,31.04.2026,1,,'),
    [
      { file: 'payments.csv', line: 4, column: 'booked_on', code: 'bad_date', value: '2026-02-29' },
      { file: 'payments.csv', line: 5, column: 'booked_on', code: 'bad_date', value: '31.04.2026' },
    ],
  ],
  [
    'an end before its beginning',
    () => more('contracts.csv', 'U-9,K-1,P-1,water,,2024-01-01,2024-02-01,2024-01-31'),
    [{ file: 'contracts.csv', line: 4, column: 'ends_on', code: 'bad_order', value: '2024-01-31' }],
  ],
  [
    'a negative reading, one with four decimals, an unknown kind',
    () =>
      more(
        'readings.csv',
        'W-1,2025-01-01,-1,actual',
        'W-1,2025-01-02,1.0001,actual',
        'W-1,2025-01-03,1,zdalny',
      ),
    [
      { file: 'readings.csv', line: 6, column: 'value_m3', code: 'bad_reading', value: '-1' },
      { file: 'readings.csv', line: 7, column: 'value_m3', code: 'bad_reading', value: '1.0001' },
      { file: 'readings.csv', line: 8, column: 'kind', code: 'bad_value', value: 'zdalny' },
    ],
  ],
  [
    'several things wrong in one row, all of them named',
    () => more('customers.csv', 'K-3,firma,,123,nie,12,,,,,,1'),
    [
      ...(['kind', 'nip', 'email', 'phone', 'bank_account', 'name', 'city'] as const).map((column, at) => ({
        file: 'customers.csv',
        line: 4,
        column,
        code: (
          [
            'bad_value',
            'bad_nip',
            'bad_email',
            'bad_phone',
            'bad_nrb',
            'missing_value',
            'missing_value',
          ] as const
        )[at]!,
      })),
    ],
  ],
  [
    'a KSeF number with a wrong checksum',
    () => more('invoices.csv', 'F/9,K-1,,2026-10-05,,,2026-10-19,1,0,1,,5265877635-20250826-0100001AF629-AE'),
    [{ file: 'invoices.csv', line: 5, column: 'ksef_number', code: 'bad_ksef' }],
  ],
  [
    'a row with a cell too many',
    () => more('tariffs.csv', 'G1,water,2027-01-01,,1,8,9'),
    [{ file: 'tariffs.csv', line: 4, column: null, code: 'csv_fields' }],
  ],
  [
    'a quote that never closes',
    () => more('tariffs.csv', 'G1,water,2027-01-01,,"1,8', 'G2,water,2027-01-01,,1,8'),
    [{ file: 'tariffs.csv', line: 4, column: null, code: 'csv_quotes' }],
  ],
  [
    'lines are counted as an editor counts them, quoted line ends and blank lines included',
    () => more('payments.csv', 'B-8,K-1,2026-10-10,1,,"za', 'wodę"', '', 'B-9,K-1,2026-10-10,x,,'),
    [{ file: 'payments.csv', line: 7, column: 'amount', code: 'bad_amount', value: 'x' }],
  ],
  [
    'a bad row is blamed once, not with every row that refers to it',
    () =>
      only({
        'customers.csv': [...SOUND['customers.csv'], 'K-3,person,,,,,,,,,Y,'],
        'contracts.csv': [...SOUND['contracts.csv'], 'U-3,K-3,P-1,water,,2024-01-01,2024-01-01,'],
      }),
    [{ file: 'customers.csv', line: 4, column: 'name', code: 'missing_value' }],
  ],
  [
    'a CSV file that is none of ours',
    () => ({ 'klienci.csv': 'a,b\n' }),
    [{ file: 'klienci.csv', line: null, column: null, code: 'unknown_file' }],
  ],
  [
    'an empty CSV file',
    () => ({ 'payments.csv': '' }),
    [{ file: 'payments.csv', line: 1, column: null, code: 'csv_empty' }],
  ],
];

test.each(rows)(
  '%s: named by file, line and column; the database is as it was',
  async (_, files, expected) => {
    expect(await refused(folderOf(files()))).toMatchObject(expected);
    expect(await refused(folderOf(files()))).toHaveLength(expected.length);
  },
);

describe('wrong encodings are named by their line', () => {
  const polish = 'K-3,person,Śląska Łączność źdźbło,,,,,,,,Międzyrzecz,';
  const header = SOUND['customers.csv'][0];
  const cases: [string, Buffer, ReasonCode, number][] = [
    [
      'ISO-8859-2',
      iconv.encode(`${header}\nK-4,person,X,,,,,,,,Y,\n${polish}\n`, 'iso-8859-2'),
      'wrong_encoding',
      3,
    ],
    ['CP852', iconv.encode(`${header}\n${polish}\n`, 'cp852'), 'wrong_encoding', 2],
    [
      'UTF-16 with a mark',
      iconv.encode(`${header}\n${polish}\n`, 'utf-16le', { addBOM: true }),
      'csv_utf16',
      1,
    ],
    ['UTF-16 without one', iconv.encode(`${header}\n${polish}\n`, 'utf-16le'), 'csv_utf16', 1],
    [
      'UTF-8 and Windows-1250 in one file',
      Buffer.concat([
        Buffer.from(`${header}\n${polish}\n`),
        iconv.encode(`${polish.replace('K-3', 'K-4')}\n`, 'windows-1250'),
      ]),
      'wrong_encoding',
      3,
    ],
    [
      'text that was damaged before (U+FFFD)',
      Buffer.from(`${header}\n${polish.replace('Ś', '\ufffd')}\n`),
      'wrong_encoding',
      2,
    ],
    [
      'a broken UTF-8 sequence behind a mark',
      Buffer.concat([
        Buffer.from(`\ufeff${header}\nK-4,person,`),
        Buffer.from([0xc5]),
        Buffer.from(',,,,,,,,Y,\n'),
      ]),
      'wrong_encoding',
      2,
    ],
    ['zero bytes', Buffer.from(`${header}\nK-4,person,X\0,,,,,,,,Y,\n`), 'wrong_encoding', 2],
  ];
  test.each(cases)('%s', async (_, bytes, code, line) => {
    expect(await refused(folderOf({ 'customers.csv': bytes }))).toMatchObject([
      { file: 'customers.csv', line, code },
    ]);
  });
});

describe('documents', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><Faktura>&b;</Faktura>`;
  test('broken XML, entity expansion, no invoice at all, no PDF, a print of no invoice', async () => {
    const errors = await refused(
      folderOf({
        'invoices/1-broken.xml': '<?xml version="1.0"?>\n<Faktura>\n<Fa></Faktura>',
        'invoices/2-entities.xml': bomb,
        'invoices/3-other.xml': '<html/>',
        'invoices/F_1.pdf': 'not a print',
        'invoices/F_77.pdf': '%PDF-1.7',
      }),
    );
    expect(errors).toMatchObject([
      { file: 'invoices/1-broken.xml', line: 3, code: 'xml_mismatched' },
      { file: 'invoices/2-entities.xml', line: 1, code: 'xml_doctype' },
      { file: 'invoices/3-other.xml', line: 1, code: 'fa3_not_invoice' },
      { file: 'invoices/F_1.pdf', code: 'pdf_content' },
      { file: 'invoices/F_77.pdf', code: 'unknown_invoice' },
    ]);
  });
});

describe('a package that must not be opened', () => {
  const code = async (location: string): Promise<[ReasonCode, string]> => {
    const failed = await importPackage(location, { now }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnusablePackage);
    expect(await contents(sql)).toBe(before);
    const { code: name, file } = failed as UnusablePackage;
    return [name, file];
  };
  /** yazl refuses bad names itself: the archive is made with a sound one of equal length, then changed. */
  const renamed = async (from: string, to: string) => {
    const archive = await zipOf({ [from]: SOUND['payments.csv'].join('\n') });
    const bytes = fs.readFileSync(archive).toString('latin1').replaceAll(from, to);
    fs.writeFileSync(archive, bytes, 'latin1');
    return archive;
  };

  test('an entry with .., an absolute one, one with backslashes', async () => {
    expect(await code(await renamed('xx/payments.csv', '../payments.csv'))).toEqual([
      'zip_path',
      '../payments.csv',
    ]);
    expect(await code(await renamed('x/payments.csv', '//payments.csv'))).toEqual([
      'zip_path',
      '//payments.csv',
    ]);
    expect(await code(await renamed('x/payments.csv', 'x\\payments.csv'))).toEqual([
      'zip_path',
      'x\\payments.csv',
    ]);
    expect(await code(await renamed('xx/payments.csv', 'C:/payments.csv'))).toEqual([
      'zip_path',
      'C:/payments.csv',
    ]);
  });

  test('a zip bomb, before anything of it is unpacked', async () => {
    expect(await code(await zipOf({ 'customers.csv': Buffer.alloc(30_000_000, 'a') }))).toEqual([
      'zip_bomb',
      'customers.csv',
    ]);
  });

  test('an entry that is larger than it says', async () => {
    const archive = await zipOf({
      'payments.csv': `${SOUND['payments.csv'][0]}\n${'B-3,K-1,2026-10-11,1,,\n'.repeat(900)}`,
    });
    const bytes = fs.readFileSync(archive);
    const at = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    bytes.writeUInt32LE(100, at + 24);
    fs.writeFileSync(archive, bytes);
    expect((await code(archive))[0]).toBe('zip_broken');
  });

  test('an archive in the archive, a link, an entry twice', async () => {
    expect((await code(await zipOf({ 'inner.zip': 'x' })))[0]).toBe('zip_nested');
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('/etc/passwd'), 'customers.csv', { mode: 0o120777 });
    zip.addBuffer(Buffer.from('x'), 'payments.csv');
    zip.end();
    const target = path.join(temporaryFolder(), 'links.zip');
    await new Promise<void>(resolve =>
      zip.outputStream.pipe(fs.createWriteStream(target)).on('close', () => resolve()),
    );
    expect((await code(target))[0]).toBe('zip_symlink');
    expect((await code(await renamedTwice()))[0]).toBe('file_twice');
  });

  async function renamedTwice(): Promise<string> {
    const archive = await zipOf({ 'payments.csv': 'x', 'paymentX.csv': 'y' });
    fs.writeFileSync(
      archive,
      fs.readFileSync(archive).toString('latin1').replaceAll('paymentX', 'payments'),
      'latin1',
    );
    return archive;
  }

  test('nothing there, nothing in it, no archive, a truncated one', async () => {
    expect((await code('/does/not/exist'))[0]).toBe('package_missing');
    expect((await code(folderOf({ '.DS_Store': 'x', 'README.txt': 'x' })))[0]).toBe('package_empty');
    expect((await code(path.join(folderOf({ 'customers.csv': 'x' }), 'customers.csv')))[0]).toBe(
      'package_not_zip',
    );
    const archive = await zipOf(soundPackage());
    fs.writeFileSync(archive, fs.readFileSync(archive).subarray(0, 900));
    expect((await code(archive))[0]).toBe('package_not_zip');
  });
});

test('all rejected rows are reported, not only the first', async () => {
  const many = Array.from({ length: 3_000 }, (_, at) => `B-${at + 100},K-9,2026-13-01,1.234,,`);
  const errors = await refused(folderOf({ 'payments.csv': [SOUND['payments.csv'][0], ...many].join('\n') }));
  expect(errors).toHaveLength(9_000);
  expect(errors.slice(-3)).toMatchObject([
    { line: 3_001, column: 'booked_on' },
    { line: 3_001, column: 'amount' },
    { line: 3_001, column: 'customer_number' },
  ]);
});
