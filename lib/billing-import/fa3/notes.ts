import type { Grosze } from '../../kernel/money';
import type { Fa3Invoice, Fa3Table } from './document';

/** What a document says besides its lines, one row each, in reading order (table `invoice_notes`). */
export interface Fa3Note {
  kind: 'description' | 'charge' | 'deduction' | 'attachment';
  lineNo: number | null;
  /**
   * description: Klucz. charge, deduction: Powod. attachment: the heading of a block (value ''), the key of a
   * pair, '' for a paragraph, the caption of a table
   */
  key: string;
  /** for a table its JSON, see {@link tableFromNote} */
  value: string;
  amount: Grosze | null;
}

export function notesOf(invoice: Fa3Invoice): Fa3Note[] {
  const note = (kind: Fa3Note['kind'], key: string, value: string): Fa3Note => ({
    kind,
    lineNo: null,
    key,
    value,
    amount: null,
  });
  const { descriptions, settlement, attachment } = invoice;
  return [
    ...descriptions.map(({ key, value, lineNo }) => ({ ...note('description', key, value), lineNo })),
    ...(settlement?.charges ?? []).map(item => ({ ...note('charge', item.reason, ''), amount: item.amount })),
    ...(settlement?.deductions ?? []).map(item => ({
      ...note('deduction', item.reason, ''),
      amount: item.amount,
    })),
    ...attachment.flatMap(block => [
      ...(block.heading === null ? [] : [note('attachment', block.heading, '')]),
      ...block.metadata.map(({ key, value }) => note('attachment', key, value)),
      ...block.paragraphs.map(paragraph => note('attachment', '', paragraph)),
      ...block.tables.map(table => note('attachment', table.caption ?? '', JSON.stringify(table))),
    ]),
  ];
}

/** The table that an attachment's note holds; null when the note is plain text. */
export function tableFromNote(note: { kind: string; value: string }): Fa3Table | null {
  if (note.kind !== 'attachment' || !note.value.startsWith('{"caption":')) return null;
  try {
    const table = JSON.parse(note.value) as Partial<Fa3Table>;
    const whole = [table.columns, table.rows, table.totals, table.metadata].every(Array.isArray);
    return whole ? (table as Fa3Table) : null;
  } catch {
    return null;
  }
}
