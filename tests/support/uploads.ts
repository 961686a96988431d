import { crc32, deflateSync } from 'node:zlib';

/** A PDF that is nothing but a PDF. */
export const PDF = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n';

/** A black PNG of one bit a pixel. */
export function blackPng(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

const named = (name: string, content: string | Uint8Array) =>
  new File([typeof content === 'string' ? Buffer.from(content, 'latin1') : new Uint8Array(content)], name);

/** What nobody should send, and why it is refused. */
export const MALICIOUS: readonly (readonly [what: string, file: () => File, code: string])[] = [
  ['a program called a PDF', () => named('faktura.pdf', 'MZ\x90\x00'), 'fileKind'],
  ['a PDF that is an archive too', () => named('a.pdf', `${PDF}PK\x03\x04`), 'fileActive'],
  [
    'an SVG with a script called a JPEG',
    () => named('a.jpg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    'fileKind',
  ],
  ['a picture of 100 megapixels', () => named('a.png', blackPng(10_000, 10_000)), 'fileBroken'],
  ['11 MB', () => named('a.pdf', new Uint8Array(11 * 1024 * 1024)), 'fileLarge'],
];
