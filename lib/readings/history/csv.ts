import { csvNumber, csvText, type CsvDialect } from '@/lib/kernel/csv';
import { dayOf, formatTime } from '@/lib/kernel/dates';
import { toCubicMetres } from '@/lib/kernel/volume';
import type { HistoryEntry } from './queries';

/** `read_at`: Warsaw time. `source`: who told us. The first three as `readings.csv` of the billing package has them. */
export const READING_COLUMNS = [
  'meter_serial',
  'read_on',
  'value_m3',
  'kind',
  'role',
  'source',
  'invoice_number',
] as const;

/** A meter's states as a file. */
export const readingsCsv = (entries: readonly HistoryEntry[], dialect: CsvDialect): string =>
  csvText(
    READING_COLUMNS,
    entries.map(({ serial, role, at, value, kind, origin, invoice }) => {
      const time = formatTime(at);
      return [
        serial,
        time === '00:00' ? dayOf(at) : `${dayOf(at)}T${time}`,
        csvNumber(toCubicMetres(value)),
        kind,
        role,
        origin,
        invoice?.number ?? null,
      ];
    }),
    dialect,
  );
