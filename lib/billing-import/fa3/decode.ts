import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Encodings that a billing system may write, under the names of the XML declaration. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'utf-16': 'utf-16',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'windows-1250': 'windows-1250',
  cp1250: 'windows-1250',
  'iso-8859-2': 'iso-8859-2',
  'iso8859-2': 'iso-8859-2',
  latin2: 'iso-8859-2',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'iso-8859-1',
};

export type Decoded =
  | { ok: true; text: string }
  | { ok: false; code: 'xml_encoding_unknown' | 'xml_encoding_wrong'; encoding: string; line: number };

const DECLARATION = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']{0,40})["']/;

/**
 * Bytes of an XML document as text. A byte order mark wins, then the XML declaration, then UTF-8 (XML 1.0,
 * appendix F). Bytes that the encoding does not know are refused, never replaced: a customer's name with
 * lost letters would go unnoticed.
 */
export function decodeXml(bytes: Uint8Array): Decoded {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [b0, b1, b2, b3] = data;
  if ((b0 === 0xff && b1 === 0xfe && b2 === 0 && b3 === 0) || (b0 === 0 && b1 === 0 && b2 === 0xfe))
    return { ok: false, code: 'xml_encoding_unknown', encoding: 'UTF-32', line: 1 };
  if (b0 === 0xef && b1 === 0xbb && b2 === 0xbf) return decodeUtf8(data.subarray(3));
  if (b0 === 0xff && b1 === 0xfe) return decodeUtf16(data.subarray(2), 'utf-16le');
  if (b0 === 0xfe && b1 === 0xff) return decodeUtf16(data.subarray(2), 'utf-16be');
  if (b0 === 0x3c && b1 === 0) return decodeUtf16(data, 'utf-16le');
  if (b0 === 0 && b1 === 0x3c) return decodeUtf16(data, 'utf-16be');

  const declared = DECLARATION.exec(data.toString('latin1', 0, 200))?.[1] ?? 'UTF-8';
  const encoding = ENCODINGS[declared.toLowerCase()];
  if (encoding === undefined) {
    return { ok: false, code: 'xml_encoding_unknown', encoding: declared, line: 1 };
  }
  if (encoding === 'utf-8') return decodeUtf8(data);
  // Declared as UTF-16, but the declaration itself could be read byte by byte.
  if (encoding.startsWith('utf-16'))
    return { ok: false, code: 'xml_encoding_wrong', encoding: declared, line: 1 };
  return decodeSingleByte(data, encoding);
}

function decodeUtf8(data: Buffer): Decoded {
  if (isUtf8(data)) return { ok: true, text: data.toString('utf8') };
  // A line feed is never part of a longer sequence, so lines can be judged one by one.
  let line = 1;
  for (let start = 0; start < data.length; line++) {
    const end = data.indexOf(0x0a, start);
    const stop = end < 0 ? data.length : end;
    if (!isUtf8(data.subarray(start, stop))) break;
    start = stop + 1;
  }
  return { ok: false, code: 'xml_encoding_wrong', encoding: 'UTF-8', line };
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const NOT_IN_LATIN = /[\ufffd\u0080-\u009f]/;

function decodeUtf16(data: Buffer, encoding: string): Decoded {
  const text = iconv.decode(data, encoding, { stripBOM: false });
  const bad = LONE_SURROGATE.exec(text);
  if (!bad && data.length % 2 === 0) return { ok: true, text };
  return { ok: false, code: 'xml_encoding_wrong', encoding: 'UTF-16', line: lineAt(text, bad?.index) };
}

/** Multi-byte sequences above which text that is valid UTF-8 cannot be a one-byte encoding by chance. */
const BY_CHANCE = 3;

/**
 * One-byte encodings give every byte some meaning, so a wrong declaration shows only indirectly: by control
 * characters in the middle of names (Windows-1250 declared as ISO-8859-2), or by being flawless UTF-8.
 */
function decodeSingleByte(data: Buffer, encoding: string): Decoded {
  const text = iconv.decode(data, encoding, { stripBOM: false });
  const bad = NOT_IN_LATIN.exec(text);
  if (bad) return { ok: false, code: 'xml_encoding_wrong', encoding, line: lineAt(text, bad.index) };
  if (isUtf8(data)) {
    const sequences = data.length - data.toString('utf8').length;
    if (sequences > BY_CHANCE) {
      const first = /[^\x00-\x7f]/.exec(text)?.index;
      return { ok: false, code: 'xml_encoding_wrong', encoding, line: lineAt(text, first) };
    }
  }
  return { ok: true, text };
}

/** 1-based line of a position; the last line when there is none. */
function lineAt(text: string, index = text.length): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
