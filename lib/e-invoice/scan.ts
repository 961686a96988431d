import 'server-only';
import sharp from 'sharp';
import { sha256 } from '@/lib/kernel/hash';
import { Refusal } from '@/lib/kernel/refusal';

/** A signed form as it is kept. */
export interface Scan {
  readonly filename: string;
  readonly contentType: 'application/pdf' | 'image/jpeg';
  readonly content: Uint8Array;
  readonly sha256: string;
}

const LARGEST = 10 * 1024 * 1024;
/** Pixels a side: A4 at 200 dots an inch, on which a signature is still a signature. */
const EDGE = 2_340;
/** Against pictures that are small packed and huge unpacked. */
const MOST_PIXELS = 64_000_000;

/** What the first bytes say, whatever the file is called. */
function kindOf(bytes: Uint8Array): 'pdf' | 'picture' | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('%PDF-')) return 'pdf';
  return start.startsWith('\xff\xd8\xff') || start === '\x89PNG\r\n\x1a\n' ? 'picture' : null;
}

/** A name without folders, signs that end one and what a screen cannot show. */
const plainName = (name: string, ending: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const stem = last.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} _.-]+/gu, '_');
  return `${stem.trim().slice(0, 80) || 'formularz'}.${ending}`;
};

/**
 * Makes of a sent file what is kept: a PDF as it was received, because it is the proof; a picture drawn anew, so that
 * nothing of the sender's bytes remains (SECURITY S11).
 * @throws Refusal `scanMissing`, `scanLarge`, `scanKind`, `scanBroken`, all of the field `scan`
 */
export async function prepareScan(file: { name: string; bytes: Uint8Array } | null): Promise<Scan> {
  if (!file || file.bytes.byteLength === 0) throw new Refusal('scanMissing', 'scan');
  if (file.bytes.byteLength > LARGEST) throw new Refusal('scanLarge', 'scan');
  const kind = kindOf(file.bytes);
  if (kind === null) throw new Refusal('scanKind', 'scan');
  if (kind === 'pdf') {
    // A whole file ends so; half of one proves nothing.
    const end = Buffer.from(file.bytes.subarray(-1024)).toString('latin1');
    if (!end.includes('%%EOF')) throw new Refusal('scanBroken', 'scan');
    return kept(plainName(file.name, 'pdf'), 'application/pdf', file.bytes);
  }
  try {
    const drawn = await sharp(file.bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .timeout({ seconds: 15 })
      .autoOrient()
      .resize({ width: EDGE, height: EDGE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer();
    return kept(plainName(file.name, 'jpg'), 'image/jpeg', drawn);
  } catch {
    throw new Refusal('scanBroken', 'scan');
  }
}

const kept = (filename: string, contentType: Scan['contentType'], content: Uint8Array): Scan => ({
  filename,
  contentType,
  content,
  sha256: sha256(content),
});
