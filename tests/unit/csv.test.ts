import fc from 'fast-check';
import iconv from 'iconv-lite';
import { BrokenCsv, detectSeparator, readRecords } from '@/lib/billing-import/csv';
import { scanEncoding } from '@/lib/billing-import/encoding';
import type { Column } from '@/lib/billing-import/files';
import { instantReader, readerOf, readLitres, Unreadable } from '@/lib/billing-import/values';
import { parseLocalInstant } from '@/lib/kernel/dates';
import { parseCubicMetres } from '@/lib/kernel/volume';

/** The bytes in pieces of a few, so that every boundary falls somewhere awkward. */
const pieces = (bytes: Buffer, size = 7) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };

async function read(text: string, size?: number) {
  const rows: { line: number; cells: string[] }[] = [];
  const source = pieces(Buffer.from(text), size)();
  for await (const { lines, cells } of readRecords(source, 'utf-8', () => ';'))
    lines.forEach((line, at) => rows.push({ line, cells: cells[at]! }));
  return rows;
}

describe('records', () => {
  test('quotes may hold separators, doubled quotes and line ends; lines are physical ones', async () => {
    expect(await read('a;b\r\n\n"x;""y""\nz"; "q" ;\r\nlast;ś')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 3, cells: ['x;"y"\nz', 'q', ''] },
      { line: 5, cells: ['last', 'ś'] },
    ]);
  });

  test('a quote inside an unquoted cell is a character', async () => {
    expect(await read('ul. "Zielona" 5;2')).toEqual([{ line: 1, cells: ['ul. "Zielona" 5', '2'] }]);
  });

  test.each([
    ['a;b\nc;"d', 2],
    ['a;b\n"c"d;e', 2],
  ])('%j is broken at line %i', async (text, line) => {
    await expect(read(text)).rejects.toMatchObject({ name: BrokenCsv.name, line, code: 'csv_quotes' });
  });

  test('whatever is written by the rules is read back, however the bytes are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, size) => {
          const sound = rows.map(row => row.map(cell => cell.replace(/[\r\u0000\ufeff]/g, '')));
          const text = sound
            .map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(';'))
            .join('\n');
          expect((await read(text, size)).map(({ cells }) => cells)).toEqual(sound);
        },
      ),
      { numRuns: 200 },
    ));
});

test.each([
  ['a,b,c', ','],
  ['a;b;c', ';'],
  ['a\tb', '\t'],
  ['"a";"b, c"', ';'],
  ['x;a,b', ','],
  ['pesel;imię;nazwisko', ';'],
])('the separator of %j is %j', (header, separator) => {
  expect(detectSeparator(header, name => ['a', 'b', 'c'].includes(name))).toBe(separator);
});

describe('encoding', () => {
  const scan = (bytes: Buffer) => scanEncoding(pieces(bytes));
  test.each([
    ['ASCII', Buffer.from('a,b\n1,2\n'), 'utf-8'],
    ['UTF-8', Buffer.from('Łódź\nMiędzyrzecz\n'), 'utf-8'],
    ['Windows-1250', iconv.encode('Łódź\nMiędzyrzecz śląski\n', 'windows-1250'), 'windows-1250'],
    // ÓŁ in Windows-1250 are two bytes that UTF-8 would take for one letter of another alphabet.
    ['Windows-1250, capitals', iconv.encode('PÓŁNOCNA\nŻÓŁTA ŁĄKA\n', 'windows-1250'), 'windows-1250'],
    ['Windows-1250, a Slovak name', iconv.encode('K-1,person,Ľubica Žltá\n', 'windows-1250'), 'windows-1250'],
    ['Windows-1250, typographic', iconv.encode('„Źródło” – spółka…\n', 'windows-1250'), 'windows-1250'],
  ])('%s', async (_, bytes, encoding) => {
    expect(await scan(bytes)).toMatchObject({ ok: true, encoding });
  });

  test('ISO-8859-2 is never taken for Windows-1250, unless the bytes are the same', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...'ąćęłńóśźżĄĆĘŁŃÓŚŹŻabcz'), { minLength: 1, maxLength: 30 }),
        async letters => {
          const text = `K,a${letters.join('')}x,1\n`;
          const iso = iconv.encode(text, 'iso-8859-2');
          const found = await scan(iso);
          const same = iso.equals(iconv.encode(text, 'windows-1250'));
          if (found.ok && found.encoding === 'windows-1250') expect(same).toBe(true);
        },
      ),
    ));
});

describe('values', () => {
  const cell = (column: Column, text: string) => {
    const value = readerOf(column)(text);
    return value instanceof Unreadable ? value.code : value;
  };
  test.each<[Column['type'], string, string, Partial<Column>?]>([
    ['money', '1 234,50', '123450'],
    ['money', '-0.8', '-80'],
    ['money', '1.005', 'bad_amount'],
    ['volume', '12,345', '12345'],
    ['volume', '-1', 'bad_reading'],
    ['decimal', '0005,1230', '5.123'],
    ['decimal', '1 000.5', '1000.5'],
    ['decimal', '1.1234567', 'bad_places', { places: 6 }],
    ['decimal', '-1', 'negative', { unsigned: true }],
    ['decimal', '-0,00', '0', { unsigned: true }],
    ['integer', '0', 'bad_range', { range: [1, 12] }],
    ['day', '31.12.2026', '2026-12-31'],
    ['day', '29.02.2026', 'bad_date'],
    ['nip', 'PL 856-734-62-15', '8567346215'],
    ['nip', '0000000000', 'bad_nip'],
    ['nrb', 'PL94 0000 0000 0000 0012 3450 0017', '94000000000000001234500017'],
    ['email', ' Jan@Example.PL'.trim(), 'jan@example.pl'],
    ['email', 'jan@', 'bad_email'],
    ['phone', '601-202-303', '+48601202303'],
    ['phone', '0048 601 202 303', '+48601202303'],
    ['phone', '12', 'bad_phone'],
    ['vat_rate', '8,00', '8'],
    ['vat_rate', '23%', '23'],
    ['vat_rate', 'ZW', 'zw'],
    ['vat_rate', 'osiem', 'bad_vat_rate'],
    ['ksef', '5265877635-20250826-0100001AF629-AF', '5265877635-20250826-0100001AF629-AF'],
    ['flag', 'tak', 'bad_value'],
    ['number', 'x'.repeat(101), 'bad_number'],
  ])('%s %j is %s', (type, text, expected, rest = {}) => {
    expect(cell({ type, ...rest }, text)).toBe(expected);
  });

  test('the quick readers say what the kernel says', () => {
    const instant = instantReader();
    const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2050-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom(10, 16, 19), (date, length) => {
        const text = date.toISOString().slice(0, length);
        expect(instant(text)).toBe(parseLocalInstant(text)!.getTime() / 1000);
      }),
    );
    for (const night of ['2025-03-30', '2025-10-26']) {
      for (const time of ['00:59', '01:00', '01:59', '02:00', '02:30', '02:59', '03:00', '03:30'])
        expect(instant(`${night}T${time}`)).toBe(parseLocalInstant(`${night}T${time}`)!.getTime() / 1000);
    }
    fc.assert(
      fc.property(fc.string(), text => instant(text) === (parseLocalInstant(text)?.getTime() ?? null)),
    );
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^\d{0,13}[.,]?\d{0,5}$/), fc.string()), text => {
        expect(readLitres(text)).toBe(parseCubicMetres(text));
      }),
    );
  });
});
