import type { ImportError, ReasonCode, ReasonParams } from './errors';
import { shownValue } from './errors';
import type { CountedName } from './files';

export interface Counts {
  inserted: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

export const noCounts = (): Counts => ({ inserted: 0, updated: 0, unchanged: 0, rejected: 0 });

export interface ImportReport {
  /** everything was written and committed */
  applied: boolean;
  dryRun: boolean;
  /** by file; FA(3) documents count under `invoices/*.xml`, prints under `invoices/*.pdf` */
  files: Record<string, Counts>;
  /** in the order of files and lines; at most {@link MOST_ERRORS} */
  errors: ImportError[];
  /** errors beyond those, counted but not kept */
  omitted: number;
  /** rows and documents read */
  rows: number;
  /** a sample of what would be inserted and changed, when it was asked for */
  changes: readonly FoundChange[];
}

/** A row that an import would insert or change. */
export interface FoundChange {
  readonly file: CountedName;
  readonly kind: 'inserted' | 'updated';
  /** what names it, e.g. `K-000118` */
  readonly key: string;
  /** column: before (null for an inserted row) and after */
  readonly fields: Readonly<Record<string, readonly [string | null, string | null]>>;
}

/** What is kept of a package that is wrong from end to end: memory has a limit, and nobody reads more. */
export const MOST_ERRORS = 100_000;

/** Collects what is refused, with bounded memory. */
export class Findings {
  readonly errors: ImportError[] = [];
  omitted = 0;

  add(
    file: string,
    line: number | null,
    column: string | null,
    value: string | null,
    code: ReasonCode,
    params: ReasonParams = {},
  ): void {
    this.push({ file, line, column, value: value === null ? null : shownValue(value), code, params });
  }

  push(error: ImportError): void {
    if (this.errors.length < MOST_ERRORS) this.errors.push(error);
    else this.omitted += 1;
  }

  get count(): number {
    return this.errors.length + this.omitted;
  }
}

/** A package that cannot even be opened: nothing was read, no row is to blame (exit code 2). */
export class UnusablePackage extends Error {
  override readonly name = 'UnusablePackage';

  constructor(
    readonly code: ReasonCode,
    /** the package, or the entry in it */
    readonly file: string,
    readonly params: ReasonParams = {},
  ) {
    super(`${file}: ${code}`);
  }
}

export type Progress =
  | { phase: 'waiting' }
  /** `done` and `total` are bytes */
  | { phase: 'reading'; file: string; rows: number; done: number; total: number }
  | { phase: 'merging'; file: string; rows: number }
  | { phase: 'undoing'; file: string; rows: number }
  | { phase: 'committing' };
