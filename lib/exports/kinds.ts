import 'server-only';
import type { Transaction } from '@/db/client';
import { CHANGE_COLUMNS, newChanges } from './contact-changes';
import { CONSENT_COLUMNS, newConsents } from './e-invoice-consents';
import { newInvoicesToPrint, PRINT_COLUMNS } from './invoices-to-print';
import type { ExportItem } from './item';
import { approveAll, newReadings, READING_COLUMNS } from './readings';

export interface ExportKind {
  readonly header: readonly string[];
  /** What no batch holds yet, in the order of the file; locked, so that it does not change before it is handed over. */
  readonly collect: (tx: Transaction, now: Date) => Promise<ExportItem[]>;
  /** What becomes of it by being handed over. */
  readonly handedOver?: (tx: Transaction, items: readonly string[], now: Date) => Promise<void>;
}

/** What the billing system can have; the command and its help iterate it. */
export const EXPORT_KINDS = {
  readings: { header: READING_COLUMNS, collect: newReadings, handedOver: approveAll },
  'e-invoice-consents': { header: CONSENT_COLUMNS, collect: newConsents },
  'contact-changes': { header: CHANGE_COLUMNS, collect: newChanges },
  'invoices-to-print': { header: PRINT_COLUMNS, collect: newInvoicesToPrint },
} as const satisfies Record<string, ExportKind>;

export type ExportName = keyof typeof EXPORT_KINDS;

export const EXPORT_NAMES = Object.keys(EXPORT_KINDS) as ExportName[];

export const exportKind = (name: ExportName): ExportKind => EXPORT_KINDS[name];
