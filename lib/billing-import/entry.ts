/** A file in the package; `open` may be called again and gives the bytes from the beginning. */
export interface Entry {
  /** path in the package, `/` as separator */
  name: string;
  /** bytes, unpacked */
  size: number;
  open(): AsyncIterable<Buffer>;
}

/** Bytes. */
export const MB = 1_000_000;

/** Sizes (unpacked) that no honest package reaches. */
export const LIMITS = {
  entries: 1_000_000,
  csv: 8_000 * MB,
  xml: 20 * MB,
  pdf: 20 * MB,
  total: 32_000 * MB,
  /** deflate cannot do more than 1032; a file of telemetry does about 15 */
  ratio: 250,
  /** below this size a ratio says nothing */
  ratioFrom: MB,
} as const;
