import type { Meters } from './meters';

/** Some readings, column by column: 29 bytes each, where an object would take ten times as much. */
export class Batch {
  size = 0;
  /** index of the meter, see Meters */
  readonly meter: Uint32Array;
  /** seconds since 1970 */
  readonly at: Float64Array;
  /** litres */
  readonly value: Float64Array;
  readonly kind: Uint8Array;
  readonly line: Uint32Array;

  constructor(capacity: number) {
    this.meter = new Uint32Array(capacity);
    this.at = new Float64Array(capacity);
    this.value = new Float64Array(capacity);
    this.kind = new Uint8Array(capacity);
    this.line = new Uint32Array(capacity);
  }

  push(meter: number, at: number, value: number, kind: number, line: number): void {
    const row = this.size++;
    this.meter[row] = meter;
    this.at[row] = at;
    this.value[row] = value;
    this.kind[row] = kind;
    this.line[row] = line;
  }
}

/** The rows of a batch in the order of the table's key; of equal keys the one that stands first comes first. */
export function byKey(batch: Batch, meters: Meters): Uint32Array {
  const { meter, at } = batch;
  const order = new Uint32Array(batch.size);
  let sorted = true;
  for (let row = 0; row < batch.size; row++) {
    order[row] = row;
    if (row === 0 || !sorted) continue;
    const before = meters.id(meter[row - 1]!);
    const here = meters.id(meter[row]!);
    sorted = before < here || (before === here && at[row - 1]! <= at[row]!);
  }
  if (!sorted) {
    order.sort(
      (a, b) =>
        meters.id(meter[a]!) - meters.id(meter[b]!) || meter[a]! - meter[b]! || at[a]! - at[b]! || a - b,
    );
  }
  return order;
}

/** 2000-01-01 UTC, where PostgreSQL's timestamps begin. */
const EPOCH = 946_684_800;
const TWO_32 = 4_294_967_296;
const FILE_HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const TRAILER = Buffer.from([0xff, 0xff]);
const BLOCK = 256 * 1024;

/**
 * Rows in PostgreSQL's binary COPY format (documentation of COPY, «Binary Format»): the server then neither
 * splits text nor parses numbers and times.
 * @param withLine adds the line as a fifth column
 */
export function* encodeRows(
  batch: Batch,
  rows: readonly number[],
  meters: Meters,
  kinds: readonly string[],
  withLine: boolean,
): Generator<Buffer> {
  yield FILE_HEADER;
  const names = kinds.map(kind => Buffer.from(kind));
  const most = 2 + 4 * 12 + 4 + 16;
  let out = Buffer.allocUnsafe(BLOCK);
  let to = 0;
  const int64 = (value: number) => {
    out.writeUInt32BE(8, to);
    const high = Math.floor(value / TWO_32);
    out.writeInt32BE(high, to + 4);
    out.writeUInt32BE(value - high * TWO_32, to + 8);
    to += 12;
  };
  for (const row of rows) {
    if (to + most > BLOCK) {
      yield out.subarray(0, to);
      out = Buffer.allocUnsafe(BLOCK);
      to = 0;
    }
    to = out.writeUInt16BE(withLine ? 5 : 4, to);
    int64(meters.id(batch.meter[row]!));
    int64((batch.at[row]! - EPOCH) * 1_000_000);
    int64(batch.value[row]!);
    const kind = names[batch.kind[row]!]!;
    to = out.writeUInt32BE(kind.length, to);
    to += kind.copy(out, to);
    if (withLine) int64(batch.line[row]!);
  }
  yield out.subarray(0, to);
  yield TRAILER;
}
