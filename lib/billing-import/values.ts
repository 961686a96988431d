import { addDays, parseDay, parseLocalInstant, startOfDay, type Day } from '../kernel/dates';
import {
  canonicalEmail,
  canonicalNip,
  canonicalNrb,
  isKsefNumber,
  isNip,
  isNrb,
} from '../kernel/identifiers';
import { parseMoney } from '../kernel/money';
import { parseCubicMetres } from '../kernel/volume';
import type { ReasonCode, ReasonParams } from './errors';
import { VAT_WORDS, type Column } from './files';

/** Why a cell was refused. */
export class Unreadable {
  constructor(
    readonly code: ReasonCode,
    readonly params: ReasonParams = {},
  ) {}
}

/** A cell (not empty, without outer blanks) as the text in which PostgreSQL takes it. */
export type Reader = (cell: string) => string | Unreadable;

const NUMBER_LIMIT = 100;
const TEXT_LIMIT = 2_000;
/** No control characters; a tab or line feed may stand in a quoted text. */
const CONTROL = /[\u0000-\u001f\u007f]/;
const CONTROL_BUT_BREAKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const EMAIL = /^[^\s@<>()",;:\\]+@[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u;
const PHONE = /^\+?\d{9,15}$/;
const DECIMAL = /^([+-]?)(\d{1,14})(?:[.,](\d+))?$/;
const BLANKS = /[\s\u00a0\u202f]/g;

const fail = (code: ReasonCode, params?: ReasonParams) => new Unreadable(code, params);

/** The reader of a column. One per column of a file: readings of instants and choices remember what they saw. */
export function readerOf(column: Column): Reader {
  switch (column.type) {
    case 'number':
      return cell =>
        cell.length > NUMBER_LIMIT || CONTROL.test(cell) ? fail('bad_number', { limit: NUMBER_LIMIT }) : cell;
    case 'text':
      return cell =>
        cell.length > TEXT_LIMIT || CONTROL_BUT_BREAKS.test(cell)
          ? fail('bad_text', { limit: TEXT_LIMIT })
          : cell;
    case 'choice': {
      const known = new Set(column.values);
      return cell =>
        known.has(cell) ? cell : fail('bad_value', { allowed: (column.values ?? []).join(', ') });
    }
    case 'flag':
      return cell =>
        cell === 'true' || cell === 'false' ? cell : fail('bad_value', { allowed: 'true, false' });
    case 'day':
      return cell => parseDay(cell) ?? fail('bad_date');
    case 'instant': {
      const seconds = instantReader();
      return cell => {
        const at = seconds(cell);
        return at === null ? fail('bad_instant') : new Date(at * 1000).toISOString();
      };
    }
    case 'money':
      return cell => {
        const amount = parseMoney(cell);
        if (amount === null) return fail('bad_amount');
        return column.unsigned && amount < 0 ? fail('negative') : String(amount);
      };
    case 'volume':
      return cell => {
        const volume = parseCubicMetres(cell);
        return volume === null ? fail('bad_reading') : String(volume);
      };
    case 'decimal':
      return cell => readDecimal(cell, column);
    case 'integer':
      return cell => readInteger(cell, column.range ?? [0, 2_147_483_647]);
    case 'vat_rate':
      return readVatRate;
    case 'nip':
      return cell => {
        const nip = canonicalNip(cell);
        return isNip(nip) ? nip : fail('bad_nip');
      };
    case 'nrb':
      return cell => {
        const nrb = canonicalNrb(cell);
        return isNrb(nrb) ? nrb : fail('bad_nrb');
      };
    case 'email':
      return cell => {
        const email = canonicalEmail(cell);
        return email.length <= 254 && EMAIL.test(email) ? email : fail('bad_email');
      };
    case 'phone':
      return cell => {
        const phone = cell.replace(/[\s\u00a0()./-]/g, '').replace(/^00/, '+');
        if (!PHONE.test(phone)) return fail('bad_phone');
        // Nine digits are a Polish number; one form, so that the same number always compares equal.
        return phone.startsWith('+') ? phone : phone.length === 9 ? `+48${phone}` : `+${phone}`;
      };
    case 'ksef':
      return cell => (isKsefNumber(cell.toUpperCase()) ? cell.toUpperCase() : fail('bad_ksef'));
  }
}

/** Exact decimals stay text: `1 234,50` becomes `1234.5`, so that equal numbers are equal texts. */
function readDecimal(cell: string, column: Column): string | Unreadable {
  const match = DECIMAL.exec(cell.replace(BLANKS, ''));
  if (!match) return fail('bad_decimal');
  const [, sign, whole = '', places = ''] = match;
  const fraction = places.replace(/0+$/, '');
  if (fraction.length > (column.places ?? 8)) return fail('bad_places', { places: column.places ?? 8 });
  const digits = whole.replace(/^0+(?=\d)/, '') + (fraction ? `.${fraction}` : '');
  const negative = sign === '-' && /[1-9]/.test(digits);
  if (negative && column.unsigned) return fail('negative');
  return negative ? `-${digits}` : digits;
}

function readInteger(cell: string, [min, max]: readonly [number, number]): string | Unreadable {
  const value = /^\d{1,10}$/.test(cell) ? Number(cell) : Number.NaN;
  return value >= min && value <= max ? String(value) : fail('bad_range', { min, max });
}

function readVatRate(cell: string): string | Unreadable {
  const word = VAT_WORDS.find(known => known.toLowerCase() === cell.toLowerCase());
  if (word) return word;
  const rate = readDecimal(cell.replace(/\s*%$/, ''), { type: 'decimal', places: 2, unsigned: true });
  return typeof rate === 'string' && Number(rate) <= 100
    ? rate
    : fail('bad_vat_rate', { allowed: VAT_WORDS.join(', ') });
}

const TIMED = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;
const MOST_DAYS = 100_000;

/**
 * Reads a Warsaw day or time as seconds since 1970, like `parseLocalInstant` of the kernel, which does the
 * work. Days are remembered: a package names the same ones a million times over. A time on a day without
 * clock change is its midnight plus the time; only the two other days a year take the long way.
 */
export function instantReader(): (cell: string) => number | null {
  const days = new Map<string, { start: number; even: boolean } | null>();
  const known = (text: string) => {
    let entry = days.get(text);
    if (entry === undefined) {
      if (days.size > MOST_DAYS) days.clear();
      const parsed = parseDay(text);
      entry = parsed && dayLength(parsed);
      days.set(text, entry);
    }
    return entry;
  };
  return cell => {
    if (cell.length === 10) {
      const whole = known(cell);
      if (whole) return whole.start;
    }
    const match = TIMED.exec(cell);
    const day = match && known(match[1]!);
    if (match && day?.even) {
      const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
      if (hour > 23 || minute > 59 || second > 59) return null;
      return day.start + (hour * 60 + minute) * 60 + second;
    }
    const instant = parseLocalInstant(cell);
    return instant && instant.getTime() / 1000;
  };
}

function dayLength(day: Day): { start: number; even: boolean } {
  const start = startOfDay(day).getTime() / 1000;
  const next = startOfDay(addDays(day, 1)).getTime() / 1000;
  return { start, even: next - start === 86_400 };
}

/** Like `parseCubicMetres`, quicker for the plain shape that a million readings have. */
export function readLitres(cell: string): number | null {
  let value = 0;
  let places = -1;
  if (cell.length > 12) return parseCubicMetres(cell);
  for (let at = 0; at < cell.length; at++) {
    const code = cell.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      if (places >= 0 && ++places > 3) return parseCubicMetres(cell);
      value = value * 10 + (code - 48);
    } else if ((code === 46 || code === 44) && places < 0 && at > 0) places = 0;
    else return parseCubicMetres(cell);
  }
  if (places === 0 || cell.length === 0) return parseCubicMetres(cell);
  return places < 0 ? value * 1000 : value * [1000, 100, 10, 1][places]!;
}
