import { isAscii, isUtf8 } from 'node:buffer';
import type { ReasonCode } from './errors';

export type Encoding = 'utf-8' | 'windows-1250';

/** Longer than any record that makes sense; a file without line ends must not fill the memory. */
export const LONGEST_RECORD = 4_000_000;

export type Scan =
  | { ok: true; encoding: Encoding; bom: boolean; empty: boolean }
  | { ok: false; code: ReasonCode; line: number; value: string };

const LF = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Finds out how a whole file is encoded before a row of it is believed: UTF-8 if every byte of it is, else
 * Windows-1250, and neither when bytes speak against both. A line alone would not do: `PÓŁNOCNA` in
 * Windows-1250 happens to be valid UTF-8.
 * @param open gives the bytes from the beginning; called twice when the file is not plain
 */
export async function scanEncoding(open: () => AsyncIterable<Buffer>): Promise<Scan> {
  let plain = true;
  let valid = true;
  let suspect = false;
  let first = true;
  let bom = false;
  let empty = true;
  for await (const { bytes } of wholeLines(open())) {
    empty = false;
    if (first) {
      first = false;
      if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
        return { ok: false, code: 'csv_utf16', line: 1, value: '' };
      bom = bytes.subarray(0, 3).equals(BOM);
    }
    if (bytes.includes(0)) suspect = true;
    if (isAscii(bytes)) continue;
    plain = false;
    if (!isUtf8(bytes)) valid = false;
    else if (bytes.includes('\ufffd')) suspect = true;
  }
  if (!suspect && (plain || valid)) return { ok: true, encoding: 'utf-8', bom, empty };
  return (await findFault(open, valid, bom)) ?? { ok: true, encoding: 'windows-1250', bom, empty };
}

/** The line that speaks against UTF-8 and Windows-1250, if there is one. */
async function findFault(
  open: () => AsyncIterable<Buffer>,
  valid: boolean,
  bom: boolean,
): Promise<Scan | undefined> {
  const fault = (line: number, bytes: Buffer, code: ReasonCode = 'wrong_encoding'): Scan => ({
    ok: false,
    code,
    line,
    value: bytes
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, '\ufffd')
      .trim(),
  });
  let line = 0;
  let firstInvalid: { line: number; bytes: Buffer } | undefined;
  let polishUtf8 = false;
  let wrong: Scan | undefined;
  for await (const { bytes: block } of wholeLines(open())) {
    for (let start = 0; start < block.length;) {
      const end = block.indexOf(LF, start);
      const stop = end < 0 ? block.length : end;
      const bytes = block.subarray(start, stop);
      start = stop + 1;
      line += 1;
      // UTF-16 without a mark, or no text at all.
      if (bytes.includes(0)) return fault(line, bytes, line === 1 ? 'csv_utf16' : 'wrong_encoding');
      if (isAscii(bytes)) continue;
      if (isUtf8(bytes)) {
        if (valid && bytes.includes('\ufffd')) return fault(line, bytes);
        if (hasPolishUtf8(bytes)) polishUtf8 = true;
      } else {
        firstInvalid ??= { line, bytes: Buffer.from(bytes) };
        if (hasPolishUtf8(bytes)) polishUtf8 = true;
        if (!wrong && isNot1250(bytes)) wrong = fault(line, bytes);
      }
    }
  }
  if (firstInvalid && (polishUtf8 || bom)) return fault(firstInvalid.line, firstInvalid.bytes);
  return wrong;
}

/** ą ć ę ł ń ó ś ź ż and capitals as UTF-8 writes them; read as Windows-1250 these pairs are no Polish. */
function hasPolishUtf8(bytes: Buffer): boolean {
  for (let at = 0; at + 1 < bytes.length; at++) {
    const [lead, next] = [bytes[at]!, bytes[at + 1]!];
    if (lead === 0xc4 && [0x84, 0x85, 0x86, 0x87, 0x98, 0x99].includes(next)) return true;
    if (lead === 0xc5 && [0x81, 0x82, 0x83, 0x84, 0x9a, 0x9b, 0xb9, 0xba, 0xbb, 0xbc].includes(next))
      return true;
    if (lead === 0xc3 && (next === 0x93 || next === 0xb3)) return true;
  }
  return false;
}

/** Windows-1250 leaves these five bytes undefined; CP852 writes ł and ś with two of them. */
const UNDEFINED = new Set([0x81, 0x83, 0x88, 0x90, 0x98]);
/** Ą Ś Ź ą ś ź of ISO-8859-2, which Windows-1250 reads as ˇ ¦ ¬ ± ¶ Ľ: signs that do not touch a letter. */
const ISO_8859_2 = new Set([0xa1, 0xa6, 0xac, 0xb1, 0xb6, 0xbc]);

/** Ą ą Ł ł Ż ż of Windows-1250, two pairs of which ISO-8859-2 shares: letters below the block of letters. */
const LOW_LETTERS = new Set([0xa3, 0xa5, 0xaf, 0xb3, 0xb9, 0xbf]);

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined &&
  ((byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte >= 0xc0 ||
    LOW_LETTERS.has(byte) ||
    ISO_8859_2.has(byte));

function isNot1250(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (UNDEFINED.has(byte)) return true;
    // Ľ begins Slovak names, so there only a letter before it is telling.
    const after = byte !== 0xbc && isLetter(bytes[at + 1]);
    if (ISO_8859_2.has(byte) && (isLetter(bytes[at - 1]) || after)) return true;
  }
  return false;
}

/** Cuts a stream behind line feeds, so that no character and no line is torn. */
export async function* wholeLines(source: AsyncIterable<Buffer>): AsyncGenerator<{ bytes: Buffer }> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    const cut = chunk.lastIndexOf(LF) + 1;
    if (cut === 0) {
      rest.push(chunk);
      length += chunk.length;
      // Given up as a line: whoever reads it refuses a record of that length.
      if (length > LONGEST_RECORD) {
        yield { bytes: Buffer.concat(rest) };
        rest = [];
        length = 0;
      }
      continue;
    }
    yield { bytes: rest.length ? Buffer.concat([...rest, chunk.subarray(0, cut)]) : chunk.subarray(0, cut) };
    rest = cut < chunk.length ? [chunk.subarray(cut)] : [];
    length = chunk.length - cut;
  }
  if (rest.length) yield { bytes: Buffer.concat(rest) };
}

/** Decodes whole lines. Both encodings agree on ASCII, which is read the quick way. */
export function decoder(encoding: Encoding): (bytes: Buffer) => string {
  const slow = new TextDecoder(encoding, { ignoreBOM: true });
  return bytes => (isAscii(bytes) ? bytes.toString('latin1') : slow.decode(bytes));
}
