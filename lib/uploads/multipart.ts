/**
 * The parts of a form with files (RFC 7578) as they come, never more of them in memory than one block: for uploads
 * that are too large for `request.formData()`. Names come as browsers send them (RFC 7578, 4.2).
 */

export interface Part {
  readonly name: string;
  /** absent for a plain field */
  readonly filename: string | null;
  /** to be read to its end before the next part */
  readonly content: AsyncIterable<Buffer>;
}

/** What was sent is no such form, or was cut off. */
export class BrokenForm extends Error {
  override readonly name = 'BrokenForm';
}

const LONGEST_HEAD = 16_384;

/** @returns the boundary; null when the type is another one */
export function boundaryOf(contentType: string | null): string | null {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  );
  return match?.[1] ?? match?.[2] ?? null;
}

const unescaped = (text: string): string =>
  text.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');

export async function* readParts(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const source = body[Symbol.asyncIterator]();
  // The first delimiter has no line end before it: it gets one.
  let held: Buffer = Buffer.from('\r\n');
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const more = async (): Promise<void> => {
    const next = await source.next();
    if (next.done) throw new BrokenForm('cut off');
    held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
  };
  /** Hands out everything before the next delimiter, which is then gone too. */
  async function* untilDelimiter(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = held.indexOf(delimiter);
      if (at >= 0) {
        const part = held.subarray(0, at);
        held = held.subarray(at + delimiter.length);
        if (part.length > 0) yield part;
        return;
      }
      // The delimiter may have begun in what is held.
      const sure = held.length - delimiter.length + 1;
      if (sure > 0) {
        const part = held.subarray(0, sure);
        held = held.subarray(sure);
        yield part;
      }
      await more();
    }
  }
  for await (const before of untilDelimiter()) void before;
  for (;;) {
    while (held.length < 2) await more();
    if (held.subarray(0, 2).toString('latin1') === '--') return;
    let end = held.indexOf('\r\n\r\n');
    while (end < 0) {
      if (held.length > LONGEST_HEAD) throw new BrokenForm('head');
      await more();
      end = held.indexOf('\r\n\r\n');
    }
    const head = held.subarray(0, end).toString('utf8');
    held = held.subarray(end + 4);
    const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(head)?.[1] ?? '';
    const name = /\bname="([^"]*)"/.exec(disposition.replace(/\bfilename="[^"]*"/, ''))?.[1];
    if (name === undefined) throw new BrokenForm('name');
    const filename = /\bfilename="([^"]*)"/.exec(disposition)?.[1];
    yield {
      name: unescaped(name),
      filename: filename === undefined ? null : unescaped(filename),
      content: untilDelimiter(),
    };
  }
}
