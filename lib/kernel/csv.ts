import { toDecimal, type Grosze } from './money';

/**
 * CSV as we hand it out. `standard`: commas, decimal points (RFC 4180). `pl`: semicolons, decimal commas and a
 * byte order mark, which is what a Polish spreadsheet opens rightly by a double click.
 */
export type CsvDialect = 'standard' | 'pl';

/** An exact decimal with a point, `-12.50`: written as a number, whatever sign it begins with. */
export interface CsvNumber {
  readonly decimal: string;
}

/** Text, a number, or nothing known. */
export type CsvCell = string | CsvNumber | null;

const DECIMAL = /^-?\d+(\.\d+)?$/;
/** What spreadsheets take for a formula (SECURITY S11); a line feed in front only hides one. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** A number for a cell. @param decimal with a point @throws RangeError when it is none */
export function csvNumber(decimal: string): CsvNumber {
  if (!DECIMAL.test(decimal)) throw new RangeError(`not a decimal: ${decimal}`);
  return { decimal };
}

/** An amount in złoty for a cell, `-12.50`. */
export const csvMoney = (amount: Grosze): CsvNumber => csvNumber(toDecimal(amount));

function written(cell: CsvCell, dialect: CsvDialect): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return dialect === 'pl' ? cell.decimal.replace('.', ',') : cell.decimal;
  // Text only: a number keeps its minus, and no formula is made of digits alone.
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const separators: Record<CsvDialect, string> = { standard: ',', pl: ';' };

/** One record with its line end. */
export const csvRecord = (cells: readonly CsvCell[], dialect: CsvDialect): string =>
  `${cells.map(cell => written(cell, dialect)).join(separators[dialect])}\r\n`;

/** What a file of the dialect begins with. */
export const csvStart = (dialect: CsvDialect): string => (dialect === 'pl' ? '\ufeff' : '');

/** A whole file: the header and its records. */
export const csvText = (
  header: readonly string[],
  records: readonly (readonly CsvCell[])[],
  dialect: CsvDialect,
): string => csvStart(dialect) + [header, ...records].map(cells => csvRecord(cells, dialect)).join('');
