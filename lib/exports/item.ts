import type { CsvCell } from '@/lib/kernel/csv';

/** One thing that is handed over, as one line of the file. */
export interface ExportItem {
  /** names it among its kind for ever: what stands in a batch is in no later one */
  readonly item: string;
  /** as the header has them */
  readonly cells: readonly CsvCell[];
}
