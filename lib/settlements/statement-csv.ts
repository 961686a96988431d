import type { Day } from '@/lib/kernel/dates';
import { csvMoney, csvNumber, csvText, type CsvCell, type CsvDialect } from '@/lib/kernel/csv';
import type { Grosze } from '@/lib/kernel/money';
import type { SettlementItem } from '@/lib/invoices/rules';
import type { LedgerEntry, Statement } from './rules';

/**
 * `amount`: as the document or the booking says, below 0 in the customer's favour. `counted`: whether it is part
 * of the balance. `balance`: owed after the line, below 0 when overpaid; `state` says the same in a word.
 */
export const STATEMENT_COLUMNS = [
  'date',
  'kind',
  'document',
  'corrects',
  'for_invoice',
  'due_on',
  'amount',
  'currency',
  'counted',
  'balance',
  'state',
] as const;

const stateOf = (balance: Grosze): string => (balance > 0 ? 'to_pay' : balance < 0 ? 'overpaid' : 'settled');

const balanceCells = (balance: Grosze): CsvCell[] => [csvMoney(balance), stateOf(balance)];

function record(entry: LedgerEntry): CsvCell[] {
  const { document, kind, side, amount, corrects, apart } = entry;
  const isDocument = kind === 'invoice' || kind === 'correction';
  const signed = csvMoney(amount).decimal;
  return [
    entry.on,
    kind,
    document?.number ?? null,
    corrects.map(({ number }) => number).join(' ') || null,
    entry.invoiceNumber,
    isDocument && side === 'charge' ? document!.dueOn : null,
    csvNumber(side === 'credit' && amount !== 0 ? `-${signed}` : signed),
    entry.currency,
    apart === null ? 'true' : 'false',
    ...balanceCells(entry.balance),
  ];
}

const carriedForward = ({ on, balance }: { on: Day; balance: Grosze }): CsvCell[] => [
  on,
  'carried_forward',
  ...Array<CsvCell>(7).fill(null),
  ...balanceCells(balance),
];

/** A period of the account as CSV, with what was carried into it as the first record. */
export const statementCsv = ({ opening, entries }: Statement<SettlementItem>, dialect: CsvDialect): string =>
  csvText(
    STATEMENT_COLUMNS,
    [...(opening ? [carriedForward(opening)] : []), ...entries.map(record)],
    dialect,
  );
