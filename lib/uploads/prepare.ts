import 'server-only';
import sharp from 'sharp';

/** What people send us: told by its first bytes whatever it is called, and pictures drawn anew (SECURITY S11). */

export const LARGEST_UPLOAD = 10 * 1024 * 1024;
/** A phone's 50 million fit; a picture that unpacks to more is refused before it is unpacked. */
const MOST_PIXELS = 64_000_000;

const textOf = (bytes: Uint8Array, from: number, to?: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** What the first bytes say. @returns null for anything else */
export function pictureKind(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | 'heic' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (textOf(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (textOf(bytes, 0, 4) === 'RIFF' && textOf(bytes, 8, 12) === 'WEBP') return 'webp';
  if (textOf(bytes, 4, 8) === 'ftyp' && /^(hei[cmsx]|hev[cx]|mif1|msf1)/.test(textOf(bytes, 8, 12)))
    return 'heic';
  return null;
}

export const isPdf = (bytes: Uint8Array): boolean => textOf(bytes, 0, 5) === '%PDF-';

/** A whole PDF ends so; half of one proves nothing. */
export const isWholePdf = (bytes: Uint8Array): boolean => textOf(bytes, -1024).includes('%%EOF');

/**
 * Whether a PDF is something else as well (an archive or a page behind its end) or does more than be read: scripts,
 * programs, files within it. Looks at what stands in it openly; it is only ever served as a download.
 */
export function isPlainPdf(bytes: Uint8Array): boolean {
  const text = textOf(bytes, 0);
  const rest = text.slice(text.lastIndexOf('%%EOF') + 5);
  return rest.trim() === '' && !/\/JavaScript|\/Launch\b|\/EmbeddedFile|<script|<html/i.test(text);
}

export interface Picture {
  readonly content: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The picture as JPEG, upright, without EXIF: nothing of the sender's bytes remains.
 * @param edge the longest side, in pixels
 * @returns null when it cannot be opened, or would unpack to too much
 */
export async function redrawPicture(bytes: Uint8Array, edge: number): Promise<Picture | null> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .timeout({ seconds: 15 })
      .autoOrient()
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { content: data, width: info.width, height: info.height };
  } catch {
    return null;
  }
}

/**
 * A name without folders, signs that end one and what a screen cannot show.
 * @param otherwise for what has no name of its own
 */
export const plainName = (name: string, ending: string, otherwise: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const stem = last.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} _.-]+/gu, '_');
  return `${stem.trim().slice(0, 80) || otherwise}.${ending}`;
};
