import { CSV_FILES, type Column, type CsvFile } from '@/lib/billing-import/files';

const TYPES: Record<Column['type'], string> = {
  number: 'number (text, at most 100 characters)',
  text: 'text',
  choice: '',
  flag: '`true` or `false`',
  day: 'day',
  instant: 'day or time',
  money: 'amount, two decimals at most',
  volume: 'm³, not negative, three decimals at most',
  decimal: 'decimal',
  integer: 'whole number',
  vat_rate: 'VAT rate',
  nip: 'NIP',
  nrb: 'account number (NRB)',
  email: 'e-mail address',
  phone: 'telephone number',
  ksef: 'KSeF number',
};

function described(column: Column): string {
  const parts = [TYPES[column.type]];
  if (column.values) parts[0] = column.values.map(value => `\`${value}\``).join(', ');
  if (column.places !== undefined) parts.push(`at most ${column.places} places`);
  if (column.unsigned) parts.push('not negative');
  if (column.range) parts.push(`${column.range[0]} to ${column.range[1]}`);
  if (column.references) parts.push(`must be a known ${column.references.replace('_', ' ')}`);
  if (column.note) parts.push(column.note);
  return parts.join('; ');
}

/** The tables of docs/billing-package.md, made from the one table that the import works by. */
export function packageTables(): string {
  return Object.entries<CsvFile>(CSV_FILES)
    .map(([name, file]) => {
      const rows = Object.entries(file.columns).map(([column, spec]) => {
        const shown = file.key.includes(column) ? `**${column}**` : column;
        return `| ${shown}${spec.required ? ' \\*' : ''} | ${described(spec)} |`;
      });
      const rules = [
        ...(file.ordered ?? []).map(([from, to]) => `\`${to}\` is not before \`${from}\`.`),
        ...(file.sums ?? []).map(([a, b, c]) => `\`${a}\` + \`${b}\` = \`${c}\`.`),
        ...(file.note ? [file.note] : []),
      ];
      const after = rules.length > 0 ? `\n\n${rules.join(' ')}` : '';
      return `### ${name}\n\n| column | holds |\n| --- | --- |\n${rows.join('\n')}${after}`;
    })
    .join('\n\n');
}
