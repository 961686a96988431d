import sharp from 'sharp';
import { prepareAttachment, prepareAttachments } from '@/lib/messages/attachments';
import { blackPng, PDF } from '../../support/uploads';

const prepare = (name: string, content: string | Uint8Array) =>
  prepareAttachment(name, typeof content === 'string' ? Buffer.from(content, 'latin1') : content, 'files');

it.each([
  ['a program called a PDF', 'faktura.pdf', 'MZ\x90\x00', 'fileKind'],
  [
    'an SVG with a script',
    'a.svg',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'fileKind',
  ],
  [
    'the same, called a JPEG',
    'a.jpg',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'fileKind',
  ],
  ['a page with a PDF in it', 'a.pdf', `<html>${PDF}`, 'fileKind'],
  ['a GIF', 'a.gif', 'GIF89a....', 'fileKind'],
  [
    'a PDF with an archive behind its end',
    'a.pdf',
    `${PDF}PK\x03\x04....PK\x05\x06${'\0'.repeat(18)}`,
    'fileActive',
  ],
  [
    'a PDF that is a page too',
    'a.pdf',
    PDF.replace('endobj', '<script>alert(1)</script> endobj'),
    'fileActive',
  ],
  [
    'a PDF with a script',
    'a.pdf',
    PDF.replace('/Type', '/OpenAction << /S /JavaScript >> /Type'),
    'fileActive',
  ],
  ['half a PDF', 'a.pdf', PDF.slice(0, 40), 'fileBroken'],
  ['half a JPEG', 'a.jpg', '\xff\xd8\xff\xe0 and nothing more', 'fileBroken'],
  ['a HEIC', 'a.heic', '\0\0\0\x18ftypheic', 'fileHeic'],
])('%s is refused: %s', async (_what, name, content, code) => {
  await expect(prepare(name, content)).rejects.toMatchObject({ code, field: 'files' });
});

it('100 million pixels in 20 kB are refused before they are unpacked', async () => {
  const bomb = blackPng(10_000, 10_000);
  expect(bomb.byteLength).toBeLessThan(20_000);
  await expect(prepare('a.png', bomb)).rejects.toMatchObject({ code: 'fileBroken' });
});

it('11 MB are refused by their size, whatever they are', async () => {
  await expect(prepare('a.pdf', new Uint8Array(11 * 1024 * 1024))).rejects.toMatchObject({
    code: 'fileLarge',
    params: { name: 'a.pdf' },
  });
});

it('a JPEG with an archive behind it loses it, with its EXIF; the name is made plain', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888888' } })
    .withExif({ IFD0: { Copyright: 'gdzie to jest' } })
    .jpeg()
    .toBuffer();
  const kept = await prepare(
    '../../Łazienka<1>.png',
    Buffer.concat([picture, Buffer.from('PK\x03\x04secret')]),
  );
  expect(kept.contentType).toBe('image/jpeg');
  expect(kept.filename).toBe('Łazienka_1_.jpg');
  expect(Buffer.from(kept.content).toString('latin1')).not.toMatch(/secret|gdzie/);
});

it('a plain PDF is kept as it came', async () => {
  const kept = await prepare('umowa.pdf', PDF);
  expect(kept).toMatchObject({ filename: 'umowa.pdf', contentType: 'application/pdf' });
  expect(Buffer.from(kept.content).toString('latin1')).toBe(PDF);
});

it('five files are the most; inputs left empty are none', async () => {
  const file = (name: string) => new File([PDF], name);
  expect(await prepareAttachments(new File([], ''), 'files')).toEqual([]);
  expect(await prepareAttachments(undefined, 'files')).toEqual([]);
  expect(await prepareAttachments([file('a.pdf'), file('b.pdf')], 'files')).toHaveLength(2);
  await expect(
    prepareAttachments(
      Array.from({ length: 6 }, (_, i) => file(`${i}.pdf`)),
      'files',
    ),
  ).rejects.toMatchObject({ code: 'filesMany' });
});
