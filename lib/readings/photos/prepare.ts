import 'server-only';
import sharp from 'sharp';
import { Refusal } from '@/lib/kernel/refusal';

/** A picture as we keep it: JPEG, upright, without EXIF (SECURITY S11). */
export interface Photo {
  readonly content: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export const LARGEST_PHOTO = 10 * 1024 * 1024;
/** Enough to read a register by. */
const EDGE = 1600;
/** A phone's 50 million fit; a picture that unpacks to more is refused before it is unpacked. */
const MOST_PIXELS = 64_000_000;

type Kind = 'jpeg' | 'png' | 'webp' | 'heic';

/** What the first bytes say, whatever the file is called. @returns null for anything else */
export function pictureKind(bytes: Uint8Array): Kind | null {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(4, 8) === 'ftyp' && /^(hei[cmsx]|hev[cx]|mif1|msf1)/.test(text(8, 12))) return 'heic';
  return null;
}

/**
 * Makes of a sent file the picture that is kept: nothing of the sender's bytes remains.
 * @throws Refusal `photoLarge`, `photoHeic`, `photoKind`, `photoBroken`
 */
export async function preparePhoto(bytes: Uint8Array, field: string): Promise<Photo> {
  if (bytes.byteLength > LARGEST_PHOTO) throw new Refusal('photoLarge', field);
  const kind = pictureKind(bytes);
  if (kind === 'heic') throw new Refusal('photoHeic', field);
  if (kind === null) throw new Refusal('photoKind', field);
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .timeout({ seconds: 15 })
      .autoOrient()
      .resize({ width: EDGE, height: EDGE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { content: data, width: info.width, height: info.height };
  } catch {
    throw new Refusal('photoBroken', field);
  }
}
