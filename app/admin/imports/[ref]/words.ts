import { getTranslations } from '@/lib/i18n/server';

/** What a file of the package is called by people, e.g. «Odbiorcy» for customers.csv. */
export async function fileNames(): Promise<(file: string) => string> {
  const t = await getTranslations('office-imports.file');
  return file => {
    const key = file.replace(/^invoices\/\*\.|\.csv$/g, '') as Parameters<typeof t.has>[0];
    return t.has(key) ? t(key) : file;
  };
}

/** What a column of a file is called by people, e.g. «termin płatności» for due_on. */
export async function columnNames(file: string): Promise<(column: string) => string> {
  const t = await getTranslations('office-imports.column');
  return column => {
    // Of an address it is the flat, of a line what is counted.
    const key = (file === 'invoice_lines.csv' && column === 'unit' ? 'line_unit' : column) as Parameters<
      typeof t.has
    >[0];
    return t.has(key) ? t(key) : column;
  };
}
