import * as fs from 'node:fs';
import path from 'node:path';
import { reason } from '@/lib/billing-import/errors';
import { CSV_FILES, type CsvFile } from '@/lib/billing-import/files';
import { packageTables } from '@/tests/support/package-tables';

const plain = (markdown: string) => markdown.replace(/[ -]*\|[ -]*/g, '|').replace(/\|-+/g, '|');

test('docs/billing-package.md says exactly what the import does, column for column', () => {
  const page = fs.readFileSync(path.resolve(__dirname, '../../docs/billing-package.md'), 'utf8');
  const [, tables] = /<!-- tables -->\n([\s\S]*)\n<!-- \/tables -->/.exec(page) ?? [];
  expect(plain(tables!.trim())).toBe(plain(packageTables()));
});

const INTERFACES = path.resolve(__dirname, '../../../shared/INTERFACES.md');
(fs.existsSync(INTERFACES) ? test : test.skip)(
  'files, columns, keys and required columns are those of INTERFACES.md (skipped without ../shared)',
  () => {
    const page = fs.readFileSync(INTERFACES, 'utf8');
    for (const [name, file] of Object.entries<CsvFile>(CSV_FILES)) {
      const row = page.split('\n').find(line => line.startsWith(`| \`${name}\``))!;
      const text = row
        .split('|')[2]!
        .replace(/\([^)]*\)/g, '')
        .replace(/:.*$/, '');
      const columns = text
        .split(',')
        .map(cell => cell.trim())
        .filter(Boolean);
      const ours = Object.entries(file.columns).map(([column, { required }]) => {
        const key = file.key.includes(column);
        return `${key ? '**' : ''}${column}${required && key ? '***' : required ? '*' : key ? '**' : ''}`;
      });
      expect([name, columns]).toEqual([name, ours]);
    }
  },
);

test('a reason is a sentence in both languages, with what it is about', () => {
  const params = { net: '1.00', vat: '0.08', sum: '1.08', gross: '1.09' };
  expect(reason('gross_mismatch', params, 'pl')).toBe('netto 1.00 + VAT 0.08 daje 1.08, a brutto to 1.09');
  expect(reason('gross_mismatch', params, 'en')).toBe('net 1.00 + VAT 0.08 is 1.08, but gross is 1.09');
});
