import { stagingTable, type Run } from './staging';

type State = 'known' | 'unknown' | 'pending';

/** An id that sorts behind every real one. */
const NO_ID = Number.MAX_SAFE_INTEGER;

/**
 * The meters that a file of readings names: each serial is looked up once and then known by a small number.
 * For each the span of readings held so far is known too, so that most readings can be told to be new without
 * asking the table.
 */
export class Meters {
  private readonly indexes = new Map<string, number>();
  private readonly serials: string[] = [];
  private readonly ids: number[] = [];
  private readonly states: State[] = [];
  /** span of the held readings in seconds; empty as [∞, -∞] */
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private resolved = 0;
  private lastSerial = '';
  private lastIndex = -1;

  private constructor(
    private readonly run: Run,
    private readonly tableIsEmpty: boolean,
  ) {}

  static async open(run: Run): Promise<Meters> {
    const [row] = await run.tx.unsafe<{ empty: boolean }[]>(
      'select not exists (select from readings) as empty',
    );
    return new Meters(run, row?.empty === true);
  }

  /** The number of a serial, given at its first appearance. */
  index(serial: string): number {
    if (serial === this.lastSerial) return this.lastIndex;
    let index = this.indexes.get(serial);
    if (index === undefined) {
      index = this.serials.length;
      this.indexes.set(serial, index);
      this.serials.push(serial);
    }
    this.lastSerial = serial;
    this.lastIndex = index;
    return index;
  }

  serial = (index: number): string => this.serials[index]!;
  id = (index: number): number => this.ids[index]!;
  state = (index: number): State => this.states[index]!;

  /** Looks up the serials that have come since the last time, all in one query. */
  async resolve(): Promise<void> {
    const { tx, staged, broken } = this.run;
    const from = this.resolved;
    const to = this.serials.length;
    if (from === to) return;
    const asked = this.serials.slice(from, to);
    for (let index = from; index < to; index++) {
      this.ids.push(NO_ID);
      this.states.push(broken.has('meters.csv') ? 'pending' : 'unknown');
      this.from.push(Infinity);
      this.to.push(-Infinity);
    }
    this.resolved = to;
    const span = this.tableIsEmpty
      ? ''
      : `, (select extract(epoch from r.read_at)::float8 from readings r where r.meter_id = m.id
             order by r.read_at limit 1) as first,
           (select extract(epoch from r.read_at)::float8 from readings r where r.meter_id = m.id
             order by r.read_at desc limit 1) as last`;
    const found = await tx.unsafe<
      { serial: string; id: string; first?: number | null; last?: number | null }[]
    >(`select m.serial_number as serial, m.id ${span} from meters m where m.serial_number = any($1)`, [
      asked,
    ]);
    for (const { serial, id, first, last } of found) {
      const index = this.indexes.get(serial)!;
      this.ids[index] = Number(id);
      this.states[index] = 'known';
      if (first != null && last != null) {
        this.from[index] = first;
        this.to[index] = last;
      }
    }
    if (!staged.has('meters.csv')) return;
    const rejected = await tx.unsafe<{ serial: string }[]>(
      `select serial_number as serial from ${stagingTable('meters.csv')} where bad and serial_number = any($1)`,
      [asked],
    );
    for (const { serial } of rejected) {
      const index = this.indexes.get(serial)!;
      if (this.states[index] === 'unknown') this.states[index] = 'pending';
    }
  }

  /** Whether a reading of that instant might be in the table already. */
  mayHold(index: number, at: number): boolean {
    return at >= this.from[index]! && at <= this.to[index]!;
  }

  /** A reading of that instant has gone into the table. */
  extend(index: number, at: number): void {
    if (at < this.from[index]!) this.from[index] = at;
    if (at > this.to[index]!) this.to[index] = at;
  }
}
