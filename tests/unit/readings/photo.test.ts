import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { Refusal } from '@/lib/kernel/refusal';
import { preparePhoto } from '@/lib/readings/photos/prepare';
import { LARGEST_UPLOAD, pictureKind } from '@/lib/uploads/prepare';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });
const refusedAs = (code: string) => new Refusal(code, 'photo');

test('a phone’s JPEG of 2400 × 1800 with place and orientation in its EXIF: 1200 × 1600 upright, nothing left', async () => {
  const sent = await picture(2400, 1800)
    .withExif({
      IFD0: { Make: 'Aparat Próbny', Copyright: 'Zofia Próbna' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 26/1 40/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(sent).metadata()).exif).toBeDefined();
  expect(sent.includes('Aparat')).toBe(true);
  const kept = await preparePhoto(sent, 'photo');
  expect([kept.width, kept.height]).toEqual([1200, 1600]);
  const metadata = await sharp(kept.content).metadata();
  expect(metadata).toMatchObject({ format: 'jpeg', width: 1200, height: 1600 });
  expect([metadata.exif, metadata.icc, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual(
    Array(5).fill(undefined),
  );
  expect(Buffer.from(kept.content).includes('Aparat')).toBe(false);
  expect(Buffer.from(kept.content).includes('Exif')).toBe(false);
});

test.each(['png', 'webp'] as const)('%s becomes JPEG, and a small one stays small', async format => {
  const kept = await preparePhoto(await picture(40, 30).toFormat(format).toBuffer(), 'photo');
  expect(pictureKind(kept.content)).toBe('jpeg');
  expect([kept.width, kept.height]).toEqual([40, 30]);
});

test('what is no picture, whatever it is called, is refused by its first bytes', async () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');
  await expect(preparePhoto(heic, 'photo')).rejects.toThrow(refusedAs('photoHeic'));
  for (const bytes of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'GIF89a', '', '<html>'])
    await expect(preparePhoto(Buffer.from(bytes), 'photo')).rejects.toThrow(refusedAs('photoKind'));
});

test('a JPEG that breaks off is refused', async () => {
  const whole = await picture(800, 600).jpeg().toBuffer();
  await expect(preparePhoto(whole.subarray(0, 400), 'photo')).rejects.toThrow(refusedAs('photoBroken'));
});

test('10 MB are the most', async () => {
  await expect(preparePhoto(new Uint8Array(LARGEST_UPLOAD + 1), 'photo')).rejects.toThrow(
    refusedAs('photoLarge'),
  );
});

/** A black PNG of one bit a pixel. */
function blackPng(width: number, height: number): Buffer {
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

test('72 million pixels in less than 20 kB are refused before they are unpacked; the same file smaller is fine', async () => {
  const bomb = blackPng(9_000, 8_000);
  expect(bomb.byteLength).toBeLessThan(20_000);
  await expect(preparePhoto(bomb, 'photo')).rejects.toThrow(refusedAs('photoBroken'));
  expect((await preparePhoto(blackPng(900, 800), 'photo')).width).toBe(900);
});
