import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type postgres from 'postgres';
import type { OwnTable } from './own-tables';
import type { ColumnType, CsvName } from './files';
import type { Findings, Progress } from './report';

/** What every step of an import shares. */
export interface Run {
  readonly tx: postgres.TransactionSql;
  readonly findings: Findings;
  readonly now: Date;
  readonly staged: Map<CsvName, Staged>;
  /** files that could not be read as a whole: what refers to their rows is not blamed for it */
  readonly broken: Set<string>;
  readonly tell: (progress: Progress) => void;
  /** of its row in `imports` */
  readonly importId: number;
  /** the highest id of each table before it: what is above is its own */
  readonly before: Readonly<Record<OwnTable, number>>;
}

/** A CSV file in its temporary table: columns `line`, `bad` and all columns of the file. */
export interface Staged {
  readonly table: string;
  /** columns that the header has; the others are left alone */
  readonly header: ReadonlySet<string>;
  readonly rows: number;
  /** rejected rows without a readable key, which are not in the table */
  readonly unstaged: number;
}

export const stagingTable = (name: CsvName): string => `in_${name.replace('.csv', '')}`;

export const SQL_TYPE: Record<ColumnType, string> = {
  number: 'text collate "C"',
  text: 'text collate "C"',
  choice: 'text collate "C"',
  flag: 'boolean',
  day: 'date',
  instant: 'timestamptz',
  money: 'bigint',
  volume: 'bigint',
  decimal: 'numeric',
  integer: 'integer',
  vat_rate: 'text collate "C"',
  nip: 'text collate "C"',
  nrb: 'text collate "C"',
  email: 'text collate "C"',
  phone: 'text collate "C"',
  ksef: 'text collate "C"',
};

const FLUSH = 256 * 1024;

/** A COPY into a table, buffered, as fast as the server takes it. */
export class CopyIn {
  private parts: string[] = [];
  private size = 0;
  private error: Error | undefined;

  private constructor(private readonly stream: Writable) {
    stream.on('error', error => (this.error ??= error));
  }

  static async open(tx: postgres.TransactionSql, target: string): Promise<CopyIn> {
    return new CopyIn(await tx.unsafe(`copy ${target}`).writable());
  }

  /** A row in COPY's text format, cells already escaped; flush when {@link isFull}. */
  row(cells: readonly string[]): void {
    const text = `${cells.join('\t')}\n`;
    this.parts.push(text);
    this.size += text.length;
  }

  get isFull(): boolean {
    return this.size > FLUSH;
  }

  async flush(): Promise<void> {
    const text = this.parts.join('');
    this.parts = [];
    this.size = 0;
    if (text) await this.bytes(Buffer.from(text));
  }

  /** Raw bytes of COPY's format. */
  async bytes(bytes: Buffer): Promise<void> {
    if (this.error) throw this.error;
    if (!this.stream.write(bytes)) await once(this.stream, 'drain');
  }

  async end(): Promise<void> {
    await this.flush();
    if (this.error) throw this.error;
    await new Promise<void>((resolve, reject) => {
      this.stream.once('error', reject);
      this.stream.end(resolve);
    });
  }

  /** Gives the rows up; the transaction is rolled back anyway. */
  abort(error: Error): void {
    this.stream.destroy(error);
  }
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A cell in COPY's text format; null is `\N`. */
export const copyCell = (value: string | number | boolean | null): string =>
  value === null
    ? '\\N'
    : typeof value === 'string'
      ? /[\\\t\n\r]/.test(value)
        ? value.replace(/[\\\t\n\r]/g, char => ESCAPES[char]!)
        : value
      : String(value);
